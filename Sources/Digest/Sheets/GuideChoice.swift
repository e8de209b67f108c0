import CallModel

/// Which calls a guide tells of.
package enum GuideChoice {
  /// At most `limit` calls, in the order of their best matches: the best of each project, so that
  /// none is said to fit nothing for want of room, and the others as far as it goes.
  ///
  /// - Parameter matches: best first.
  package static func calls(of matches: [Match], limit: Int) -> [String] {
    var order: [String] = []
    var known: Set<String> = []
    var best: [String] = []
    var projects: Set<String> = []
    for match in matches {
      if known.insert(match.call).inserted { order.append(match.call) }
      if let project = match.project, projects.insert(project).inserted { best.append(match.call) }
    }
    var chosen: Set<String> = []
    for call in best + order where chosen.count < limit { chosen.insert(call) }
    return order.filter(chosen.contains)
  }
}
