/// Whom a step tells, before it is known who that is: resolved only at firing.
package enum Role: Hashable, Sendable {
    case owner
    /// The owner's team: its shared address, else its members.
    case team
    /// One of a team by their code, at their own hours: what `team` becomes in a plan.
    case member(String)
    /// The owner's superior.
    case manager
    case coordinator
    case director
    case person(String)
    case address(String)
}

extension Role: CustomStringConvertible, Codable {
    /// `owner`, `team`, `manager`, `coordinator`, `director`, an address, or a person's or team's code;
    /// the words without regard to case, as codes are.
    package init(_ text: String) {
        if text.hasPrefix(Self.memberPrefix) {
            self = .member(String(text.dropFirst(Self.memberPrefix.count)))
            return
        }
        switch text.lowercased() {
        case "owner": self = .owner
        case "team": self = .team
        case "manager": self = .manager
        case "coordinator": self = .coordinator
        case "director": self = .director
        default: self = text.contains("@") ? .address(text) : .person(text)
        }
    }

    /// The words that are no codes.
    package static let words = ["owner", "team", "manager", "coordinator", "director"]

    private static let memberPrefix = "team:"

    package var description: String {
        switch self {
        case .owner: "owner"
        case .team: "team"
        case .member(let code): Self.memberPrefix + code
        case .manager: "manager"
        case .coordinator: "coordinator"
        case .director: "director"
        case .person(let code): code
        case .address(let address): address
        }
    }

    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
