import FoundationEssentials
import Synchronization

/// Where the access tokens of a mailbox come from (RFC 6749).
package struct TokenSettings: Sendable {
    package typealias Secret = @Sendable () throws -> String

    package var url: String
    package var clientID: String
    package var clientSecret: Secret?
    /// With one the grant is `refresh_token` (6), without one `client_credentials` (4.4).
    package var refreshToken: Secret?
    package var scope: String?
    package var authorityFile: String?
    package var timeout: Duration
    /// Where a refresh token is kept that the server gave in place of the last one; nil remembers it while
    /// the process lives.
    package var keptAt: String?

    package init(
        url: String, clientID: String, clientSecret: Secret? = nil, refreshToken: Secret? = nil,
        scope: String? = nil, authorityFile: String? = nil, timeout: Duration = .seconds(30),
        keptAt: String? = nil
    ) {
        self.url = url
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.refreshToken = refreshToken
        self.scope = scope
        self.authorityFile = authorityFile
        self.timeout = timeout
        self.keptAt = keptAt
    }
}

/// Fetches access tokens, keeps each until shortly before it expires, and renews it.
package final class TokenSource: Sendable {
    /// Why there is no token.
    struct Fault: Error {
        /// Without any secret.
        var words: String
        var summary: String
    }

    private struct State {
        var token: String?
        var freshUntil = ContinuousClock.now
        /// A refresh token that was given in place of the one in the settings, and whose place it took.
        var renewed: KeptToken?
    }

    private let settings: TokenSettings
    /// Held while a token is fetched: whoever asks meanwhile gets the same one.
    private let state = Mutex(State())

    package init(_ settings: TokenSettings) { self.settings = settings }

    /// A token that is good for a while; blocks while one is fetched.
    func token(stop: CourierStop) throws(Fault) -> String {
        let result = state.withLock { state -> Result<String, Fault> in
            if let token = state.token, state.freshUntil > .now { return .success(token) }
            do throws(Fault) {
                return .success(try fetch(&state, stop: stop))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Forgets a token that a mail server did not take.
    func discard(_ token: String) {
        state.withLock { if $0.token == token { $0.token = nil } }
    }

    private func fetch(_ state: inout State, stop: CourierStop) throws(Fault) -> String {
        state.token = nil
        let original = try read(settings.refreshToken, "refresh token")
        if state.renewed == nil { state.renewed = KeptToken.read(from: settings.keptAt) }
        if let original, state.renewed?.isOf(original) == false { state.renewed = nil }
        var fields = [("client_id", settings.clientID)]
        if let original {
            fields.append(("grant_type", "refresh_token"))
            fields.append(("refresh_token", state.renewed?.token ?? original))
        } else {
            fields.append(("grant_type", "client_credentials"))
        }
        if let secret = try read(settings.clientSecret, "client secret") {
            fields.append(("client_secret", secret))
        }
        if let scope = settings.scope { fields.append(("scope", scope)) }
        let post = HTTPPost(
            url: settings.url,
            headers: [
                "Content-Type: application/x-www-form-urlencoded", "Accept: application/json",
            ],
            body: Array(
                fields.map { "\($0)=\(Self.formEncoded($1))" }.joined(separator: "&").utf8),
            authorityFile: settings.authorityFile, timeout: settings.timeout)
        let began = ContinuousClock.now
        let answer = try Self.reading(of: post.perform(stop: stop))
        guard let token = answer.accessToken, !token.isEmpty,
            token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw Self.fault("answers without a token") }
        let life = answer.life
        state.token = token
        // Renewed before it ends: a letter may take its time.
        state.freshUntil = began + life - min(.seconds(60), life / 5)
        if let original, let renewed = answer.refreshToken, renewed != original,
            renewed != state.renewed?.token
        {
            let kept = KeptToken(token: renewed, inPlaceOf: original)
            state.renewed = kept
            try kept.write(to: settings.keptAt)
        }
        return token
    }

    private func read(
        _ secret: TokenSettings.Secret?, _ what: String
    ) throws(Fault) -> String? {
        guard let secret else { return nil }
        do {
            return try secret()
        } catch {
            throw Fault(
                words: "the \(what) cannot be read: \(SystemReason.of(error))",
                summary: "the \(what) cannot be read")
        }
    }

    private static func reading(of result: HTTPPost.Result) throws(Fault) -> TokenAnswer {
        let (status, body): (Int, [UInt8])
        switch result {
        case .failed(let words, _):
            throw fault("does not answer: \(words)")
        case .answered(let answered, let bytes): (status, body) = (answered, bytes)
        }
        let answer: TokenAnswer
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            answer = try decoder.decode(TokenAnswer.self, from: Data(body))
        } catch {
            throw fault("answers HTTP \(status) without JSON")
        }
        guard status == 200, answer.error == nil else {
            // A code of RFC 6749, 5.2; anything else could be anything.
            let code = (answer.error ?? "").filter { $0.isASCII && ($0.isLetter || $0 == "_") }
            let what = "refuses: \(code.isEmpty ? "HTTP \(status)" : String(code.prefix(40)))"
            let more = SubjectLine.truncated(
                SubjectLine.flattened(answer.errorDescription ?? ""), to: 300)
            throw Fault(
                words: "the token server \(what) \(more)", summary: "the token server \(what)")
        }
        return answer
    }

    private static func fault(_ what: String) -> Fault {
        Fault(words: "the token server \(what)", summary: "the token server \(what)")
    }

    /// application/x-www-form-urlencoded (RFC 6749, appendix B).
    static func formEncoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                byte < 0x80
                && (Character(UnicodeScalar(byte)).isLetter
                    || Character(UnicodeScalar(byte)).isNumber || "-._".utf8.contains(byte))
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }
}

