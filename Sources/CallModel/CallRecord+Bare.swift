extension CallRecord {
  /// Whether it says nothing that one could apply by: no day or season, no money, nobody who may apply,
  /// nothing that is asked. An entry in a list of programmes says no more than what the programme is for.
  package var isBare: Bool {
    windows.isEmpty && nextRound == nil && recurrence == nil && rates.isEmpty && amounts.isEmpty
      && duration == nil && applicants.isEmpty && partnership == nil && prerequisites.isEmpty
      && exclusions.isEmpty && conditions.isEmpty && expenditure.isEmpty && attachments.isEmpty
      && aidTypes.isEmpty
  }
}
