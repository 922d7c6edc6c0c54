/// The days of the week, numbered as in ISO 8601.
package enum Weekday: Int, Hashable, Comparable, Sendable, Codable, CaseIterable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    package static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }

    /// The days of `mon` or `mon-fri`, case aside; nil when it is neither.
    package static func range(_ text: String) -> [Weekday]? {
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        let ends = text.split(separator: "-").map { names.firstIndex(of: $0.lowercased()) }
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
            first <= last
        else { return nil }
        return (first...last).compactMap { Weekday(rawValue: $0 + 1) }
    }
}
