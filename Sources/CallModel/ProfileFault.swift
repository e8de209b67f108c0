/// One thing wrong with a profile, and where.
package struct ProfileFault: Hashable, Sendable {
  package enum Situation: Hashable, Sendable {
    /// The file is not JSON.
    case syntax(ProfileJSON.SyntaxError)
    /// `written`: a key there that is probably meant.
    case missingKey(String, written: String?)
    case unknownKey(String, nearest: String?)
    case wrongKind(found: ProfileJSON.Kind, expected: ProfileJSON.Kind)
    case unknownValue(String, expected: [String], nearest: String?)
    /// `nearest`: the same text in its right spelling, where that helps.
    case malformed(String, expected: ProfileFormat, nearest: String?)
    /// `found` as written.
    case outOfRange(found: String, min: Int, max: Int?)
    /// The number is not whole.
    case notWhole(found: String)
    /// `first`: JSON pointer of the same value before.
    case repeated(String, first: String)
  }

  /// JSON pointer (RFC 6901); empty for the whole file. For a missing key, the object that lacks it.
  package var pointer: String
  package var situation: Situation

  package init(_ pointer: String, _ situation: Situation) {
    self.pointer = pointer
    self.situation = situation
  }
}

/// Something in a profile that works less well than meant.
package struct ProfileWarning: Hashable, Sendable {
  package enum Situation: Hashable, Sendable {
    /// The taxonomy lacks it; `label` is used as words (nil: the id's own words).
    case unknownTheme(String, nearest: String?, label: String?)
    /// No list holds this place: what it contains is unknown.
    case unknownTerritory(String)
    case unknownCountry(String)
  }

  package var pointer: String
  package var situation: Situation

  package init(_ pointer: String, _ situation: Situation) {
    self.pointer = pointer
    self.situation = situation
  }
}

/// Why a profile was refused: every fault, in the order of the file.
package struct ProfileRefusal: Error, Hashable, Sendable {
  package var faults: [ProfileFault]

  package init(faults: [ProfileFault]) {
    self.faults = faults
  }
}

/// JSON pointers (RFC 6901).
package enum ProfilePointer {
  package static func append(_ pointer: String, _ key: String) -> String {
    var result = pointer + "/"
    for scalar in key.unicodeScalars {
      switch scalar {
      case "~": result += "~0"
      case "/": result += "~1"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
