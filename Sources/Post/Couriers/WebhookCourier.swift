import Dispatch
import FoundationEssentials

/// How to reach a program that takes messages over HTTPS.
package struct WebhookSettings: Sendable {
    package typealias Secret = @Sendable () throws -> String

    /// Read anew for each message; never logged.
    package var url: Secret
    /// What requests are signed with.
    package var key: Secret
    /// `Authorization: Bearer …`; nil sends none.
    package var bearer: Secret?
    package var authorityFile: String?
    package var timeout: Duration
    package var connections: Int

    package init(
        url: @escaping Secret, key: @escaping Secret, bearer: Secret? = nil,
        authorityFile: String? = nil, timeout: Duration = .seconds(30), connections: Int = 2
    ) {
        self.url = url
        self.key = key
        self.bearer = bearer
        self.authorityFile = authorityFile
        self.timeout = timeout
        self.connections = connections
    }

    /// Whether messages may be posted to an address: nothing is sent in the clear.
    package static func isAllowed(_ url: String) -> Bool {
        url.lowercased().hasPrefix("https://") && url.utf8.count > "https://".utf8.count
            && url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}

/// Posts letters as signed JSON to a program, such as a gateway to a chat.
///
/// A request carries `Tenggat-Message-Id`, the same with each attempt, and
/// `Tenggat-Signature: t=SECONDS,v1=HEX`: HMAC-SHA256 with the shared key over the seconds since 1970, a
/// full stop and the body. Redirects are not followed, and an answer is read up to 64 KiB.
package final class WebhookCourier: Courier {
    package let name: String
    package let capacity: Int
    private let settings: WebhookSettings
    private let body: WebhookBody
    private let now: @Sendable () -> Int64
    private let stopping = CourierStop()
    private let queue = DispatchQueue(label: "org.tenggat.webhook", attributes: .concurrent)

    /// - Parameter now: seconds since 1970, for the signature.
    package init(
        name: String = "webhook", settings: WebhookSettings, body: WebhookBody,
        now: @escaping @Sendable () -> Int64
    ) {
        self.name = name
        self.settings = settings
        self.body = body
        self.now = now
        capacity = settings.connections
    }

    package func deliver(_ parcel: Parcel) async -> Delivery {
        guard stopping.elapsed == nil else { return Delivery(.deferred(.stopped)) }
        let post: HTTPPost
        do {
            post = try request(for: parcel)
        } catch {
            return Delivery(
                .deferred(DeliveryFault("\(error)", concern: .destination)))
        }
        let result = await withCheckedContinuation { continuation in
            queue.async { [stopping] in continuation.resume(returning: post.perform(stop: stopping))
            }
        }
        return Delivery(outcome(of: result))
    }

    /// See ``Courier``.
    package func stop() { stopping.ask() }

    private func request(for parcel: Parcel) throws -> HTTPPost {
        let bytes = Array(try body.json(of: parcel).utf8)
        let seconds = now()
        let key = try settings.key()
        guard !key.isEmpty else {
            throw PostError(code: .settings, message: "the webhook's key is empty")
        }
        let signature = Checksum.hmac(Array("\(seconds).".utf8) + bytes, key: Array(key.utf8))
        var headers = [
            "Content-Type: application/json", "Tenggat-Message-Id: \(parcel.messageID)",
            "Tenggat-Signature: t=\(seconds),v1=\(signature)",
        ]
        if let bearer = try settings.bearer?() { headers.append("Authorization: Bearer \(bearer)") }
        guard headers.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }) else {
            throw PostError(
                code: .settings, message: "the webhook's bearer token is not one line of ASCII")
        }
        return HTTPPost(
            url: try settings.url(), headers: headers, body: bytes,
            authorityFile: settings.authorityFile, timeout: settings.timeout)
    }

    private func outcome(of result: HTTPPost.Result) -> DeliveryOutcome {
        switch result {
        case .answered(let status, let body):
            Self.outcome(
                status: status,
                words: SubjectLine.truncated(
                    SubjectLine.flattened(String(decoding: body, as: UTF8.self)), to: 500))
        case .failed(_, mayHaveArrived: false) where stopping.elapsed != nil: .deferred(.stopped)
        case .failed(let words, mayHaveArrived: false):
            .deferred(
                DeliveryFault(
                    words, summary: DeliveryFault.ofConnections.first { words.hasPrefix($0) },
                    concern: .destination))
        case .failed(let words, mayHaveArrived: true):
            .uncertain(
                DeliveryFault("the message was handed over, then: \(words)", concern: .destination))
        }
    }

    /// What an answer means (RFC 9110, 15): 2xx took it; what asks for another address or another login
    /// is ours to mend, or our limit there is reached, and keeps everything waiting; other 4xx are this message's.
    static func outcome(status: Int, words: String) -> DeliveryOutcome {
        let fault = { (concern: DeliveryFault.Concern) in
            DeliveryFault(
                "HTTP \(status) \(words)",
                summary: [402, 429].contains(status)
                    ? "HTTP \(status) \(DeliveryFault.ofLimit)" : "HTTP \(status)",
                concern: concern)
        }
        return switch status {
        case 200..<300: .sent(response: "HTTP \(status) \(words)")
        case 408, 425: .deferred(fault(.letter))
        case 401, 402, 403, 404, 405, 407, 410, 429, 300..<400: .deferred(fault(.destination))
        case 400..<500: .refused(fault(.letter))
        case 502, 503, 504: .deferred(fault(.destination))
        default: .deferred(fault(.letter))
        }
    }
}

extension WebhookCourier: TestableCourier {
    /// Posts once; where the server's certificate is not believed, says whose it is.
    package func steps(of parcel: Parcel) async -> [CourierStep] {
        let outcome = await deliver(parcel).outcome
        guard case .deferred(let fault) = outcome, fault.summary == DeliveryFault.untrusted else {
            return [CourierStep(of: outcome)]
        }
        let certificate = await withCheckedContinuation { continuation in
            queue.async {
                // What could not be read was told by the delivery.
                let post = try? self.request(for: parcel)
                continuation.resume(returning: post?.unverifiedCertificate)
            }
        }
        return [
            CourierStep(
                "tls",
                failed: fault.words
                    + (certificate.map { "; the certificate is \($0.description)" } ?? ""),
                remedy:
                    "its issuer is not trusted here: give the authority's file as `ca_file`; where "
                    + "its names are not the address's, mend the address")
        ]
    }
}
