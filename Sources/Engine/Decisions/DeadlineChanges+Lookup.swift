import Almanac
import Coordination
import Ledger

extension DeadlineChanges {
    /// The deadline that a name means: of a series, the open one that is due first, else the latest.
    /// What lists print, the code with its occurrence behind, is a name, too.
    ///
    /// - Throws: `EngineError` `.notFound`, or `.invalid` where it may mean several.
    func record(_ name: Name, in view: LedgerView) throws -> DeadlineRecord {
        let all = try view.deadlines(code: name.code)
        guard let wanted = name.occurrence else {
            if let found = all.first(where: { $0.deadline.state == .open }) ?? all.last {
                return found
            }
            switch try DeadlineTarget(name.code, in: view) {
            case .single(let found), .occurrence(let found): return found
            case .missing(let unnamed): throw try notNamed(unnamed, in: view)
            case .series, .unknown: throw Self.notFound(name)
            }
        }
        guard !all.isEmpty else { throw Self.notFound(name) }
        switch NamedOccurrence(wanted, among: all) {
        case .one(let found): return found
        case .several(let found):
            throw try notNamed(DeadlineTarget.unnamed(wanted, among: all, meant: found), in: view)
        case .none: throw try notNamed(DeadlineTarget.unnamed(wanted, among: all), in: view)
        }
    }

    private static func notFound(_ name: Name) -> EngineError {
        let which = name.occurrence.map { " \($0)" } ?? ""
        return EngineError(
            .notFound,
            "there is no deadline \(name.code)\(which): tenggatctl deadline list --state all "
                + "shows them", field: "code",
            indonesian: "tidak ada tenggat \(name.code)\(which)")
    }

    /// What a command is told of a name that means none of those that are known, or several.
    private func notNamed(_ unnamed: UnnamedOccurrence, in view: LedgerView) throws -> EngineError {
        let expected = try unnamed.expected(office: office, in: view)
        let name = "\(unnamed.code) \(unnamed.wanted)"
        guard unnamed.meant.isEmpty else {
            return EngineError(
                .invalid, "\(name) may mean several: say \(expected.english)", field: "code",
                indonesian: "\(name) dapat berarti beberapa: sebutkan \(expected.indonesian)")
        }
        return EngineError(
            .notFound, "there is no deadline \(name): give \(expected.english)", field: "code",
            indonesian: "tidak ada tenggat \(name): sebutkan \(expected.indonesian)")
    }

    func openRecord(_ name: Name, in view: LedgerView) throws -> DeadlineRecord {
        let found = try record(name, in: view)
        guard found.deadline.state == .open else {
            throw EngineError(
                .conflict,
                "deadline \(found.deadline.identifier) is \(found.deadline.state.rawValue) already",
                indonesian: "tenggat \(found.deadline.identifier) sudah "
                    + found.deadline.state.words.indonesian)
        }
        return found
    }

    func record(exactly deadline: Deadline, in view: LedgerView) throws -> DeadlineRecord {
        try record(Name(code: deadline.code, occurrence: deadline.occurrence), in: view)
    }

    /// What only the ledger knows of a new deadline: its code is free, and what it waits for is there.
    func check(_ new: NewDeadline, in view: LedgerView) throws {
        guard try view.deadlines(code: new.code).isEmpty, try view.series(code: new.code) == nil
        else {
            throw EngineError(
                .conflict, "there is a deadline \(new.code) already: give another code",
                field: "code")
        }
        guard new.dependencies.isEmpty || new.recurrence == nil else {
            throw EngineError(Office.seriesThatWaits)
        }
        for code in new.dependencies where try view.deadlines(code: code).isEmpty {
            throw EngineError(Office.unknownDependency(code))
        }
    }

    /// Refuses a new deadline that breaks a rule of the office's.
    func refuse(_ new: NewDeadline, at now: Instant) throws {
        guard !new.title.allSatisfy(\.isWhitespace) else {
            throw EngineError(.invalid, "a deadline needs a title", field: "title")
        }
        let violations = office.violations(
            owner: new.owner, client: new.client, kind: new.kind, ladder: new.ladder,
            zone: new.zone, recurrence: new.recurrence, waits: !new.dependencies.isEmpty)
        if let violation = violations.first { throw EngineError(violation) }
        try refuseFar(new.date, of: "due", at: now)
        if let violation = office.strayStart(of: new) {
            throw EngineError(violation, field: violation.field == "repeat" ? "repeat" : "due")
        }
        let draft = office.newDeadline(new, now: now)
        guard new.recurrence != nil || office.dueInstant(of: draft) > now else {
            throw EngineError(
                .invalid, "\(draft.due) is past: a deadline is due in the future", field: "due")
        }
    }
}

extension DeadlineChanges {
    /// Refuses a day whose year was typed wrong: nobody would hear of it again.
    func refuseFar(_ date: CivilDate, of field: String, at now: Instant) throws {
        let today = office.profile.zone.civil(now).date
        if let violation = Office.tooFarAhead(date, of: field, today: today) {
            throw EngineError(violation, field: field)
        }
    }
}

extension LedgerView {
    /// `D-1`, `D-2`, …: the one after the last.
    func freeDeadlineCode() throws -> String {
        let numbers = try deadlineCodes().filter { $0.foldedCode.hasPrefix("d-") }
            .compactMap { Int($0.dropFirst(2)) }.filter { $0 < 1_000_000_000 }
        return "D-\((numbers.max() ?? 0) + 1)"
    }
}
