/// What a mail address looks like that every server takes.
package enum MailAddress {
    /// Whether a text is `local@domain` in printable ASCII, at most 254 bytes: RFC 5321 without quoted local
    /// parts and address literals, and without SMTPUTF8 (RFC 6531), which few servers take.
    package static func isValid(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count <= 64, text.utf8.count <= 254 else {
            return false
        }
        return parts.allSatisfy { part in
            !part.isEmpty && part.first != "." && part.last != "." && !hasEmptyLabel(part)
                && part.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !specials.contains($0) }
        } && parts[1].utf8.allSatisfy(isOfDomain)
    }

    private static func hasEmptyLabel(_ part: some StringProtocol) -> Bool {
        zip(part.utf8, part.utf8.dropFirst()).contains { $0 == $1 && $0 == UInt8(ascii: ".") }
    }

    private static let specials = Set("()<>[]:;,\\\"".utf8)

    private static func isOfDomain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
