package import Almanac

/// Somebody whose week begins with a mail, whoever reads it.
package struct WeekPost: Sendable {
    package var post: DigestPost
    /// By their calendar and in their zone it begins, whoever stands in.
    package var holder: Person
}

extension Office {
    /// Those whose weeks begin with a mail, by their codes.
    package var weekPosts: [WeekPost] {
        guard !profile.weeklyDigest.isEmpty else { return [] }
        return directory.people.sorted { $0.key < $1.key }.map(\.value)
            .filter { readsWeek($0.code) }.map { person in
                WeekPost(
                    post: DigestPost(
                        key: person.code, name: person.name, head: Code(person.code)),
                    holder: person)
            }
    }

    /// Who reads of these people's weeks as of `now`, each once, with all whose week they read of.
    ///
    /// Whoever is away at that moment, or has no address, is read for as their reminders are heard; the coordinator
    /// reads of nobody's, as their digest has the whole office.
    package func weekReaders(of posts: [WeekPost], at now: Instant) -> [DigestReader] {
        postReaders(of: posts.map { ($0.post, $0.holder) }, at: now)
            .filter { !(coordinator?.code.isCode($0.recipient.key) ?? false) }
    }

    /// When the next week begins of anybody.
    package func nextWeekInstant(after now: Instant) -> Instant? {
        weekPosts.compactMap { workingTime(of: $0.holder).nextWeekOpening(after: now) }.min()
    }

    /// By recipient, when the last of the weeks that they read of begins after `now` and not after `end`.
    package func weekInstants(after now: Instant, through end: Instant) -> [String: Instant] {
        var instants: [String: Instant] = [:]
        for post in weekPosts {
            guard let next = workingTime(of: post.holder).nextWeekOpening(after: now), next <= end,
                let reader = weekReaders(of: [post], at: next).first
            else { continue }
            let key = reader.recipient.key
            instants[key] = max(next, instants[key] ?? next)
        }
        return instants
    }
}
