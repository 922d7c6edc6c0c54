/// Which deadline waits for which, by their codes.
package struct DependencyGraph: Sendable {
    private let waits: [Code: [Code]]

    package init(_ waits: [Code: [Code]]) {
        self.waits = waits
    }

    /// Whether `start` is `goal`, or waits for it through others.
    package func leads(from start: Code, to goal: Code) -> Bool {
        var seen: Set<Code> = []
        var ahead = [start]
        while let code = ahead.popLast() {
            if code == goal { return true }
            guard seen.insert(code).inserted else { continue }
            ahead += waits[code] ?? []
        }
        return false
    }
}
