package import Almanac

/// One thing that was looked at to tell whether an office is set up.
package struct SetupFinding: Hashable, Sendable {
    /// `mail`, `people`, …
    package var topic: String
    package var weight: Weight
    /// What was found, as a sentence.
    package var words: String
    /// What to do; nil where it is good.
    package var remedy: String?

    /// How much it matters.
    package enum Weight: String, Hashable, Sendable, CaseIterable {
        case good
        /// It works, and could work better.
        case advice
        /// Somebody is not told what they should be.
        case missing
    }

    package init(_ topic: String, _ weight: Weight, _ words: String, remedy: String? = nil) {
        self.topic = topic
        self.weight = weight
        self.words = words
        self.remedy = remedy
    }
}

extension Office {
    /// What registers and settings lack, one finding a topic at least.
    ///
    /// - Parameter repeated: as of ``lacks(of:repeated:)``.
    package func setupFindings(at now: Instant, repeated: [String]) -> [SetupFinding] {
        peopleFindings(on: profile.zone.civil(now).date) + channelFindings + ladderFindings
            + clientFindings
            + remedyFindings
            + holidayFindings(at: now)
            + yearFindings(at: now, repeated: repeated)
    }

    /// People who want to be told by what is no courier.
    private var channelFindings: [SetupFinding] {
        directory.unknownChannels(among: profile.couriers).map { words in
            SetupFinding(
                "people", .missing, words,
                remedy: "correct `channel` in the people sheet, or set the courier up below "
                    + "`mail.couriers`, then tenggatctl reload")
        }
    }

    private func peopleFindings(on today: CivilDate) -> [SetupFinding] {
        guard !directory.people.isEmpty else {
            return [
                SetupFinding(
                    "people", .missing, "nobody is entered",
                    remedy: "import a people sheet: tenggatctl sheet import people.csv")
            ]
        }
        var findings: [SetupFinding] = []
        let silent = directory.people.values.filter { $0.email == nil && !$0.hasLeft }
            .map(\.code).sorted()
        if !silent.isEmpty {
            findings.append(
                SetupFinding(
                    "people", .missing, "without a mail address: \(Self.list(silent))",
                    remedy:
                        "what they should hear goes to whoever is above them; add addresses to the "
                        + "people sheet"))
        }
        let undialled = directory.people.values.filter { person in
            !person.hasLeft && person.phone.map { !PhoneNumber.canBeDialled($0) } ?? false
        }.map(\.code).sorted()
        if !undialled.isEmpty {
            findings.append(
                SetupFinding(
                    "people", .advice,
                    "with a telephone number that is none: \(Self.list(undialled))",
                    remedy:
                        "a webhook is given no number for them; correct `phone` in the people sheet"
                ))
        }
        if coordinator.flatMap(incumbent) == nil {
            findings.append(
                SetupFinding(
                    "people", .missing, "nobody is the coordinator",
                    remedy: "give somebody the role `coordinator` in the people sheet, or set "
                        + "`office.coordinator`"))
        }
        let posts = [
            ("office.coordinator", profile.coordinator), ("office.director", profile.director),
        ]
        for case (let setting, let code?) in posts where directory.person(code) == nil {
            findings.append(
                SetupFinding(
                    "people", .missing, "`\(setting)` is \(code), who is not on the people sheet",
                    remedy: "mend the code in the settings, or import a people sheet with it"))
        }
        let headless = directory.teams.values.filter { team in
            team.manager.flatMap(directory.person).flatMap(incumbent) == nil
        }.map(\.code).sorted()
        if !headless.isEmpty {
            findings.append(
                SetupFinding(
                    "teams", .advice,
                    "without a manager on the people sheet: \(Self.list(headless))",
                    remedy: "their escalations go to the director, else to the coordinator"))
        }
        findings += circleFindings(on: today)
        guard findings.isEmpty else { return findings }
        let count = directory.people.values.count { !$0.hasLeft }
        return [SetupFinding("people", .good, "\(count) can be told")]
    }

    /// People who stand in for each other now or later, by sheets, commands or settings.
    private func circleFindings(on today: CivilDate) -> [SetupFinding] {
        let all = directory.delegations + profile.delegations
        let standIns = StandIns(all)
        let rings = all.compactMap { standIns.circle(through: $0) }
            .filter { $0.people.count > 1 && $0.until >= today }
        let named = Dictionary(grouping: rings) { $0.people.sorted().joined(separator: " ") }
            .values.compactMap(\.first).sorted { $0.people[0] < $1.people[0] }
        return named.map { ring in
            let names = (ring.people + [ring.people[0]]).joined(separator: " → ")
            return SetupFinding(
                "people", .missing,
                "stand in for each other from \(ring.from) to \(ring.until), so that none of them is "
                    + "there: \(names)",
                remedy: "what is for them goes to whoever is above them: give one of them another "
                    + "stand-in")
        }
    }

