package import Almanac

/// One thing that one person hears.
package enum Item: Hashable, Sendable {
    /// A step of a ladder: its label, its how manieth time, whether it is late, and the due dates of a
    /// correction that goes with it.
    case step(
        OccurrenceID, label: String, time: Int, isLate: Bool, correction: [CivilDate]?)
    /// A due date that was told is another now.
    case correction(OccurrenceID, from: CivilDate, to: CivilDate)
    case digest(DigestCount)
    /// What somebody's week brings.
    case week(WeekCount)
    /// Part of a letter to a client.
    case letter(LetterPart)
    /// A step about what a team owes for a period.
    case submission(code: String, label: String, isMissing: Bool, findings: Int, isLate: Bool)
    /// What was handed in has faults.
    case invalidSubmission(type: String, team: String, period: String, findings: Int)
    /// Where the close of a period stands.
    case close(period: String, CloseSummary)
    case periodReopened(String)
    /// A file in the drop folder could not be taken.
    case sheetRejected
    /// Somebody has left, and what was theirs is another's.
    case handover
    /// The file that said so was undone: it is theirs again.
    case handoverUndone
    /// What a week of a trial came to.
    case trialTally
    /// Further lines of an order have no date any more.
    case datesNeeded(order: String, line: String, date: CivilDate)
}

/// What a digest counts of.
package struct DigestCount: Hashable, Sendable {
    package var due = 0
    package var overdue = 0
    package var letters = 0
    package var orders = 0
    /// Deadlines that days off will swallow.
    package var ahead = 0
}

/// What the mail that begins a week counts of.
package struct WeekCount: Hashable, Sendable {
    /// Deadlines, days on which something of an order is to be delivered, and what was due before.
    package var due = 0
    package var orders = 0
    package var open = 0
}

/// What a letter says of one order (§5).
package struct LetterPart: Hashable, Sendable {
    /// Which of the letters about an order it is.
    package enum Text: String, Hashable, Sendable {
        case slip
        case furtherSlip = "further-slip"
        case improved
        case recovery
    }
    package var text: Text
    package var order: String
    /// Of each line every date that the client was told, and the new one.
    package var lines: [[CivilDate]]
    /// Whether it says that the others are unaffected.
    package var othersUnaffected: Bool
    /// What it says of each line besides dates, which a timeline does not show: whoever approved, approved this, too.
    var details: [[String]] = []
    /// Until when the client is asked for an answer.
    var answerBy: CivilDate?
}

/// One mail, at the moment at which it leaves.
package struct Mail: Hashable, Sendable {
    package var at: Instant
    /// A person's, team's or client's code, or an address.
    package var to: String
    package var items: [Item]
}
