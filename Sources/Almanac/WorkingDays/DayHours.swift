/// The hours of a day that has its own: `08:00-12:00`, with commas between several stretches.
package struct DayHours: Hashable, Sendable, Codable, CustomStringConvertible {
    /// In their order, at least one; those that touch or overlap are one.
    package let stretches: [OpenHours]

    /// Nil when it is nothing of the kind.
    package init?(_ text: String) {
        let parts = text.split { $0 == "," || $0 == ";" || $0 == "&" }
            .map { part in String(part.filter { !$0.isWhitespace }) }
        let read = parts.compactMap { OpenHours(Self.plain($0)) }
        guard !read.isEmpty, read.count == parts.count else { return nil }
        stretches = WorkWeek(hours: [.monday: read]).hours(on: .monday)
    }

    /// `08.00–12.00`, as Indonesian offices write it, is `08:00-12:00`.
    private static func plain(_ text: String) -> String {
        String(text.map { $0 == "." ? ":" : $0 == "–" ? "-" : $0 })
    }

    package var description: String { stretches.map(\.description).joined(separator: ", ") }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let hours = DayHours(text) else {
            throw AlmanacError(.invalidHoliday, "\"\(text)\" are no hours such as 08:00-12:00")
        }
        self = hours
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
