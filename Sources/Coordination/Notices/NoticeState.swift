/// Where a notice stands on its way. ARCHITECTURE.md draws the arrows.
package enum NoticeState: String, Codable, Hashable, Sendable, CaseIterable {
    /// Collects items until its moment.
    case waiting
    /// Waits for a person: approval, or a reason that stands beside it.
    case held
    /// Sealed, and in a courier's hands: without an outcome in the ledger, nobody knows whether it arrived.
    case claimed
    /// Not accepted yet; tried again later.
    case deferred
    case sent
    /// Went to the trial's address instead of its reader's: nobody was told anything.
    case redirected
    case refused
    /// Handed over without an answer; a client's waits for a person's word.
    case uncertain
    /// Taken back before it left, with a reason.
    case withdrawn
    /// Of no use any more before it could leave.
    case expired

    /// Whether nothing will happen to it any more by itself.
    package var isFinal: Bool {
        switch self {
        case .sent, .redirected, .refused, .withdrawn, .expired: true
        case .waiting, .held, .claimed, .deferred, .uncertain: false
        }
    }
}

/// Who reads a notice: somebody of the office, or a client, whose mail is guarded.
package enum Audience: String, Codable, Hashable, Sendable, CaseIterable {
    case office, client
}
