import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// November of the sample office, from the first files to the close.
@Suite struct SampleCloseTests: PeriodSuite {
    private static let teams = ["JKT", "BDG", "SBY", "MDN", "MKS", "JPR"]

    private func november() async throws -> TestOffice {
        let work = try await TestOffice(
            at: "2026-11-23 09:00", settings: ["mail: {courier: maildir, maildir: mail}"],
            base: "etc/tenggat.yaml",
            registers: [
                "people", "teams", "clients", "reasons", "holidays", "delegations",
                "targets-2026-11",
            ].map { "Tests/SampleOffice/\($0).csv" })
        try await work.settle()
        for team in Self.teams where team != "JPR" { try await submit(team, to: work) }
        try await work.advance(to: work.instant("2026-12-01 09:00"))
        return work
    }

    /// A team's sample file, as it stands or with its lines mended.
    private func submit(
        _ team: String, to work: TestOffice, mending: ([String]) -> [String] = { $0 }
    ) async throws {
        let name = "achievement-\(team)-2026-11.csv"
        let text = try String(
            contentsOf: ExpectedReadings.folder.appending(path: name), encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        let content = mending(lines).joined(separator: "\r\n") + "\r\n"
        _ = try await work.call(
            Submit(file: Control.File(name: name, content: Data(content.utf8))))
    }

    private func states(_ board: Control.Board) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: board.rows.filter { $0.type == "achievements" }
                .map { ($0.team, $0.state) })
    }

    private func close(_ work: TestOffice) async throws -> Control.Board {
        try await work.call(MovePeriod(period: "2026-11", state: "closed", by: "K-01")).board
    }

    /// The sums of the targets sheet by team, read by hand.
    private func targets(of teams: [String]) throws -> Int {
        let path = ExpectedReadings.folder.appending(path: "targets-2026-11.csv")
        return try String(contentsOf: path, encoding: .utf8).split(whereSeparator: \.isNewline)
            .map { $0.split(separator: ";", omittingEmptySubsequences: false) }
            .filter { row in teams.contains { row[1].hasPrefix("S-\($0)-") } }
            .compactMap { Int($0[2].replacingOccurrences(of: ".", with: "")) }
            .reduce(0, +)
    }

    @Test func theBoardTellsWhatCameAndWhatWasAchieved() async throws {
        let work = try await november()
        let board = try await work.call(ShowPeriod(period: "2026-11")).board
        #expect(
            states(board) == [
                "JKT": "accepted", "SBY": "accepted", "BDG": "nil", "MDN": "rejected",
                "MKS": "rejected", "JPR": "missing",
            ])
        let expected = try ExpectedReadings.load().files
        for team in ["MDN", "MKS"] {
            let row = try #require(
                board.rows.first { $0.team == team && $0.type == "achievements" })
            let cells = row.findings.filter { $0.severity == "blocker" }
                .map { [$0.cell, $0.code] }
            let wanted = try #require(expected["achievement-\(team)-2026-11.csv"]?.findings)
            #expect(Set(cells) == Set(wanted) && cells.count == wanted.count)
        }
        let idle = try #require(
            board.rows.first { $0.team == "BDG" && $0.type == "achievements" })
        #expect(
            idle.findings.map(\.code) == ["nil-against-target"]
                && idle.findings.map(\.severity) == ["warning"])
        let achieved = try #require(board.achieved)
        let totals = try ["JKT", "SBY"].map {
            try #require(expected["achievement-\($0)-2026-11.csv"]?.totals)
        }
        let gross = totals.reduce(0) { $0 + Int($1["amount"] ?? 0) }
        let returns = totals.reduce(0) { $0 + Int($1["returns"] ?? 0) }
        #expect(achieved.gross == gross && achieved.net == gross + returns)
        #expect(achieved.gross == 11_324_000_000 && achieved.net == 11_320_000_000)
        let ofAccepted = try targets(of: ["JKT", "SBY", "BDG"])
        #expect(achieved.targetOfAccepted == ofAccepted)
        #expect(achieved.targetOfAll == 13_200_000_000)
        #expect(achieved.percentOfAccepted == achieved.net * 100 / ofAccepted)
        #expect(achieved.percentOfAll == 85)
    }

    @Test func novemberClosesOnceEverythingIsMendedAndNotAfterATamperedFile() async throws {
        let work = try await november()
        let refusal = await #expect(throws: ControlError.self) { try await close(work) }
        let blockers = refusal?.message.split(separator: "\n").dropFirst() ?? []
        // Three types of six teams, of which three achievement reports are right.
        #expect(blockers.count == 6 * 3 - 3)
        for team in Self.teams {
            for type in ["collections", "expenses"] {
                _ = try await work.call(
                    WaiveSubmission(
                        period: "2026-11", type: type, team: team, reason: "first month",
                        by: "K-01"))
            }
        }
        try await submit("MDN", to: work) { lines in
            var lines = lines.filter { !$0.hasPrefix("TOTAL") }
            lines[5] = lines[5].replacingOccurrences(of: "S-MDN-99", with: "S-MDN-01")
            lines[10] = lines[10].replacingOccurrences(of: "#N/A", with: "17")
            lines[15] = lines[15].replacingOccurrences(of: "2026-12-02", with: "2026-11-27")
            lines[20] = lines[20].replacingOccurrences(of: ";-3;", with: ";3;")
            lines[25] = lines[25].replacingOccurrences(of: "26110023", with: "26110099")
            return lines
        }
        try await submit("MKS", to: work) { lines in
            lines.map { $0.replacingOccurrences(of: "2026-10;", with: "2026-11;") }
        }
        try await submit("JPR", to: work, from: "2026-11;NIHIL;;;;;;")
        let ready = try await work.call(ShowPeriod(period: "2026-11")).board
        #expect(ready.blockers.isEmpty, "\(ready.blockers)")
        // Tampered with before the close: not closed.
        try await submit("JKT", to: work) { $0 + ["2026-11;S-JKT-99;X-1;2026-11-30;PK-12;1;9;0"] }
        await #expect(throws: ControlError.self) { try await close(work) }
        try await submit("JKT", to: work)
        let closed = try await close(work)
        #expect(closed.period.state == "closed" && closed.movedBy == "K-01 (entered by uid:0)")
        #expect(closed.achieved?.targetOfAccepted == 13_200_000_000)
        // Tampered with after it: not taken, and what was closed stays.
        await #expect(throws: ControlError.self) {
            try await submit("SBY", to: work) { $0.dropLast() }
        }
        let kept = try await work.call(ShowPeriod(period: "2026-11")).board
        #expect(try text(of: kept) == text(of: closed))
    }

    private func submit(_ team: String, to work: TestOffice, from row: String) async throws {
        let text = "Periode;Kode Sales;No Faktur;Tanggal;Produk;Unit;Nilai;Retur\r\n\(row)\r\n"
        _ = try await work.call(
            Submit(
                file: Control.File(
                    name: "achievement-\(team)-2026-11.csv", content: Data(text.utf8))))
    }
}
