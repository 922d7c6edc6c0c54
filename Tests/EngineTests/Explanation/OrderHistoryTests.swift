import Almanac
import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// What an order's history says of what sheets brought, also beside the dates on which it ships.
@Suite struct OrderHistoryTests {
    private static let header =
        "order;line;client;promised;expected;reason;item;quantity;unit;delivered;status"

    private func row(
        promised: String = "2026-12-10", expected: String = "2026-12-18", delivered: String = "0",
        status: String = "open"
    ) -> String {
        "O1;1;C2;\(promised);\(expected);KAPAL;Meja;5;unit;\(delivered);\(status)"
    }

    @Test(
        "Each change of a sheet is told, and none denied",
        arguments: [
            (["status": "cancelled"], "1: cancelled", "dibatalkan"),
            (["delivered": "2"], "1: delivered 2 of 5", "terkirim 2 dari 5"),
            (
                ["promised": "2026-12-18"], "1: promised 2026-12-10 → 2026-12-18", "dijanjikan"
            ),
        ])
    func told(_ cells: [String: String], _ english: String, _ indonesian: String) async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.header, row())
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", Self.header,
            row(
                promised: cells["promised"] ?? "2026-12-10",
                delivered: cells["delivered"] ?? "0", status: cells["status"] ?? "open"))
        try await work.settle()
        let lines = try await work.call(Why(subject: "O1", language: "en")).lines
        #expect(lines.contains { $0.text.contains(english) }, "\(lines.map(\.text))")
        #expect(!lines.contains { $0.rules == ["nothing-new"] }, "\(lines.map(\.text))")
        let own = try await work.call(Why(subject: "O1", language: "id")).lines
        #expect(own.contains { $0.text.contains(indonesian) }, "\(own.map(\.text))")
        let shown = try await work.call(ShowOrder(order: "O1")).events
        #expect(shown.contains { $0.detail?.contains(english) == true })
        // What says nothing new says so.
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        try await work.take(
            "orders.csv", Self.header,
            row(
                promised: cells["promised"] ?? "2026-12-10", delivered: cells["delivered"] ?? "0",
                status: cells["status"] ?? "open"))
        let again = try await work.call(Why(subject: "O1", language: "en")).lines
        #expect(again.contains { $0.rules == ["nothing-new"] })
    }

    @Test("A sheet that does not have the order, or its line, said nothing of it")
    func othersSheet() async throws {
        let work = try await TestOffice()
        try await work.take(
            "orders.csv", Self.header, row(), "O1;2;C2;2026-12-10;;;Kursi;5;unit;0;open")
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        try await work.take("orders.csv", Self.header, "O2;1;C2;2026-12-10;;;Meja;5;unit;0;open")
        let counts = { (subject: String) in
            try await work.call(Why(subject: subject)).lines.count { $0.rules == ["nothing-new"] }
        }
        #expect(try await counts("O1") == 0)
        try await work.take("orders.csv", Self.header, row())
        #expect(try await counts("O1") == 1)
        #expect(try await counts("O1/1") == 1)
        #expect(try await counts("O1/2") == 0)
    }

    @Test(
        "A row of a decisions sheet is told as such: what it answered, and why it decided nothing")
    func decisionRows() async throws {
        let work = try await TestOffice()
        try await work.take(
            "orders.csv", Self.header, row(expected: ""), "O1;2;C2;2026-12-10;;;Kursi;5;unit;0;open"
        )
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        // A date is taken out: what does that mean?
        try await work.take("orders.csv", Self.header, row())
        try await work.take("orders.csv", Self.header, row(expected: ""))
        try await work.settle()
        let report = try await work.take(
            "keputusan.csv", "kode;keputusan;tanggal;alasan;oleh",
            "O1/1;pindah;2026-12-21;KAPAL;K", "LETTER-77;setuju;;;K")
        #expect(report.difference.answers.map(\.isDone) == [true, false])
        let line = try await work.stages.ledger.read { try $0.order("O1")?.lines.first }
        #expect(line?.current.description == "2026-12-21")
        try await work.settle()
        let order = try await work.call(Why(subject: "O1", language: "en")).lines.map(\.text)
        #expect(order.contains { $0.contains("answered by the decisions sheet") }, "\(order)")
        #expect(!order.contains { $0.contains("a command") }, "\(order)")
        for (language, words) in [
            ("en", "Row 3, LETTER-77, decided nothing"),
            ("id", "Baris 3, LETTER-77, tidak memutuskan apa pun"),
        ] {
            let file = try await work.call(Why(subject: "keputusan.csv", language: language)).lines
            let told = file.filter { $0.rules == ["not-carried-out"] }
            #expect(told.count == 1 && told[0].text.contains(words), "\(file)")
        }
    }
}
