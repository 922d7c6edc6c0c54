import Coordination

/// Checks that a text is a mail address of the plain sort (RFC 5321, 4.1.2, without quoted local parts
/// and without SMTPUTF8, which not every server takes).
enum MailAddressReader {
    /// - Throws: a warning: letters to somebody without an address go elsewhere, and the sheet is
    ///   taken all the same.
    static func read(_ text: String) throws(CellFault) -> String {
        guard isAddress(text[...]) else { throw fault(keeping: []) }
        return text
    }

    /// Several addresses, separated by comma or semicolon; written with `, ` between them.
    static func readSeveral(_ text: String) throws(CellFault) -> String {
        let parts = text.split { ",;\n ".contains($0) }
        let addresses = parts.filter(isAddress).map(String.init)
        guard addresses.count == parts.count, !parts.isEmpty else {
            throw fault(keeping: addresses)
        }
        return addresses.joined(separator: ", ")
    }

    private static func fault(keeping addresses: [String]) -> CellFault {
        CellFault(
            code: .invalidAddress, severity: .warning,
            expected: SheetColumn.CellType.address.expectation
                .followed(en: "; left out", id: "; tidak dicatat"),
            value: addresses.isEmpty ? nil : .text(addresses.joined(separator: ", ")))
    }

    private static func isAddress(_ text: Substring) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].utf8.count <= 64 && text.utf8.count <= 254
            && parts.allSatisfy { part in
                !part.isEmpty && part.first != "." && part.last != "." && !part.contains("..")
                    && part.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
                    && !part.contains { "()<>[]:;,\\\"".contains($0) }
            }
    }
}
