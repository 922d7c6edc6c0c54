import Almanac

/// What a client was promised (§1, §5).
struct Order: Sendable {
    var code: String
    var client: String
    /// When it became this client's; what was told on that day or before was told to another.
    var clientSince: CivilDate?
    /// When a sheet gave it to this client; nil where it was theirs from the beginning.
    var movedAt: Instant?
    /// Everybody whose it ever was.
    var clients: Set<String> = []
    /// Counts the change sets that touched a date.
    var revision = 1
    var lines: [Line] = []

    subscript(_ number: String) -> Line? { lines.first { $0.number == number } }
}

struct Line: Sendable {
    var number: String
    var item = ""
    var quantity = 0
    /// How much less is to be delivered than was.
    var lessened = 0
    var delivered = 0
    var isCancelled = false
    var salesperson: String?
    /// The first promise.
    var promise: CivilDate
    /// The promise as the sheet has it now.
    var promised: CivilDate
    /// What somebody expects, where they said so.
    var expected: CivilDate?
    /// What holds now: the expectation, else the promise.
    var current: CivilDate
    /// When somebody entered that (§5, *Good news needs a statement*).
    var statedAt: Instant
    /// Why, as it was entered with that date.
    var reason: String?
    /// What is done about it, as it was entered with that date: a reason's code, or somebody's own words.
    var action: String?
    /// Which of these a sheet took away since: what it says again is an old copy of it.
    var cleared: Set<String> = []
    /// The order's revision that brought it.
    var revision = 1
    /// Late already when it was first seen: waits for a person until it is told.
    var isLateWhenSeen = false
    /// Newly entered and before that day, or more than a year from the promise.
    var isImplausible = false
    var isToldImplausibly = false
    /// When its expected date was cleared without another.
    var clearedAt: Instant?
    /// What each client was told of it, in the order in which it was told.
    var told: [String: [Telling]] = [:]
    /// Every date that was entered for it.
    var entered: Set<CivilDate> = []
    /// Dates that a person refused to tell, by client.
    var refused: [String: CivilDate] = [:]

    /// What is said of a date beside it.
    struct Cause {
        var reason: String?
        var action: String?

        init(reason: String?) { self.reason = reason }

        init(_ row: [String: String]) {
            reason = row["reason"].flatMap { $0.isEmpty ? nil : $0 }
            action = row["action"].flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    struct Telling: Hashable, Sendable {
        var date: CivilDate
        var at: Instant
        /// Since when it is known here: a date entered later is a new statement.
        var since: Instant
        /// The client asked for it.
        var isWish: Bool
    }

    var isOutstanding: Bool { !isCancelled && (delivered < quantity || quantity == 0) }

    var isDelivered: Bool { delivered >= quantity && quantity > 0 }

    /// What a row says beside a date that it does not change: one that came without its reason has it once a row
    /// says both.
    mutating func take(_ cause: Cause, _ news: [String: String]) {
        for (column, path, said) in [
            ("reason", \Line.reason, cause.reason), ("action", \Line.action, cause.action),
        ] {
            if news[column] == "" {
                self[keyPath: path] = nil
                cleared.insert(column)
            } else if let said,
                news[column] != nil || self[keyPath: path] == nil && !cleared.contains(column)
            {
                self[keyPath: path] = said
                cleared.remove(column)
            }
        }
    }

    /// What was delivered whole, and is not any more, waits for a person where it is late by now.
    mutating func noteTakenBack(at client: String, on date: CivilDate) {
        if !isDelivered { noteLate(at: client, on: date) }
    }

    /// A client sees it for the first time: late by now it waits for a person.
    mutating func noteLate(at client: String, on date: CivilDate) {
        if current < date || current > known(to: client).last ?? promise { isLateWhenSeen = true }
    }

    /// Every date that a client knows, the promise first.
    func known(to client: String) -> [CivilDate] {
        var dates = [promise]
        for telling in told[client] ?? [] where telling.date != dates.last {
            dates.append(telling.date)
        }
        return dates
    }

    mutating func tell(
        _ client: String, _ date: CivilDate, at moment: Instant, since: Instant? = nil,
        isWish: Bool = false
    ) {
        var tellings = told[client] ?? []
        let telling = Telling(
            date: date, at: moment, since: since ?? moment, isWish: isWish)
        // What left before something that is known already was told before it.
        let place = tellings.firstIndex { $0.at > moment } ?? tellings.count
        tellings.insert(telling, at: place)
        told[client] = tellings
        isLateWhenSeen = false
    }

    /// Whether the client does not know of the current date (§5: lateness is measured against the last date
    /// that they were told; an earlier one is news only where somebody entered it since).
    func isNews(to client: String) -> Bool {
        guard isOutstanding, refused[client] != current else { return false }
        let last = known(to: client).last ?? promise
        if current > last { return true }
        let since = told[client]?.last?.since ?? .distantPast
        // Earlier than was ever promised is no recovery from anything.
        return current < last && last > promise && statedAt > since
    }

    /// Whether the client was told of a slip that was ours.
    func hasSlipped(for client: String) -> Bool {
        (told[client] ?? []).contains { !$0.isWish && $0.date > promise }
    }
}
