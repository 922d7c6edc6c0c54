import Coordination
internal import Foundation

/// What a link says of a line of the history.
struct EventContent {
    let hash: Data
    /// `deadline A: moved`.
    let words: String

    init(_ row: LedgerRow) throws {
        let kind: String = try row.get("subject_kind")
        let id: String = try row.get("subject_id")
        let what: String = try row.get("what")
        hash = Self.hash(
            id: try row.get("id"), at: try row.get("at"), kind: kind, subject: id, what: what,
            by: try row.get("by"), detail: try row.get("detail"))
        words = "\(kind) \(id): \(what)"
    }

    static func hash(
        id: Int64, at: Int64, kind: String, subject: String, what: String, by: String?,
        detail: String?
    ) -> Data {
        HistoryLink.content(["\(id)", "\(at)", kind, subject, what, by, detail])
    }
}

/// What a link says of a step's mark.
struct MarkContent {
    /// Its primary key.
    let subject: String
    let hash: Data
    let settledAt: Int64

    init(
        deadline: Int64, revision: Int, when: String, repetition: Int, role: String,
        outcome: String, plannedAt: Int64, settledAt: Int64, nominalAt: Int64?, because: String?
    ) {
        subject = Self.subject(
            deadline: deadline, revision: revision, when: when, repetition: repetition,
            role: role)
        hash = HistoryLink.content([
            outcome, "\(plannedAt)", "\(settledAt)", nominalAt.map { "\($0)" }, because,
        ])
        self.settledAt = settledAt
    }

    init(_ row: LedgerRow) throws {
        self.init(
            deadline: try row.get("deadline"), revision: try row.get("revision"),
            when: try row.get("when"), repetition: try row.get("repetition"),
            role: try row.get("role"), outcome: try row.get("outcome"),
            plannedAt: try row.get("planned_at"), settledAt: try row.get("settled_at"),
            nominalAt: try row.get("nominal_at"), because: try row.get("because"))
    }

    static func subject(
        deadline: Int64, revision: Int, when: String, repetition: Int, role: String
    ) -> String {
        "\(deadline) r\(revision) \(when) #\(repetition) \(role)"
    }
}
