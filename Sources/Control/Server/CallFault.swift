/// A call that cannot be answered because of how it is made: the errors of org.varlink.service.
enum CallFault: Error {
    case interfaceNotFound(String)
    case methodNotFound(String)
    case invalidParameter(String)
    /// What was asked for comes in several replies.
    case expectedMore

    /// The parameter that could not be read, by its name on the wire.
    init(_ error: DecodingError) {
        let path: [any CodingKey]
        switch error {
        case .keyNotFound(let key, let context): path = context.codingPath + [key]
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            path = context.codingPath
        @unknown default: path = []
        }
        let names = path.map(\.stringValue).drop { $0 == "parameters" }
        self = .invalidParameter(Self.snakeCase(names.first ?? ""))
    }

    var envelope: ReplyEnvelope<ErrorParameters> {
        switch self {
        case .interfaceNotFound(let interface):
            reply("InterfaceNotFound", ErrorParameters(interface: interface))
        case .methodNotFound(let method):
            reply("MethodNotFound", ErrorParameters(method: method))
        case .invalidParameter(let parameter):
            reply("InvalidParameter", ErrorParameters(parameter: parameter))
        case .expectedMore:
            reply("ExpectedMore", ErrorParameters())
        }
    }

    private func reply(
        _ error: String, _ parameters: ErrorParameters
    ) -> ReplyEnvelope<ErrorParameters> {
        ReplyEnvelope(parameters: parameters, error: "\(ServiceInterface.name).\(error)")
    }

    /// The decoder names what it read as our structs do: `dueAt` came as `due_at`.
    private static func snakeCase(_ name: String) -> String {
        name.reduce(into: "") { text, letter in
            text += letter.isUppercase ? "_\(letter.lowercased())" : String(letter)
        }
    }
}
