import Documents
import Testing

@testable import Extraction

@Suite struct ImageReaderTests {
  private static func big(_ value: Int) -> [UInt8] {
    [
      UInt8(value >> 24 & 255), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255),
      UInt8(value & 255),
    ]
  }

  private static func png(_ width: Int, _ height: Int) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13) + Array("IHDR".utf8) + big(width)
      + big(height) + [8, 0, 0, 0, 0]
  }

  /// A segment of some application before the start of frame.
  private static func jpeg(_ width: Int, _ height: Int) -> [UInt8] {
    [0xFF, 0xD8, 0xFF, 0xE1, 0, 4, 0xFF, 0xC0, 0xFF, 0xC0, 0, 11, 8] + big(height).suffix(2)
      + big(width).suffix(2) + [1, 1, 0x11, 0]
  }

  /// One directory a page, big-endian.
  private static func tiff(_ sizes: [(Int, Int)]) -> [UInt8] {
    var bytes: [UInt8] = [0x4D, 0x4D, 0, 42] + big(8)
    for (i, size) in sizes.enumerated() {
      let next = i + 1 < sizes.count ? bytes.count + 30 : 0
      bytes += [0, 2]
      bytes += [1, 0, 0, 4, 0, 0, 0, 1] + big(size.0) + [1, 1, 0, 4, 0, 0, 0, 1] + big(size.1)
      bytes += big(next)
    }
    return bytes
  }

  @Test(arguments: [png(1240, 1754), jpeg(1240, 1754), tiff([(1240, 1754), (1754, 1240)])])
  func aPictureIsAScan(_ bytes: [UInt8]) throws {
    let document = try DocumentReader().read(bytes, name: "scan")
    #expect(document.format == .image && document.text.isEmpty)
    let pictures = document.pages.filter(\.isImageOnly)
    #expect(pictures.count == document.pages.count)
    #expect(document.warnings.first?.id == "no-text-layer")
    #expect(document.mayBePictures)
    let first = try #require(document.pages.first)
    #expect(abs(first.height - 841.7) < 1 && abs(first.width - 595) < 1)
  }

  @Test func eachPageOfATIFFIsAPage() throws {
    let document = try DocumentReader().read(
      Self.tiff([(1240, 1754), (1754, 1240), (1240, 1754)]), name: "scan.tif")
    #expect(document.pages.map(\.number) == [1, 2, 3])
    #expect(document.pages[1].width > document.pages[1].height)
  }

  @Test(arguments: [png(64, 64), jpeg(1600, 300), png(100_000, 100_000)])
  func logosAndPostersAreNoPages(_ bytes: [UInt8]) {
    do throws(DocumentFailure) {
      _ = try DocumentReader().read(bytes, name: "logo.png")
      Issue.record("a page")
    } catch {
      #expect(error.id == "unsupported")
    }
  }

  @Test func anyCutGivesADocumentOrAFailure() {
    for bytes in [Self.png(1240, 1754), Self.jpeg(1240, 1754), Self.tiff([(1240, 1754)])] {
      for length in 8..<bytes.count {
        do throws(DocumentFailure) {
          _ = try DocumentReader().read(Array(bytes[..<length]), name: "")
        } catch {
          #expect(error.id == "damaged")
        }
      }
    }
  }

  /// A TIFF whose directories lead in a circle.
  @Test func aCircleEnds() throws {
    var bytes = Self.tiff([(1240, 1754)])
    bytes.replaceSubrange(bytes.count - 4..<bytes.count, with: Self.big(8))
    #expect(try DocumentReader().read(bytes, name: "").pages.count == 1)
  }
}
