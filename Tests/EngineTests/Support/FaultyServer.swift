import Foundation
import Glibc
import Post

/// A real mail server that misbehaves as told (Peers/faulty_smtp.py), for one test.
final class FaultyServer {
    let port: Int
    private let process = Process()
    private let output = Pipe()
    /// The server lives as long as its other end is open.
    private let input = Pipe()

    /// - Parameter arguments: as the program's own words say; a fault is `rcpt=550 5.1.1 no such user`.
    init(_ arguments: [String]) throws {
        let program = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Peers/faulty_smtp.py").standardized
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [program.path] + arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        guard let port = Int(try Self.line(from: output)) else {
            throw CocoaError(.fileReadUnknown)
        }
        self.port = port
    }

    private static func line(from output: Pipe) throws -> String {
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first,
            byte != UInt8(ascii: "\n")
        {
            line.append(byte)
        }
        return String(decoding: line, as: UTF8.self)
    }

    /// Returns once a line that begins so was said; what was said up to it is not given again.
    func wait(for beginning: String) async throws {
        // Reading blocks, which no thread of Swift's pool may: the courier needs one.
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { [output] in
                continuation.resume(
                    with: Result {
                        while true {
                            let line = try Self.line(from: output)
                            if line.hasPrefix(beginning) { return }
                            guard !line.isEmpty else { throw CocoaError(.fileReadUnknown) }
                        }
                    })
            }
        }
    }

    deinit { kill(process.processIdentifier, SIGKILL) }

    /// Ends the server and gives everything that was said, line by line.
    func end() throws -> [String] {
        // Foundation starts programs with SIGTERM blocked where the thread has it so.
        kill(process.processIdentifier, SIGKILL)
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Settings that lead to it, in the clear.
    func settings(
        encryption: SMTPSettings.Encryption = .none, user: String? = nil, password: String = "",
        authorityFile: String? = nil, host: String = "127.0.0.1"
    ) -> SMTPSettings {
        SMTPSettings(
            host: host, port: port, encryption: encryption, authorityFile: authorityFile,
            user: user, password: user == nil ? nil : { @Sendable in password },
            connectTimeout: .seconds(5), transferTimeout: .seconds(3), connections: 1)
    }
}
