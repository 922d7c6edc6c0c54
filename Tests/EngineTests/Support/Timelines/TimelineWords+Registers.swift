import Coordination

import struct Control.ListImports
import struct Control.RemoveDelegation
import struct Control.UndoImport

@testable import Engine

extension TimelineWord {
    /// Rows of the office's registers.
    static let registerWords: [TimelineWord] = [
        TimelineWord("holiday", plain: 1...1, fields: "kind scope name until hours") {
            player, line in
            let more = ["scope", "until", "hours"].filter { line.fields[$0] != nil }
            try await player.take(
                row: [
                    line[0], line.text("name") ?? "Libur", line.fields["kind"] ?? "office",
                ] + more.map { line.fields[$0] ?? "" }, of: "holidays.csv",
                header: ["date", "name", "kind"] + more)
        },
        TimelineWord("delegation", plain: 1...1, fields: "from until stand_in") { player, line in
            try await player.take(
                row: [line[0]] + ["from", "until", "stand_in"].map { line.fields[$0] ?? "" },
                of: "delegations.csv", header: ["person", "from", "until", "stand_in"])
        },
        TimelineWord("undo", plain: 1...1, fields: "") { player, line in
            let last = try await player.work.call(ListImports(limit: 100)).imports.first {
                $0.sheet == line[0] && $0.undoneAt == nil
            }
            _ = try await player.work.call(UndoImport(number: last?.number ?? 0, by: "K"))
        },
        TimelineWord("undelegate", plain: 1...1, fields: "from") { player, line in
            _ = try await player.work.call(
                RemoveDelegation(person: line[0], from: line.fields["from"] ?? "", by: nil))
        },
        TimelineWord(
            "client", plain: 1...1,
            fields: "notices email cc phone language zone calendar name contact"
        ) { player, line in
            let email = line.fields["email"] ?? "\(line[0].lowercased())@klien.test"
            player.add(
                row: [
                    line[0], line.text("name") ?? "PT \(line[0])",
                    line.text("contact") ?? "Bapak Hendra", email == "none" ? "" : email,
                    line.fields["language"] ?? "id", line.fields["zone"] ?? "WIB",
                    line.fields["notices"] ?? "automatic", line.fields["phone"] ?? "",
                    line.fields["calendar"] ?? "", line.fields["cc"] ?? "",
                ], to: "clients.csv",
                header: [
                    "code", "name", "contact", "email", "language", "time_zone", "notices",
                    "phone", "calendar", "cc",
                ])
        },
        TimelineWord(
            "person", plain: 1...1,
            fields: "name email phone team role reports_to language zone calendar status successor"
        ) { player, line in
            player.addEntry(
                of: "people.csv", line, known: player.office.directory.person(line[0])?.values,
                columns: [
                    "code", "name", "email", "phone", "team", "role", "reports_to", "language",
                    "time_zone", "calendar", "status", "successor",
                ], otherwise: ["name": line[0], "role": "sales"])
        },
        TimelineWord("team", plain: 1...1, fields: "name manager zone calendar email") {
            player, line in
            player.addEntry(
                of: "teams.csv", line, known: player.office.directory.team(line[0])?.values,
                columns: ["team_code", "name", "manager", "time_zone", "calendar", "email"],
                otherwise: ["name": line[0]])
        },
    ]
}

extension TimelinePlayer {
    /// A row of a register: what a line does not say stays as it is; `none` empties a cell.
    fileprivate func addEntry(
        of sheet: String, _ line: TimelineLine, known: [String: SheetValue]?, columns: [String],
        otherwise: [String: String]
    ) {
        let row = columns.enumerated().map { index, column in
            if index == 0 { return line[0] }
            if let said = line.text(column == "time_zone" ? "zone" : column) {
                return said == "none" ? "" : said
            }
            return known.map { $0[column].map(Self.text) ?? "" } ?? otherwise[column] ?? ""
        }
        add(row: row, to: sheet, header: columns)
    }

    private static func text(_ value: SheetValue) -> String {
        switch value {
        case .text(let text), .word(let text): text
        default: ""
        }
    }
}
