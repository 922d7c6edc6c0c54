package import FoundationEssentials
import Glibc

/// Calls the daemon over its socket and waits for the answer; plain blocking calls, so that a
/// command starts in no time.
package final class ControlClient {
    private let descriptor: CInt
    private let path: String
    /// What came behind the last message.
    private var received = Data()
    /// Hears once that nothing has come for ten seconds; the client goes on waiting. A service that
    /// systemd holds the socket for accepts nothing while it cannot start.
    package var onSilence: (() -> Void)?

    /// - Throws: `ControlClientError` `.unreachable`.
    package init(socketPath path: String) throws(ControlClientError) {
        self.path = path
        descriptor = UnixAddress.makeSocket()
        let socket = descriptor
        guard var address = UnixAddress(path: path) else {
            throw ControlClientError(.unreachable, "the socket path \(path) is too long")
        }
        guard unsafe address.apply({ unsafe connect(socket, $0, $1) }) == 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw ControlClientError(
                .unreachable,
                "cannot reach tenggatd at \(path): \(reason); is it running "
                    + "(systemctl status tenggatd), and is this its socket (--socket, "
                    + "TENGGAT_SOCKET)?")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Calls a method.
    ///
    /// - Parameter onProgress: asks for replies before the last, and hears them.
    /// - Throws: `ControlError` as the daemon answers it, `ControlClientError` for all else.
    package func call<Call: ControlCall>(
        _ call: Call, onProgress: ((Call.Reply) -> Void)? = nil
    ) throws -> Call.Reply {
        let envelope = CallEnvelope(
            method: "\(ControlInterface.name).\(Call.method)", parameters: call,
            more: onProgress == nil ? nil : true)
        try send(try WireFormat.encode(envelope) + [0])
        while true {
            let message = try receive()
            let answer = try WireFormat.decode(Answer<Call.Reply>.self, from: message)
            switch answer.content {
            case .error(let name, let parameters): throw Self.error(named: name, parameters)
            case .reply(let parameters?):
                guard answer.continues else { return parameters }
                onProgress?(parameters)
            case .reply(nil):
                throw ControlClientError(.malformed, "the daemon's answer has no parameters")
            }
        }
    }

    /// A file as a call carries it: small ones go with the call, others before it, in pieces.
    ///
    /// - Parameter count: how many files the call carries.
    /// - Throws: as ``call(_:onProgress:)`` does.
    package func file(_ name: String, content: Data, among count: Int = 1) throws -> SentFile {
        guard content.count > Self.pieceSize / max(count, 1) else {
            return SentFile(name: name, content: content, upload: nil)
        }
        var upload: String?
        var rest = content[...]
        while !rest.isEmpty {
            let piece = Data(rest.prefix(Self.pieceSize))
            upload = try call(SendPiece(upload: upload, content: piece)).upload
            rest = rest.dropFirst(piece.count)
        }
        return SentFile(name: name, content: nil, upload: upload)
    }

    /// In Base64 it leaves room for the rest of a message (``CallerRole/messageLimit``).
    private static let pieceSize = 512 << 10

    /// A reply as JSON, in the shape of the interface definition: what `--json` prints.
    package static func json(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    private static func error(named name: String, _ parameters: ErrorParameters?) -> any Error {
        let parts = name.split(separator: ".")
        if name.hasPrefix(ControlInterface.name + "."),
            let code = parts.last.flatMap({ ControlError.Code(rawValue: String($0)) })
        {
            return ControlError(code, parameters?.message ?? name, field: parameters?.field)
        }
        let detail = parameters.flatMap { $0.parameter ?? $0.method ?? $0.interface } ?? ""
        return ControlClientError(
            .malformed,
            "the daemon does not understand this call (\(name) \(detail)): "
                + "tenggatctl and tenggatd must be of one version")
    }

    private func send(_ data: Data) throws(ControlClientError) {
        var rest = data[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes { buffer in
                unsafe Glibc.send(descriptor, buffer.baseAddress, buffer.count, CInt(MSG_NOSIGNAL))
            }
            if sent < 0 && errno == EINTR { continue }
            // The daemon wants to hear no more of it: what it says of that comes next.
            if sent < 0, errno == EPIPE || errno == ECONNRESET { return }
            guard sent > 0 else { throw lost() }
            rest = rest.dropFirst(sent)
        }
    }

    private func receive() throws(ControlClientError) -> Data {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var searched = received.startIndex
        while true {
            if let end = received[searched...].firstIndex(of: 0) {
                defer { received = Data(received[received.index(after: end)...]) }
                return Data(received[..<end])
            }
            searched = received.endIndex
            reportSilence()
            let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw lost() }
            received.append(contentsOf: chunk.prefix(count))
        }
    }

    private func reportSilence() {
        guard let report = onSilence else { return }
        var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&waited, 1, 10_000) == 0 else { return }
        onSilence = nil
        report()
    }

    private func lost() -> ControlClientError {
        ControlClientError(
            .unreachable,
            "the daemon at \(path) closed the connection before it answered: see "
                + "journalctl -u tenggatd")
    }
}

/// A reply or an error, told apart while it is read: a long one is read once.
private struct Answer<Reply: Decodable>: Decodable {
    enum Content {
        case reply(Reply?)
        case error(String, ErrorParameters?)
    }

    let content: Content
    let continues: Bool

    private enum CodingKeys: String, CodingKey {
        case parameters, error, continues
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        continues = try container.decodeIfPresent(Bool.self, forKey: .continues) ?? false
        if let name = try container.decodeIfPresent(String.self, forKey: .error) {
            content = .error(
                name, try container.decodeIfPresent(ErrorParameters.self, forKey: .parameters))
        } else {
            content = .reply(try container.decodeIfPresent(Reply.self, forKey: .parameters))
        }
    }
}

/// Why a call got no answer that could be used.
package struct ControlClientError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is.
    package enum Code: String, Hashable, Sendable {
        /// Nobody answers.
        case unreachable
        /// What came back is not what the interface says.
        case malformed
    }

    package var code: Code
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
