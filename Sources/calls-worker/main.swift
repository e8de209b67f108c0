// Reads one document, or serves a client that has many: see `Server`.
// Synchronous and with one thread: limits are entered first, before anything else runs.
//
//   calls-worker [--] [NAME] < DOCUMENT   the protocol (see WireWriter), to a pipe
//   calls-worker --recognise NAME < DOCUMENT   the same, with the text of pages that are pictures
//   calls-worker --serve < SOCKET         the same for many documents, a process for each
//   calls-worker --recognition-report     the languages of pictures that can be read
//   calls-worker --sandbox-report         what this kernel enforces
//   calls-worker extract FILE             the text of a file, without limits, for development

import CSandbox
import Documents
import Extraction
import Glibc

let arguments = CommandLine.arguments.dropFirst()
switch (arguments.first, arguments.count) {
case ("extract", 2): exit(Inspection.printText(ofFileAt: CommandLine.arguments[2]))
case ("--sandbox-report", 1): exit(Sandbox.printReport())
case ("--recognition-report", 1): exit(Sandbox.printRecognitionReport())
case ("--serve", 1): exit(Server.run())
case ("--recognise", 2):
  exit(Reply.single(named: CommandLine.arguments[2], recognisesPictures: true))
case ("--", 1...2): exit(Reply.single(named: arguments.count == 2 ? CommandLine.arguments[2] : ""))
default: exit(Reply.single(named: arguments.first ?? ""))
}
