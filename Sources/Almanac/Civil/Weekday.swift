/// The days of the week, numbered as in ISO 8601.
package enum Weekday: Int, Hashable, Comparable, Sendable, Codable, CaseIterable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    package static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }
}
