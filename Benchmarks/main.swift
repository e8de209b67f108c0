import Documents
import Foundation
import RuleEngine

// Speed of the rule engine on text files. A report for people: nothing in it passes or fails.
//
//     calls-bench speed RULES MEGABYTES FILE…      throughput on text made of the files
//     calls-bench phrases FILE…                    100 phrases against 50,000
//     calls-bench length RULES FILE…               cost a byte as texts grow
//     calls-bench hostile RULES FILE…              texts made to be slow, against ordinary text
//     calls-bench start RULES SENTENCE             loading a compiled pack and tagging a sentence
//     calls-bench dump RULES FILE…                 every annotation, to compare two builds

let arguments = Array(CommandLine.arguments.dropFirst())
guard let command = arguments.first else {
  print("calls-bench speed|phrases|length|hostile|start|dump …")
  exit(2)
}
do {
  try Bench.run(command, Array(arguments.dropFirst()))
} catch {
  print("calls-bench: \(error)")
  exit(1)
}
