/// Values by the names that rules and gazetteers give.
struct NameTable<Value> {
  private var numbers = NameNumbers()
  private var values: [Value] = []

  init() {}

  init(_ values: [String: Value]) {
    for (name, value) in values { self[name] = value }
  }

  subscript(name: String) -> Value? {
    get { numbers.number(of: name).map { values[$0] } }
    set {
      guard let newValue else { return }
      let number = numbers.number(for: name)
      if number < values.count { values[number] = newValue } else { values.append(newValue) }
    }
  }
}

extension NameTable: Sendable where Value: Sendable {}
