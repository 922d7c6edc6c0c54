import CCurl
import Dispatch
import Glibc

/// One kept connection to a mail server: a libcurl handle that only its own serial queue touches.
///
/// libcurl's SMTP blocks, so it runs on the queue's thread and not on one of Swift's pool.
@safe final class SMTPConnection: Sendable {
    let settings: SMTPSettings
    let queue = DispatchQueue(label: "org.tenggat.smtp")
    /// Right to share: every use is on `queue`, bar `deinit`, when nobody else holds it.
    nonisolated(unsafe) let handle: UnsafeMutableRawPointer

    /// Whether the connection is out of step: a transfer failed, and its answer may still come, which the
    /// next letter must not take for its own. Only touched on `queue`.
    private nonisolated(unsafe) var isOutOfStep = false

    /// How the last transfer ended. Only touched on `queue`.
    private(set) nonisolated(unsafe) var lastCode = CURLE_OK

    private static let isStarted: Bool = ccurl_global_init() == CURLE_OK

    /// - Throws: ``PostError`` with code `settings` when libcurl will not take an option.
    init(settings: SMTPSettings) throws(PostError) {
        guard Self.isStarted, let handle = unsafe curl_easy_init() else {
            throw PostError(code: .settings, message: "libcurl cannot be started")
        }
        self.settings = settings
        unsafe self.handle = unsafe handle
        try configure()
    }

    deinit {
        // Says QUIT where a connection is open.
        unsafe curl_easy_cleanup(handle)
    }

