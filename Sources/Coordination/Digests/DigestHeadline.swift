/// What a morning comes to, in one line: what the reader must do first, then what others must. What there
/// is none of is not mentioned.
struct DigestHeadline: Sendable {
    var letters: Int
    var dates: Int
    var ownOverdue: Int
    var ownDue: Int
    var overdue: Int
    var due: Int
    var risks: Int
    /// Whether the letters and the dates are the reader's to decide about.
    var decides: Bool

    /// As long as a subject is.
    private static let length = 70

    /// Nil where there is nothing.
    var words: BilingualText? {
        let yours =
            decides ? (en: " your decision", id: " keputusan Anda") : (" approval", " persetujuan")
        let parts = [
            Self.part(
                letters, en: ("letter awaits", "letters await"), yours.0, id: "surat menunggu",
                yours.1),
            Self.part(
                dates, en: ("order needs", "orders need"), " a date", id: "pesanan perlu tanggal"),
            Self.part(
                ownOverdue, en: ("task of yours", "tasks of yours"), " overdue",
                id: "tugas Anda terlambat"),
            Self.part(
                ownDue, en: ("task of yours", "tasks of yours"), " due",
                id: "tugas Anda jatuh tempo"),
            Self.part(overdue, en: ("overdue", "overdue"), "", id: "terlambat"),
            Self.part(due, en: ("due", "due"), "", id: "jatuh tempo"),
            Self.part(
                risks, en: ("order", "orders"), " at risk", id: "pesanan berisiko"),
        ].compactMap(\.self)
        var line: BilingualText?
        for part in parts {
            let longer = line.map { [$0, part].joined(by: "; ") } ?? part
            // What does not fit into a subject stands in the mail itself.
            guard max(longer.english.count, longer.indonesian.count) <= Self.length else { break }
            line = longer
        }
        return line
    }

    private static func part(
        _ count: Int, en things: (one: String, several: String), _ rest: String,
        id indonesian: String, _ more: String = ""
    ) -> BilingualText? {
        guard count > 0 else { return nil }
        return BilingualText(
            en: "\(count) \(count == 1 ? things.one : things.several)\(rest)",
            id: "\(count) \(indonesian)\(more)")
    }
}
