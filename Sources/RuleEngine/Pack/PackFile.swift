/// Why a pack of rules cannot be taken as it is.
package enum PackFault: Error, Hashable, Sendable {
  /// Cut off, or bytes that no writer makes.
  case malformed
  /// Made by another version of the program.
  case version(UInt8)
  /// The sources do not compile; a pack is only written of those that do.
  case faulty(RuleFaults)
}

extension RulePack {
  /// Rises with every change of what is written.
  package static let packVersion: UInt8 = 1

  /// The checked sources as bytes, which are read many times faster than the rule files.
  package var packed: [UInt8] {
    var writer = PackWriter()
    writer.byte(Self.packVersion)
    writer.sources(sources)
    return writer.bytes
  }

  /// The pack that `packed` wrote; trusts none of the bytes.
  package static func load(packed bytes: [UInt8]) throws(PackFault) -> RulePack {
    var reader = PackReader(bytes)
    let version = try reader.byte()
    guard version == packVersion else { throw .version(version) }
    let sources = try reader.sources()
    guard reader.isAtEnd else { throw .malformed }
    do {
      return try RuleCompiler.compile(sources)
    } catch {
      throw .faulty(error)
    }
  }
}