    func deliver(_ parcel: Parcel, stop: CourierStop) async -> Delivery {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.attempt(parcel, stop: stop)) }
        }
    }

    /// One attempt, and a second on a new connection when a kept one turned out to be closed before
    /// the letter was touched.
    private func attempt(_ parcel: Parcel, stop: CourierStop) -> Delivery {
        let first = unsafe transfer(parcel, isFresh: isOutOfStep, stop: stop)
        if let token = first.refusedToken {
            settings.tokens?.discard(token)
        } else if !first.isStale {
            return first.delivery
        }
        return transfer(parcel, isFresh: true, stop: stop).delivery
    }

    private struct Transfer {
        var delivery: Delivery
        /// Whether a kept connection was used, and gone.
        var isStale = false
        /// The token that the server did not take, where it may only be too old.
        var refusedToken: String?
    }

    private func transfer(_ parcel: Parcel, isFresh: Bool, stop: CourierStop) -> Transfer {
        guard stop.elapsed == nil else { return Transfer(delivery: Delivery(.deferred(.stopped))) }
        let exchange = SMTPExchange(
            parcel: parcel, needsLogin: settings.user != nil, stop: stop)
        let token: String?
        do throws(TokenSource.Fault) {
            token = try settings.tokens?.token(stop: stop)
            try prepare(parcel, isFresh: isFresh, token: token)
        } catch {
            return Transfer(
                delivery: Delivery(
                    .deferred(
                        DeliveryFault(
                            error.words, summary: error.summary, concern: .destination))))
        }
        var recipients: UnsafeMutablePointer<curl_slist>?
        for recipient in parcel.recipients {
            unsafe recipients = curl_slist_append(recipients, "<\(recipient)>")
        }
        defer { unsafe curl_slist_free_all(recipients) }
        unsafe _ = ccurl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        let failure = perform(exchange)
        unsafe isOutOfStep = failure != nil
        unsafe _ = ccurl_set_list(handle, CURLOPT_MAIL_RCPT, nil)
        var opened = 0
        unsafe _ = ccurl_get_long(handle, CURLINFO_NUM_CONNECTS, &opened)
        return Transfer(
            delivery: exchange.dialogue.delivery(
                failure: failure.map { unsafe ConnectionFailure(lastCode, said: $0) }),
            isStale: failure != nil && !isFresh && opened == 0
                && exchange.dialogue.foundConnectionClosed,
            refusedToken: exchange.dialogue.wasRefusedLogin ? token : nil)
    }

    /// Runs the transfer; nil when libcurl calls it a success.
    func perform(_ exchange: SMTPExchange) -> String? {
        // The exchange outlives the call below, which is all that uses the pointer.
        let context = unsafe Unmanaged.passUnretained(exchange).toOpaque()
        unsafe _ = ccurl_set_read(handle, SMTPExchange.read, context)
        unsafe _ = ccurl_set_header(handle, SMTPExchange.header, context)
        unsafe _ = ccurl_set_trace(handle, SMTPExchange.trace, context)
        unsafe _ = ccurl_set_progress(handle, SMTPExchange.progress, context)
        return withExtendedLifetime(exchange) {
            var words = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
            return unsafe words.withUnsafeMutableBufferPointer { buffer -> String? in
                unsafe _ = ccurl_set_error_buffer(handle, buffer.baseAddress)
                let code = unsafe curl_easy_perform(handle)
                unsafe lastCode = code
                unsafe _ = ccurl_set_error_buffer(handle, nil)
                guard code != CURLE_OK else { return nil }
                let general = unsafe String(cString: curl_easy_strerror(code))
                guard let start = buffer.baseAddress, unsafe buffer[0] != 0 else { return general }
                return unsafe String(cString: start)
            }
        }
    }

    /// What differs from letter to letter.
    func prepare(
        _ parcel: Parcel, isFresh: Bool, token: String?
    ) throws(TokenSource.Fault) {
        if let token { unsafe _ = ccurl_set_string(handle, CURLOPT_XOAUTH2_BEARER, token) }
        if let password = settings.password {
            do {
                let secret = try password()
                guard !secret.isEmpty, secret.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
                    throw PostError(
                        code: .settings, message: "it is not one line that says something")
                }
                unsafe _ = ccurl_set_string(handle, CURLOPT_PASSWORD, secret)
            } catch {
                let words = "the mail server's password cannot be used: \(SystemReason.of(error))"
                throw TokenSource.Fault(words: words, summary: words)
            }
        }
        unsafe _ = ccurl_set_long(handle, CURLOPT_FRESH_CONNECT, isFresh ? 1 : 0)
        unsafe _ = ccurl_set_string(handle, CURLOPT_MAIL_FROM, "<\(parcel.envelopeSender)>")
        unsafe _ = ccurl_set_offset(
            handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(parcel.bytes.count))
    }

    /// What is the same for all letters.
    private func configure() throws(PostError) {
        var options: [(CURLoption, Int)] = [
            // Threads and signals do not mix.
            (CURLOPT_NOSIGNAL, 1),
            (CURLOPT_UPLOAD, 1),
            // Verification is libcurl's default; it is said here so that nobody turns it off by chance.
            (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
            (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            (CURLOPT_CONNECTTIMEOUT_MS, milliseconds(settings.connectTimeout)),
            (CURLOPT_TIMEOUT_MS, milliseconds(settings.transferTimeout)),
            // Of one reply, also to the QUIT that closes a connection: libcurl waits two minutes for that otherwise.
            (
                CURLOPT_SERVER_RESPONSE_TIMEOUT,
                max(1, milliseconds(min(settings.transferTimeout, .seconds(120))) / 1_000)
            ),
            // The trace function is called only in this mode; nothing is printed.
            (CURLOPT_VERBOSE, 1),
            (CURLOPT_MAXCONNECTS, 1),
            // Past a copy that is refused; the main recipient's refusal ends the dialogue (SMTPDialogue).
            (ccurl_recipients_may_fail, 1),
        ]
        options.append(
            (CURLOPT_USE_SSL, settings.encryption == .none ? ccurl_tls_none : ccurl_tls_all))
        for (option, value) in options {
            try check(unsafe ccurl_set_long(handle, option, value))
        }
        // An empty proxy keeps the environment's from being asked.
        var texts = [
            (CURLOPT_URL, url), (CURLOPT_PROXY, ""), (CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
        ]
        if let file = settings.authorityFile { texts.append((CURLOPT_CAINFO, file)) }
        if let user = settings.user { texts.append((CURLOPT_USERNAME, user)) }
        if settings.tokens != nil {
            // Nothing else than a token may be tried where the settings want one.
            texts.append((CURLOPT_LOGIN_OPTIONS, "AUTH=OAUTHBEARER;AUTH=XOAUTH2"))
        }
        for (option, value) in texts {
            try check(unsafe ccurl_set_string(handle, option, value))
        }
    }

    private var url: String { settings.url }

    private func check(_ code: CURLcode) throws(PostError) {
        guard code != CURLE_OK else { return }
        let words = unsafe String(cString: curl_easy_strerror(code))
        throw PostError(
            code: .settings, message: "libcurl does not take the smtp settings: \(words)")
    }

    private func milliseconds(_ duration: Duration) -> Int {
        max(1, Int(duration / .milliseconds(1)))
    }
}
