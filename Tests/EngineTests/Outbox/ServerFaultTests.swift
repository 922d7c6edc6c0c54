import Coordination
import Foundation
import Glibc
import Ledger
import Post
import Testing

@testable import Engine

/// The engine and its courier against a real server that misbehaves, place by place: what becomes of one
/// client's letter with two copies, who hears of it, and what the journal says.
@Suite struct ServerFaultTests {
    /// One fault, and what must come of it.
    struct Case: Sendable {
        var place: String
        var fault: String

        var isOfSession: Bool { place == "connect" || place == "ehlo" }
        var isOfCopy: Bool { place == "cc1" }
        var isTransient: Bool { fault.hasPrefix("4") }
        var isPermanent: Bool { fault.hasPrefix("5") }
        /// Nothing was said, or the server left.
        var isSilence: Bool { fault == "drop" || fault == "stall" }

        /// Whether the letter is refused for good: the address is at fault.
        var isRefused: Bool { isPermanent && place == "rcpt" && !fault.contains("relay") }
        /// Whether a refusal is about us or this letter: it is tried again.
        var isAboutUs: Bool {
            isPermanent
                && (place == "rcpt" && !isRefused || ["data", "dot"].contains(place))
        }

        var state: NoticeState {
            if isRefused { return .refused }
            return isSilence && place == "dot" ? .uncertain : .sent
        }

        var attempts: Int {
            // Whoever knows no EHLO is greeted with HELO.
            if state != .sent || isAnsweredEHLO { return 1 }
            return isOfCopy && !isSilence && !fault.hasPrefix("421") ? 1 : 2
        }

        /// How often the server took the letter for the client, or may have.
        var taken: Int { state == .refused ? 0 : 1 }

        /// Whether the refusal speaks of the address.
        var flags: Bool {
            isPermanent && (place == "rcpt" || isOfCopy) && !fault.contains("relay")
        }

        /// The questions that people are asked.
        var asked: [String] {
            switch state {
            case .refused: ["ADDRESS-C1"]
            case .uncertain: ["LETTER-1"]
            default: isOfCopy && isPermanent ? ["COPY-C1"] : []
            }
        }

        var isOutage: Bool {
            isOfSession && !isAnsweredEHLO || isSilence || fault.hasPrefix("421")
                || place == "mail" && isPermanent
        }

        private var isAnsweredEHLO: Bool {
            place == "ehlo" && !isSilence && !fault.hasPrefix("421")
        }
    }

    static let faults = [
        "421 4.3.2 busy", "450 not now", "450 4.2.0 grey listed", "550 no such user",
        "550 5.1.1 <boss@klien.test> no such user", "550 5.7.1 relaying denied for c1@klien.test",
        "drop", "stall",
    ]

    static let cases = ["connect", "ehlo", "mail", "rcpt", "cc1", "data", "dot"].flatMap { place in
        faults.map { Case(place: place, fault: $0) }
    }

    @Test(arguments: cases) func aFaultIsSeenForWhatItIs(_ fault: Case) async throws {
        let server = try FaultyServer(["\(fault.place)=\(fault.fault)"])
        let book = LogBook()
        let work = try await TestOffice(
            settings: ["mail: {retry: {first: 90s}}"],
            through: try SMTPCourier(settings: server.settings()), logger: book.logger)
        try await work.take(
            "clients.csv", "code;name;contact;email;cc;language;time_zone;notices",
            "C1;PT Sinar;Hendra;c1@klien.test;boss@klien.test, gudang@klien.test;id;WIB;automatic")
        try await work.slipAutomatically()
        let notice = try #require(try await work.notices().first { $0.audience == .client })
        let said = try server.end()
        let taken = said.filter { $0.hasPrefix("TAKEN ") && $0.contains("c1@klien.test") }
        let asked = try await work.deadlines().filter { $0.state == .open }.map(\.code)
        let isFlagged = try await work.stages.ledger.read { view in
            try ["c1@klien.test", "boss@klien.test"].contains { try view.isRefused(address: $0) }
        }
        let lines = book.lines()
        print(
            [
                fault.place.uppercased(), fault.fault, notice.state.rawValue,
                "\(notice.attempts) attempts", "\(taken.count) to the client",
                "asked \(asked)", isFlagged ? "flagged" : "", notice.response ?? "",
            ].joined(separator: " | "))
        #expect(notice.state == fault.state)
        #expect(notice.attempts == fault.attempts)
        #expect(taken.count == fault.taken)
        #expect(asked == fault.asked)
        #expect(isFlagged == fault.flags)
        #expect(lines.contains { $0.contains("no mail leaves since") } == fault.isOutage)
        // What may have arrived waits for a person, and nothing else for the server.
        let isOver = fault.isOutage && fault.state != .uncertain
        #expect(lines.contains { $0.contains("mail leaves again") } == isOver)
        #expect(lines.contains { $0.contains("a reason about us") } == fault.isAboutUs)
        #expect(!lines.contains { $0.contains("@") }, "an address in the journal: \(lines)")
        #expect(!lines.contains { $0.contains("no such user") || $0.contains("relaying denied") })
        // The server's own words are kept for whoever looks.
        if fault.isPermanent, !fault.isOfSession, !fault.isOfCopy {
            let attempts = try await work.stages.ledger.read { try $0.attempts(of: notice.id) }
            #expect(attempts.first?.detail?.contains(fault.fault) == true)
        }
        if fault.isOfCopy, !fault.isPermanent {
            // A copy that was put off goes by itself, to nobody else.
            #expect(said.contains { $0.hasPrefix("TAKEN ") && $0.contains("boss@klien.test") })
        }
    }

