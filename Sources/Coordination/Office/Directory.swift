package import Almanac

/// Everything the registers say at one moment, looked up by code without regard to case.
package struct Directory: Sendable {
    package private(set) var people: [String: Person] = [:]
    package private(set) var teams: [String: Team] = [:]
    package private(set) var clients: [String: Client] = [:]
    package private(set) var reasons: [String: Reason] = [:]
    package private(set) var delegations: [Delegation] = []
    package private(set) var holidays: [Holiday] = []
    package private(set) var targets: [Target] = []

    package init() {}

    /// Files an entry under its register; the type decides which.
    package mutating func add(_ entry: some RegisterEntry) {
        let key = Self.fold(entry.key)
        switch entry {
        case let person as Person: people[key] = person
        case let team as Team: teams[key] = team
        case let client as Client: clients[key] = client
        case let reason as Reason: reasons[key] = reason
        case let delegation as Delegation: Self.file(delegation, in: &delegations)
        case let holiday as Holiday: Self.file(holiday, in: &holidays)
        case let target as Target: Self.file(target, in: &targets)
        default: preconditionFailure("no register for \(type(of: entry))")
        }
    }

    /// Takes a delegation out again.
    package mutating func remove(_ delegation: Delegation) {
        delegations.removeAll { Self.fold($0.key) == Self.fold(delegation.key) }
    }

    /// Takes the place of the entry with the same key, if there is one.
    private static func file<Entry: RegisterEntry>(_ entry: Entry, in entries: inout [Entry]) {
        let key = fold(entry.key)
        if let index = entries.firstIndex(where: { fold($0.key) == key }) {
            entries[index] = entry
        } else {
            entries.append(entry)
        }
    }

    package func person(_ code: String) -> Person? { people[Self.fold(code)] }
    package func team(_ code: String) -> Team? { teams[Self.fold(code)] }
    package func client(_ code: String) -> Client? { clients[Self.fold(code)] }
    package func reason(_ code: String) -> Reason? { reasons[Self.fold(code)] }

    /// Whose address it is; nil for nobody's.
    package func personReached(at address: String) -> Person? {
        let wanted = address.lowercased()
        return people.values.filter { $0.email?.lowercased() == wanted }
            .min { $0.code < $1.code }
    }

    /// The members of a team in the order of their codes.
    package func members(of team: String) -> [Person] {
        let wanted = Self.fold(team)
        return people.values
            .filter { $0.team.map(Self.fold) == wanted }
            .sorted { $0.code < $1.code }
    }

    /// Whether a register holds `code`.
    package func holds(_ code: String, in kind: SheetKind) -> Bool {
        switch kind {
        case .people: person(code) != nil
        case .teams: team(code) != nil
        case .clients: client(code) != nil
        case .reasons: reason(code) != nil
        default: false
        }
    }

    /// All codes of a register, to suggest the one that was meant.
    package func codes(in kind: SheetKind) -> [String] {
        switch kind {
        case .people: people.values.map(\.code)
        case .teams: teams.values.map(\.code)
        case .clients: clients.values.map(\.code)
        case .reasons: reasons.values.map(\.code)
        default: []
        }
    }

    /// Codes are compared without regard to case; readers have trimmed them.
    package static func fold(_ code: String) -> String { code.foldedCode }
}