    /// Ladders with a step whose role nobody has: the step is heard by somebody else than was meant.
    private var ladderFindings: [SetupFinding] {
        guard !directory.people.isEmpty else { return [] }
        let empty = profile.ladders.values.filter(\.steps.isEmpty).map(\.name).sorted()
        guard empty.isEmpty else {
            return [
                SetupFinding(
                    "ladders", .missing, "without a step: \(Self.list(empty))",
                    remedy:
                        "whatever has such a ladder reminds nobody: give it steps, or choose another"
                )
            ]
        }
        let faulty = profile.ladders.values.sorted { $0.name < $1.name }.compactMap { ladder in
            let roles = Set(ladder.steps.flatMap(\.tell)).filter(isNobody)
                .map(\.description).sorted()
            return roles.isEmpty ? nil : "\(ladder.name) (\(roles.joined(separator: ", ")))"
        }
        guard !faulty.isEmpty else {
            return [
                SetupFinding(
                    "ladders", .good, "each step of \(profile.ladders.count) reaches somebody")
            ]
        }
        return [
            SetupFinding(
                "ladders", .missing, "steps that tell nobody: \(faulty.joined(separator: "; "))",
                remedy:
                    "they go to the coordinator instead: enter who has the role in the people sheet, "
                    + "or change the ladder")
        ]
    }

    /// Whether no person has a role, whatever deadline it is asked for.
    private func isNobody(_ role: Role) -> Bool {
        switch role {
        case .coordinator: coordinator == nil
        case .director: director == nil
        case .manager: directory.people.values.allSatisfy { superior(of: $0) == nil }
        case .person(let code), .member(let code):
            directory.person(code) == nil && directory.team(code) == nil
        case .owner, .team, .address: false
        }
    }

    private var clientFindings: [SetupFinding] {
        let silent = directory.clients.values.filter { $0.email == nil && $0.policy != .none }
            .map(\.code).sorted()
        guard !silent.isEmpty else { return [] }
        return [
            SetupFinding(
                "clients", .advice, "without a mail address: \(Self.list(silent))",
                remedy:
                    "letters to them wait for a person: call them and say so (`told`), or add addresses to the "
                    + "clients sheet")
        ]
    }

    /// What is done about delays, in a language that some client does not read.
    private var remedyFindings: [SetupFinding] {
        let languages = Set(directory.clients.values.map { $0.language ?? profile.language })
        let lacking = directory.reasons.values.sorted { $0.code < $1.code }.compactMap { reason in
            let missing = languages.filter { language in
                reason.isClientSafe && reason.actions.map { $0[language] == nil } ?? false
            }
            return missing.isEmpty
                ? nil : "\(reason.code) (\(missing.sorted().joined(separator: ", ")))"
        }
        guard !lacking.isEmpty else { return [] }
        return [
            SetupFinding(
                "reasons", .advice,
                "what is done about a delay is not in a language of clients: \(Self.list(lacking))",
                remedy:
                    "letters to them wait for a person: fill in `action_en` and `tindakan` in the reasons sheet"
            )
        ]
    }

    private func holidayFindings(at now: Instant) -> [SetupFinding] {
        let warnings = holidayWarnings(at: now)
        guard !warnings.isEmpty else {
            let year = profile.zone.civil(now).date.year
            guard case .known = holidayCoverage.status(of: year) else {
                return [
                    SetupFinding(
                        "holidays", .advice, "no national holidays of \(year) are known",
                        remedy:
                            "name a file in `holidays` of the settings, or import a holidays sheet")
                ]
            }
            return [SetupFinding("holidays", .good, "those of \(year) are known")]
        }
        return warnings.map { SetupFinding("holidays", .missing, $0) }
    }

    /// From October on, when the next year can be entered.
    private func yearFindings(at now: Instant, repeated: [String]) -> [SetupFinding] {
        let today = profile.zone.civil(now).date
        guard today.month >= 10 else { return [] }
        let lacks = lacks(of: today.year + 1, repeated: repeated)
        guard !lacks.isEmpty else {
            return [SetupFinding("next year", .good, "\(today.year + 1) is entered")]
        }
        return lacks.map { SetupFinding("next year", .advice, $0.english) }
    }

    static func list(_ codes: [String]) -> String {
        let more = codes.count > 10 ? " and \(codes.count - 10) more" : ""
        return codes.prefix(10).joined(separator: ", ") + more
    }
}
