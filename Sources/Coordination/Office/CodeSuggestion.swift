/// Finds the known code that somebody most likely meant.
package enum CodeSuggestion {
    /// The one known code that differs from `code` by a single slip of the finger; nil when there is
    /// none, or more than one: a suggestion is made only where it is sure.
    package static func nearest(to code: String, among known: [String]) -> String? {
        let wanted = Array(code.foldedCode)
        let near = known.filter { distanceIsOne(wanted, Array($0.foldedCode)) }
        return near.count == 1 ? near[0] : nil
    }

    /// Whether one insertion, deletion, replacement or swap of neighbours turns `a` into `b`.
    private static func distanceIsOne(_ a: [Character], _ b: [Character]) -> Bool {
        guard abs(a.count - b.count) <= 1, a != b else { return false }
        let prefix = zip(a, b).prefix { $0 == $1 }.count
        let suffix = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
        if a.count != b.count { return prefix + suffix >= min(a.count, b.count) }
        if prefix + suffix >= a.count - 1 { return true }
        return prefix + suffix == a.count - 2 && a[prefix] == b[prefix + 1]
            && a[prefix + 1] == b[prefix]
    }
}
