package import Almanac

/// Who stands in for whom, looked up by person and day.
package struct StandIns: Sendable {
    private let delegations: [Code: [Delegation]]

    package init(_ delegations: [Delegation]) {
        self.delegations = Dictionary(grouping: delegations) { Code($0.person) }
    }

    /// People who stand in for each other in a ring, so that none of them is there.
    package struct Circle: Hashable, Sendable {
        /// Their codes, each with whoever stands in for them behind, and the last one's is the first.
        package var people: [String]
        /// From which day on, and how long at least.
        package var from: CivilDate
        package var until: CivilDate
    }

    /// The first ring that somebody's being away leads into while it lasts; nil where there is none.
    package func circle(through delegation: Delegation) -> Circle? {
        // Who stands in for whom changes on the first day of a delegation and on the day after its last.
        let days =
            reached(from: delegation.person).flatMap { delegations[$0] ?? [] }
            .flatMap { [$0.from, $0.until.adding(days: 1)] } + [delegation.from]
        return Set(days).filter { delegation.from <= $0 && $0 <= delegation.until }.sorted().lazy
            .compactMap { circle(from: delegation.person, on: $0) }.first
    }

    /// Whoever may come to be asked in somebody's place, on whichever day.
    private func reached(from person: String) -> Set<Code> {
        var reached: Set<Code> = [Code(person)]
        var further = [Code(person)]
        while let next = further.popLast() {
            for delegation in delegations[next] ?? [] {
                let standIn = Code(delegation.standIn)
                if reached.insert(standIn).inserted { further.append(standIn) }
            }
        }
        return reached
    }

    private func circle(from person: String, on day: CivilDate) -> Circle? {
        var chain: [Delegation] = []
        var current = person
        while let next = delegation(of: current, on: day) {
            chain.append(next)
            if let first = chain.firstIndex(where: { $0.person.isCode(next.standIn) }) {
                let ring = chain[first...]
                return Circle(
                    people: ring.map(\.person), from: day,
                    until: ring.map(\.until).min() ?? next.until)
            }
            current = next.standIn
        }
        return nil
    }

    /// By whom somebody is stood in for on a day: of several, the delegation that began last.
    private func delegation(of person: String, on day: CivilDate) -> Delegation? {
        (delegations[Code(person)] ?? []).filter { $0.from <= day && day <= $0.until }
            .max { $0.from < $1.from }
    }
}

extension Office {
    /// Of people who stand in for each other: what is for them goes past all of them.
    ///
    /// - Parameter delegation: one that the office's directory holds already.
    package func standInCircle(
        through delegation: Delegation, in standIns: StandIns
    ) -> Violation? {
        guard let circle = standIns.circle(through: delegation) else { return nil }
        let names = circle.people + [circle.people[0]]
        let ring = names.joined(separator: " → ")
        let noon = CivilTime(secondOfDay: 12 * 3_600)
        let moment = profile.zone.instant(CivilDateTime(date: circle.from, time: noon))
        let heard = reachable(from: directory.person(circle.people[0]), at: moment).first
        let above = heard.map { "\($0.name) (\($0.key))" }
        let (from, until) = (circle.from.words, circle.until.words)
        return Violation(
            of: "stand_in", .standInCircle, .warning, value: delegation.standIn,
            expected: BilingualText(
                en:
                    "somebody who is there: \(ring) stand in for each other from \(from.english) to "
                    + "\(until.english), so that none of them is there; until one has another "
                    + "stand-in, what is for them goes to "
                    + (above ?? "whoever is above them"),
                id: "orang yang ada di tempat: \(ring) saling menggantikan dari \(from.indonesian) "
                    + "sampai \(until.indonesian), sehingga tidak ada yang di tempat; sampai salah "
                    + "satunya memiliki pengganti lain, yang untuk mereka dikirim kepada "
                    + (above ?? "atasan mereka")))
    }
}
