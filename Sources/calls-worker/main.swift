import Documents
import Extraction
import Foundation

let path = CommandLine.arguments[1]
let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
let document = try DocumentReader().read(bytes, name: path)
if CommandLine.arguments.count > 2 {
  for block in document.blocks {
    let text = ScalarIndex(document.text).slice(block.range)
    print(block.role, block.level, block.page, block.cell.map { "\($0.table):\($0.row):\($0.column)" } ?? "", block.fontSize, text)
  }
} else {
  print(document.text)
}
