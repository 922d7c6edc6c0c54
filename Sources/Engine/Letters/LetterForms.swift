import Almanac
import Coordination
import Ledger
import Post

/// Makes the sheets that a mail of the office carries for its reader to fill in, as they would be now.
protocol LetterForms: Sendable {
    /// - Parameters:
    ///   - items: what the mail says.
    ///   - reader: who reads it.
    /// - Returns: nothing where its reader has nothing to enter, or is nobody who hands sheets in.
    func forms(
        for items: [Item], to reader: Recipient, writer: LetterWriter, view: LedgerView,
        office: Office, now: Instant
    ) throws -> [LetterForm]
}

/// A sheet to be filled in.
struct LetterForm: Sendable {
    /// What a mail says that it carries.
    enum Kind: String, Sendable {
        /// Orders that want a date.
        case orders = "orders_sheet"
        /// What wants a decision.
        case decisions = "decisions_sheet"
    }

    var kind: Kind
    /// What it asks about, by the codes that mails print.
    var codes: Set<Code>
    var file: LetterDraft.AttachedFile
}
