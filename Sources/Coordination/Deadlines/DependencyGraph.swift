/// Which deadline waits for which, by folded codes.
package struct DependencyGraph: Sendable {
    private let waits: [String: [String]]

    package init(_ waits: [String: [String]]) {
        self.waits = waits
    }

    /// Whether `start` is `goal`, or waits for it through others.
    package func leads(from start: String, to goal: String) -> Bool {
        var seen: Set<String> = []
        var ahead = [start]
        while let code = ahead.popLast() {
            if code == goal { return true }
            guard seen.insert(code).inserted else { continue }
            ahead += waits[code] ?? []
        }
        return false
    }
}
