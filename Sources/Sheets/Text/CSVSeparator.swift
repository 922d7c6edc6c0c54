/// What stands between the cells of a CSV file.
enum CSVSeparator {
    /// Those that spreadsheets write by themselves. Others (`|`) count where a `sep=` line names them:
    /// they also stand inside cells.
    static let usual: [UInt8] = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")]

    /// Reads a first line `sep=;`, which Excel honours and does not show as a row.
    ///
    /// - Returns: the separator and where the first record begins; nil when there is no such line.
    static func stated(in bytes: [UInt8]) -> (separator: UInt8, start: Int)? {
        let lineEnds: Set<UInt8> = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        let line = bytes.prefix(8).prefix { !lineEnds.contains($0) }
        var words = line[...]
        if words.first == UInt8(ascii: "\"") {
            words = words.dropFirst()
            guard words.last == UInt8(ascii: "\"") else { return nil }
            words = words.dropLast()
        }
        guard words.count == 5,
            String(decoding: words.prefix(4), as: UTF8.self).lowercased() == "sep=",
            let separator = words.last, separator < 0x80, separator != UInt8(ascii: "\"")
        else { return nil }
        let end = bytes[line.endIndex...]
        let isPair = end.starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
        return (separator, min(line.endIndex + (isPair ? 2 : 1), bytes.count))
    }
}
