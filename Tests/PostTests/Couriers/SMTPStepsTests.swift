import Foundation
import Testing

@testable import Post

/// What an administrator hears of each step, from a real server (aiosmtpd) and from none.
@Suite struct SMTPStepsTests {
    private static let authority = Result { try TestAuthority() }
    private static let elsewhere = Result { try TestAuthority(for: "lain.test") }

    private func steps(
        port: Int, _ encryption: SMTPSettings.Encryption, host: String = "localhost",
        user: String? = nil, password: String = "right", authority: String? = nil
    ) async throws -> [CourierStep] {
        let courier = try SMTPCourier(
            settings: SMTPSettings(
                host: host, port: port, encryption: encryption, authorityFile: authority,
                user: user, password: user == nil ? nil : { @Sendable in password },
                connectTimeout: .seconds(3), transferTimeout: .seconds(3)))
        return await courier.test(Parcel.example())
    }

    @Test func everyStepIsToldAsItGoes() async throws {
        let authority = try Self.authority.get()
        let peer = try PostPeer([
            "mail", authority.tokens, "--tls", authority.certificate, authority.key,
        ])
        let steps = try await steps(
            port: peer.port, .startTLS, user: "tenggat", authority: authority.file)
        #expect(!steps.contains { !$0.isGood }, "\(steps)")
        #expect(
            steps.map(\.name) == [
                "connect", "greeting", "EHLO", "STARTTLS", "tls", "EHLO", "offers to log in by",
                "log in", "MAIL FROM", "RCPT TO", "DATA", "letter",
            ])
        #expect(steps.first { $0.name == "tls" }?.said.contains("for localhost") == true)
        #expect(
            steps.first { $0.name == "offers to log in by" }?.said.split(separator: " ").sorted()
                == ["LOGIN", "PLAIN"])
        #expect(try peer.end().contains { $0.mail == ["sari@kantor.example"] })
    }

    @Test func aWrongPasswordIsTold() async throws {
        let peer = try PostPeer(["mail", "-"])
        let steps = try await steps(port: peer.port, .none, user: "tenggat", password: "wrong")
        let last = try #require(steps.last)
        #expect(
            last.name == "log in" && last.said.hasPrefix("535")
                && last.remedy?.contains("oauth2") == true)
    }

    @Test func aServerThatWantsALoginFirstIsTold() throws {
        var dialogue = SMTPDialogue(recipients: ["a@b.test"], needsLogin: false)
        dialogue.send("MAIL FROM:<>")
        dialogue.receive("530 5.7.0 Authentication required")
        let settings = SMTPSettings(host: "localhost", port: 25, encryption: .none)
        let steps = SMTPTest(
            settings: settings, parcel: Parcel.example(), replies: dialogue.replies, failure: nil,
            halt: nil, certificate: nil, peer: nil
        ).steps
        #expect(steps.last?.remedy?.contains("set `user` and its password") == true, "\(steps)")
    }

    @Test func aServerThatNobodyVouchesForIsTold() async throws {
        let authority = try Self.authority.get()
        let peer = try PostPeer([
            "mail", authority.tokens, "--tls", authority.certificate, authority.key,
        ])
        let last = try #require(try await steps(port: peer.port, .startTLS).last)
        #expect(last.name == "tls" && last.remedy?.contains("`ca_file`") == true, "\(last)")
        #expect(last.said.contains("for localhost, issued by"))
    }

    @Test func aCertificateOfAnotherHostIsTold() async throws {
        let authority = try Self.elsewhere.get()
        let peer = try PostPeer([
            "mail", authority.tokens, "--tls", authority.certificate, authority.key,
        ])
        let last = try #require(
            try await steps(port: peer.port, .startTLS, authority: authority.file).last)
        #expect(last.name == "tls" && last.remedy?.contains("(lain.test)") == true, "\(last)")
    }

    @Test func aServerWithoutEncryptionIsTold() async throws {
        let peer = try PostPeer(["mail", "-"])
        let last = try #require(try await steps(port: peer.port, .startTLS).last)
        #expect(
            last.name == "tls" && last.remedy?.contains("offers no STARTTLS") == true, "\(last)")
    }

    @Test func wrongPortsAndNamesAreTold() async throws {
        let ended = try PostPeer(["mail", "-"])
        let port = ended.port
        _ = try ended.end()
        let refused = try #require(try await steps(port: port, .none, host: "127.0.0.1").last)
        #expect(
            refused.name == "connect" && refused.remedy?.contains("`port`") == true, "\(refused)")
        let unknown = try #require(
            try await steps(port: 25, .none, host: "tidak-ada.invalid").last)
        #expect(
            unknown.name == "connect" && unknown.remedy?.contains("`host`") == true, "\(unknown)")
    }

    @Test func anotherCourierTellsWhatBecameOfIt() async throws {
        let folder = try TemporaryDirectory()
        let good = try await MaildirCourier(path: "\(folder.path)/mail").test(Parcel.example())
        #expect(good.map(\.isGood) == [true])
        let bad = await SendmailCourier(program: "/bin/false").test(Parcel.example())
        #expect(bad.map(\.isGood) == [false] && bad[0].remedy != nil)
    }
}
