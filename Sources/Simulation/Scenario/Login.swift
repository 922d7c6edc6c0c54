/// A user of the office's machine, with what the settings let them do and the person that they are.
package enum Login: String, Sendable, Hashable, CaseIterable {
    /// S's; an operator.
    case sales = "S"
    /// M's, who may look.
    case manager = "M"
    /// Nobody's whom the settings name.
    case stranger = "-"

    /// Numbers that no real user of a machine has.
    var user: UInt32 {
        switch self {
        case .sales: 4_200_000_001
        case .manager: 4_200_000_002
        case .stranger: 4_200_000_003
        }
    }

    /// The person; nil of who is none.
    var person: String? { self == .stranger ? nil : rawValue }

    /// How the history calls who is no person.
    var name: String { person ?? "uid:\(user)" }

    var mayLook: Bool { self != .stranger }
    var mayOperate: Bool { self == .sales }
}

/// What somebody does by a login of their own.
package struct Deed: Sendable, Hashable {
    package var login: Login
    /// For whom they say that they do it; nil is for themselves.
    package var by: String?
    package var act: Act

    /// What it is.
    package enum Act: Sendable, Hashable {
        case look
        case finish(String)
        case acknowledge(String)
        case slip(order: String, date: String)
        case standIn(person: String, from: String, until: String, by: String)
    }

    var words: String {
        let act =
            switch act {
            case .look: "looks at the deadlines"
            case .finish(let code): "does \(code)"
            case .acknowledge(let code): "acknowledges \(code)"
            case .slip(let order, let date): "lets \(order) slip to \(date)"
            case .standIn(let person, let from, let until, let standIn):
                "has \(standIn) stand in for \(person) from \(from) until \(until)"
            }
        return
            "# by the login of \(login.rawValue)\(by.map { ", as \($0)," } ?? "") somebody \(act)"
    }
}
