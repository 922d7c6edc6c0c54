import FoundationEssentials
import NIOCore

/// What a connection does by itself, on its event loop: splits what arrives at its NUL bytes, hands over
/// one call at a time, reads nothing meanwhile, and closes what is too large, too slow or too quiet.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// A call's bytes, and who waits for the answer.
    struct Call: Sendable {
        var connection: Connection
        var message: ByteBuffer
    }

    private let peer: Peer
    private let role: CallerRole
    private let open: OpenConnections
    private let calls: AsyncStream<Call>.Continuation
    private var context: ChannelHandlerContext?
    private var connection: Connection?

    private var received = ByteBuffer()
    /// How many bytes are known to hold no NUL: a large message is searched once, not at each read.
    private var searched = 0
    private var isAnswering = false
    private var isReadHeld = false
    /// The caller says nothing more.
    private var isInputClosed = false
    /// No further call is taken.
    private var isEnding = false
    private var timeLimit: (what: Waiting, timer: Scheduled<Void>)?

    /// What is waited for, and for how long.
    private enum Waiting {
        case call, restOfMessage, reader
    }

    init(
        peer: Peer, role: CallerRole, open: OpenConnections,
        calls: AsyncStream<Call>.Continuation
    ) {
        self.peer = peer
        self.role = role
        self.open = open
        self.calls = calls
    }

    // MARK: The channel's events

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        let connection = Connection(
            peer: peer, role: role, channel: context.channel, handler: self)
        self.connection = connection
        if let refusal = open.enter(connection) {
            refuse(refusal)
        } else {
            wait(for: .call)
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        isEnding = true
        endWaiting()
        if let connection {
            if open.leave(connection) { calls.finish() }
        }
        connection = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isEnding else { return }
        var part = unwrapInboundIn(data)
        if received.readableBytes == 0 {
            received = part
            searched = 0
        } else {
            received.writeBuffer(&part)
        }
        takeCall()
    }

    func read(context: ChannelHandlerContext) {
        guard !isAnswering, !isEnding else {
            isReadHeld = true
            return
        }
        context.read()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .inputClosed? = event as? ChannelEvent else {
            return context.fireUserInboundEventTriggered(event)
        }
        isInputClosed = true
        if !isAnswering, !isEnding { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Whoever is at the other end sees the connection close; there is nobody else to tell.
        context.close(promise: nil)
    }

    // MARK: Calls

    /// Hands over the next call, if there is a whole one and none is being answered.
    private func takeCall() {
        guard !isAnswering, !isEnding, let connection else { return }
        let view = received.readableBytesView
        guard let end = view.dropFirst(searched).firstIndex(of: 0) else {
            searched = received.readableBytes
            guard searched <= role.messageLimit else { return refuse(tooLong) }
            return wait(for: searched > 0 ? .restOfMessage : .call)
        }
        let length = end - received.readerIndex
        searched = 0
        guard length <= role.messageLimit, let message = received.readSlice(length: length)
        else { return refuse(tooLong) }
        received.moveReaderIndex(forwardBy: 1)
        // What was read stays in memory no longer than its call.
        if received.readableBytes == 0 { received = ByteBuffer() }
        isAnswering = true
        endWaiting()
        calls.yield(Call(connection: connection, message: message))
    }

    private var tooLong: ControlError {
        ControlError(
            .malformedCall,
            "a message of user \(peer.user) holds at most \(role.messageLimit) bytes: send files "
                + "in pieces (SendPiece)")
    }

    /// Says why, and closes: what follows could not be told apart.
    private func refuse(_ error: ControlError) {
        guard let context, !isEnding else { return }
        isEnding = true
        received = ByteBuffer()
        wait(for: .reader)
        let written = context.eventLoop.makePromise(of: Void.self)
        let closing = NIOLoopBound(context, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in closing.value.close(promise: nil) }
        var buffer = context.channel.allocator.buffer(capacity: 256)
        buffer.writeBytes(CallDispatcher.reply(refusing: error))
        buffer.writeInteger(UInt8(0))
        context.writeAndFlush(wrapOutboundOut(buffer), promise: written)
    }

    // MARK: Replies

    func write(_ buffer: ByteBuffer, promise: EventLoopPromise<Void>) {
        guard let context else { return promise.fail(ChannelError.alreadyClosed) }
        wait(for: .reader)
        let own = NIOLoopBound(self, eventLoop: context.eventLoop)
        promise.futureResult.whenComplete { _ in own.value.noteRead() }
        context.writeAndFlush(wrapOutboundOut(buffer), promise: promise)
    }

    /// Whoever reads is not waited for: what is being answered may take its time until the next reply.
    private func noteRead() {
        if timeLimit?.what == .reader, !isEnding { endWaiting() }
    }

    /// Sends the last reply, and takes the next call when it has left.
    func finish(_ buffer: ByteBuffer?) {
        guard let context else { return }
        guard let buffer else { return goOn() }
        let written = context.eventLoop.makePromise(of: Void.self)
        let own = NIOLoopBound(self, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in own.value.goOn() }
        write(buffer, promise: written)
    }

    private func goOn() {
        isAnswering = false
        endWaiting()
        guard let context else { return }
        guard !isEnding else { return context.close(promise: nil) }
        takeCall()
        guard !isAnswering, !isEnding else { return }
        guard !isInputClosed else { return context.close(promise: nil) }
        guard isReadHeld else { return }
        isReadHeld = false
        context.read()
    }

    func stop() {
        guard !isEnding else { return }
        isEnding = true
        if !isAnswering { context?.close(promise: nil) }
    }

    // MARK: Time limits

    private func wait(for what: Waiting) {
        guard let context, timeLimit?.what != what else { return }
        endWaiting()
        let seconds =
            switch what {
            case .call: role.idleSeconds
            case .restOfMessage: role.messageSeconds
            case .reader: CallerRole.replySeconds
            }
        let closing = NIOLoopBound(context, eventLoop: context.eventLoop)
        timeLimit = (
            what,
            context.eventLoop.scheduleTask(in: .seconds(seconds)) {
                closing.value.close(promise: nil)
            }
        )
    }

    private func endWaiting() {
        timeLimit?.timer.cancel()
        timeLimit = nil
    }
}
