import Foundation
import Presentation
import Testing

@testable import Digest

@Suite struct DigestGoldenTests {
  static let cases = DigestFormat.allCases.flatMap { format in
    UserLanguage.allCases.map { (format, $0) }
  }

  @Test("the bytes of each form", arguments: cases)
  func bytes(_ format: DigestFormat, _ language: UserLanguage) throws {
    let digest = SampleMatches.digest(language)
    let bytes = try format.renderer.bytes(of: digest, names: SampleMatches.names)
    try GoldenFile.check(bytes, "digest.\(language.rawValue).\(format.fileExtension)")
    // Written again, the same.
    #expect(try format.renderer.bytes(of: digest, names: SampleMatches.names) == bytes)
  }
}
