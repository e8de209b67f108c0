// Reads one document, or serves a client that has many: see `Server`.
// Synchronous and with one thread: limits are entered first, before anything else runs.
//
//   calls-worker [OPTIONS] [--] [NAME] < DOCUMENT   the protocol (see WireWriter), to a pipe
//   calls-worker [OPTIONS] --serve < SOCKET         the same for many documents, a process for each
//   calls-worker --recognition-report     the languages of pictures that can be read
//   calls-worker --sandbox-report         what this kernel enforces
//   calls-worker extract FILE             the text of a file, without limits, for development
//
// Options, in this order:
//   --limits LIMITS   what is not as usual (see ReadingLimits)
//   --no-word-boxes   the places of single words are not told
//   --unlock          passwords stand before the document (see UnlockFrame)
//   --recognise       the text of pages that are pictures, too

import CSandbox
import Documents
import Extraction
import Glibc

var arguments = (1...).lazy.map { calls_argument(Int32($0)) }.prefix { $0 != nil }
  .compactMap { $0.map { String(cString: $0) } }[...]

/// Takes an argument that stands first.
@MainActor func take(_ argument: String) -> Bool {
  guard arguments.first == argument else { return false }
  arguments.removeFirst()
  return true
}

switch (arguments.first, arguments.count) {
case ("extract", 2): exit(Inspection.printText(ofFileAt: arguments[1]))
case ("--sandbox-report", 1): exit(Sandbox.printReport())
case ("--recognition-report", 1): exit(Sandbox.printRecognitionReport())
default: break
}

var reply = Reply()
if take("--limits") {
  guard let limits = arguments.popFirst().flatMap(ReadingLimits.init(argument:)) else { exit(64) }
  reply.limits = limits
}
reply.keepsWordBoxes = !take("--no-word-boxes")
reply.hasPassword = take("--unlock")
reply.recognisesPictures = take("--recognise")
#if DEBUG
  if take("--without-walls") { exit(Server.run(reply, hasWalls: false)) }
#endif
if arguments.count == 1, take("--serve") { exit(Server.run(reply)) }
_ = take("--")
reply.single(named: arguments.first ?? "")
