/// A person's or an office's address as a header shows it.
package struct Mailbox: Hashable, Sendable {
    /// Nil for a bare address.
    package var name: String?
    package var address: String

    package init(name: String? = nil, address: String) {
        self.name = name
        self.address = address
    }

    /// Whether a text can be an address in an envelope and a header: `local@domain` in printable
    /// ASCII (RFC 5321 without quoted local parts and without SMTPUTF8, which few servers take).
    package static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254 else { return false }
        return parts.allSatisfy { part in
            !part.isEmpty && part.first != "." && part.last != "."
                && part.utf8.allSatisfy { byte in
                    byte > 0x20 && byte < 0x7F && !Self.specials.contains(byte)
                }
        }
    }

    private static let specials = Set("()<>[]:;,\\\"".utf8)
}
