import Almanac
import Coordination

/// Calendars, ladders, kinds and stand-ins.
extension SettingsReader {
    func calendars(_ cursor: Cursor) {
        for (name, value) in cursor.entries { calendars[name] = week(value) }
    }

    /// `{mon-fri: "08:00-17:00", sat: "08:00-12:00"}`; a weekday left out is closed.
    private func week(_ cursor: Cursor) -> WorkWeek {
        var hours: [Weekday: [OpenHours]] = [:]
        for (name, value) in cursor.entries {
            guard let days = Weekday.range(name) else {
                value.fail("no weekday or range of them; write mon, tue … sun, or mon-fri")
                continue
            }
            let spans = value.elements.compactMap {
                $0.value("hours such as 08:00-17:00", OpenHours.init)
            }
            for day in days { hours[day, default: []] += spans }
        }
        return WorkWeek(hours: hours)
    }

    func ladders(_ cursor: Cursor) {
        for (name, value) in cursor.entries {
            var heard: Set<StepIdentity> = []
            let steps = value.elements.compactMap { element -> Ladder.Step? in
                guard let step = step(element) else { return nil }
                for role in step.tell {
                    let identity = StepIdentity(when: step.when, repetition: 0, role: role)
                    if !heard.insert(identity).inserted {
                        element.fail("\(role) hears \(step.when) twice")
                    }
                }
                return step
            }
            ladders[name.lowercased()] = Ladder(name: name.lowercased(), steps: steps)
        }
    }

    /// `{when: WD-3 09:00, tell: [owner, manager], urgent: true, every: 2wd, times: 3}`.
    private func step(_ cursor: Cursor) -> Ladder.Step? {
        var when: Offset?
        var tell: [Role] = []
        var isUrgent = false
        var every: Interval?
        var times: Int?
        cursor.read([
            "when": { when = $0.value("an offset such as WD-3 09:00") { try Offset($0) } },
            "tell": { tell = $0.elements.compactMap(self.role) },
            "urgent": { isUrgent = $0.flag() ?? false },
            "every": { every = $0.value("an interval such as 2wd") { try Interval($0) } },
            "times": { times = $0.number(in: 1...100) },
        ])
        guard let when else {
            if !cursor.entries.contains(where: { $0.key == "when" }) {
                cursor.fail("a step needs `when`, such as WD-3 09:00")
            }
            return nil
        }
        if tell.isEmpty {
            cursor.fail(
                "a step needs `tell`: owner, team, manager, coordinator, director, a code "
                    + "or an address")
        }
        if (every == nil) != (times == nil) {
            cursor.fail("`every` and `times` stand together, or neither does")
        }
        return Ladder.Step(
            when: when, tell: tell, isUrgent: isUrgent, every: every, times: times ?? 1)
    }

    /// A role's word, a code or an address. A word that is nearly a role's, in small letters, is a slip
    /// of the pen and nobody's code; other codes are looked up once the registers are known.
    func role(_ cursor: Cursor) -> Role? {
        guard let text = cursor.text(wanted: Self.roleWords) else { return nil }
        let role = Role(text)
        guard case .person(let code) = role else { return role }
        if text.allSatisfy({ $0.isLowercase && $0.isLetter }),
            let meant = NearestName.find(text, among: Role.words)
        {
            cursor.fail("“\(text)” is nobody's code; did you mean `\(meant)`?")
            return nil
        }
        people.append(NamedPerson(code: code, at: cursor))
        return role
    }

    private static let roleWords =
        "owner, team, manager, coordinator, director, a code or an address"

    func ladderAliases(_ cursor: Cursor) {
        for (name, value) in cursor.entries {
            if let target = value.text(wanted: "a ladder's name") {
                ladderAliases[name.lowercased()] = (target.lowercased(), value)
            }
        }
    }

    func kinds(_ cursor: Cursor) {
        for (name, value) in cursor.entries {
            var kind = DeadlineKind(name: name.lowercased())
            value.read([
                "ladder": { kind.ladder = $0.text()?.lowercased() },
                "roll": { kind.roll = $0.word() },
                "evidence": { kind.evidence = $0.text() },
                "request": { kind.isRequest = $0.flag() ?? kind.isRequest },
                "digest": { kind.isInDigest = $0.flag() ?? kind.isInDigest },
                "words": { kind.words = self.words($0) },
                "aliases": { kind.aliases = $0.elements.compactMap { $0.text() } },
            ])
            kinds[kind.name] = (kind, value)
        }
    }

    /// `{person: M-JKT, from: 2026-12-28, until: 2027-01-04, stand_in: S-JKT-01}`.
    func delegation(_ cursor: Cursor) -> Delegation? {
        var codes: [String: String] = [:]
        var days: [String: CivilDate] = [:]
        let wanted = "a date such as 2026-12-04"
        cursor.read([
            "person": { codes["person"] = $0.text(wanted: "a person's code") },
            "stand_in": { codes["stand_in"] = $0.text(wanted: "a person's code") },
            "from": { days["from"] = $0.value(wanted) { CivilDate($0) } },
            "until": { days["until"] = $0.value(wanted) { CivilDate($0) } },
            "reason": { codes["reason"] = $0.text() },
        ])
        guard let person = codes["person"], let standIn = codes["stand_in"],
            let from = days["from"], let until = days["until"]
        else {
            cursor.fail("a delegation needs `person`, `stand_in`, `from` and `until`")
            return nil
        }
        guard from <= until else {
            cursor.fail("a delegation ends on \(until), before it begins")
            return nil
        }
        return Delegation(
            person: person, from: from, until: until, standIn: standIn, reason: codes["reason"])
    }

    func words(_ cursor: Cursor) -> [String: String] {
        var words: [String: String] = [:]
        for (language, value) in cursor.entries { words[language] = value.text() }
        return words
    }
}
