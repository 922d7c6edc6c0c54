package import Almanac

extension Office {
    /// Everybody who reads of a week as of `now`, each once, with all the people whose week they read of.
    ///
    /// Whoever is away that day, or has no address, is read for as their reminders are heard; the coordinator
    /// reads of nobody's, as their digest has the whole office.
    package func weekReaders(at now: Instant) -> [DigestReader] {
        guard !profile.weeklyDigest.isEmpty else { return [] }
        let people = directory.people.sorted { $0.key < $1.key }.map(\.value)
        return postReaders(
            of: people.filter { readsWeek($0.code) }.map { person in
                let post = DigestPost(
                    key: person.code, name: person.name, head: Code(person.code))
                return (post, person)
            }, at: now
        ).filter { !(coordinator?.code.isCode($0.recipient.key) ?? false) }
    }

    /// When the next week begins of anybody who may read of one then.
    package func nextWeekInstant(after now: Instant) -> Instant? {
        guard !profile.weeklyDigest.isEmpty else { return nil }
        let people =
            directory.people.values.filter { readsWeek($0.code) }
            + (directory.delegations + profile.delegations).compactMap {
                directory.person($0.standIn)
            }
        let times =
            people.map(workingTime(of:)) + weekReaders(at: now).map(\.recipient.workingTime)
        return times.compactMap { $0.nextWeekOpening(after: now) }.min()
    }

    /// By recipient, when a week begins for them after `now` and not after `end`.
    package func weekInstants(after now: Instant, through end: Instant) -> [String: Instant] {
        var instants: [String: Instant] = [:]
        for reader in weekReaders(at: now) {
            let next = reader.recipient.workingTime.nextWeekOpening(after: now)
            if let next, next <= end { instants[reader.recipient.key] = next }
        }
        return instants
    }
}
