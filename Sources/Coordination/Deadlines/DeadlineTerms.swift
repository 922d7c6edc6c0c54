package import Almanac

/// What is promised, whenever it is due: what a row of the deadlines sheet says of a promise that is made
/// once, of one that comes back, and of each time of it.
package struct DeadlineTerms: Hashable, Sendable {
    package var title: String
    /// A person's or a team's code.
    package var owner: String
    /// The IANA zone in which due moments are meant.
    package var zone: String
    package var kind: String
    package var ladder: String
    package var client: String?
    package var note: String?
    /// What must be shown when it is done, in words; nil asks nothing.
    package var evidence: String?
}

extension DeadlineTerms {
    /// These terms after those that they followed became others: what stands otherwise than in those stays.
    package func following(_ old: DeadlineTerms, as new: DeadlineTerms) -> DeadlineTerms {
        var terms = self
        terms.follow(\.title, of: old, as: new)
        if owner.isCode(old.owner) { terms.owner = new.owner }
        terms.follow(\.zone, of: old, as: new)
        terms.follow(\.kind, of: old, as: new)
        terms.follow(\.ladder, of: old, as: new)
        terms.follow(\.client, of: old, as: new)
        terms.follow(\.note, of: old, as: new)
        terms.follow(\.evidence, of: old, as: new)
        return terms
    }

    private mutating func follow<Value: Equatable>(
        _ term: WritableKeyPath<DeadlineTerms, Value>, of old: DeadlineTerms,
        as new: DeadlineTerms
    ) {
        if self[keyPath: term] == old[keyPath: term] { self[keyPath: term] = new[keyPath: term] }
    }
}

/// What is promised on terms: a deadline, a series.
package protocol HasDeadlineTerms {
    var title: String { get set }
    var owner: String { get set }
    var zone: String { get set }
    var kind: String { get set }
    var ladder: String { get set }
    var client: String? { get set }
    var note: String? { get set }
    var evidence: String? { get set }
}

extension HasDeadlineTerms {
    package var terms: DeadlineTerms {
        get {
            DeadlineTerms(
                title: title, owner: owner, zone: zone, kind: kind, ladder: ladder,
                client: client, note: note, evidence: evidence)
        }
        set {
            title = newValue.title
            owner = newValue.owner
            zone = newValue.zone
            kind = newValue.kind
            ladder = newValue.ladder
            client = newValue.client
            note = newValue.note
            evidence = newValue.evidence
        }
    }
}

extension Deadline: HasDeadlineTerms {
    /// One time of a series, or a promise that is made once.
    package init(
        code: String, occurrence: String = "", _ terms: DeadlineTerms, due: CivilDateTime,
        roll: Roll? = nil, dependencies: [String] = [], at now: Instant
    ) {
        self.init(
            code: code, occurrence: occurrence, title: terms.title, owner: terms.owner, due: due,
            zone: terms.zone, roll: roll, kind: terms.kind, ladder: terms.ladder,
            client: terms.client, note: terms.note, evidence: terms.evidence,
            dependencies: dependencies, armedAt: now, createdAt: now)
    }
}
