import Foundation
import Testing

@testable import Post

/// Logins with tokens: a real mail server (aiosmtpd) that takes the last token of a real token server.
@Suite struct TokenTests {
    private static let authority = Result { try TestAuthority() }

    /// Every server of one test, and what is needed to reach them.
    private final class Peers {
        let authority: TestAuthority
        let web: PostPeer
        let mail: PostPeer
        private let tokens: String

        init(_ mechanisms: String) throws {
            authority = try TokenTests.authority.get()
            tokens = "\(authority.path)/tokens-\(UUID().uuidString)"
            try Data().write(to: URL(filePath: tokens))
            web = try PostPeer(["https", authority.certificate, authority.key, tokens, "-"])
            mail = try PostPeer([
                "mail", tokens, "--tls", authority.certificate, authority.key, "--mechanisms",
                mechanisms,
            ])
        }

        func source(
            _ mode: String, refresh: String? = nil, keptAt: String? = nil
        ) -> TokenSource {
            TokenSource(
                TokenSettings(
                    url: "https://localhost:\(web.port)/token/\(mode)", clientID: "aplikasi",
                    clientSecret: { "rahasia&=" },
                    refreshToken: refresh.map { token in { @Sendable in token } },
                    scope: "mail.send offline", authorityFile: authority.file,
                    timeout: .seconds(1), keptAt: keptAt))
        }

        func courier(_ tokens: TokenSource) throws -> SMTPCourier {
            try SMTPCourier(
                settings: SMTPSettings(
                    host: "localhost", port: mail.port, encryption: .startTLS,
                    authorityFile: authority.file, user: "tenggat", tokens: tokens,
                    connectTimeout: .seconds(5), transferTimeout: .seconds(5), connections: 2))
        }

        /// Has the mail server take no token that was given so far.
        func revoke() throws { try Data("\nnone".utf8).write(to: URL(filePath: tokens)) }
    }

    @Test(arguments: ["XOAUTH2", "OAUTHBEARER", "PLAIN XOAUTH2 OAUTHBEARER"])
    func oneTokenServesManyLetters(_ mechanisms: String) async throws {
        let peers = try Peers(mechanisms)
        let courier = try peers.courier(peers.source("good"))
        await withTaskGroup { group in
            for number in 0..<4 {
                group.addTask {
                    let outcome = await courier.deliver(.example(id: "\(number)@x.test")).outcome
                    #expect(outcome.isSent, "\(outcome)")
                }
            }
        }
        let asked = try peers.web.end()
        #expect(asked.count == 1)
        #expect(
            asked.first?.form == [
                "grant_type": "client_credentials", "client_id": "aplikasi",
                "client_secret": "rahasia&=", "scope": "mail.send offline",
            ])
        let said = try peers.mail.end()
        #expect(said.count { $0.mail != nil && $0.login == .was(true) } == 4)
        #expect(said.allSatisfy { $0.login != .by("PLAIN") })
        #expect(said.first { $0.content != nil }?.content?.contains("\r\n.titik\r\n") == true)
    }

    @Test func aTokenThatExpiresIsRenewed() async throws {
        let peers = try Peers("XOAUTH2")
        let courier = try peers.courier(peers.source("short"))
        #expect(await courier.deliver(.example()).outcome.isSent)
        #expect(await courier.deliver(.example()).outcome.isSent)
        #expect(try peers.web.end().count == 2)
        #expect(try peers.mail.end().count { $0.good == true } == 2)
    }

    @Test func aTokenThatTheServerNoLongerTakesIsReplacedAtOnce() async throws {
        let peers = try Peers("OAUTHBEARER")
        let tokens = peers.source("good")
        #expect(try await peers.courier(tokens).deliver(.example()).outcome.isSent)
        try peers.revoke()
        // A connection of its own, which must log in.
        let outcome = try await peers.courier(tokens).deliver(.example()).outcome
        #expect(outcome.isSent, "\(outcome)")
        #expect(try peers.web.end().count == 2)
        #expect(try peers.mail.end().compactMap(\.good) == [true, false, true])
    }

    @Test(
        "What a token server does wrong keeps letters waiting, and its words give no secret away",
        arguments: [
            ("refuse", "the token server refuses: invalid_client"),
            (
                "stall",
                "the token server does not answer: the server did not answer in time (Timeout was reached)"
            ),
            ("broken", "the token server answers HTTP 200 without JSON"),
        ])
    func faults(_ mode: String, _ summary: String) async throws {
        let peers = try Peers("XOAUTH2")
        let began = ContinuousClock.now
        let outcome = try await peers.courier(peers.source(mode)).deliver(.example()).outcome
        #expect(began.duration(to: .now) < .seconds(25))
        let fault = try #require(outcome.fault)
        #expect(outcome == .deferred(fault) && fault.concern == .destination)
        #expect(fault.summary == summary && !fault.words.contains("rahasia"))
        #expect(try peers.mail.end().isEmpty)
    }

    @Test func aServerWithoutTokensIsToldSo() async throws {
        let peers = try Peers("PLAIN LOGIN")
        let outcome = try await peers.courier(peers.source("good")).deliver(.example()).outcome
        #expect(outcome.fault?.concern == .destination)
        #expect(try peers.mail.end().isEmpty)
    }

    @Test func aRefreshTokenThatWasReplacedIsKeptUntilAnotherIsSetUp() async throws {
        let peers = try Peers("XOAUTH2")
        let kept = "\(peers.authority.path)/kept-\(UUID().uuidString)"
        // Each is a start of the service.
        for _ in 0..<3 {
            let tokens = peers.source("rotate", refresh: "first", keptAt: kept)
            let outcome = try await peers.courier(tokens).deliver(.example()).outcome
            #expect(outcome.isSent, "\(outcome)")
        }
        let mode = try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions]
        #expect("\(mode ?? 0)" == "\(0o600)")
        let other = peers.source("rotate", refresh: "other", keptAt: kept)
        let outcome = try await peers.courier(other).deliver(.example()).outcome
        #expect(outcome.fault?.summary == "the token server refuses: invalid_grant")
        let given = try peers.web.end().compactMap { $0.form?["refresh_token"] }
        #expect(given == ["first", "refresh-0", "refresh-1", "other"])
    }

    @Test func formsAreEncoded() {
        #expect(TokenSource.formEncoded("a b&=+é/~") == "a%20b%26%3D%2B%C3%A9%2F%7E")
    }
}
