import Almanac
import Coordination
import Ledger

/// The deadlines that may bring somebody a mail: their own, those of whoever they answer for, stand in for or
/// work beside, and where a ladder names their post or them, everybody's.
struct ConcernedDeadlines {
    private let person: Person
    private let view: LedgerView
    private let office: Office

    /// How many of everybody's are looked at, those due first.
    private static let mostOfAll = 500

    init(of person: Person, view: LedgerView, office: Office) {
        self.person = person
        self.view = view
        self.office = office
    }

    /// - Parameter span: when they are due; who stands in for whom is seen at any time of it.
    func records(dueIn span: Range<Instant>, limit: Int) throws -> [DeadlineRecord] {
        var found: [DeadlineRecord] = []
        var known: Set<Int64> = []
        for owner in owners(during: span) where found.count < limit {
            found += try view.deadlines(
                ownedBy: owner, dueIn: span, limit: limit - found.count
            ).filter { known.insert($0.id).inserted }
        }
        guard isNamedByLadders(during: span) else { return found }
        return try found
            + view.deadlines(dueIn: span, limit: Self.mostOfAll).filter {
                known.insert($0.id).inserted
            }
    }

    /// In whose place the person may stand at some time of a span: of whoever is away, or has left, and of those in
    /// whose place these do.
    private func absentees(during span: Range<Instant>) -> [String] {
        let zone = office.workingTime(of: person).zone
        let (first, last) = (zone.civil(span.lowerBound).date, zone.civil(span.upperBound).date)
        let away = (office.directory.delegations + office.profile.delegations).filter {
            $0.from <= last && first <= $0.until
        }.map { (absentee: $0.person, standIn: $0.standIn) }
        let left = office.directory.people.values.filter(\.hasLeft).compactMap { former in
            former.successor.map { (absentee: former.code, standIn: $0) }
        }
        var found = [Code(person.code)]
        var next = 0
        while next < found.count {
            for place in away + left where found[next].spelling.isCode(place.standIn) {
                let absentee = Code(place.absentee)
                if !found.contains(absentee) { found.append(absentee) }
            }
            next += 1
        }
        return found.dropFirst().map(\.spelling)
    }

    /// Addresses of teams that the person is of, or manages: what goes there is theirs, too.
    var sharedAddresses: [String] {
        office.directory.teams.values.filter { team in
            team.email != nil
                && (person.team.map(team.code.isCode) ?? false
                    || team.manager.map(person.code.isCode) ?? false)
        }.map(\.code).sorted()
    }

    /// What comes back and may concern the person, as far as an occurrence that is no deadline yet has a step by the
    /// end of a span.
    func series(during span: Range<Instant>) throws -> [Series] {
        let owners = Set(owners(during: span).map { Code($0) })
        let isNamed = isNamedByLadders(during: span)
        return try view.seriesDue(by: span.upperBound).filter { series in
            series.endedAt == nil && (isNamed || owners.contains(Code(series.owner)))
        }
    }

    private func owners(during span: Range<Instant>) -> [String] {
        let directory = office.directory
        let away = absentees(during: span)
        let posts = Set(([person.code] + away).map { Code($0) })
        var owners = Set([person.code] + away)
        for other in directory.people.values {
            if superiors(of: other).contains(where: posts.contains) { owners.insert(other.code) }
            if let team = other.team, let own = person.team, team.isCode(own) {
                owners.insert(other.code)
            }
        }
        for team in directory.teams.values
        where team.manager.map({ posts.contains(Code($0)) }) ?? false
            || person.team.map(team.code.isCode) ?? false
        {
            owners.insert(team.code)
        }
        // The person's own first, however many others have.
        return [person.code] + owners.subtracting([person.code]).sorted()
    }

    /// Whoever is above somebody, however far: what reaches nobody on the way goes up to them.
    private func superiors(of person: Person) -> Set<Code> {
        var found: Set<Code> = [Code(person.code)]
        var next = office.superior(of: person)
        while let superior = next, found.insert(Code(superior.code)).inserted {
            next = office.superior(of: superior)
        }
        return found.subtracting([Code(person.code)])
    }

    /// Whether a ladder tells the person, or somebody in whose place they stand, by their post, their name, their
    /// address or their team; whatever reaches nobody else comes to the coordinator.
    private func isNamedByLadders(during span: Range<Instant>) -> Bool {
        let codes = [person.code] + absentees(during: span)
        let named = { (code: String?) in
            code.map { code in codes.contains { $0.isCode(code) } } ?? false
        }
        if named(office.coordinator?.code) { return true }
        let directory = office.directory
        let teams = codes.compactMap { directory.person($0)?.team }
        return office.profile.ladders.values.flatMap(\.steps).flatMap(\.tell).contains { role in
            switch role {
            case .director: named(office.director?.code)
            case .person(let code), .member(let code):
                named(code) || teams.contains { $0.isCode(code) }
                    || named(directory.team(code)?.manager)
            case .address(let address): named(directory.personReached(at: address)?.code)
            case .owner, .team, .manager, .coordinator: false
            }
        }
    }
}
