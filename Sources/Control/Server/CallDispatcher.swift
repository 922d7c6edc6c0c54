import FoundationEssentials

/// Turns one message into one reply: which method, with which parameters, and what went wrong.
struct CallDispatcher: Sendable {
    private let methods: [String: ControlMethod]
    private let service: ServiceInterface
    private let onFailure: @Sendable (String, any Error) -> Void

    init(
        methods: [ControlMethod], version: String,
        onFailure: @escaping @Sendable (String, any Error) -> Void
    ) {
        self.onFailure = onFailure
        self.methods = Dictionary(uniqueKeysWithValues: methods.map { ($0.name, $0) })
        service = ServiceInterface(version: version)
    }

    /// - Parameter send: sends a reply that others follow.
    /// - Returns: nil for a call that wants no reply.
    func reply(
        to message: Data, from peer: Peer, send: @escaping ControlMethod.Send
    ) async -> Data? {
        let call: CallEnvelope<MemberNames>
        do {
            call = try JSONDecoder().decode(CallEnvelope<MemberNames>.self, from: message)
        } catch {
            return Self.reply(
                refusing: ControlError(
                    .malformedCall,
                    "a message is one JSON object with `method`, ended by NUL (varlink.org)"))
        }
        let reply: Data
        do {
            reply = try await answer(call, message: message, from: peer, send: send)
        } catch {
            if Self.isFailure(error) { onFailure(call.method, error) }
            reply = Self.reply(refusing: error)
        }
        return call.oneway == true ? nil : reply
    }

    /// The message that tells of an error.
    static func reply(refusing error: any Error) -> Data {
        do {
            return try WireFormat.encode(Self.envelope(of: error))
        } catch {
            preconditionFailure("strings are always encoded")
        }
    }

    /// Whether the service is at fault rather than the call.
    private static func isFailure(_ error: any Error) -> Bool {
        switch error {
        case let error as ControlError: error.code == .failed
        case is CallFault, is DecodingError, is CancellationError: false
        default: true
        }
    }

    private func answer(
        _ call: CallEnvelope<MemberNames>, message: Data, from peer: Peer,
        send: @escaping ControlMethod.Send
    ) async throws -> Data {
        let dot = call.method.lastIndex(of: ".") ?? call.method.startIndex
        let name = String(call.method[dot...].drop { $0 == "." })
        switch call.method[..<dot] {
        case ServiceInterface.name:
            return try service.answer(name, message: message)
        case ControlInterface.name:
            guard let method = methods[name] else { throw CallFault.methodNotFound(call.method) }
            // Before anything of it is decoded.
            try method.allow(peer)
            if let unknown = call.parameters?.names.first(where: {
                !method.parameters.contains($0)
            }) {
                throw CallFault.invalidParameter(unknown)
            }
            return try await method.answer(message, peer, send)
        case let interface:
            throw CallFault.interfaceNotFound(String(interface))
        }
    }

    /// The one place where faults become wire errors.
    private static func envelope(of error: any Error) -> ReplyEnvelope<ErrorParameters> {
        switch error {
        case let fault as CallFault:
            return fault.envelope
        case let error as DecodingError:
            return CallFault(error).envelope
        case let error as ControlError:
            return ReplyEnvelope(
                parameters: ErrorParameters(message: error.message, field: error.field),
                error: "\(ControlInterface.name).\(error.code.rawValue)")
        default:
            return ReplyEnvelope(
                parameters: ErrorParameters(message: String(describing: error)),
                error: "\(ControlInterface.name).\(ControlError.Code.failed.rawValue)")
        }
    }
}

/// The names of an object's members; their values stay unread.
private struct MemberNames: Codable, Sendable {
    let names: [String]

    init(from decoder: any Decoder) throws {
        names = try decoder.container(keyedBy: Name.self).allKeys.map(\.stringValue)
    }

    func encode(to encoder: any Encoder) throws {
        preconditionFailure("only ever read")
    }

    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
