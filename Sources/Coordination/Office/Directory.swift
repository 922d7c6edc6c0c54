package import Almanac

/// Everything the registers say at one moment, looked up by code.
package struct Directory: Sendable {
    package private(set) var people: [Code: Person] = [:]
    package private(set) var teams: [Code: Team] = [:]
    package private(set) var clients: [Code: Client] = [:]
    package private(set) var reasons: [Code: Reason] = [:]
    package private(set) var delegations: [Delegation] = []
    package private(set) var holidays: [Holiday] = []
    package private(set) var targets: [Target] = []
    /// About whom and what no letters go for some time.
    package var mutes: [Mute] = []
    private var index = PeopleIndex()
    /// Codes of rows that cannot be read whole.
    private var announced: [SheetKind: Set<Code>] = [:]

    package init() {}

    /// Says that a register's code stands in a file, though what it means cannot be read yet: whoever refers to it
    /// there is not told that it is unknown.
    package mutating func announce(_ code: String, in kind: SheetKind) {
        announced[kind, default: []].insert(Code(code))
    }

    /// Files an entry under its register; the type decides which.
    package mutating func add(_ entry: some RegisterEntry) {
        let key = Code(entry.key)
        switch entry {
        case let person as Person:
            index.put(person, at: key, inPlaceOf: people.updateValue(person, forKey: key))
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
        delegations.removeAll { $0.key.isCode(delegation.key) }
    }

    /// Takes the place of the entry with the same key, if there is one.
    private static func file<Entry: RegisterEntry>(_ entry: Entry, in entries: inout [Entry]) {
        if let index = entries.firstIndex(where: { $0.key.isCode(entry.key) }) {
            entries[index] = entry
        } else {
            entries.append(entry)
        }
    }

    /// The person with a code.
    package func person(_ code: String) -> Person? { people[Code(code)] }
    /// The team with a code.
    package func team(_ code: String) -> Team? { teams[Code(code)] }
    /// The client with a code.
    package func client(_ code: String) -> Client? { clients[Code(code)] }
    /// The reason with a code.
    package func reason(_ code: String) -> Reason? { reasons[Code(code)] }

    /// Whose address it is; nil for nobody's.
    package func personReached(at address: String) -> Person? {
        index.readers(of: address).compactMap { people[$0] }.min { $0.code < $1.code }
    }

    /// The members of a team in the order of their codes.
    package func members(of team: String) -> [Person] {
        index.members(of: team).compactMap { people[$0] }.sorted { $0.code < $1.code }
    }

    /// Of those who hold a post, the one whose code comes first; nil while it is vacant.
    func firstPerson(inPost post: Person.Post) -> Person? {
        index.holders(of: post).compactMap { people[$0] }.filter { !$0.hasLeft }
            .min { $0.code < $1.code }
    }

    /// Whether a register holds `code`.
    package func holds(_ code: String, in kind: SheetKind) -> Bool {
        if announced[kind]?.contains(Code(code)) ?? false { return true }
        return switch kind {
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
}
