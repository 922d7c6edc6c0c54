import Foundation
import Testing

@testable import Post

/// The dead-man's switch, at a receiver over HTTPS (Peers/post_peers.py).
@Suite struct HeartbeatTests {
    private static let authority = Result { try TestAuthority() }

    private func heartbeat(
        _ peer: PostPeer, _ path: String, scheme: String = "https", isTrusted: Bool = true
    ) throws -> Heartbeat {
        let port = peer.port
        return Heartbeat(
            url: { "\(scheme)://localhost:\(port)/\(path)" },
            authorityFile: isTrusted ? try Self.authority.get().file : nil)
    }

    private func refusal(_ heartbeat: Heartbeat) async -> PostError? {
        do {
            try await heartbeat.beat()
            return nil
        } catch {
            return error as? PostError
        }
    }

    @Test func itArrives() async throws {
        let peer = try Self.authority.get().httpsPeer()
        try await heartbeat(peer, "status/200").beat()
        #expect(try peer.end().map(\.hook) == ["/status/200"])
    }

    @Test(
        "Whatever is wrong is told without the address",
        arguments: ["status/404", "redirect", "drop"])
    func whatIsWrongIsTold(_ path: String) async throws {
        let peer = try Self.authority.get().httpsPeer()
        let error = try #require(await refusal(try heartbeat(peer, path)))
        #expect(error.code == .destination)
        #expect(!error.message.contains("localhost") && !error.message.contains(path))
        #expect(try peer.end().map(\.hook) == ["/\(path)"])
    }

    @Test func nothingLeavesUnencryptedOrToWhomNobodyVouchesFor() async throws {
        let peer = try Self.authority.get().httpsPeer()
        #expect(await refusal(try heartbeat(peer, "hook", scheme: "http")) != nil)
        #expect(await refusal(try heartbeat(peer, "hook", isTrusted: false)) != nil)
        #expect(try peer.end().isEmpty)
    }
}
