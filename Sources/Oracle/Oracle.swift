package import Almanac

/// What should have been told to whom, by the minute, given what was entered and when.
///
/// An independent reading of the design: it shares nothing with the service but civil time (`Almanac`), keeps no
/// plan, and makes every plan anew from what was entered and said before. It is slow and plain on purpose.
/// Paragraphs of the design are cited as §4, worked examples as TIMELINES, cells of sheets as SHEETS.
package struct Oracle: Sendable {
    private let office: Office
    private let registers: [Sheet]
    private let history: [DatedEntry]
    private let isSynchronised: Bool
    private let start: Instant?

    /// - Parameters:
    ///   - registers: the sheets that were there before everything else.
    ///   - history: in the order in which it happened, each with the moment that the clock showed.
    ///   - start: when the service first ran, where that was before the first entry.
    ///   - isSynchronised: whether a time server kept the clock at the start.
    package init(
        office: Office, registers: [Sheet], history: [DatedEntry], startingAt start: Instant? = nil,
        isSynchronised: Bool = true
    ) {
        self.office = office
        self.registers = registers
        self.history = history
        self.isSynchronised = isSynchronised
        self.start = start
    }

    /// All that should have happened when the clock shows `end` after the last entry. What is planned for the
    /// minute of an entry goes before it is taken; entries of one minute are looked at together.
    package func account(until end: Instant) -> Account {
        let start = min(start ?? end, history.first?.at ?? end, end)
        var walk = Walk(
            office: office, registers: registers, startingAt: start,
            isSynchronised: isSynchronised)
        walk.begin()
        var rest = Array(history.enumerated())[...]
        while let (_, first) = rest.first {
            let batch = rest.prefix { $1.at == first.at && !first.isClock && !$1.isClock }
            let taken = batch.isEmpty ? rest.prefix(1) : batch
            walk.advance(to: first.at)
            walk.enter(taken.map { .init(place: $0, dated: $1) })
            rest = rest.dropFirst(taken.count)
        }
        walk.advance(to: end)
        return walk.account
    }

    /// The mails that should have gone.
    package func mails(until end: Instant) -> [Mail] { account(until: end).mails }
}

/// What the oracle says of a history.
package struct Account: Hashable, Sendable {
    package var mails: [Mail]
    /// Letters that wait at the end, by client, with what they wait for.
    package var held: [Held]
    /// Letters that were taken back, with the reason.
    package var withdrawn: [Withdrawn]
    /// Places in the history of what had to be refused.
    package var refused: [Int]
    /// What was entered of orders and is not for a client to know by the end: no letter to them may state it.
    package var keptFromClients: Set<Statement>

    /// A date of an order's line, as a client may be told it.
    package struct Statement: Hashable, Sendable {
        package var client: String
        package var order: String
        package var line: String
        package var date: CivilDate

        package init(client: String, order: String, line: String, date: CivilDate) {
            self.client = client
            self.order = order
            self.line = line
            self.date = date
        }
    }

    /// A letter that waits at the end, and why.
    package struct Held: Hashable, Sendable {
        package var client: String
        package var reasons: [HoldReason]
    }

    /// A letter that was taken back, and why.
    package struct Withdrawn: Hashable, Sendable {
        package var client: String
        package var reason: String
    }
}

extension DatedEntry {
    /// Whether it is about the machine: such entries are taken one by one.
    var isClock: Bool {
        if case .clock = entry { true } else { false }
    }
}
