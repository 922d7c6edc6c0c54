/// An exported sheet in somebody's spreadsheet program.
struct EditedSheet {
    private let rows: [[String]]

    init(_ content: [UInt8]) {
        rows = String(decoding: content, as: UTF8.self).split(whereSeparator: \.isNewline).map {
            $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// As it is saved, with cells of the row that begins with `key` changed.
    func content(changing cells: [String: String], ofRow key: [String]) -> [UInt8] {
        content(changing: cells) { row in key.allSatisfy(row.prefix(3).contains) }
    }

    /// As it is saved, with the same cells of every row changed.
    func content(changingAll cells: [String: String]) -> [UInt8] {
        content(changing: cells) { _ in true }
    }

    private func content(
        changing cells: [String: String], where isMeant: ([String]) -> Bool
    ) -> [UInt8] {
        var rows = rows
        let header = (rows.first ?? []).map { $0.filter { $0 != "\u{FEFF}" } }
        for index in rows.indices.dropFirst() where isMeant(rows[index]) {
            for (name, value) in cells {
                guard let place = header.firstIndex(of: name), place < rows[index].count else {
                    continue
                }
                rows[index][place] = value
            }
        }
        let lines = rows.map { $0.joined(separator: ";") }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }
}
