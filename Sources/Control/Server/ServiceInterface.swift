import FoundationEssentials

/// Introspection: who answers here, and what can be asked (varlink.org/Service).
struct ServiceInterface: Sendable {
    static let name = "org.varlink.service"
    let version: String

    func answer(_ method: String, message: Data) throws -> Data {
        switch method {
        case "GetInfo":
            return try WireFormat.encode(
                ReplyEnvelope(
                    parameters: Info(
                        vendor: "Tenggat", product: "tenggatd", version: version,
                        url: "https://varlink.org",
                        interfaces: [Self.name, ControlInterface.name])))
        case "GetInterfaceDescription":
            let call = try WireFormat.decode(CallEnvelope<Wanted>.self, from: message)
            guard let wanted = call.parameters?.interface else {
                throw CallFault.invalidParameter("interface")
            }
            switch wanted {
            case ControlInterface.name:
                return try describe(ControlInterface.definition)
            case Self.name:
                return try describe(Self.definition)
            default:
                throw CallFault.interfaceNotFound(wanted)
            }
        default:
            throw CallFault.methodNotFound("\(Self.name).\(method)")
        }
    }

    private func describe(_ definition: String) throws -> Data {
        try WireFormat.encode(ReplyEnvelope(parameters: Description(description: definition)))
    }

    private struct Info: Codable, Sendable {
        var vendor: String
        var product: String
        var version: String
        var url: String
        var interfaces: [String]
    }

    private struct Wanted: Codable, Sendable {
        var interface: String?
    }

    private struct Description: Codable, Sendable {
        var description: String
    }

    /// As varlink.org gives it.
    private static let definition = """
        # Asks a service about itself.
        interface org.varlink.service

        method GetInfo() -> (
          vendor: string,
          product: string,
          version: string,
          url: string,
          interfaces: []string
        )

        method GetInterfaceDescription(interface: string) -> (description: string)

        error InterfaceNotFound (interface: string)
        error MethodNotFound (method: string)
        error MethodNotImplemented (method: string)
        error InvalidParameter (parameter: string)
        error PermissionDenied ()
        error ExpectedMore ()

        """
}
