import Coordination
import Ledger

extension LedgerTransaction {
    /// Takes an address that a person entered in place of another or of none: it is tried, whatever a
    /// server said of it before. Whoever was to be called for the want of it gets their letters again;
    /// a message of a person's own is nobody's to write again, and its call stays. Whoever is of the office gets
    /// what went to the former one in vain, as far as it is still of use.
    func take(_ address: String, of recipient: String, office: Office) throws {
        let untold =
            office.directory.client(recipient) == nil
            ? try view.untoldForAddress(to: recipient, now: now) : []
        try unflag(address: address)
        for (notice, items) in untold { try tellAnew(notice, only: items, office: office) }
        var ended = 0
        for question in try view.openDeadlines(code: TaskTopic.address(recipient: recipient).code) {
            let letter = try view.undeliveredLetter(askedAboutBy: question.deadline)
            guard letter?.liveItems.allSatisfy(\.statesDates) ?? true else { continue }
            try end(question, because: "another address was entered", office: office)
            ended += 1
        }
        if ended > 0 { try forgetRefusedLetters(to: recipient) }
    }
}
