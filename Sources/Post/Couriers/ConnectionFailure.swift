import CCurl

/// Why a server was not heard of to the end: no answer of its own, and so told in our words beside libcurl's.
struct ConnectionFailure: Hashable, Sendable {
    /// With what the library says of it, which names host and port.
    var words: String
    /// One of ``DeliveryFault/ofConnections``, or the library's own words of what we know nothing better of.
    var summary: String

    /// - Parameters:
    ///   - code: libcurl's.
    ///   - said: libcurl's words.
    init(_ code: CURLcode, said: String) {
        let summary: String? =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
                DeliveryFault.unknownHost
            case CURLE_COULDNT_CONNECT: DeliveryFault.unreachable
            // Of `CURLOPT_TIMEOUT_MS` and `CURLOPT_CONNECTTIMEOUT_MS` alike.
            case CURLE_OPERATION_TIMEDOUT: DeliveryFault.silent
            case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE,
                CURLE_WEIRD_SERVER_REPLY, CURLE_UPLOAD_FAILED:
                DeliveryFault.closed
            case CURLE_SSL_CONNECT_ERROR, CURLE_USE_SSL_FAILED: DeliveryFault.unencrypted
            case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
                DeliveryFault.untrusted
            default: nil
            }
        self.init(said: said, summary: summary)
    }

    /// - Parameter summary: nil where the words are all that is known.
    init(said: String, summary: String? = nil) {
        words = summary.map { "\($0) (\(said))" } ?? said
        self.summary = summary ?? said
    }
}

extension DeliveryFault {
    static let unknownHost = "the server's name could not be looked up"
    static let unreachable = "the server could not be reached"
    static let silent = "the server did not answer in time"
    static let closed = "the server closed the connection"
    static let unencrypted = "no encrypted connection with the server came about"
    static let untrusted = "the server's certificate is not trusted"

    /// What is said of a server that said nothing itself, whatever library found it out.
    package static let ofConnections = [
        unknownHost, unreachable, silent, closed, unencrypted, untrusted,
    ]
}
