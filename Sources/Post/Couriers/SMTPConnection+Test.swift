import CCurl
import Dispatch
import Glibc

extension SMTPConnection {
    /// Takes a letter to the server on a connection of its own, and says what was answered.
    func test(_ parcel: Parcel, stop: CourierStop) async -> [CourierStep] {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.tried(parcel, stop: stop)) }
        }
    }

    private func tried(_ parcel: Parcel, stop: CourierStop) -> [CourierStep] {
        do throws(TokenSource.Fault) {
            try prepare(parcel, isFresh: true, token: try settings.tokens?.token(stop: stop))
        } catch {
            return [
                settings.tokens == nil
                    ? CourierStep(
                        "password", failed: error.words,
                        remedy: "give the password in one line, in a file or credential that the "
                            + "service's user may read")
                    : CourierStep(
                        "token", failed: error.words,
                        remedy: "check `oauth2`: token_url, client_id, the secrets and the scope")
            ]
        }
        let exchange = SMTPExchange(
            parcel: parcel, needsLogin: settings.user != nil, stop: stop)
        unsafe _ = ccurl_set_long(handle, CURLOPT_CERTINFO, 1)
        let recipients = unsafe curl_slist_append(nil, "<\(parcel.recipients.first ?? "")>")
        defer { unsafe curl_slist_free_all(recipients) }
        unsafe _ = ccurl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        let words = perform(exchange)
        unsafe _ = ccurl_set_list(handle, CURLOPT_MAIL_RCPT, nil)
        let failure = words.map { (code: unsafe lastCode, words: $0) }
        let peer = unsafe ccurl_get_string(handle, CURLINFO_PRIMARY_IP).map {
            unsafe String(cString: $0)
        }
        var certificate = unsafe Self.certificate(seenBy: handle)
        if certificate == nil, settings.encryption != .none { certificate = unverifiedCertificate }
        if settings.tokens != nil, exchange.dialogue.wasRefusedLogin { forgetToken(stop: stop) }
        return SMTPTest(
            settings: settings, parcel: parcel, replies: exchange.dialogue.replies,
            failure: failure, halt: exchange.dialogue.halt, certificate: certificate,
            peer: peer?.isEmpty == true ? nil : peer
        ).steps
    }

    private func forgetToken(stop: CourierStop) {
        guard let tokens = settings.tokens else { return }
        do throws(TokenSource.Fault) {
            tokens.discard(try tokens.token(stop: stop))
        } catch {
            // There is none to forget.
        }
    }

    /// The certificate of a server that was not believed: asked for by a connection that says nothing
    /// but NOOP, and never logs in.
    private var unverifiedCertificate: ServerCertificate? {
        guard let other = unsafe curl_easy_init() else { return nil }
        defer { unsafe curl_easy_cleanup(other) }
        for (option, value) in [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_SSL_VERIFYPEER, 0), (CURLOPT_SSL_VERIFYHOST, 0),
            (CURLOPT_CERTINFO, 1), (CURLOPT_USE_SSL, ccurl_tls_all), (CURLOPT_NOBODY, 1),
            (CURLOPT_TIMEOUT_MS, 10_000),
        ] { unsafe _ = ccurl_set_long(other, option, value) }
        for (option, value) in [
            (CURLOPT_URL, settings.url), (CURLOPT_PROXY, ""), (CURLOPT_CUSTOMREQUEST, "NOOP"),
            (CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
        ] { unsafe _ = ccurl_set_string(other, option, value) }
        unsafe _ = curl_easy_perform(other)
        return unsafe Self.certificate(seenBy: other)
    }

    /// The first of the chain is the server's own.
    static func certificate(
        seenBy handle: UnsafeMutableRawPointer
    ) -> ServerCertificate? {
        guard let found = unsafe ccurl_certificates(handle), unsafe found.pointee.num_of_certs > 0
        else { return nil }
        var fields: [String] = []
        var next = unsafe found.pointee.certinfo[0]
        while let entry = unsafe next {
            if let data = unsafe entry.pointee.data { unsafe fields.append(String(cString: data)) }
            unsafe next = entry.pointee.next
        }
        return fields.isEmpty ? nil : ServerCertificate(fields: fields)
    }
}

extension SMTPCourier: TestableCourier {
    /// Tries on a connection of its own.
    package func steps(of parcel: Parcel) async -> [CourierStep] {
        do throws(PostError) {
            return try await SMTPConnection(settings: settings).test(parcel, stop: stopping)
        } catch {
            return [
                CourierStep("settings", failed: error.message, remedy: "see the courier's settings")
            ]
        }
    }
}
