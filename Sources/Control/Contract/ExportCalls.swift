/// Writes a sheet of what is remembered, such that importing it again changes nothing.
package struct ExportSheet: ControlCall {
    package static let method = "ExportSheet"
    package var kind: String
    /// `csv` when absent, or `xlsx`.
    package var format: String?
    /// Of submissions only.
    package var team: String?
    package var period: String?

    package init(
        kind: String, format: String? = nil, team: String? = nil, period: String? = nil
    ) {
        self.kind = kind
        self.format = format
        self.team = team
        self.period = period
    }

    package struct Reply: Codable, Sendable {
        package var file: File
        package init(file: File) { self.file = file }
    }
}

/// The open deadlines as an iCalendar file.
package struct ExportCalendar: ControlCall {
    package static let method = "ExportCalendar"
    /// A person's or a team's code.
    package var owner: String?

    package init(owner: String? = nil) {
        self.owner = owner
    }

    package struct Reply: Codable, Sendable {
        package var file: File
        package init(file: File) { self.file = file }
    }
}
