import Coordination

/// What of a deadline was changed where neither its date nor its state was, as the history keeps it.
enum ChangeDetail {
    static let handover = "handed over, since they have left"

    /// `owner S → T; ladder standard → urgent`; nil where nothing of it can be named.
    static func text(from old: Deadline, to new: Deadline, isHandover: Bool = false) -> String? {
        let former = values(of: old)
        let changes = zip(fields, zip(former, values(of: new))).compactMap { field, values in
            values.0 == values.1
                ? nil : "\(field.name) \(values.0 ?? "-") → \(values.1 ?? "-")"
        }
        // What is written to be read at length is not said twice.
        let note = old.note == new.note ? [] : [Self.note.name]
        guard !(changes + note).isEmpty else { return nil }
        return (changes + note).joined(separator: "; ") + (isHandover ? ": \(handover)" : "")
    }

    typealias Field = (name: String, words: BilingualText)

    static let fields: [Field] = [
        ("owner", "penanggung jawab"), ("title", "judul"), ("ladder", "tangga"), ("kind", "jenis"),
        ("client", "klien"), ("evidence", "bukti"), ("depends on", "bergantung pada"),
    ].map { ($0, BilingualText(en: $0, id: $1)) }
    static let note: Field = ("note", BilingualText(en: "note", id: "catatan"))

    private static func values(of deadline: Deadline) -> [String?] {
        [
            deadline.owner, deadline.title, deadline.ladder, deadline.kind, deadline.client,
            deadline.evidence,
            deadline.dependencies.isEmpty ? nil : deadline.dependencies.joined(separator: ", "),
        ]
    }
}
