import Almanac

struct Person: Hashable, Sendable {
    var code: String
    var email: String?
    var team: String?
    var role: String?
    var superior: String?
    var zone: String?
    var calendar: String?
    var hasLeft = false
    /// Who takes over what was theirs.
    var successor: String?

    /// Where mail reaches them: nobody who has left.
    var address: String? { hasLeft ? nil : email }
}

struct Team: Hashable, Sendable {
    var code: String
    var manager: String?
    var zone: String?
    var calendar: String?
    var email: String?
}

struct Client: Hashable, Sendable {
    var code: String
    var email: String?
    var copies: [String] = []
    var language = "id"
    var zone: String?
    var calendar: String?
    var notices = "approval"
}

struct Delegation: Hashable, Sendable {
    var person: String
    var from: CivilDate
    var until: CivilDate
    var standIn: String
}

/// Who and what there is, as of some moment.
struct Registers: Sendable {
    var people: [String: Person] = [:]
    /// Codes in the order in which they came.
    var peopleInOrder: [String] = []
    var teams: [String: Team] = [:]
    var clients: [String: Client] = [:]
    var holidays: [Holiday] = []
    var delegations: [Delegation] = []
    /// Client-safe words by reason, then language.
    var reasons: [String: Set<String>] = [:]
    /// The languages in which a reason says what is done about it.
    var remedies: [String: Set<String>] = [:]

    /// Who takes over from somebody who has left, and from successors who have left, too; nil where nobody does.
    func successor(of leaver: Person) -> String? {
        var seen: Set<String> = [leaver.code]
        var next = leaver.successor
        while let code = next, seen.insert(code).inserted, let person = people[code] {
            guard person.hasLeft else { return code }
            next = person.successor
        }
        return nil
    }

    /// Takes a row's cells that say something new; a blank one empties.
    mutating func take(_ kind: SheetKind, key: [String: String], cells: [String: String]) {
        let code = key.first?.value ?? ""
        switch kind {
        case .people: takePerson(key["code"] ?? code, cells)
        case .teams: takeTeam(key["team_code"] ?? code, cells)
        case .clients: takeClient(key["code"] ?? code, cells)
        case .reasons:
            guard cells["client_safe"] == "yes" else { return }
            reasons[key["code"] ?? code] = Set(
                ["id", "en"].filter { !(cells[$0] ?? "").isEmpty })
            remedies[key["code"] ?? code] = Set(
                ["id", "en"].filter { !(cells["action_\($0)"] ?? "").isEmpty })
        case .delegations:
            guard let from = CivilDate(key["from"] ?? ""), let person = key["person"] else {
                return
            }
            // A cell that says nothing new leaves what is known.
            let known = delegations.first { $0.person == person && $0.from == from }
            guard let until = cells["until"].flatMap({ CivilDate($0) }) ?? known?.until,
                let standIn = cells["stand_in"] ?? known?.standIn,
                // Nobody stands in for themselves: such a row is refused.
                person.lowercased() != standIn.lowercased()
            else { return }
            delegations.removeAll { $0.person == person && $0.from == from }
            delegations.append(
                Delegation(person: person, from: from, until: until, standIn: standIn))
        case .holidays: takeHoliday(key, cells)
        case .deadlines, .orders: break
        }
    }

    private mutating func takePerson(_ code: String, _ cells: [String: String]) {
        if people[code] == nil { peopleInOrder.append(code) }
        var person = people[code] ?? Person(code: code)
        for (column, value) in cells {
            let value = value.isEmpty ? nil : value
            switch column {
            case "email": person.email = value
            case "team": person.team = value
            case "role": person.role = value ?? person.role
            case "reports_to": person.superior = value
            case "time_zone": person.zone = value
            case "calendar": person.calendar = value
            case "status": person.hasLeft = value == "left"
            case "successor": person.successor = value
            default: break
            }
        }
        people[code] = person
    }

    private mutating func takeTeam(_ code: String, _ cells: [String: String]) {
        var team = teams[code] ?? Team(code: code)
        for (column, value) in cells {
            let value = value.isEmpty ? nil : value
            switch column {
            case "manager": team.manager = value
            case "time_zone": team.zone = value
            case "calendar": team.calendar = value
            case "email": team.email = value
            default: break
            }
        }
        teams[code] = team
    }

    private mutating func takeClient(_ code: String, _ cells: [String: String]) {
        var client = clients[code] ?? Client(code: code)
        for (column, value) in cells {
            let some = value.isEmpty ? nil : value
            switch column {
            case "email": client.email = some
            case "cc": client.copies = value.split(separator: ",").map(String.init)
            case "language": client.language = some ?? client.language
            case "time_zone": client.zone = some
            case "calendar": client.calendar = some
            case "notices": client.notices = some ?? "approval"
            default: break
            }
        }
        clients[code] = client
    }

    private mutating func takeHoliday(_ key: [String: String], _ cells: [String: String]) {
        guard let date = CivilDate(key["date"] ?? "") else { return }
        let scope = key["scope"].flatMap { $0.isEmpty ? nil : $0 }
        let text = { (column: String) in cells[column].flatMap { $0.isEmpty ? nil : $0 } }
        holidays.removeAll { $0.date == date && $0.scope == scope }
        holidays.append(
            Holiday(
                date: date, name: text("name") ?? "",
                kind: text("kind").flatMap(HolidayKind.init) ?? .office, scope: scope,
                until: text("until").flatMap { CivilDate($0) },
                hours: text("hours").flatMap { DayHours($0) }))
    }
}
