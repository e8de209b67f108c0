import GRDB

extension Row {
  /// The value of a column; throws where a damaged file holds another kind of value or no such
  /// column, for which GRDB's own subscripts end the process.
  func value<Value: DatabaseValueConvertible>(
    _ column: String
  ) throws -> Value {
    try decode(Value.self, forColumn: column)
  }

  /// The value of a column, counted from 0.
  func value<Value: DatabaseValueConvertible>(
    _ index: Int
  ) throws -> Value {
    try decode(Value.self, atIndex: index)
  }
}
