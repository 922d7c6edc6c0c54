import CCurl
import Glibc

/// One POST over HTTPS through libcurl: no other protocol, no redirect, a bounded answer, a connection of
/// its own.
///
/// It blocks, and so runs on a queue's thread and not on one of Swift's pool.
struct HTTPPost {
    var url: String
    /// `Name: value` each, without line ends.
    var headers: [String]
    var body: [UInt8]
    /// PEM file of the authorities to trust; nil takes the system's.
    var authorityFile: String?
    var timeout: Duration

    enum Result: Hashable {
        case answered(status: Int, body: [UInt8])
        /// The words name neither address nor path of the URL.
        case failed(words: String, mayHaveArrived: Bool)
    }

    /// More of an answer is not read.
    static let mostAnswer = 64 << 10

    private static let isStarted: Bool = ccurl_global_init() == CURLE_OK

    func perform(stop: CourierStop) -> Result {
        guard Self.isStarted, let handle = unsafe curl_easy_init() else {
            return .failed(words: "libcurl cannot be started", mayHaveArrived: false)
        }
        defer { unsafe curl_easy_cleanup(handle) }
        let transfer = Transfer(stop: stop)
        var list: UnsafeMutablePointer<curl_slist>?
        for header in headers + ["Expect:", "User-Agent: tenggat"] {
            unsafe list = curl_slist_append(list, header)
        }
        defer { unsafe curl_slist_free_all(list) }
        unsafe _ = ccurl_set_list(handle, CURLOPT_HTTPHEADER, list)
        guard unsafe configure(handle) else {
            return .failed(words: "the address cannot be used", mayHaveArrived: false)
        }
        // The transfer outlives the call below, which is all that uses the pointer.
        let context = unsafe Unmanaged.passUnretained(transfer).toOpaque()
        unsafe _ = ccurl_set_write(handle, Transfer.write, context)
        unsafe _ = ccurl_set_progress(handle, Transfer.progress, context)
        let code = withExtendedLifetime(transfer) { unsafe curl_easy_perform(handle) }
        var (status, sent) = (0, 0)
        unsafe _ = ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        unsafe _ = ccurl_get_long(handle, CURLINFO_REQUEST_SIZE, &sent)
        if code == CURLE_OK || transfer.isCut, status > 0 {
            return .answered(status: status, body: transfer.answer)
        }
        // The error buffer would name the host, which is part of a secret.
        let said = unsafe String(cString: curl_easy_strerror(code))
        return .failed(
            words: ConnectionFailure(code, said: said).words, mayHaveArrived: sent > 0)
    }

    /// The certificate of a server that is not believed; nil where none is shown. A connection that says
    /// nothing asks for it: the path of the address is a secret.
    var unverifiedCertificate: ServerCertificate? {
        guard Self.isStarted, let handle = unsafe curl_easy_init() else { return nil }
        defer { unsafe curl_easy_cleanup(handle) }
        guard unsafe configure(handle) else { return nil }
        for (option, value) in [
            (CURLOPT_SSL_VERIFYPEER, 0), (CURLOPT_SSL_VERIFYHOST, 0), (CURLOPT_CERTINFO, 1),
            (CURLOPT_CONNECT_ONLY, 1), (CURLOPT_TIMEOUT_MS, 10_000),
        ] { unsafe _ = ccurl_set_long(handle, option, value) }
        unsafe _ = curl_easy_perform(handle)
        return unsafe SMTPConnection.certificate(seenBy: handle)
    }

    private func configure(_ handle: UnsafeMutableRawPointer) -> Bool {
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_POST, 1), (CURLOPT_FOLLOWLOCATION, 0),
            (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
            (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            (CURLOPT_FRESH_CONNECT, 1), (CURLOPT_FORBID_REUSE, 1),
            (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)),
            (CURLOPT_CONNECTTIMEOUT_MS, milliseconds(min(timeout, .seconds(30)))),
            (CURLOPT_TIMEOUT_MS, milliseconds(timeout)),
        ]
        // An empty proxy keeps the environment's from being asked.
        var texts = [(CURLOPT_URL, url), (CURLOPT_PROXY, ""), (CURLOPT_PROTOCOLS_STR, "https")]
        if let file = authorityFile { texts.append((CURLOPT_CAINFO, file)) }
        guard WebhookSettings.isAllowed(url),
            numbers.allSatisfy({ unsafe ccurl_set_long(handle, $0.0, $0.1) == CURLE_OK }),
            texts.allSatisfy({ unsafe ccurl_set_string(handle, $0.0, $0.1) == CURLE_OK })
        else { return false }
        return unsafe body.withUnsafeBytes { bytes in
            unsafe ccurl_set_body(handle, bytes.baseAddress, curl_off_t(bytes.count)) == CURLE_OK
        }
    }

    private func milliseconds(_ duration: Duration) -> Int {
        max(1, Int(duration / .milliseconds(1)))
    }

    /// What libcurl's callbacks read and write, all on one thread.
    private final class Transfer {
        private(set) var answer: [UInt8] = []
        /// Whether the answer was longer than what is read of it.
        private(set) var isCut = false
        private let stop: CourierStop
        private static let grace = Duration.seconds(8)

        init(stop: CourierStop) { self.stop = stop }

        private func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
            let room = HTTPPost.mostAnswer - answer.count
            unsafe answer += bytes.prefix(room)
            isCut = bytes.count > room
            return !isCut
        }

        static let write: ccurl_bytes_function = { bytes, size, count, context in
            guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
            let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            let taken = unsafe transfer.take(
                UnsafeRawBufferPointer(start: bytes, count: size * count))
            // Any other number than that of the bytes ends the transfer.
            return taken ? size * count : 0
        }

        static let progress: curl_xferinfo_callback = { context, _, _, whole, sent in
            guard let context = unsafe context else { return 0 }
            let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            guard let elapsed = transfer.stop.elapsed else { return 0 }
            let isGone = whole > 0 && sent >= whole
            return isGone && elapsed < Transfer.grace ? 0 : 1
        }
    }
}
