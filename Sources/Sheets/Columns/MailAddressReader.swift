import Coordination

/// Reads mail addresses as people copy them: plain ones of the sort that every server takes (RFC 5321,
/// 4.1.2, without quoted local parts and without SMTPUTF8), with a name before them and angle brackets
/// around them (RFC 5322, 3.4), behind `mailto:`, several in one cell.
enum MailAddressReader {
    /// One address.
    ///
    /// - Throws: a warning: letters to somebody without an address go elsewhere, and the sheet is
    ///   taken all the same.
    static func read(_ text: String) throws(CellFault) -> String {
        let (addresses, isWhole) = addresses(in: text)
        guard isWhole, let first = addresses.first else { throw fault(keeping: []) }
        guard addresses.count == 1 else {
            throw fault(
                keeping: [first],
                expected: BilingualText(
                    en: "one mail address, such as \(first)",
                    id: "satu alamat surel saja, misalnya \(first)"))
        }
        try checkDomains(of: addresses)
        return first
    }

    /// Several addresses, separated by comma, semicolon, line end or space; written with `, ` between
    /// them, each once.
    static func readSeveral(_ text: String) throws(CellFault) -> String {
        let (addresses, isWhole) = addresses(in: text)
        guard isWhole, !addresses.isEmpty else { throw fault(keeping: addresses) }
        try checkDomains(of: addresses)
        return addresses.joined(separator: ", ")
    }

    /// - Throws: a warning of an address that no server outside the house can find.
    private static func checkDomains(of addresses: [String]) throws(CellFault) {
        let local = addresses.filter { address in
            address.split(separator: "@").last.map { !$0.contains(".") } ?? true
        }
        guard let first = local.first else { return }
        throw CellFault(
            code: .invalidAddress, severity: .warning,
            expected: BilingualText(
                en:
                    "an address whose domain has a dot, such as \(first).example: mail to “\(first)” "
                    + "leaves no house",
                id: "alamat yang nama domainnya memakai titik, misalnya \(first).example: surel ke "
                    + "“\(first)” tidak akan sampai di luar kantor"),
            ifTaken: .asItStands, value: .text(addresses.joined(separator: ", ")))
    }

    private static func fault(
        keeping addresses: [String],
        expected: BilingualText = SheetColumn.CellType.address.expectation
    ) -> CellFault {
        CellFault(
            code: .invalidAddress, severity: .warning,
            expected: expected.followed(
                en: "; the address that is known stays", id: "; alamat yang sudah tercatat tetap"),
            value: addresses.isEmpty ? nil : .text(addresses.joined(separator: ", ")),
            isPartial: true)
    }

    /// The addresses of a text in their order, and whether there is nothing else in it.
    private static func addresses(in text: String) -> ([String], isWhole: Bool) {
        var found: [String] = []
        var isWhole = true
        // `Hakim, Rahman <rahman@maju.test>`: a name before a bracket may have a comma in it.
        var isName = false
        for part in parts(of: text) {
            let candidates: [Substring]
            if let open = part.lastIndex(of: "<"), part.last == ">" {
                candidates = [part[part.index(after: open)...].dropLast()]
                isName = false
            } else if !part.contains("@") {
                isName = true
                continue
            } else {
                candidates = part.split(separator: " ")
            }
            for candidate in candidates {
                let address = bare(candidate)
                guard MailAddress.isValid(address) else {
                    isWhole = false
                    continue
                }
                if !found.contains(String(address)) { found.append(String(address)) }
            }
        }
        return (found, isWhole && !isName)
    }

    /// Splits at commas, semicolons and line ends that stand neither in a quoted name nor in brackets.
    private static func parts(of text: String) -> [Substring] {
        var isQuoted = false
        var isBracketed = false
        let seen = String.UnicodeScalarView(
            text.unicodeScalars.filter { !CellText.isInvisible($0) })
        return String(seen).split { character in
            switch character {
            case "\"": isQuoted.toggle()
            case "<" where !isQuoted: isBracketed = true
            case ">" where !isQuoted: isBracketed = false
            case ",", ";": return !isQuoted && !isBracketed
            case "\n": return true
            default: break
            }
            return false
        }
        .map(trimmed).filter { !$0.isEmpty }
    }

    /// Without `mailto:` before it and what a link says behind a question mark.
    private static func bare(_ text: Substring) -> Substring {
        var address = trimmed(text)
        if address.prefix(7).lowercased() == "mailto:" {
            address = address.dropFirst(7).prefix { $0 != "?" }
        }
        address = address.drop { "<'\"".contains($0) }
        while let last = address.last, ">'\"".contains(last) { address.removeLast() }
        return trimmed(address)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop { $0 == " " }
        return start.lastIndex { $0 != " " }.map { start[...$0] } ?? ""
    }
}
