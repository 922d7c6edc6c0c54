import CCurl
import Glibc

/// The state of one transfer that libcurl's callbacks read and write, all on one thread.
final class SMTPExchange {
    private let body: [UInt8]
    private var position = 0
    private(set) var dialogue = SMTPDialogue()

    init(body: [UInt8]) {
        self.body = body
    }

    private func copyBody(to target: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(target.count, body.count - position)
        unsafe target.copyBytes(from: body[position..<(position + count)])
        position += count
        dialogue.takeBody(rest: body.count - position)
        return count
    }

    /// CURLOPT_READFUNCTION(3): hands out the body.
    static let read: ccurl_bytes_function = { bytes, size, count, context in
        guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
        let exchange = unsafe Unmanaged<SMTPExchange>.fromOpaque(context).takeUnretainedValue()
        return unsafe exchange.copyBody(
            to: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
    }

    /// CURLOPT_HEADERFUNCTION(3): takes the server's reply lines.
    static let header: ccurl_bytes_function = { bytes, size, count, context in
        guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
        let exchange = unsafe Unmanaged<SMTPExchange>.fromOpaque(context).takeUnretainedValue()
        let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
        unsafe exchange.dialogue.receive(String(decoding: line, as: UTF8.self))
        return size * count
    }

    /// CURLOPT_DEBUGFUNCTION(3): sees the commands that are sent.
    static let trace: ccurl_trace_function = { _, type, bytes, count, context in
        guard type == CURLINFO_HEADER_OUT, let bytes = unsafe bytes, let context = unsafe context
        else { return 0 }
        let exchange = unsafe Unmanaged<SMTPExchange>.fromOpaque(context).takeUnretainedValue()
        let line = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
        unsafe exchange.dialogue.send(String(decoding: line, as: UTF8.self))
        return 0
    }
}