    // MARK: Sessions

    @Test(arguments: [
        (["--auth", "tenggat:right"], "wrong", "535"), ([], "right", "no login"),
    ])
    func nothingIsSentWithoutTheLoginThatIsSetUp(
        server arguments: [String], password: String, reason: String
    ) async throws {
        let server = try FaultyServer(arguments)
        let courier = try SMTPCourier(
            settings: server.settings(user: "tenggat", password: password))
        let delivery = await courier.deliver(Self.parcel())
        let fault = try #require(delivery.outcome.fault)
        #expect(delivery.outcome == .deferred(fault))
        #expect(fault.concern == .destination && fault.words.contains(reason))
        #expect(try server.end().allSatisfy { !$0.hasPrefix("C RCPT") })
    }

    @Test func aLoginIsUsedWhereItIsOffered() async throws {
        let server = try FaultyServer(["--auth", "tenggat:right"])
        let courier = try SMTPCourier(
            settings: server.settings(user: "tenggat", password: "right"))
        for _ in 0..<2 {
            guard case .sent = await courier.deliver(Self.parcel()).outcome else {
                Issue.record("not sent")
                return
            }
        }
        let said = try server.end()
        // The second letter goes on the same connection.
        #expect(
            said.count { $0.hasPrefix("C AUTH") } == 1 && said.count { $0.hasPrefix("TAKEN") } == 2)
    }

    /// How a server proves who it is.
    enum Proof: String, CaseIterable, Sendable { case none, untrusted, wrongName, right }

    @Test(arguments: Proof.allCases)
    func encryptionThatIsSetUpIsNeverDoneWithout(_ proof: Proof) async throws {
        let certificates = try Certificates()
        let certificate = try certificates.make(proof == .wrongName ? "other.test" : "localhost")
        let server = try FaultyServer(
            proof == .none ? [] : ["--tls", certificate.certificate, certificate.key])
        let courier = try SMTPCourier(
            settings: server.settings(
                encryption: .startTLS,
                authorityFile: proof == .untrusted ? nil : certificates.authority,
                host: "localhost"))
        let delivery = await courier.deliver(Self.parcel())
        let said = try server.end()
        guard proof != .right else {
            guard case .sent = delivery.outcome else {
                Issue.record("\(delivery)")
                return
            }
            return
        }
        let fault = try #require(delivery.outcome.fault)
        #expect(delivery.outcome == .deferred(fault) && fault.concern == .destination)
        #expect(!said.contains { $0.hasPrefix("C MAIL") })
        print("STARTTLS | \(proof) | deferred | \(fault.words)")
    }

    /// Postfix's own sink (smtp-sink(1)), which others wrote; `scripts/test --full` has it.
    @Test(
        .enabled(if: ProcessInfo.processInfo.environment["TENGGAT_FULL"] == "1"),
        arguments: ["MAIL", "RCPT", "DATA", "."])
    func aSinkThatRefusesIsSeenToRefuse(_ command: String) async throws {
        let port = 47_200 + (["MAIL", "RCPT", "DATA", "."].firstIndex(of: command) ?? 0)
        let sink = Process()
        sink.executableURL = URL(filePath: "/usr/sbin/smtp-sink")
        // Root has to say as whom else it runs.
        let user = geteuid() == 0 ? ["-u", "nobody"] : []
        sink.arguments = user + ["-f", command, "127.0.0.1:\(port)", "10"]
        try sink.run()
        defer { kill(sink.processIdentifier, SIGKILL) }
        let courier = try SMTPCourier(
            settings: SMTPSettings(
                host: "127.0.0.1", port: port, encryption: .none,
                connectTimeout: .seconds(5), transferTimeout: .seconds(5), connections: 1))
        var delivery = await courier.deliver(Self.parcel())
        // Until it listens.
        for _ in 0..<500 where delivery.outcome.fault?.concern == .destination {
            try await Task.sleep(for: .milliseconds(100))
            delivery = await courier.deliver(Self.parcel())
        }
        let fault = try #require(delivery.outcome.fault)
        #expect(fault.words.contains("5.3.0"))
        #expect(
            delivery.outcome == (command == "MAIL" ? .deferred(fault) : .refused(fault)))
        print("smtp-sink -f \(command) | refused | \(fault.summary) | \(fault.words)")
    }

    // MARK: Kept connections and stops

    @Test(arguments: ["450 4.2.0 grey listed", "550 5.1.1 no such user"])
    func aReplyOnAKeptConnectionIsNotTriedTwice(_ reply: String) async throws {
        let server = try FaultyServer(["--times", "9", "rcpt@2=\(reply)"])
        let courier = try SMTPCourier(settings: server.settings())
        _ = await courier.deliver(Self.parcel())
        let fault = try #require(await courier.deliver(Self.parcel()).outcome.fault)
        #expect(fault.words == reply && fault.concern == .recipient)
        #expect(try server.end().count { $0.hasPrefix("C RCPT") } == 2)
    }

    @Test func anAnswerThatComesTooLateIsNoOthers() async throws {
        let server = try FaultyServer(["dot=late 550 5.1.1 no such user"])
        let courier = try SMTPCourier(settings: server.settings())
        guard case .uncertain = await courier.deliver(Self.parcel()).outcome else {
            Issue.record("not uncertain")
            return
        }
        for _ in 0..<2 {
            let delivery = await courier.deliver(Self.parcel())
            guard case .sent = delivery.outcome else {
                Issue.record("\(delivery)")
                return
            }
        }
        _ = try server.end()
    }

    @Test func aKeptConnectionThatTheServerLeftIsNoFault() async throws {
        let server = try FaultyServer(["mail@2=421 4.4.2 idle"])
        let courier = try SMTPCourier(settings: server.settings())
        for _ in 0..<2 {
            guard case .sent = await courier.deliver(Self.parcel()).outcome else {
                Issue.record("not sent")
                return
            }
        }
        #expect(try server.end().count { $0.hasPrefix("TAKEN") } == 2)
    }

    @Test(arguments: ["mail", "rcpt", "data"])
    func aStopBeforeTheFinalDotIsNoDoubt(_ place: String) async throws {
        let server = try FaultyServer(["\(place)=stall"])
        var settings = server.settings()
        settings.transferTimeout = .seconds(60)
        let courier = try SMTPCourier(settings: settings)
        let start = ContinuousClock.now
        async let delivery = courier.deliver(Self.parcel())
        try await server.wait(for: "C \(place.uppercased())")
        courier.stop()
        let fault = try #require(await delivery.outcome.fault)
        #expect(await delivery.outcome == .deferred(fault) && fault.concern == .stop)
        #expect(start.duration(to: .now) < .seconds(55))
        _ = try server.end()
    }

    private static func parcel() -> Parcel {
        Parcel(
            bytes: Array("Subject: x\r\n\r\nx\r\n".utf8), messageID: "1@garis.test",
            envelopeSender: "tenggat@garis.test", recipients: ["c1@klien.test"], isClient: true,
            summary: "x", noticeID: 1)
    }
}

