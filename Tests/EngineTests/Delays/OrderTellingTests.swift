import Almanac
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// What a client knows of an order, and what letters therefore say of it.
@Suite struct OrderTellingTests {
    private static let columns =
        "order;line;client;promised;expected;reason;item;quantity;told;informed_on"

    private func row(
        _ line: Int = 1, client: String = "C1", _ expected: String = "", told: String = "",
        on day: String = ""
    ) -> String {
        let reason = expected.isEmpty ? "" : "KAPAL"
        return "O1;\(line);\(client);2026-12-10;\(expected);\(reason);Meja;5;\(told);\(day)"
    }

    private func order(in work: TestOffice) async throws -> OrderRecord {
        try #require(try await work.stages.ledger.read { try $0.order("O1") })
    }

    /// C1, who reads `language` here, asked for 18 December instead of the 10th.
    private func wished(in language: String) async throws -> TestOffice {
        let work = try await TestOffice(settings: ["client_requests: [KLIEN]"])
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "C1;PT Sinar Baru;Hendra Wijaya;c1@sinar.test;\(language);WIB;automatic")
        try await work.take("orders.csv", Self.columns, row())
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await change(
            .init(order: "O1", change: "slip", date: "2026-12-18", reason: "KLIEN"), work)
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        return work
    }

    private func change(_ call: ChangeOrder, _ work: TestOffice) async throws {
        _ = try await work.call(call)
        try await work.settle()
    }

    private func lastLetter(in work: TestOffice) async throws -> LetterRecord {
        let notice = try #require(
            try await work.notices().last { $0.audience == .client && $0.state == .sent })
        return try #require(try await work.stages.ledger.read { try $0.letter(of: notice.id) })
    }

    @Test(
        "A date that the client asked for is owned by nobody else",
        arguments: [
            (
                "en", "the delivery schedule has changed",
                "most recently Friday, 18 December 2026, as you asked, now expected to ship on Monday",
                ["Further to", "either"]
            ),
            (
                "id", "perubahan jadwal pengiriman berikut",
                "terakhir Jumat, 18 Desember 2026, sesuai permintaan Bapak/Ibu, kini diperkirakan Senin",
                ["Menyusul", "ternyata juga"]
            ),
        ])
    func slipAfterAWish(
        _ language: String, _ opening: String, _ line: String, _ untrue: [String]
    ) async throws {
        let work = try await wished(in: language)
        try await change(
            .init(order: "O1", change: "slip", date: "2026-12-21", reason: "KAPAL"), work)
        let letter = try await lastLetter(in: work)
        #expect(letter.text.contains(opening) && letter.text.contains(line), "\(letter.text)")
        let inTable = language == "en" ? "as you asked" : "sesuai permintaan Bapak/Ibu"
        #expect(letter.html.contains(inTable))
        for words in untrue { #expect(!letter.text.contains(words), "\(letter.text)") }
    }

    @Test(
        "What comes earlier than the client asked for takes back no notice",
        arguments: [
            ("en", "2026-12-15", "earlier than last agreed", "told you"),
            ("id", "2026-12-15", "tanggal yang terakhir disepakati", "kami sampaikan pada"),
            ("en", "2026-12-10", "back on schedule", "Our notice"),
            ("id", "2026-12-10", "kembali sesuai jadwal", "Pemberitahuan kami"),
        ])
    func earlierThanWished(
        _ language: String, _ date: String, _ opening: String, _ untrue: String
    ) async throws {
        let work = try await wished(in: language)
        try await change(.init(order: "O1", change: "recover", date: date), work)
        let letter = try await lastLetter(in: work)
        #expect(letter.text.contains(opening), "\(letter.text)")
        #expect(!letter.text.contains(untrue), "\(letter.text)")
        #expect(try await order(in: work).lines[0].reason == nil)
    }

    // MARK: In the order of the tellings

    @Test func whatWasToldInBetweenIsNotToldLast() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.columns, row())
        let moments = try ["2026-12-03 10:00", "2026-12-01 10:00", "2026-12-02 10:00"]
            .map(work.instant)
        try await work.stages.ledger.write(at: work.instant("2026-12-04 10:00")) { transaction in
            for (moment, day) in zip(moments, [23, 17, 17]) {
                try transaction.tell(
                    try #require(CivilDate(year: 2026, month: 12, day: day)), of: "1", order: "O1",
                    at: moment)
            }
        }
        let line = try await order(in: work).lines[0]
        #expect(
            line.told.map(\.date.description) == ["2026-12-10", "2026-12-17", "2026-12-23"])
        #expect(line.told[1].at == moments[1])
        // What the index holds is the same: late against the last date.
        try await work.take("orders.csv", Self.columns, row(1, "2026-12-21"))
        let atRisk = try await work.stages.ledger.read {
            try $0.ordersAtRisk(before: try #require(CivilDate("2026-11-01")))
        }
        #expect(atRisk.isEmpty)
    }

    // MARK: Another client's

    @Test func whatTheFormerClientWasToldIsWarnedOf() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.columns, row(), row(2))
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        try await work.take("orders.csv", Self.columns, row(1, "2026-12-18"))
        try await work.settle()
        try await work.advance(to: work.instant("2026-12-03 10:00"))
        let moved = row(client: "C2", "2026-12-18", told: "2026-12-18", on: "2026-12-01")
        for number in 0..<2 {
            let report = try await work.take(
                "orders.csv", Self.columns, moved, row(2, client: "C2"))
            // What repeats what was said is no news.
            guard number == 0 else {
                #expect(report.reading.findings.isEmpty)
                continue
            }
            let finding = try #require(report.reading.findings.first { $0.code == .stale })
            #expect(report.reading.findings.count == 2 && finding.cell == "J2")
            // Whoever was told hears of it from a person.
            let former = try #require(report.reading.findings.first { $0 != finding })
            #expect(former.code == .clientMismatch && former.severity == .warning)
            for words in ["C1 (", "18 December 2026 of line 1", "C2 ("] {
                #expect(former.expected.english.contains(words), "\(former.expected.english)")
            }
            #expect(finding.expected.english.contains("on or after 2026-12-03"))
            try await work.settle()
        }
        let order = try await order(in: work)
        #expect(order.lines.map(\.client) == ["C2", "C2"])
        #expect(order.lines.map(\.told.count) == [1, 1])
        #expect(order.lines.map(\.revision) == [3, 3])
    }

    @Test(
        "An order is not another client's by one of its lines",
        arguments: [
            (["1;C2"], ["C2"], "does not have line 2"), (["3;C2"], ["C2"], "line 1, 2"),
            (["1;C2", "2;C1"], ["C2"], "each line that is open says so"),
            (["1;C2", "2;C2", "3;C1"], ["C2", "C3"], "each line that is open says so"),
        ])
    func oneLineIsNoOrder(_ rows: [String], _ cells: [String], _ words: String) async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.columns, row(), row(2))
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        try await work.take("orders.csv", Self.columns, row(1, "2026-12-18"), row(2))
        try await work.settle()
        let sheet = ([Self.columns] + rows.map { "O1;\($0);2026-12-10;;;Meja;5;;" })
            .joined(separator: "\r\n")
        let report = try await work.take([
            Intake.File(name: "orders.csv", content: Array("\(sheet)\r\n".utf8))
        ])[0]
        let findings = report.reading.findings.filter { $0.code == .clientMismatch }
        #expect(findings.map(\.cell) == cells && !report.isTaken)
        let expected = try #require(findings.first?.expected)
        for part in ["C1 (", "C2 (", words] {
            #expect(expected.english.contains(part), "\(expected.english)")
        }
        #expect(expected.indonesian.contains("C1 (") && expected.indonesian.contains("C2 ("))
        let order = try await order(in: work)
        #expect(order.client == "C1" && order.lines.map(\.told.count) == [2, 1])
    }

    @Test func theReportNamesTheLinesThatGoWithTheOrder() async throws {
        let work = try await TestOffice()
        let delivered = "O1;2;C1;2026-12-10;;;Meja;5;5"
        let header = "order;line;client;promised;expected;reason;item;quantity;delivered"
        try await work.take(
            "orders.csv", header, "O1;1;C1;2026-12-10;;;Meja;5;0", delivered)
        let report = try await work.take("orders.csv", Self.columns, row(client: "C2"))
        #expect(report.difference.changed.map(\.key) == ["O1 1", "O1 2"])
        #expect(Set(report.difference.changed.map(\.column)) == ["client"])
    }
}
