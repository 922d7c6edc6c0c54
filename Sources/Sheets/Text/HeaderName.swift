/// Header names and words as they are compared.
enum HeaderName {
    /// Without regard to case, spaces, `_`, `-`, `.`, and the `*` or `:` that people add.
    ///
    /// `Tanggal Janji` and `Tgl. Janji`, `Nomor PO` and `No. PO` are the same.
    static func canonical(_ text: String) -> String {
        var name = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars where !isIgnored(scalar) {
            name.append(scalar)
        }
        return shortened(String(name))
    }

    private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "_", "-", ".", "*", ":": true
        default:
            scalar.properties.isWhitespace || scalar.value > 0x7F && CellText.isInvisible(scalar)
        }
    }

    private static func shortened(_ name: String) -> String {
        for (long, short) in [("tanggal", "tgl"), ("nomor", "no")] where name.hasPrefix(long) {
            return short + name.dropFirst(long.count)
        }
        return name
    }
}
