import Almanac
import Coordination
import Ledger

/// A person's word on something, whatever way it came by: a row of a sheet, a command, an answer.
struct Decision: Sendable {
    /// What it is about, as mails and lists name it.
    var code: String
    var word: DecisionWord
    /// The new date, the day on which it was done or the client was told, or until when.
    var date: CivilDate?
    var reason: String?
    /// What shows that it was done, thing by thing.
    var proof: String?
    /// How much is granted, in the currency's smallest unit.
    var amount: Int64?
    /// What stands for what was read: a check value, or a hash's beginning.
    var check: String?
    /// Who decides: what history says.
    var by: String
    /// What stands in the sheet's columns that are only to be read, by their English names.
    var shown: [String: String] = [:]
}

/// What became of a decision, as whoever made it is told.
struct DecisionOutcome: Sendable {
    /// What stood before, and the word for what stands now.
    var old: String?
    var new: String
    var answer: BilingualText
}

/// Something that can be decided about, as the ledger holds it.
protocol DecisionTarget: Sendable {
    var subject: DecisionSubject { get }
    /// What it goes by in reports of changes.
    var key: String { get }
    /// What a decision about it settles, in words that two targets share where they settle the same.
    func matters(of decision: Decision) -> Set<String>
    /// What people call it, in an answer.
    func words(at desk: DecisionDesk) -> BilingualText
    /// Whether a decision says what is so already, so that nothing of it need be right any more.
    func isSettled(_ decision: Decision, at desk: DecisionDesk, in view: LedgerView) throws -> Bool
    /// What forbids it beyond what its rule needs, or asks whether it is meant.
    func faults(
        of decision: Decision, at desk: DecisionDesk, in view: LedgerView
    ) throws -> [Violation]
    /// - Returns: nil where there was nothing to do.
    func carryOut(
        _ decision: Decision, at desk: DecisionDesk, in transaction: LedgerTransaction
    ) throws -> DecisionOutcome?
}

extension DecisionTarget {
    func matters(of _: Decision) -> Set<String> { ["\(subject.rawValue) \(key.foldedCode)"] }

    func isSettled(_: Decision, at _: DecisionDesk, in _: LedgerView) throws -> Bool { false }
}
