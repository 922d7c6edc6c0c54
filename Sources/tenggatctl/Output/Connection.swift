import Almanac
import ArgumentParser
import Control
import FoundationEssentials
import Glibc
import Host

/// What every command that asks the daemon shares.
struct Connection: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The daemon's socket.",
            discussion:
                "Else TENGGAT_SOCKET of the environment, else \(ControlInterface.defaultSocket).",
            valueName: "path"))
    var socket: String?

    @Flag(help: "Print the answer as JSON, in the shape of the interface definition.")
    var json = false

    /// Calls the daemon; a refusal is told on standard error and ends the command.
    ///
    /// - Parameter onProgress: hears replies before the last.
    func call<Call: ControlCall>(
        _ call: Call, onProgress: ((Call.Reply) -> Void)? = nil
    ) throws -> Call.Reply {
        try telling { try $0.call(call, onProgress: onProgress) }
    }

    /// Files as a call carries them: what is too large for one message goes ahead in pieces.
    func files(_ files: [(name: String, content: Data)]) throws -> [SentFile] {
        try telling { client in
            try files.map { try client.file($0.name, content: $0.content, among: files.count) }
        }
    }

    private func telling<Value>(_ body: (ControlClient) throws -> Value) throws -> Value {
        do {
            return try body(client)
        } catch let error as ControlError {
            throw tenggatctl.failure(error.message, code: error.exitCode)
        } catch let error as ControlClientError {
            throw failure(error)
        }
    }

    /// Calls the daemon where a refusal is an answer, too.
    func attempt<Call: ControlCall>(_ call: Call) throws -> Result<Call.Reply, ControlError> {
        do {
            return .success(try client.call(call))
        } catch let error as ControlError {
            return .failure(error)
        } catch let error as ControlClientError {
            throw failure(error)
        }
    }

    private var client: ControlClient {
        get throws(ControlClientError) {
            let client = try ControlClient(
                socketPath: socket ?? ProcessInfo.processInfo.environment["TENGGAT_SOCKET"]
                    ?? ControlInterface.defaultSocket)
            client.onSilence = {
                tenggatctl.warn(
                    "no answer for ten seconds, still waiting: it may be much work, or the "
                        + "service cannot start (systemctl status tenggatd)")
            }
            return client
        }
    }

    private func failure(_ error: ControlClientError) -> ExitCode {
        tenggatctl.failure(error.message, code: error.code == .unreachable ? 69 : 70)
    }

    /// Where the office is; UTC where nobody says, so that a time reads the same on every machine.
    private var officeZone: Zone {
        let zones = SystemZones()
        // A service that does not answer any more, or a zone that this machine does not know, is no
        // reason to show nothing.
        guard let status = try? client.call(GetStatus()).status,
            let zone = try? zones.zone(named: status.timeZone)
        else { return .utc }
        return zone
    }

    /// Prints a value as JSON if that was asked for, else what `plain` makes of it.
    func print<Value: Encodable>(_ value: Value, plain: () -> Void) throws {
        guard json else {
            Wording.$zone.withValue(officeZone) { plain() }
            return
        }
        Swift.print(String(decoding: try ControlClient.json(value), as: UTF8.self))
    }
}

/// Tells on standard error why nothing came of it, and gives the exit code.
func failure(_ message: String, code: Int32) -> ExitCode {
    warn(message)
    return ExitCode(code)
}

/// A line on standard error.
func warn(_ message: String) {
    let bytes = Array("tenggatctl: \(message)\n".utf8)
    // Nobody is left to tell when standard error takes nothing.
    _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
}

extension ControlError {
    /// sysexits.h, as far as it has a number that fits.
    fileprivate var exitCode: Int32 {
        switch code {
        case .invalidArgument: 65
        case .notFound: 66
        case .failed, .malformedCall: 70
        case .busy: 75
        case .conflict: 73
        case .permissionDenied: 77
        }
    }
}
