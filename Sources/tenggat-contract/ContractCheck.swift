/// What the definition must keep to beyond Varlink's grammar, so that Swift can be made of it.
enum ContractCheck {
    /// - Throws: the first fault.
    static func check(_ interface: InterfaceDefinition) throws(ContractError) {
        let names =
            interface.types.map(\.name) + interface.methods.map(\.name)
            + interface.errors.map(\.name)
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            throw ContractError(message: "\(name) is declared twice")
        }
        let types = Set(interface.types.map(\.name))
        let lists =
            interface.types.map { ($0.name, $0.fields) }
            + interface.methods.map { ($0.name, $0.parameters) }
            + interface.methods.map { ($0.name, $0.reply) }
        for (name, fields) in lists {
            for field in fields { try check(field, of: name, types: types) }
        }
        // `ControlError` carries these.
        for error in interface.errors
        where error.fields.contains(where: { !["message", "field"].contains($0.name) }) {
            throw ContractError(message: "\(error.name): an error carries message and field")
        }
    }

    private static func check(
        _ field: InterfaceDefinition.Field, of owner: String, types: Set<String>
    ) throws(ContractError) {
        guard SwiftName.onTheWire(SwiftName.property(field.name)) == field.name else {
            throw ContractError(
                message: "\(owner).\(field.name): write it in snake case without digits after _, "
                    + "so that JSON coders find it")
        }
        if let name = field.type.name, !types.contains(name) {
            throw ContractError(message: "\(owner).\(field.name): there is no type \(name)")
        }
    }
}

extension InterfaceDefinition.FieldType {
    /// The type of the interface that it holds, at whatever depth.
    fileprivate var name: String? {
        switch self {
        case .bool, .int, .float, .string: nil
        case .named(let name): name
        case .array(let type), .dictionary(let type), .optional(let type): type.name
        }
    }
}
