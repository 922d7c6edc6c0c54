package import Almanac

/// Somebody who hears something, with everything a notice to them needs.
package struct Recipient: Hashable, Sendable {
    /// What tells recipients apart: a person's, team's or client's code, or a bare address.
    package var key: String
    package var name: String
    /// Nil when nobody entered one; such a person is not reachable by mail.
    package var address: String?
    /// E.164; nil when nobody entered one.
    package var phone: String?
    /// The courier that they want to be told by.
    package var channel: String?
    package var language: String
    package var zone: Zone
    package var workingTime: WorkingTime
    /// Hears it because nobody who should have could be reached.
    package var isLastResort = false

    package static func == (left: Recipient, right: Recipient) -> Bool { left.key == right.key }
    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
