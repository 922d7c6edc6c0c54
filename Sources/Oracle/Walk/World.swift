import Almanac

/// What was entered and said up to now. Nothing in it is a plan: those are made anew from it.
struct World: Sendable {
    var registers = Registers()
    var memory = SheetMemory()
    var promises: [String: PromiseState] = [:]
    /// Codes in the order in which they were entered.
    var codes: [String] = []
    var occurrences: [OccurrenceID: OccurrenceState] = [:]
    var said: Set<SaidStep> = []
    /// The places that a step had when the first of them was told: whoever joins later has not missed it.
    var begun: [StepID: Set<String>] = [:]
    /// Steps that are not sent any more: superseded.
    var dropped: Set<StepID> = []
    /// Steps whose moment passed when plans changed: they go then.
    var shifted: [SaidStep: Instant] = [:]
    /// The due moment that a recipient was told last, by occurrence.
    var told: [OccurrenceID: [String: Instant]] = [:]
    /// Deadlines whose owner or ladder was changed at this moment.
    var changed: Set<String> = []
    var notices: [String: Notice] = [:]
    var mails: [Mail] = []
    /// What could not be missed before: the end of the last downtime.
    var runsSince = Instant.distantPast
    var digests = DigestMemory()
    var post = Post()
    /// Places in the history of what was refused.
    var refused: [Int] = []
    var book = PeriodBook()
    /// What arrives for somebody at this moment.
    var feedback: [Feedback] = []
    /// When the history began: what was to go before was nobody's.
    var entered = Instant.distantPast

    struct Feedback: Sendable {
        var to: String
        var item: Item
    }

    struct PromiseState: Sendable {
        var promise: Promise
        var segments: [Series.Segment]
        var endsBefore: CivilDate?
        /// Nil while it waits for what it depends on.
        var armedAt: Instant?
        var enteredAt: Instant
        /// When it, or one of its occurrences, ended last.
        var endedAt: Instant?
    }
}
