// Reads one document from standard input, and writes one framed reply to standard output, a pipe.
// Synchronous and with one thread: limits are entered first, before anything else runs.
//
//   calls-worker [NAME] < DOCUMENT        the protocol (see WireWriter)
//   calls-worker extract FILE             the text of a file, without limits, for development

import CSandbox
import Documents
import Extraction
import Glibc

if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "extract" {
  exit(Inspection.printText(ofFileAt: CommandLine.arguments[2]))
}

var limits = calls_limits(address_space: 768 << 20, cpu_seconds: 10, open_files: 32)
let refused = calls_sandbox_enter(&limits)
guard refused == 0 else {
  StandardStreams.complain("limits refused: errno \(refused)")
  exit(70)
}
let name = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : ""
let reply = WireWriter.frame(Reply.result(named: name))
exit(StandardStreams.write(reply, to: STDOUT_FILENO) ? 0 : 74)
