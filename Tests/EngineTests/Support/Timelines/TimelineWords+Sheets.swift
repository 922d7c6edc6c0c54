import Coordination
import Sheets

@testable import Engine

extension TimelineWord {
    private static let columns = Set(
        SheetKind.allCases.flatMap { SheetDefinition.of($0).columnNames }
    ).joined(separator: " ")

    /// Sheets with the columns that a line names and no others, and exports that come back edited.
    static let sheetWords: [TimelineWord] = [
        TimelineWord("sheet", plain: 1...1, fields: columns) { player, line in
            let kind = try player.kind(line)
            let names = SheetDefinition.of(kind).columnNames.filter { line.fields[$0] != nil }
            // Rows with other columns are another file.
            player.add(
                row: names.map { line.text($0) ?? "" },
                to: "\(kind.rawValue).\(names.joined(separator: ".")).csv", header: names)
        },
        TimelineWord("export", plain: 1...1) { player, line in
            let kind = try player.kind(line)
            player.exports[kind] = try await player.work.stages.export(
                kind, as: .csv, at: player.work.clock.now)
        },
        TimelineWord("edited", plain: 2...3, fields: columns) { player, line in
            try await player.takeExport(edited: line)
        },
        TimelineWord("unmarked", plain: 1...3, fields: columns) { player, line in
            try await player.takeExport(edited: line, isMarked: false)
        },
    ]
}

extension TimelinePlayer {
    fileprivate func kind(_ line: TimelineLine) throws -> SheetKind {
        guard let kind = SheetKind(rawValue: line[0]) else {
            throw Timeline.Malformed(description: line.fault("names no sheet"))
        }
        return kind
    }

    /// Takes the last export of a sheet, with cells of one row changed.
    fileprivate func takeExport(
        edited line: TimelineLine, isMarked: Bool = true
    ) async throws {
        guard let file = exports[try kind(line)] else {
            throw Timeline.Malformed(description: line.fault("needs an export before it"))
        }
        var rows = String(decoding: file.content, as: UTF8.self)
            .split(whereSeparator: \.isNewline).map {
                $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            }
        let header = rows[0].map { $0.filter { $0 != "\u{FEFF}" } }
        let keys = line.plain.dropFirst()
        for index in rows.indices.dropFirst()
        where !keys.isEmpty && keys.allSatisfy(rows[index].prefix(3).contains) {
            for name in line.fields.keys {
                guard let place = header.firstIndex(of: name) else { continue }
                rows[index][place] = line.text(name) ?? ""
            }
        }
        if !isMarked, let mark = header.firstIndex(where: { ExportMark($0) != nil }) {
            rows = rows.map { Array($0.prefix(mark)) }
        }
        let lines = rows.map { $0.joined(separator: ";") }
        guard !isDown else {
            let text = lines.joined(separator: "\r\n") + "\r\n"
            return files.append(Intake.File(name: "list.csv", content: Array(text.utf8)))
        }
        let report = try await work.take("list.csv", lines)
        if report.reading.isBlocked {
            throw EngineError(.invalid, "\(report.reading.findings)")
        }
    }
}
