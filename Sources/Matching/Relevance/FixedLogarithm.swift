/// Logarithms that give the same bits on every machine: whole numbers in, 1/65,536 steps out.
enum FixedLogarithm {
  private static let fraction = 16

  /// log₂ of `numerator / denominator`, both positive and below 2³¹, numerator not the smaller.
  static func binary(_ numerator: Int, over denominator: Int) -> Double {
    precondition(denominator > 0 && numerator >= denominator)
    var whole = 0
    var quotient = numerator / denominator
    while quotient > 1 {
      quotient >>= 1
      whole += 1
    }
    // A mantissa in 1..<2 with 30 bits below the point, squared once for each bit of the result.
    var mantissa = UInt64(numerator) << 30 / (UInt64(denominator) << UInt64(whole))
    var bits = 0
    for _ in 0..<fraction {
      mantissa = (mantissa * mantissa) >> 30
      bits <<= 1
      if mantissa >= 2 << 30 {
        mantissa >>= 1
        bits |= 1
      }
    }
    return Double(whole) + Double(bits) / Double(1 << fraction)
  }
}
