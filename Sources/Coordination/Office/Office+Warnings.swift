package import Almanac

extension Office {
    /// What the administrator should know of settings and registers as they are now.
    package func warnings(at now: Instant) -> [String] {
        holidayWarnings(at: now) + owingWarnings + closeWarnings
    }

    /// Readers of the close summary whom no register knows: misspelt roles, too, read as codes.
    private var closeWarnings: [String] {
        guard !directory.people.isEmpty, !profile.submissionTypes.isEmpty else { return [] }
        return profile.closeCalendar.tell.compactMap { role in
            guard case .person(let code) = role, directory.person(code) == nil else { return nil }
            return "close.tell names \(code), who is on no register: write coordinator, manager, "
                + "director, a person's code or an address"
        }
    }

    /// Teams that settings ask something of and that no register knows: nobody would be asked.
    private var owingWarnings: [String] {
        guard !directory.teams.isEmpty else { return [] }
        return profile.submissionTypes.compactMap { type in
            let unknown = (type.owedBy ?? []).filter { directory.team($0) == nil }
            guard !unknown.isEmpty else { return nil }
            return "submissions.\(type.name).owed_by names teams that are on no register: "
                + unknown.joined(separator: ", ") + "; nobody is asked for theirs"
        }
    }
}
