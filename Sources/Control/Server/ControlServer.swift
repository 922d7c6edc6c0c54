import FoundationEssentials
import Glibc
import NIOCore
import NIOPosix

/// Serves the control interface on a Unix socket: each connection's calls in their order, many
/// connections at once.
package final class ControlServer: Sendable {
    private let socket: ListeningSocket
    private let dispatcher: CallDispatcher
    private let group: MultiThreadedEventLoopGroup

    /// How many connections may be open; one more is closed at once.
    private static let connectionLimit = 256

    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// - Parameters:
    ///   - methods: one for each method of the interface.
    ///   - version: the program's, for introspection.
    package init(socket: ListeningSocket, methods: [ControlMethod], version: String) {
        self.socket = socket
        dispatcher = CallDispatcher(methods: methods, version: version)
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    }

    /// Serves until the task is cancelled, then stops accepting, closes, and removes the socket.
    package func run() async throws {
        defer { if let path = socket.path { unsafe unlink(path) } }
        let server = try await ServerBootstrap(group: group)
            .bind(socket.descriptor) { channel in
                channel.eventLoop.makeCompletedFuture { try Self.connection(on: channel) }
            }
        let open = OpenConnections(limit: Self.connectionLimit)
        do {
            try await server.executeThenClose { connections in
                try await withThrowingDiscardingTaskGroup { tasks in
                    for try await connection in connections {
                        tasks.addTask { await self.serve(connection, counted: open) }
                    }
                }
            }
        } catch is CancellationError {
            // How a stop reaches us.
        }
        try await group.shutdownGracefully()
    }

    private static func connection(on channel: any Channel) throws -> (Connection, Peer) {
        let peer = try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(
            of: NIOBSDSocket.Handle.self
        ) { try Peer(of: $0) }
        guard let peer else { throw ServerError(.peer, "the connection has no descriptor") }
        try channel.pipeline.syncOperations.addHandler(
            ByteToMessageHandler(
                MessageDecoder(), maximumBufferSize: WireFormat.messageLimit))
        return (try Connection(wrappingChannelSynchronously: channel), peer)
    }

    /// A connection that breaks, or says what is no call, is closed; the others go on.
    private func serve(
        _ connection: (channel: Connection, peer: Peer), counted open: OpenConnections
    ) async {
        let isWelcome = open.enter()
        defer { open.leave() }
        do {
            try await connection.channel.executeThenClose { inbound, outbound in
                guard isWelcome else { return }
                let send: ControlMethod.Send = { message in
                    var buffer = ByteBuffer(bytes: message)
                    buffer.writeInteger(UInt8(0))
                    try await outbound.write(buffer)
                }
                for try await message in inbound {
                    let data = Data(message.readableBytesView)
                    if let reply = try await dispatcher.reply(
                        to: data, from: connection.peer, send: send)
                    {
                        try await send(reply)
                    }
                }
            }
        } catch {
            // Whoever sent it sees the connection close; there is nobody else to tell.
        }
    }
}

/// Splits what arrives at its NUL bytes.
private struct MessageDecoder: ByteToMessageDecoder {
    typealias InboundOut = ByteBuffer

    /// How many bytes are known to hold no NUL: a large message is searched once, not at each read.
    private var searched = 0

    mutating func decode(
        context: ChannelHandlerContext, buffer: inout ByteBuffer
    ) throws -> DecodingState {
        guard let end = buffer.readableBytesView.dropFirst(searched).firstIndex(of: 0) else {
            searched = buffer.readableBytes
            return .needMoreData
        }
        searched = 0
        let length = end - buffer.readerIndex
        guard let message = buffer.readSlice(length: length) else { return .needMoreData }
        buffer.moveReaderIndex(forwardBy: 1)
        context.fireChannelRead(wrapInboundOut(message))
        return .continue
    }

    /// A half message at the end is nobody's call.
    mutating func decodeLast(
        context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool
    ) throws -> DecodingState {
        try decode(context: context, buffer: &buffer)
    }
}
