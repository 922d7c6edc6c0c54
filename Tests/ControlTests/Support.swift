import Dispatch
import Foundation
import Glibc
import Testing

@testable import Control

/// A server on a socket of its own for as long as a test needs it.
struct TestServer {
    let path: String
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "t-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "s").path
    }

    /// Serves `methods` while `body` runs.
    ///
    /// - Parameter role: of a caller, by how many came before.
    func serving(
        _ methods: [ControlMethod],
        role: @escaping @Sendable (Int) -> CallerRole = { _ in .operator },
        _ body: @escaping @Sendable (String) async throws -> Void
    ) async throws {
        let socket = try ListeningSocket(path: path)
        let callers = Counter()
        let server = ControlServer(
            socket: socket, methods: methods, version: "1.2.3",
            role: { _ in
                role(callers.add() - 1)
            })
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask(executorPreference: OwnThreads()) { try await server.run() }
            group.addTask { try await body(path) }
            _ = try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
        try FileManager.default.removeItem(at: folder)
    }
}

/// Threads beside Swift's own few: our client blocks those while it waits for the server.
final class OwnThreads: TaskExecutor {
    private let queue = DispatchQueue(label: "test-server", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// A connection that says what no client of ours would.
final class RawConnection: Sendable {
    private let descriptor: CInt

    /// Nobody serves the socket.
    struct Refused: Error {}

    init(_ path: String) throws {
        descriptor = UnixAddress.makeSocket()
        var address = try #require(UnixAddress(path: path))
        let socket = descriptor
        guard unsafe address.apply({ unsafe connect(socket, $0, $1) }) == 0 else {
            throw Refused()
        }
        var timeLimit = timeval(tv_sec: 10, tv_usec: 0)
        unsafe setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &timeLimit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// Says nothing more, and listens.
    func finish() { shutdown(descriptor, CInt(SHUT_WR)) }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe Glibc.send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL))
    }

    /// The next message without its NUL; nil when the other side closed.
    func receive() -> String? {
        var message: [UInt8] = []
        var byte: UInt8 = 0
        while unsafe recv(descriptor, &byte, 1, 0) == 1 {
            if byte == 0 { return String(decoding: message, as: UTF8.self) }
            message.append(byte)
        }
        return nil
    }
}

/// The status that test servers answer with.
let exampleStatus = Status(
    version: "1.2.3", now: "2026-11-23T01:00:00Z", startedAt: "2026-11-23T00:00:00Z",
    office: "PT Uji", timeZone: "Asia/Jakarta", courier: "journal", jobs: [], deadlinesOpen: 3,
    deadlinesOverdue: 1, noticesWaiting: 0, noticesHeld: 2, noticesUncertain: 0, ordersLate: 4,
    warnings: ["none"])
