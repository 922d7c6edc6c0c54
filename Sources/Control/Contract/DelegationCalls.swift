/// Whoever is away, and who stands in. Dates are civil, both days included.
package struct Delegation: Codable, Sendable {
    package var person: String
    package var from: String
    package var until: String
    package var standIn: String
    package var reason: String?

    package init(person: String, from: String, until: String, standIn: String, reason: String?) {
        self.person = person
        self.from = from
        self.until = until
        self.standIn = standIn
        self.reason = reason
    }
}

/// Every delegation: of the settings, sheets and commands.
package struct ListDelegations: ControlCall {
    package static let method = "ListDelegations"
    package init() {}

    package struct Reply: Codable, Sendable {
        package var delegations: [Delegation]
        package init(delegations: [Delegation]) { self.delegations = delegations }
    }
}

/// What a change of stand-ins sets in motion, as sentences.
package struct DelegationEffects: Codable, Sendable {
    package var effects: [String]
    package init(effects: [String]) { self.effects = effects }
}

/// Has somebody stand in; the same person and first day again replaces it.
package struct AddDelegation: ControlCall {
    package typealias Reply = DelegationEffects
    package static let method = "AddDelegation"
    package var delegation: Delegation
    package var by: String?

    package init(delegation: Delegation, by: String? = nil) {
        self.delegation = delegation
        self.by = by
    }
}

/// Takes a delegation back.
package struct RemoveDelegation: ControlCall {
    package typealias Reply = DelegationEffects
    package static let method = "RemoveDelegation"
    package var person: String
    /// Its first day.
    package var from: String
    package var by: String?

    package init(person: String, from: String, by: String? = nil) {
        self.person = person
        self.from = from
        self.by = by
    }
}
