"""A mail server and a web server for tests, each on a port of this machine that it picks itself.

    servers.py FOLDER [--certificate PEM --key PEM]

writes FOLDER/ports.json once both listen, then what comes in: `mail-N.json` for each message taken,
`post-N.json` for each request. What they do is told by files in the folder:

    refuse        addresses to which RCPT is answered with 550, one a line
    hang-up       the connection ends after DATA, without an answer; the message is kept
    password      AUTH is asked for, and only this password will do
    web-status    the status of answers to requests; 302 points at the second web server
"""
import base64
import http.server
import json
import os
import socketserver
import ssl
import sys
import threading

folder = sys.argv[1]
tls = None
if "--certificate" in sys.argv:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(sys.argv[sys.argv.index("--certificate") + 1],
                        sys.argv[sys.argv.index("--key") + 1])
lock = threading.Lock()
counts = {}


def told(name):
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return file.read().strip()
    except FileNotFoundError:
        return None


def keep(kind, value):
    with lock:
        number = counts[kind] = counts.get(kind, 0) + 1
        path = os.path.join(folder, f"{kind}-{number}.json")
        with open(path + ".new", "w", encoding="utf-8") as file:
            json.dump(value, file)
        os.rename(path + ".new", path)


class Mail(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")
        self.wfile.flush()

    def line(self):
        return self.rfile.readline().rstrip(b"\r\n").decode("latin-1")

    def handle(self):
        self.secure = False
        self.user = None
        sender, receivers = None, []
        self.say("220 here")
        while True:
            raw = self.rfile.readline()
            if not raw:
                return
            line = raw.rstrip(b"\r\n").decode("latin-1")
            word = line.split(" ")[0].upper()
            if word == "EHLO":
                lines = ["here", "SIZE 1000000"]
                if tls and not self.secure:
                    lines.append("STARTTLS")
                if told("password") and (self.secure or not tls):
                    lines.append("AUTH PLAIN LOGIN")
                for entry in lines[:-1]:
                    self.say("250-" + entry)
                self.say("250 " + lines[-1])
            elif word == "STARTTLS" and tls:
                self.say("220 go")
                self.connection = tls.wrap_socket(self.connection, server_side=True)
                self.rfile = self.connection.makefile("rb")
                self.wfile = self.connection.makefile("wb")
                self.secure = True
            elif word == "AUTH":
                self.authenticate(line)
            elif word == "MAIL":
                if told("password") and not self.user:
                    self.say("530 who are you")
                    continue
                sender, receivers = line[line.index("<") + 1:line.index(">")], []
                self.say("250 ok")
            elif word == "RCPT":
                address = line[line.index("<") + 1:line.index(">")]
                if address in (told("refuse") or "").split("\n"):
                    self.say("550 no such mailbox")
                else:
                    receivers.append(address)
                    self.say("250 ok")
            elif word == "DATA":
                self.say("354 go on")
                if not self.take(sender, receivers):
                    return
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok" if word in ("RSET", "NOOP", "HELO") else "502 what")

    def authenticate(self, line):
        words = line.split(" ")
        if len(words) < 3:
            self.say("334 ")
            answer = self.line()
        else:
            answer = words[2]
        parts = base64.b64decode(answer).split(b"\0")
        if words[1].upper() == "LOGIN":
            self.say("334 UGFzc3dvcmQ6")
            parts = [b"", parts[0], base64.b64decode(self.line())]
        if parts[-1].decode() == told("password"):
            self.user = parts[-2].decode()
            self.say("235 welcome")
        else:
            self.say("535 no")

    def take(self, sender, receivers):
        lines = []
        while True:
            line = self.rfile.readline()
            if not line:
                return False
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b".") else line)
        keep("mail", dict(sender=sender, receivers=receivers, secure=self.secure, user=self.user,
                          bare=any(not line.endswith(b"\r\n") for line in lines),
                          text=b"".join(lines).decode("utf-8")))
        if told("hang-up") is not None:
            return False
        self.say("250 taken")
        return True


class Web(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        keep(self.server.kind, dict(path=self.path, headers=dict(self.headers),
                                    body=body.decode("utf-8")))
        status = int(told("web-status") or 204)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"http://127.0.0.1:{elsewhere.server_address[1]}/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, *arguments):
        pass


class Mails(socketserver.ThreadingTCPServer):
    daemon_threads = True


mail = Mails(("127.0.0.1", 0), Mail)
web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Web)
elsewhere = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Web)
web.kind, elsewhere.kind = "post", "stray"
for server in (mail, web, elsewhere):
    threading.Thread(target=server.serve_forever, daemon=True).start()
with open(os.path.join(folder, "ports.new"), "w", encoding="utf-8") as file:
    json.dump(dict(mail=mail.server_address[1], web=web.server_address[1]), file)
os.rename(os.path.join(folder, "ports.new"), os.path.join(folder, "ports.json"))
# Ends with whoever started it.
sys.stdin.read()
