/// Who of the people holds a post, belongs to a team or reads an address, found without walking all: what
/// is asked for each of thousands of letters.
///
/// People are named by their codes.
struct PeopleIndex: Sendable {
    private var byPost: [Person.Post: Set<Code>] = [:]
    private var byTeam: [Code: Set<Code>] = [:]
    private var byAddress: [String: Set<Code>] = [:]

    /// Has `person` stand under `key` in place of whoever did.
    mutating func put(_ person: Person, at key: Code, inPlaceOf former: Person?) {
        if let former {
            byPost[former.post]?.remove(key)
            if let team = former.team { byTeam[Code(team)]?.remove(key) }
            if let email = former.email { byAddress[email.lowercased()]?.remove(key) }
        }
        byPost[person.post, default: []].insert(key)
        if let team = person.team { byTeam[Code(team), default: []].insert(key) }
        if let email = person.email { byAddress[email.lowercased(), default: []].insert(key) }
    }

    func holders(of post: Person.Post) -> Set<Code> { byPost[post] ?? [] }
    func members(of team: String) -> Set<Code> { byTeam[Code(team)] ?? [] }
    func readers(of address: String) -> Set<Code> { byAddress[address.lowercased()] ?? [] }
}