extension TestOffice {
    /// C1's order slips, and the time passes in which a letter is tried again and its copies go.
    func slipAutomatically() async throws {
        let header = "order;line;client;promised;expected;reason;item;quantity;unit"
        try await take("orders.csv", header, "O1;1;C1;2026-12-10;;;Meja;5;unit")
        try await advance(to: instant("2026-11-30 10:00"))
        try await take("orders.csv", header, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await advance(to: instant("2026-11-30 11:00"))
    }
}

/// An authority and what it certifies, made by openssl(1) in a folder of their own.
private final class Certificates {
    let folder: URL
    var authority: String { folder.appending(path: "ca.pem").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-ca-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try openssl([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Uji",
            "-keyout", "ca.key", "-out", "ca.pem",
        ])
    }

    deinit {
        // What is left behind lies in the system's temporary folder, ignoring.
        try? FileManager.default.removeItem(at: folder)
    }

    func make(_ name: String) throws -> (certificate: String, key: String) {
        try openssl([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=\(name)",
            "-addext", "subjectAltName=DNS:\(name)", "-CA", "ca.pem", "-CAkey", "ca.key",
            "-keyout", "server.key", "-out", "server.pem",
        ])
        return (
            folder.appending(path: "server.pem").path, folder.appending(path: "server.key").path
        )
    }

    private func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardError = Pipe()
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }
}
