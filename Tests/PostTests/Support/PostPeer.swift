import Foundation
import Glibc

@testable import Post

/// A server of Peers/post_peers.py, for one test.
final class PostPeer {
    let port: Int
    private let process = Process()
    private let output = Pipe()
    /// The server lives as long as its other end is open.
    private let input = Pipe()

    convenience init(_ arguments: [String]) throws {
        try self.init(
            "/usr/bin/python3", [Program.script("Peers/post_peers.py")] + arguments)
    }

    /// Any program that prints its port first and ends with its standard input.
    init(_ program: String, _ arguments: [String]) throws {
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first,
            byte != UInt8(ascii: "\n")
        {
            line.append(byte)
        }
        guard let port = Int(String(decoding: line, as: UTF8.self)) else {
            throw CocoaError(.fileReadUnknown)
        }
        self.port = port
    }

    deinit { kill(process.processIdentifier, SIGKILL) }

    /// One thing that happened.
    struct Happening: Decodable {
        var mail: [String]?
        var content: String?
        var login: Login?
        var token: String?
        var form: [String: String]?
        var hook: String?
        var ours: Bool?
        var again: Bool?
        var good: Bool?
        var bearer: String?
        var body: Message?
        var got: String?

        /// The mechanism of a login, or whether a letter came with one.
        enum Login: Decodable, Equatable {
            case by(String)
            case was(Bool)

            init(from decoder: any Decoder) throws {
                let value = try decoder.singleValueContainer()
                do {
                    self = .was(try value.decode(Bool.self))
                } catch {
                    self = .by(try value.decode(String.self))
                }
            }
        }

        struct Message: Decodable {
            var kind, subject, text, language: String?
            var urgent: Bool?
            var to: [String: String]?
            var template: Approved?
            var a, b: String?
            var list: [String]?

            struct Approved: Decodable {
                var name, language: String
                var parameters: [String]
            }
        }
    }

    /// Lets the server end by itself.
    func release() throws {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Ends the server and gives everything that happened.
    func end() throws -> [Happening] {
        kill(process.processIdentifier, SIGKILL)
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return try String(decoding: said, as: UTF8.self).split(separator: "\n").map {
            try JSONDecoder().decode(Happening.self, from: Data($0.utf8))
        }
    }
}

/// An authority and what it certifies, made by openssl(1) in a folder of their own.
final class TestAuthority: Sendable {
    private let folder: TemporaryDirectory
    var file: String { "\(folder.path)/ca.pem" }
    var certificate: String { "\(folder.path)/server.pem" }
    var key: String { "\(folder.path)/server.key" }
    /// Where token servers say what they gave.
    var tokens: String { "\(folder.path)/tokens" }
    var path: String { folder.path }

    /// - Parameter name: the host that the certificate is for.
    init(for name: String = "localhost") throws {
        folder = try TemporaryDirectory()
        try folder.write("", to: "tokens")
        for arguments in [
            ["-subj", "/CN=Uji", "-keyout", "ca.key", "-out", "ca.pem"],
            [
                "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)", "-CA", "ca.pem",
                "-CAkey", "ca.key", "-keyout", "server.key", "-out", "server.pem",
            ],
        ] {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/openssl")
            process.arguments =
                ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"] + arguments
            process.currentDirectoryURL = URL(filePath: folder.path)
            process.standardError = Pipe()
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        }
    }

    func httpsPeer(secret: String = "kunci") throws -> PostPeer {
        try PostPeer(["https", certificate, key, tokens, secret])
    }
}

extension Parcel {
    /// A letter to Sari.
    static func example(
        _ message: ShortMessage = ShortMessage(subject: "Perihal", text: "Isi."),
        id: String = "1@kantor.example", isUrgent: Bool = false
    ) -> Parcel {
        Parcel(
            bytes: Array("Subject: x\r\n\r\n.titik\r\nx\r\n".utf8), messageID: id,
            envelopeSender: "tenggat@kantor.example", recipients: ["sari@kantor.example"],
            isClient: false, isUrgent: isUrgent, summary: "x", noticeID: 412, message: message)
    }
}

extension DeliveryOutcome {
    var isSent: Bool { if case .sent = self { true } else { false } }

    var fault: DeliveryFault? {
        switch self {
        case .sent: nil
        case .deferred(let fault), .refused(let fault), .uncertain(let fault): fault
        }
    }
}
