package import Almanac

/// One thing that was entered, or that happened to the machine.
package enum Entry: Hashable, Sendable {
    /// A person's command: a new deadline.
    case add(Promise)
    /// `evidence` is what was shown, for what asks for it.
    case done(String, evidence: String?)
    case move(String, due: CivilMoment, following: Bool)
    /// Nil: for the office's days.
    case acknowledge(String, until: Instant?)
    case snooze(String, until: Instant)
    case reopen(String)
    case cancel(String, following: Bool)
    case waive(String)
    /// A delegation is taken out: nobody stands in.
    case undelegate(person: String, from: CivilDate)
    /// A sheet, taken whole.
    case sheet(Sheet)
    /// The last sheet of people is undone: what nobody has touched since comes back.
    case undoPeople
    /// A sheet is exported; an edited copy of it may come back.
    case export(SheetKind)
    /// The last export of a kind comes back without its number: every cell of it was said when it was exported, so
    /// that it says nothing new.
    case unmarkedExport(SheetKind)
    case order(OrderCommand)
    case mail(MailEntry)
    case period(PeriodEntry)
    case clock(ClockEntry)
    /// The trial ends: what its address alone was told is missed by whom it was for.
    case goLive
}

/// What happens to the service and its clock (§3, *Moving clocks*).
package enum ClockEntry: Hashable, Sendable {
    case down, up
    /// The clock is set back; seconds.
    case back(Int)
    /// The clock is set while no time passes.
    case jump(to: Instant)
    /// A time server keeps the clock from now on.
    case synchronise
    /// A person vouches for the clock.
    case confirm
}

/// Commands about orders (§5).
package enum OrderCommand: Hashable, Sendable {
    case slip(order: String, line: String?, date: CivilDate, reason: String)
    /// Nil: back on the promise.
    case recover(order: String, line: String?, date: CivilDate?, reason: String?)
    /// Nil: the whole quantity.
    case deliver(order: String, line: String?, quantity: Int?)
    /// The client was told by other means; nil: what is expected.
    case told(order: String, line: String?, date: CivilDate?)
    case cancel(order: String, line: String?)

    var order: String {
        switch self {
        case .slip(let order, _, _, _), .recover(let order, _, _, _), .deliver(let order, _, _),
            .told(let order, _, _), .cancel(let order, _):
            order
        }
    }

    /// The line that it names; nil is all of them.
    var line: String? {
        switch self {
        case .slip(_, let line, _, _), .recover(_, let line, _, _), .deliver(_, let line, _),
            .told(_, let line, _), .cancel(_, let line):
            line
        }
    }
}

/// What people decide about letters, and what servers make of them.
package enum MailEntry: Hashable, Sendable {
    /// Every letter that waits is approved.
    case approve
    case approveAgain(client: String)
    case refuse(client: String)
    /// Letters of unknown fate arrived.
    case arrived(client: String)
    case edit(client: String)
    /// All client mail stops, and may go again.
    case hold, resume
    /// The fate of the next letter.
    case next(Fate)
}

/// What becomes of a letter that is handed over (§7, *Outcomes*).
package enum Fate: Hashable, Sendable {
    case sent
    /// Refused, and the address is flagged.
    case addressRefused
    /// Refused, and nothing is said of the address.
    case letterRefused
    /// It may have arrived.
    case unknown
    /// To be tried again.
    case deferred
    /// A copy's address is refused, the letter goes.
    case copyRefused(Int)
}

/// An entry with the moment that the clock showed, as the file or command bears it.
package struct DatedEntry: Hashable, Sendable {
    package var at: Instant
    package var entry: Entry

    package init(at: Instant, _ entry: Entry) {
        self.at = at
        self.entry = entry
    }
}

/// A civil date, and a time of day where somebody gave one (§3).
package struct CivilMoment: Hashable, Sendable {
    package var date: CivilDate
    package var time: CivilTime?

    package init(date: CivilDate, time: CivilTime?) {
        self.date = date
        self.time = time
    }
}

extension Entry {
    /// Of which deadlines an entry changes who hears of them, and when.
    enum Subject: Sendable {
        case everything, nothing
        case codes([String])

        func holds(_ code: String) -> Bool {
            switch self {
            case .everything: true
            case .nothing: false
            case .codes(let names): names.contains { $0 == code || $0.hasPrefix("\(code)/") }
            }
        }
    }

    var subject: Subject {
        switch self {
        case .sheet(let sheet):
            switch sheet.kind {
            case .people, .teams, .holidays, .delegations: .everything
            case .deadlines: .codes(sheet.rows.compactMap { $0["code"] })
            case .clients, .orders, .reasons: .nothing
            }
        case .undelegate, .undoPeople: .everything
        case .add(let promise): .codes([promise.code])
        case .done(let code, _), .move(let code, _, _), .acknowledge(let code, _),
            .snooze(let code, _), .reopen(let code), .cancel(let code, _), .waive(let code):
            .codes([code])
        case .export, .unmarkedExport, .order, .mail, .period, .clock, .goLive: .nothing
        }
    }
}
