import FoundationEssentials
import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// Serves the control interface on a Unix socket: each connection's calls in their order, many
/// connections at once.
package final class ControlServer: Sendable {
    private let socket: ListeningSocket
    private let dispatcher: CallDispatcher
    private let role: @Sendable (Peer) -> CallerRole
    private let group: MultiThreadedEventLoopGroup
    private let open = OpenConnections()
    private let calls: AsyncStream<ConnectionHandler.Call>
    private let continuation: AsyncStream<ConnectionHandler.Call>.Continuation
    private let listener = Mutex(Listener())

    private struct Listener {
        var channel: (any Channel)?
        var isStopped = false
    }

    /// How long calls that are being answered have after a stop was asked for, in seconds.
    private static let lastCallSeconds: Int64 = 5

    /// - Parameters:
    ///   - methods: one for each method of the interface.
    ///   - version: the program's, for introspection.
    ///   - role: what a caller may do at all.
    ///   - onFailure: hears of each call that the service failed at, by the method's name.
    package init(
        socket: ListeningSocket, methods: [ControlMethod], version: String,
        role: @escaping @Sendable (Peer) -> CallerRole,
        onFailure: @escaping @Sendable (String, any Error) -> Void = { _, _ in }
    ) {
        self.socket = socket
        self.role = role
        dispatcher = CallDispatcher(methods: methods, version: version, onFailure: onFailure)
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        (calls, continuation) = AsyncStream.makeStream()
    }

    /// Serves until ``stop()``, or until the task is cancelled; then accepts nobody, answers what it
    /// was asked, closes, and removes the socket.
    package func run() async throws {
        defer { if let path = socket.path { unsafe unlink(path) } }
        let server = try await listen()
        let isStopped = listener.withLock { listener in
            listener.channel = server
            return listener.isStopped
        }
        if isStopped { close(server) }
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { tasks in
                for await call in calls {
                    tasks.addTask { await self.answer(call) }
                }
                // Nobody waits for what is still being done.
                tasks.cancelAll()
            }
        } onCancel: {
            stop()
        }
        try await group.shutdownGracefully()
    }

    /// Ends ``run()``, whatever callers do: what is not answered after a few seconds is not answered.
    package func stop() {
        let server = listener.withLock { listener in
            defer { listener.isStopped = true }
            return listener.isStopped ? nil : listener.channel
        }
        if let server { close(server) }
    }

    /// On the event loop: nothing is left to do there once ``calls`` has ended, which ends the loop.
    private func close(_ server: any Channel) {
        server.eventLoop.execute { [open, continuation] in
            server.close(promise: nil)
            server.eventLoop.scheduleTask(in: .seconds(Self.lastCallSeconds)) {
                for connection in open.stop() { connection.abort() }
                continuation.finish()
            }
            let connections = open.stop()
            for connection in connections { connection.close() }
            if connections.isEmpty { continuation.finish() }
        }
    }

    private func listen() async throws -> any Channel {
        try await ServerBootstrap(group: group)
            // Whoever has asked may close their side before they read.
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { [role, open, continuation] channel in
                channel.eventLoop.makeCompletedFuture {
                    let peer = try Self.peer(of: channel)
                    try channel.pipeline.syncOperations.addHandler(
                        ConnectionHandler(
                            peer: peer, role: role(peer), open: open, calls: continuation))
                }
            }
            .withBoundSocket(socket.descriptor).get()
    }

    private static func peer(of channel: any Channel) throws -> Peer {
        let peer = try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(
            of: NIOBSDSocket.Handle.self
        ) { try Peer(of: $0) }
        guard let peer else { throw ServerError(.peer, "the connection has no descriptor") }
        return peer
    }

    private func answer(_ call: ConnectionHandler.Call) async {
        let connection = call.connection
        let reply = await dispatcher.reply(
            to: Data(call.message.readableBytesView), from: connection.peer
        ) { try await connection.send($0) }
        connection.finish(reply)
    }
}
