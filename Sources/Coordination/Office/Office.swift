package import Almanac

/// The office at one moment: what the settings say and what the registers hold, ready to ask.
///
/// A value: whoever holds one sees one consistent office. It is built anew when either side changes.
package struct Office: Sendable {
    package let profile: OfficeProfile
    package let directory: Directory
    private let calendars: [CalendarKey: WorkingCalendar]

    private struct CalendarKey: Hashable {
        var name: String
        /// The team whose own holidays count.
        var scope: Code?
    }

    package init(profile: OfficeProfile, directory: Directory) {
        self.profile = profile
        self.directory = directory
        var keys: Set<CalendarKey> = [CalendarKey(name: profile.calendar, scope: nil)]
        for team in directory.teams.values {
            let scope = Code(team.code)
            keys.insert(CalendarKey(name: team.calendar ?? profile.calendar, scope: scope))
        }
        for person in directory.people.values {
            keys.insert(Self.calendarKey(of: person, in: directory, office: profile.calendar))
        }
        for client in directory.clients.values {
            keys.insert(CalendarKey(name: client.calendar ?? profile.calendar, scope: nil))
        }
        calendars = Dictionary(
            uniqueKeysWithValues: keys.map {
                ($0, Self.calendar($0, profile: profile, directory: directory))
            })
    }

    /// The office's own hours, which period cut-offs and the coordinator's work follow.
    package var workingTime: WorkingTime {
        WorkingTime(
            calendar: calendar(CalendarKey(name: profile.calendar, scope: nil)), zone: profile.zone)
    }

    /// A person's hours: their own calendar and zone, else their team's, else the office's.
    package func workingTime(of person: Person) -> WorkingTime {
        let team = person.team.flatMap(directory.team)
        let key = Self.calendarKey(of: person, in: directory, office: profile.calendar)
        return WorkingTime(
            calendar: calendar(key), zone: zone(person.zone ?? team?.zone))
    }

    /// A team's hours: its own calendar and zone, else the office's.
    package func workingTime(of team: Team) -> WorkingTime {
        let key = CalendarKey(
            name: team.calendar ?? profile.calendar, scope: Code(team.code))
        return WorkingTime(calendar: calendar(key), zone: zone(team.zone))
    }

    /// A client's hours: their own calendar and zone, else the office's.
    package func workingTime(of client: Client) -> WorkingTime {
        let key = CalendarKey(name: client.calendar ?? profile.calendar, scope: nil)
        return WorkingTime(calendar: calendar(key), zone: zone(client.zone))
    }

    /// Where a client is, by code; one whom no register knows is where the office is.
    package func zone(ofClient code: String) -> Zone {
        directory.client(code).map(workingTime(of:))?.zone ?? profile.zone
    }

    /// The day that it is where a client is.
    package func today(ofClient code: String, at now: Instant) -> CivilDate {
        zone(ofClient: code).civil(now).date
    }

    /// The hours and the zone that a deadline's steps follow: its owner's team's, else the office's.
    package func workingTime(ofOwner owner: String) -> WorkingTime {
        let team = directory.team(owner) ?? directory.person(owner)?.team.flatMap(directory.team)
        return team.map(workingTime(of:)) ?? workingTime
    }

    /// A zone by name, the office's when the name is nil or unknown.
    package func zone(_ name: String?) -> Zone {
        name.flatMap(profile.zones) ?? profile.zone
    }

    /// A kind by its name or one of its aliases, without regard to case.
    package func kind(_ word: String) -> DeadlineKind? {
        let wanted = word.lowercased()
        return profile.kinds[wanted]
            ?? profile.kinds.values.first { $0.aliases.contains { $0.lowercased() == wanted } }
    }

    private func calendar(_ key: CalendarKey) -> WorkingCalendar {
        calendars[key] ?? Self.calendar(key, profile: profile, directory: directory)
    }

    private static func calendarKey(
        of person: Person, in directory: Directory, office: String
    ) -> CalendarKey {
        let team = person.team.flatMap(directory.team)
        return CalendarKey(
            name: person.calendar ?? team?.calendar ?? office,
            scope: team.map { Code($0.code) })
    }

    private static func calendar(
        _ key: CalendarKey, profile: OfficeProfile, directory: Directory
    ) -> WorkingCalendar {
        let week =
            profile.calendars[key.name] ?? profile.calendars[profile.calendar]
            ?? WorkWeek.aroundTheClock
        let known: [Holiday] = profile.holidays + directory.holidays
        let holidays = known.filter { holiday in
            if holiday.kind == .jointLeave, !profile.observesJointLeave { return false }
            guard let scope = holiday.scope else { return true }
            return Code(scope) == key.scope
        }
        return WorkingCalendar(week: week, holidays: holidays)
    }
}
