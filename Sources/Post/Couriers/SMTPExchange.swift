import CCurl
import Glibc

/// The state of one transfer that libcurl's callbacks read and write, all on one thread.
final class SMTPExchange {
    private let body: [UInt8]
    private var position = 0
    private(set) var dialogue: SMTPDialogue
    private let stop: CourierStop

    /// How long a letter that was handed over waits for its answer once the service is to stop.
    private static let grace = Duration.seconds(8)

    init(parcel: Parcel, needsLogin: Bool, stop: CourierStop) {
        body = parcel.bytes
        dialogue = SMTPDialogue(recipients: parcel.recipients, needsLogin: needsLogin)
        self.stop = stop
    }

    /// Whether the exchange must end now, whatever the server does.
    private func mustStop() -> Bool {
        guard let elapsed = stop.elapsed, !dialogue.isBodyGone || elapsed > Self.grace else {
            return false
        }
        dialogue.stop()
        return true
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
        // Any other number than that of the bytes ends the transfer.
        return exchange.dialogue.halt == nil ? size * count : 0
    }

    /// CURLOPT_XFERINFOFUNCTION(3): is asked about once a second, and ends the transfer with 1.
    static let progress: curl_xferinfo_callback = { context, _, _, _, _ in
        guard let context = unsafe context else { return 0 }
        let exchange = unsafe Unmanaged<SMTPExchange>.fromOpaque(context).takeUnretainedValue()
        return exchange.mustStop() ? 1 : 0
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
