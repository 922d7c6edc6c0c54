import Coordination
import Ledger

extension LedgerView {
    /// A deadline by what mails print: its code, with its occurrence behind a blank where it has one. Either may hold
    /// blanks itself.
    func identifiedDeadline(_ identifier: String) throws -> DeadlineRecord? {
        if let record = try deadline(code: identifier) { return record }
        for blank in identifier.indices where identifier[blank] == " " {
            let occurrence = String(identifier[identifier.index(after: blank)...])
            if let record = try deadline(
                code: String(identifier[..<blank]), occurrence: occurrence)
            {
                return record
            }
        }
        return nil
    }
}
