import Almanac

/// A letter to a client about one order, before it left.
struct PartKey: Hashable, Comparable, Sendable {
    var client: String
    var order: String
    /// The lines that were late when first seen, where the others go by themselves.
    var isApart: Bool

    static func < (left: PartKey, right: PartKey) -> Bool {
        (left.client, left.order, left.isApart ? 1 : 0)
            < (right.client, right.order, right.isApart ? 1 : 0)
    }
}

/// Why a letter waits (§5); the raw value is its name in timelines.
package enum HoldReason: String, Hashable, Comparable, Sendable {
    case addressRefused = "address-refused"
    case approval
    case approvalLapsed = "approval-lapsed"
    case breaker
    case clock
    case dateInQuestion = "date-in-question"
    case dateOnNonWorkingDay = "date-on-non-working-day"
    case everything = "held"
    case implausibleDate = "implausible-date"
    case lateWhenFirstSeen = "late-when-first-seen"
    case noAddress = "no-address"
    case ownWords = "own-words"
    case possiblyTold = "possibly-told"
    case remedyMissing = "remedy-missing"
    case reasonNotClientSafe = "reason-not-client-safe"
    case statedDatePast = "stated-date-past"

    package static func < (left: HoldReason, right: HoldReason) -> Bool {
        left.rawValue < right.rawValue
    }

    /// Whether a person's approval answers it.
    var isAnsweredByApproval: Bool {
        switch self {
        case .approval, .breaker, .dateOnNonWorkingDay, .implausibleDate, .lateWhenFirstSeen,
            .ownWords, .remedyMissing, .reasonNotClientSafe:
            true
        default: false
        }
    }

    /// Whether the letter waits for somebody to decide about it.
    var asksForDecision: Bool {
        switch self {
        case .clock, .everything, .noAddress, .addressRefused: false
        default: true
        }
    }
}

/// What a client would be written about one order now.
struct PendingPart: Sendable {
    var key: PartKey
    var content: LetterPart
    /// Its lines by number, with the date that each states.
    var dates: [String: CivilDate]
    var holds: Set<HoldReason>
    /// When it may go, holds aside.
    var goes: Instant
}

/// A letter that may have arrived.
struct DoubtfulLetter: Sendable {
    var client: String
    var content: LetterPart
    var dates: [String: CivilDate]
    var leftAt: Instant
    /// It is to be tried again.
    var isApprovedAgain = false
}

/// A letter that was refused for good.
struct RefusedLetter: Sendable {
    var deadline: String
    var client: String
    var content: LetterPart
    var dates: [String: CivilDate]
    /// The address that it went to, and whether it was refused for that.
    var address: String
    var isAboutAddress: Bool
    var isOver = false
}

/// What became of client mail so far.
struct Post: Sendable {
    var orders: [String: Order] = [:]
    var orderCodes: [String] = []
    var isStopped = false
    var fates: [Fate] = []
    var flagged: Set<String> = []
    var approved: [PartKey: LetterPart] = [:]
    var breaker: Set<PartKey> = []
    /// What waited for the breaker when it was taken back, with the dates that it stated: they wait for it again
    /// whatever letter tells them.
    var formerBreaker: [PartKey: [String: CivilDate]] = [:]
    var edited: Set<PartKey> = []
    /// What was approved before a date of it was taken out of a sheet.
    var lapsed: Set<PartKey> = []
    var doubtful: [DoubtfulLetter] = []
    var refused: [RefusedLetter] = []
    /// Deferred letters, with when they are tried again and how often they were.
    var retries: [PartKey: Instant] = [:]
    /// The parts that waited when they were looked at last.
    var waiting: [PartKey: PendingPart] = [:]
    /// When each letter that waits was written first.
    var written: [PartKey: Instant] = [:]
    var withdrawn: [Account.Withdrawn] = []
    /// When a letter about an order last left for a client.
    var lastLeft: [PartKey: Instant] = [:]
    /// Orders that entries of this moment touched.
    var touched: Set<String> = []
    /// Orders with a new revision by entries of this moment.
    var revised: Set<String> = []
    /// Dates that a person settled by ending the question.
    var settled: Set<String> = []
    /// Lines that a question for a date is about.
    var asked: [String: Set<String>] = [:]
    /// Counts letters and questions.
    var count = 0
    /// The open deadline about letters that wait, by client.
    var decisions: [String: String] = [:]
    /// The open call about an order.
    var calls: [String: String] = [:]
    /// The open question about a client's answer, by order.
    var answers: [String: (code: String, client: String)] = [:]
    /// The latest question about a client whose an order was, by both.
    var formers: [String: String] = [:]
    /// Those who were told by somebody that it is theirs no more.
    var toldGone: Set<String> = []
    /// The latest question about a client whose an order is again, by both, and when it was asked.
    var returned: [String: (code: String, at: Instant)] = [:]
    /// The open question for a date, by order; and about a cleared one.
    var questions: [String: String] = [:]
    var cleared: [String: String] = [:]
    /// What the last export of orders showed beside each date, by order and line.
    var exported: [String: (reason: String?, action: String?)] = [:]
}
