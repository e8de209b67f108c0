import FuzzTargets
import Glibc

// calls-fuzz TARGET [libFuzzer's options] FOLDER...: libFuzzer on one of `FuzzTarget`.
// calls-fuzz --sound TARGET FOLDER: writes the inputs to begin with.
// scripts/fuzz.sh builds it with coverage and the address sanitizer, and runs it.

@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Writes each sound input to a file of its own, by number.
func writeSound(_ target: FuzzTarget, to folder: String) -> Bool {
  for (number, input) in target.sound.enumerated() {
    guard let file = fopen("\(folder)/sound-\(number)", "w") else { return false }
    fwrite(input, 1, input.count, file)
    guard fclose(file) == 0 else { return false }
  }
  return true
}

if CommandLine.arguments.count == 4, CommandLine.arguments[1] == "--sound",
  let target = FuzzTarget(rawValue: CommandLine.arguments[2])
{
  exit(writeSound(target, to: CommandLine.arguments[3]) ? 0 : 73)
}
guard CommandLine.arguments.count > 1, let target = FuzzTarget(rawValue: CommandLine.arguments[1])
else {
  let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
  let usage = "usage: calls-fuzz [--sound] TARGET [OPTION...] FOLDER...\ntargets: \(names)\n"
  _ = usage.withCString { write(2, $0, strlen($0)) }
  exit(64)
}
let chosen = target
// What is made once, such as the compiled rules, is no input's time.
chosen.run(Array("Appel à projets".utf8))
let fuzzerArguments = [CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)
var count = CInt(fuzzerArguments.count)
let vector = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
  capacity: fuzzerArguments.count + 1)
for (i, argument) in fuzzerArguments.enumerated() { vector[i] = strdup(argument) }
vector[fuzzerArguments.count] = nil
var arguments = vector
exit(
  runFuzzer(&count, &arguments) { bytes, size in
    chosen.run(Array(UnsafeBufferPointer(start: bytes, count: size)))
    return 0
  })