/// What a token server answers (RFC 6749, 5).
private struct TokenAnswer: Decodable {
    var accessToken, refreshToken, error, errorDescription: String?
    /// Seconds, which some servers write as a text.
    var expiresIn: Seconds?

    /// A token of which nothing is said lasts as long as the shortest usual ones.
    var life: Duration { .seconds(max(0, min(expiresIn?.count ?? 600, 86_400))) }

    struct Seconds: Decodable {
        var count: Int

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            do {
                count = try value.decode(Int.self)
            } catch DecodingError.typeMismatch {
                count = Int(try value.decode(String.self)) ?? 600
            }
        }
    }
}

/// A refresh token that took another one's place.
private struct KeptToken: Codable {
    var token: String
    /// The checksum of the one in the settings, so that a new one there counts.
    var of: String

    init(token: String, inPlaceOf original: String) {
        self.token = token
        of = Checksum.sha256(Array(original.utf8))
    }

    func isOf(_ original: String) -> Bool { of == Checksum.sha256(Array(original.utf8)) }

    /// Nil where none is kept, or none that can be read: the settings' own is used then.
    static func read(from path: String?) -> KeptToken? {
        guard let path, let bytes = FileManager.default.contents(atPath: path) else { return nil }
        do {
            return try JSONDecoder().decode(KeptToken.self, from: Data(bytes))
        } catch {
            return nil
        }
    }

    func write(to path: String?) throws(TokenSource.Fault) {
        guard let path else { return }
        do {
            let draft = path + ".new"
            let isMade = FileManager.default.createFile(
                atPath: draft, contents: try JSONEncoder().encode(self),
                attributes: [.posixPermissions: 0o600])
            guard isMade else { throw CocoaError(.fileWriteUnknown) }
            if FileManager.default.fileExists(atPath: path) {
                try FileManager.default.removeItem(atPath: path)
            }
            try FileManager.default.moveItem(atPath: draft, toPath: path)
        } catch {
            throw TokenSource.Fault(
                words:
                    "the renewed refresh token cannot be kept in \(path): \(SystemReason.of(error))",
                summary: "the renewed refresh token cannot be kept")
        }
    }
}
