/// How to reach a mail server.
package struct SMTPSettings: Sendable {
    /// How the connection is kept from being read.
    package enum Encryption: String, Sendable, CaseIterable {
        /// Not at all: for a server on the same machine.
        case none
        /// Begins in the clear and must change over (RFC 3207); a server that cannot is not used.
        case startTLS = "starttls"
        /// TLS from the first byte (RFC 8314), usually port 465.
        case tls
    }

    /// A name or an address, IPv6 without brackets.
    package var host: String
    package var port: Int
    package var encryption: Encryption
    /// PEM file of the authorities to trust; nil takes the system's.
    package var authorityFile: String?
    /// Nil does not log in.
    package var user: String?
    /// Asked before each attempt, so that a credential that was replaced is taken up; never logged.
    package var password: (@Sendable () throws -> String)?
    /// Logs in with tokens (RFC 7628, XOAUTH2) instead of a password.
    package var tokens: TokenSource?
    /// What we call ourselves in EHLO; nil takes the machine's name.
    package var heloName: String?
    package var connectTimeout: Duration
    /// For one letter, from the first command to the last reply.
    package var transferTimeout: Duration
    /// How many letters may be on their way at once, each on a kept connection of its own.
    package var connections: Int

    package init(
        host: String, port: Int, encryption: Encryption, authorityFile: String? = nil,
        user: String? = nil, password: (@Sendable () throws -> String)? = nil,
        tokens: TokenSource? = nil, heloName: String? = nil,
        connectTimeout: Duration = .seconds(30),
        transferTimeout: Duration = .seconds(300), connections: Int = 2
    ) {
        self.host = host
        self.port = port
        self.encryption = encryption
        self.authorityFile = authorityFile
        self.user = user
        self.password = password
        self.tokens = tokens
        self.heloName = heloName
        self.connectTimeout = connectTimeout
        self.transferTimeout = transferTimeout
        self.connections = connections
    }

    /// What contradicts itself, or would send a password where others can read it.
    ///
    /// - Throws: ``PostError`` with code `settings`.
    package func validate() throws(PostError) {
        func fail(_ message: String) -> PostError { PostError(code: .settings, message: message) }
        let isPlain: (UInt8) -> Bool = {
            $0 > 0x20 && $0 < 0x7F && !Set("/@?#%<>\\\"".utf8).contains($0)
        }
        guard !host.isEmpty, host.utf8.allSatisfy(isPlain) else {
            throw fail("smtp host “\(SubjectLine.flattened(host))” is no host name")
        }
        guard (1...65535).contains(port) else { throw fail("smtp port \(port) is not in 1–65535") }
        guard (1...64).contains(connections) else {
            throw fail("smtp connections \(connections) is not in 1–64")
        }
        if let heloName, heloName.isEmpty || !heloName.utf8.allSatisfy(isPlain) {
            throw fail("smtp helo name “\(SubjectLine.flattened(heloName))” is no host name")
        }
        guard (user == nil) == (password == nil && tokens == nil) else {
            throw fail("smtp needs both user and password, or neither")
        }
        guard user == nil || encryption != .none || isLoopback else {
            throw fail(
                "smtp would send the password of “\(host)” unencrypted; set starttls or tls")
        }
    }

    /// Whether the host is this machine by name or by address; other names are not looked up.
    var isLoopback: Bool {
        let name = host.lowercased()
        if name == "localhost" || name == "::1" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// libcurl takes the EHLO name from the path.
    var url: String {
        let scheme = encryption == .tls ? "smtps" : "smtp"
        let shownHost = host.contains(":") ? "[\(host)]" : host
        return "\(scheme)://\(shownHost):\(port)/\(heloName ?? "")"
    }
}
