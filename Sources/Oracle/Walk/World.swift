import Almanac

/// What was entered and said up to now. Nothing in it is a plan: those are made anew from it.
struct World {
    /// What was planned of it as it is.
    private(set) var plans = PlanMemory()
    var registers = Registers() { didSet { plans = PlanMemory() } }
    var memory = SheetMemory()
    /// Sheets of people that can be undone, the last one last.
    var peopleSheets: [PeopleSheet] = []
    var promises: [String: PromiseState] = [:] { didSet { plans = PlanMemory() } }
    /// Codes in the order in which they were entered.
    var codes: [String] = [] { didSet { plans = PlanMemory() } }
    var occurrences: [OccurrenceID: OccurrenceState] = [:] { didSet { plans = PlanMemory() } }
    /// What of series somebody saw as the next one ahead when the one before had ended.
    var listed: Set<OccurrenceID> = []
    var said: Set<SaidStep> = [] { didSet { plans = PlanMemory() } }
    /// The places that a step had when the first of them was told: whoever joins later has not missed it.
    var begun: [StepID: Set<String>] = [:] { didSet { plans = PlanMemory() } }
    /// Steps that are not sent any more: superseded.
    var dropped: Set<StepID> = [] { didSet { plans = PlanMemory() } }
    /// Steps whose moment came while nobody could be told them, and since when others can be that were.
    var silent: Set<StepID> = []
    var heardSince: [StepID: Instant] = [:] { didSet { plans = PlanMemory() } }
    /// Steps whose moment passed when plans changed: they go then.
    var shifted: [SaidStep: Instant] = [:] { didSet { plans = PlanMemory() } }
    /// The due moment that a recipient was told last, by occurrence.
    var told: [OccurrenceID: [String: Instant]] = [:]
    /// Corrections that a step is to take along, and since when others go by themselves that one was to.
    var withStep: Set<OwedCorrection.Place> = []
    var apart: [OwedCorrection.Place: Instant] = [:]
    /// Deadlines whose owner or ladder was changed at this moment.
    var changed: Set<String> = []
    var notices: [String: Notice] = [:]
    var mails: [Mail] = []
    /// Whether a trial goes on, and what its address was told in others' place.
    var isInTrial = false
    var unheard: [Notice.Entry] = []
    /// When the trial was last told in numbers, or began.
    var talliedAt = Instant.distantPast
    /// What could not be missed before: the end of the last downtime.
    var runsSince = Instant.distantPast { didSet { plans = PlanMemory() } }
    var digests = DigestMemory()
    var weeks: Set<WeekMemory> = []
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
