package import Almanac

extension Office {
    /// What the administrator should know of settings and registers as they are now.
    package func warnings(at now: Instant) -> [String] {
        holidayWarnings(at: now) + owingWarnings
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
