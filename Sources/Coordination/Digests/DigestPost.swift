package import Almanac

/// One post whose mornings are told, whoever reads in its place.
package struct DigestPost: Hashable, Sendable {
    /// The holder's code; a team's whose manager's post is vacant.
    package var key: String
    package var name: String
    /// Nil for the whole office; else whose people it answers for.
    package var head: Code?
}

/// Who reads on a morning, and for which posts: their own and those they stand in for.
package struct DigestReader: Sendable {
    package var recipient: Recipient
    package var posts: [DigestPost]

    /// The names of those whose place the reader takes.
    package var standsInFor: [String] {
        posts.filter { !$0.key.isCode(recipient.key) }.map(\.name)
    }
}

extension Office {
    /// Everybody who reads a digest as of `now`, each once, with all the posts they read for.
    ///
    /// Whoever is away that day is read for by their stand-in; a vacant or unreachable post falls to
    /// whoever is above it, as escalations do.
    package func digestReaders(at now: Instant) -> [DigestReader] {
        postReaders(of: digestPosts, at: now)
    }

    /// Whoever is there to read for each of these posts, each once.
    func postReaders(
        of posts: [(post: DigestPost, holder: Person?)], at now: Instant
    ) -> [DigestReader] {
        var readers: [DigestReader] = []
        var places: [String: Int] = [:]
        for (post, holder) in posts {
            guard
                let reader = reachable(from: holder, at: now)
                    .first(where: { $0.address != nil })
            else { continue }
            if let place = places[reader.key] {
                readers[place].posts.append(post)
            } else {
                places[reader.key] = readers.count
                readers.append(DigestReader(recipient: reader, posts: [post]))
            }
        }
        return readers
    }

    /// What the digest of these posts covers.
    package func scope(of posts: [DigestPost]) -> DigestScope {
        posts.map { post in
            post.head.map { .owners(directory.owners(beneath: [$0])) } ?? .wholeOffice
        }.reduce(.owners([])) { $0.joined(with: $1) }
    }

    /// When the next morning begins of anybody who may read a digest then: those in the posts, those
    /// who read for them now, and every stand-in that is named for some day.
    package func nextDigestInstant(after now: Instant) -> Instant? {
        guard let rule = profile.digest else { return nil }
        let people =
            digestPosts.compactMap(\.holder)
            + directory.delegations.compactMap { directory.person($0.standIn) }
        let times =
            people.map(workingTime(of:)) + digestReaders(at: now).map(\.recipient.workingTime)
        return times.compactMap { $0.nextMorning(after: now, at: rule.at) }.min()
    }

    /// By recipient, when a digest may reach them after `now` and not after `end`.
    package func digestInstants(after now: Instant, through end: Instant) -> [String: Instant] {
        guard let rule = profile.digest else { return [:] }
        var instants: [String: Instant] = [:]
        for reader in digestReaders(at: now) {
            let next = reader.recipient.workingTime.nextMorning(after: now, at: rule.at)
            if let next, next <= end { instants[reader.recipient.key] = next }
        }
        return instants
    }

    /// The posts of the settings with their holders; each holder's key appears once.
    private var digestPosts: [(post: DigestPost, holder: Person?)] {
        guard let rule = profile.digest else { return [] }
        var posts: [(post: DigestPost, holder: Person?)] = []
        for post in DigestRule.Post.allCases where rule.to.contains(post) {
            switch post {
            case .coordinator: posts += coordinator.map { [wholeOffice($0)] } ?? []
            case .director: posts += director.map { [wholeOffice($0)] } ?? []
            case .manager: posts += managersPosts
            }
        }
        return posts
    }

    private func wholeOffice(_ holder: Person) -> (DigestPost, Person?) {
        (DigestPost(key: holder.code, name: holder.name, head: nil), holder)
    }

    /// The managers by their codes, then the teams without one, which fall to whoever owns their
    /// deadlines.
    private var managersPosts: [(post: DigestPost, holder: Person?)] {
        let teams = directory.teams.sorted { $0.key < $1.key }
        let managing = Set(teams.compactMap { $0.value.manager.map(Code.init) })
        let managers = directory.people.sorted { $0.key < $1.key }
            .filter { $0.value.post == .manager || managing.contains($0.key) }
        let vacant = teams.filter { $0.value.manager.flatMap(directory.person) == nil }
        return managers.map { code, person in
            (DigestPost(key: person.code, name: person.name, head: code), person)
        }
            + vacant.map { code, team in
                (
                    DigestPost(key: team.code, name: team.name, head: code),
                    ownerPerson(of: team.code)
                )
            }
    }
}
