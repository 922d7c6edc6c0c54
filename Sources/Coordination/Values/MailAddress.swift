/// What a mail address looks like that every server takes.
package enum MailAddress {
    /// Whether a text is `local@domain` in printable ASCII, at most 254 bytes: RFC 5321 without quoted local
    /// parts and address literals, and without SMTPUTF8 (RFC 6531), which few servers take.
    package static func isValid(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count <= 254, let at = bytes.firstIndex(of: UInt8(ascii: "@")), at <= 64 else {
            return false
        }
        return isDotted(bytes[..<at], by: isOfLocalPart)
            && isDotted(bytes[(at + 1)...], by: isOfDomain)
    }

    /// Whether labels of `allowed` bytes stand between dots, none of them empty.
    private static func isDotted(_ bytes: ArraySlice<UInt8>, by allowed: (UInt8) -> Bool) -> Bool {
        var last = UInt8(ascii: ".")
        for byte in bytes {
            guard allowed(byte) || byte == UInt8(ascii: "."),
                byte != UInt8(ascii: ".") || byte != last
            else { return false }
            last = byte
        }
        return last != UInt8(ascii: ".")
    }

    private static func isOfLocalPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: ";"),
            UInt8(ascii: ","), UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "@"):
            false
        default: byte > 0x20 && byte < 0x7F
        }
    }

    private static func isOfDomain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
