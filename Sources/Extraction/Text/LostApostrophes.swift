/// Apostrophes that a transcription left out of a French text: `l appel`, `doté d un budget`.
///
/// Put back where the space stands, so that every byte keeps its place.
enum LostApostrophes {
  /// Fewer of them may be letters of a list, or an oversight.
  private static let fewest = 5
  /// A text that has one for so many lost ones has apostrophes of its own, and is none of these.
  private static let lostForOne = 3

  /// The text with its apostrophes; as it was where none are lost.
  static func restored(_ bytes: [UInt8]) -> [UInt8] {
    var places: [Int] = []
    var articles = 0
    var kept = 0
    for i in bytes.indices {
      switch bytes[i] {
      case 0x27: kept += 1
      case 0x99 where i >= 2 && bytes[i - 1] == 0x80 && bytes[i - 2] == 0xE2: kept += 1
      case 0x20 where isElided(bytes, before: i) && isVowel(bytes, at: i + 1):
        places.append(i)
        if [0x6C, 0x64].contains(bytes[i - 1] | 0x20) { articles += 1 }
      default: break
      }
    }
    // Most elisions of French are of « le » and « de »; a lone s is an English genitive.
    guard places.count >= fewest, articles * 2 >= places.count, kept * lostForOne <= places.count
    else { return bytes }
    var restored = bytes
    for place in places { restored[place] = 0x27 }
    return restored
  }

  /// A lone letter that stands for a word before a vowel, or « qu », ends right before a place.
  private static func isElided(_ bytes: [UInt8], before place: Int) -> Bool {
    guard place >= 1 else { return false }
    let last = bytes[place - 1] | 0x20
    if last == 0x75, place >= 2, bytes[place - 2] | 0x20 == 0x71 {
      return isStart(bytes, place - 2)
    }
    return "ldnscjmt".utf8.contains(last) && bytes[place - 1] >= 0x41 && isStart(bytes, place - 1)
  }

  /// A word begins there.
  private static func isStart(_ bytes: [UInt8], _ place: Int) -> Bool {
    guard place > 0 else { return true }
    return switch bytes[place - 1] {
    case 0x20, 0x0A, 0x09, 0x28, 0x22: true
    // « and the no-break space.
    case 0xAB, 0xA0: place >= 2 && bytes[place - 2] == 0xC2
    default: false
    }
  }

  /// A vowel, an h, or a letter with an accent.
  private static func isVowel(_ bytes: [UInt8], at place: Int) -> Bool {
    guard place < bytes.count else { return false }
    switch bytes[place] {
    case 0x41...0x5A, 0x61...0x7A: return "aeiouyh".utf8.contains(bytes[place] | 0x20)
    case 0xC3:
      return place + 1 < bytes.count && ![0xA7, 0xB1, 0x87, 0x91].contains(bytes[place + 1])
    case 0xC5: return place + 1 < bytes.count && bytes[place + 1] | 1 == 0x93
    default: return false
    }
  }
}
