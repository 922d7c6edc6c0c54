import Coordination
import Ledger

/// A person's word on several letters at once.
extension LetterApproval {
    /// What came of it: what was approved, and why others were not, by their numbers.
    struct Outcome: Sendable {
        var approved: [NoticeRecord] = []
        var problems: [(id: Int, error: EngineError)] = []
    }

    /// Approves several letters, each whole or not at all.
    ///
    /// - Parameters:
    ///   - choices: the letters by their numbers, with the hash of what was read.
    ///   - isPartial: whether some may go where others cannot.
    /// - Returns: a failure where a letter had nothing left to tell: that it is taken back for good stays,
    ///   whatever becomes of the others.
    func approve(
        _ choices: [(id: Int, hash: String)], isPartial: Bool, in transaction: LedgerTransaction
    ) throws -> Result<Outcome, EngineError> {
        var empty: [Int: EngineError] = [:]
        for (id, _) in choices {
            guard let notice = try transaction.view.notice(Int64(id)) else { continue }
            empty[id] = try takeBackIfEmpty(notice, in: transaction)
        }
        if !isPartial, let first = empty.keys.min(), let fault = empty[first] {
            return .failure(fault)
        }
        var outcome = Outcome()
        for (id, hash) in choices {
            do {
                if let fault = empty[id] { throw fault }
                outcome.approved.append(
                    try transaction.attempt {
                        try approve(
                            transaction.view.requiredNotice(id), hash: hash, in: transaction)
                    })
            } catch let error as EngineError where isPartial {
                outcome.problems.append((id, error))
            }
        }
        return .success(outcome)
    }
}
