import FoundationEssentials
import NIOCore

/// One caller's connection, as those see it who answer its calls.
///
/// No `NIOAsyncChannel`: one that is accepted during a stop and never served traps when it is let go.
final class Connection: Sendable {
    let peer: Peer
    let role: CallerRole
    private let channel: any Channel
    /// The handler is the event loop's own.
    private let handler: NIOLoopBound<ConnectionHandler>

    /// - Parameter handler: of `channel`, on whose event loop this is called.
    init(peer: Peer, role: CallerRole, channel: any Channel, handler: ConnectionHandler) {
        self.peer = peer
        self.role = role
        self.channel = channel
        self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
    }

    /// Sends a reply that others follow.
    ///
    /// - Throws: when the caller is gone, or does not read.
    func send(_ message: Data) async throws {
        let buffer = Self.framed(message, channel.allocator)
        try await channel.eventLoop.flatSubmit { [handler, channel] in
            let written = channel.eventLoop.makePromise(of: Void.self)
            handler.value.write(buffer, promise: written)
            return written.futureResult
        }.get()
    }

    /// Sends the last reply of a call, nil for none, and goes on to the next call.
    func finish(_ reply: Data?) {
        let buffer = reply.map { Self.framed($0, channel.allocator) }
        channel.eventLoop.execute { [handler] in handler.value.finish(buffer) }
    }

    /// Closes when the call that is being answered has its reply, at once where there is none.
    func close() {
        channel.eventLoop.execute { [handler] in handler.value.stop() }
    }

    /// Closes, whatever is being answered.
    func abort() { channel.close(promise: nil) }

    private static func framed(_ message: Data, _ allocator: ByteBufferAllocator) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: message.count + 1)
        buffer.writeBytes(message)
        buffer.writeInteger(UInt8(0))
        return buffer
    }
}
