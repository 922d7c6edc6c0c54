import Coordination
import Ledger

extension LedgerTransaction {
    /// Takes an address that a person entered in place of another or of none: it is tried, whatever a
    /// server said of it before. Whoever was to be called for the want of it gets their letters again.
    func take(_ address: String, of recipient: String, office: Office) throws {
        try unflag(address: address)
        let ended = try endQuestions(
            code: FollowUp.addressCode(of: recipient), except: nil,
            because: "another address was entered", office: office)
        if ended > 0 { try forgetRefusedLetters(to: recipient) }
    }
}
