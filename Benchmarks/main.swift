import Documents
import Foundation
import RuleEngine

// Speed of the engine on files of any format that is read. A report for people: nothing in it passes
// or fails. `speed`, `phrases`, `length` and `hostile` take the paragraphs of the files in shuffled
// order, again and again, until there is as much text as they need.
//
//     calls-bench speed RULES MEGABYTES FILE…      throughput on text made of the files
//     calls-bench rules RULES FILE…                which rules cost most
//     calls-bench phrases FILE…                    100 phrases against 50,000
//     calls-bench length RULES FILE…               cost a byte as texts grow
//     calls-bench hostile RULES FILE…              texts made to be slow, against ordinary text
//     calls-bench records RULES FILE…              from documents to their records
//     calls-bench start RULES SENTENCE             loading a compiled pack and tagging a sentence
//     calls-bench alerts RULES PROFILE SIZE…       a digest of 50 new calls over stores of these sizes
//     calls-bench match RULES STORE PROFILE DAY    matching a profile, beside SQLite's FTS5
//     calls-bench pack RULES                       compiles the rules for the other commands, which do it
//                                                  themselves where it is not done
//     calls-bench dump RULES FILE…                 every annotation, to compare two builds

let arguments = Array(CommandLine.arguments.dropFirst())
guard let command = arguments.first else {
  print("calls-bench speed|rules|phrases|length|hostile|records|start|alerts|match|dump …")
  exit(2)
}
do {
  try Bench.run(command, Array(arguments.dropFirst()))
} catch {
  print("calls-bench: \(error)")
  exit(1)
}
