/// Why a text is no calendar value, pointing at the character.
package struct AlmanacError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with a text, for whoever asks by program.
    package enum Code: String, Hashable, Sendable {
        case invalidOffset = "invalid-offset"
        case invalidInterval = "invalid-interval"
        case invalidZoneData = "invalid-zone-data"
        case invalidCalendar = "invalid-calendar"
        case invalidMoment = "invalid-moment"
        case invalidHoliday = "invalid-holiday"
    }

    package var code: Code
    /// What is wrong and what was expected.
    package var message: String
    /// The character at which it went wrong, counted from 0; nil for data that is no text.
    package var position: Int?

    package init(_ code: Code, _ message: String, position: Int? = nil) {
        self.code = code
        self.message = message
        self.position = position
    }

    package var description: String {
        position.map { "\(message), at character \($0 + 1)" } ?? message
    }
}
