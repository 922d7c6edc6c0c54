import Almanac
import Coordination

extension SettingsReader {
    /// The settings, once every file was read; faults of what does not fit together are added.
    ///
    /// - Returns: nil when something that the office cannot do without is missing.
    func settings(mainFile: String, faults: FaultList) -> Settings? {
        checkReferences()
        guard faults.faults.isEmpty else { return nil }
        for (what, isThere) in [
            ("office.name", name != nil), ("office.time_zone", zone != nil),
            ("office.calendar", calendar != nil), ("ladders.standard", ladders["standard"] != nil),
        ] where !isThere {
            faults.add(
                .init(
                    file: mainFile, line: 0, column: 0,
                    message: "`\(what)` is missing; the shipped tenggat.yaml shows one"))
        }
        guard let name, let zone, let calendar else { return nil }
        for (alias, entry) in ladderAliases { ladders[alias] = ladders[entry.target] }
        var profile = OfficeProfile(
            name: name, language: language, zone: zone, calendar: calendar.name,
            calendars: calendars, zones: zones, holidays: holidays,
            holidayFiles: holidayFiles, observesJointLeave: observesJointLeave,
            coordinator: coordinator, director: director,
            ladders: ladders, kinds: kinds.mapValues(\.kind), groupingWindow: groupingWindow,
            acknowledgementDays: acknowledgementDays, delegations: delegations,
            automaticLimit: automaticLimit, automaticAfter: automaticAfter, coolingOff: coolingOff,
            announcesLetters: announcesLetters, welcomes: welcomes, automaticShare: automaticShare,
            automaticEqualShifts: automaticEqualShifts, clientRequests: clientRequests,
            answerDays: answerDays,
            submissionTypes: submissions.values.map { submissionType($0.type) }
                .sorted { $0.name < $1.name },
            closeCalendar: closeCalendar, style: style,
            phones: phones, digest: digest, weeklyDigest: weeklyDigest)
        profile.couriers = mail.couriers.keys.sorted()
        var settings = Settings(
            profile: profile, mail: mail, control: control, sheets: sheets, clock: clock,
            inbox: inbox, lists: lists, backup: backup, housekeeping: housekeeping,
            heartbeat: heartbeat, metricsFile: path(of: metricsFile, inState: Settings.metricsFile),
            state: state, calendarFeed: path(of: calendarFeed, inState: Settings.calendarFeed),
            templates: templates,
            logLevel: logLevel, people: people, said: said)
        settings.mode = mode
        settings.calendarFeeds = path(of: calendarFeeds, inState: Settings.calendarFeeds)
        return settings
    }

    /// With the amounts of its rules as figures are kept, whatever was read first.
    private func submissionType(_ type: SubmissionType) -> SubmissionType {
        var type = type
        type.rules = type.rules.map { $0.inSmallestUnit(of: style.currency, sheet: type.sheet) }
        return type
    }

    private func path(of file: KeptFile, inState place: (String) -> String) -> String? {
        switch file {
        case .off: nil
        case .inState: place(state)
        case .path(let path): path
        }
    }

    /// Names that lead nowhere, and couriers without what they need.
    private func checkReferences() {
        if let calendar, calendars[calendar.name] == nil {
            calendar.at.fail("no calendar “\(calendar.name)”; " + known(calendars.keys))
        }
        let own = Set(ladders.keys).union(TaskKind.ladders.map(\.name))
        let names = own.union(ladderAliases.keys)
        for (target, at) in ladderAliases.values where !own.contains(target) {
            at.fail("no ladder “\(target)”; " + known(own))
        }
        for (kind, at) in kinds.values {
            if let ladder = kind.ladder, !names.contains(ladder) {
                at.fail("no ladder “\(ladder)”; " + known(names))
            }
        }
        for (type, at, _) in submissions.values where !names.contains(type.ladder) {
            at.fail("no ladder “\(type.ladder)”; " + known(names))
        }
        checkSheets()
        checkTieOuts()
        if !names.contains(closeCalendar.ladder) {
            closeLadderAt?.fail("no ladder “\(closeCalendar.ladder)”; " + known(names))
            closeCalendar.ladder = "standard"
        }
        checkCouriers()
    }

    func known(_ names: some Sequence<String>) -> String {
        "known: " + names.sorted().joined(separator: ", ")
    }
}
