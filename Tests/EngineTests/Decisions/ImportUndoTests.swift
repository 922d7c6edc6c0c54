import Almanac
import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// A wrong file is taken back: what it changed, and what people heard because of it.
@Suite struct ImportUndoTests {
    private static let header =
        "order;line;client;promised;expected;reason;item;quantity;unit"

    private func row(_ order: String, _ client: String, _ expected: String = "") -> String {
        "\(order);1;\(client);2026-12-10;\(expected);\(expected.isEmpty ? "" : "KAPAL");Meja;5;unit"
    }

    private static let clients = ["A1", "A2", "A3", "A4", "B1", "B2", "B3"]

    /// Four clients whose letters go by themselves, three whose wait, and a wrong sheet about all of them.
    private func office() async throws -> (work: TestOffice, number: Int) {
        let work = try await TestOffice()
        try await work.take(
            "clients.csv",
            ["code;name;contact;email;language;time_zone;notices"]
                + Self.clients.map { code in
                    "\(code);PT \(code);Budi;\(code)@client.test;id;WIB;"
                        + (code.hasPrefix("A") ? "automatic" : "approval")
                })
        try await work.take(
            "orders.csv", [Self.header] + Self.clients.map { row("O-\($0)", $0) })
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", [Self.header] + Self.clients.map { row("O-\($0)", $0, "2026-12-18") })
        try await work.advance(to: work.instant("2026-11-30 11:00"))
        let last = try #require(try await work.call(ListImports(limit: 1)).imports.first)
        #expect(last.sheet == "orders" && last.changed == 7 && last.added == 0)
        return (work, last.number)
    }

    private func letters(_ work: TestOffice, _ state: NoticeState) async throws -> [NoticeRecord] {
        try await work.notices().filter { $0.audience == .client && $0.state == state }
    }

    @Test func factsComeBackLettersThatWaitAreGoneAndWhoWasToldGetsAHeldCorrection() async throws {
        let (work, number) = try await office()
        #expect(try await letters(work, .sent).map(\.recipient) == ["A1", "A2", "A3", "A4"])
        #expect(try await letters(work, .held).map(\.recipient) == ["B1", "B2", "B3"])
        let dry = try await work.call(UndoImport(number: number, dryRun: true, by: "K"))
        #expect(dry.restored.count == 7 && dry.letters.count == 4)
        #expect(try await letters(work, .held).count == 3)
        let reply = try await work.call(UndoImport(number: number, by: "K"))
        #expect(reply.restored.count == 7 && reply.kept.isEmpty && reply.letters.count == 4)
        try await work.advance(to: work.instant("2026-12-01 12:00"))
        #expect(try await letters(work, .withdrawn).map(\.recipient) == ["B1", "B2", "B3"])
        let held = try await letters(work, .held)
        #expect(held.map(\.recipient) == ["A1", "A2", "A3", "A4"])
        #expect(held.allSatisfy { $0.holdReasons == [.importUndone] })
        #expect(held.flatMap(\.liveItems).allSatisfy { $0.item.kind == "recovery" })
        // The coordinator hears of them with the sheet to decide, and approves.
        for notice in held {
            let hash = try await work.letter(notice).hash
            _ = try await work.call(
                ApproveNotices(approvals: [Approval(id: Int(notice.id), hash: hash)], by: "K"))
        }
        try await work.settle()
        #expect(try await letters(work, .sent).count == 8)
        await #expect(throws: ControlError.self) {
            try await work.call(UndoImport(number: number, by: "K"))
        }
        // What an undone file said was never said: a sheet that says it is news, not an old copy.
        let again = try await work.take(
            "orders.csv", Self.header, row("O-A1", "A1", "2026-12-18"))
        #expect(again.difference.changed.map(\.column) == ["expected", "reason"])
    }

    @Test func whatSomebodyChangedSinceStaysAndIsNamed() async throws {
        let (work, number) = try await office()
        _ = try await work.call(
            ChangeOrder(
                order: "O-B1", change: "slip", date: "2026-12-21", reason: "KAPAL", by: "K"))
        let reply = try await work.call(UndoImport(number: number, by: "K"))
        #expect(reply.kept == ["O-B1 1"] && reply.restored.count == 6)
        let line = try await work.stages.ledger.read { try $0.order("O-B1")?.lines.first }
        #expect(line?.expected?.description == "2026-12-21")
    }

    @Test func anOrderThatThereNeverWasIsGoneAgain() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.header, row("O1", "C1"))
        let report = try await work.take(
            "orders.csv", Self.header, row("O1", "C1"), row("X1", "C1"), row("X2", "C2"))
        let number = try #require(report.number)
        let reply = try await work.call(UndoImport(number: Int(number), by: "K"))
        #expect(reply.restored == ["X1 1", "X2 1"])
        let lines = try await work.stages.ledger.read { view in
            try ["O1", "X1", "X2"].compactMap { try view.order($0)?.lines.first?.isCancelled }
        }
        #expect(lines == [false, true, true])
    }

    @Test func deadlinesAndRegistersComeBackByADecision() async throws {
        let work = try await TestOffice()
        let header = "code;title;owner;due_date"
        try await work.take("deadlines.csv", header, "A;Tugas A;S;2026-12-04")
        let wrong = try await work.take(
            "deadlines.csv", header, "A;Tugas Z;S;2026-12-21", "B;Tugas B;S;2026-12-04")
        let people = try await work.take("people.csv", "code;name;role", "S;Salah Nama;sales")
        let numbers = (try #require(wrong.number), try #require(people.number))
        let report = try await work.take(
            "keputusan.csv", "kode;keputusan;oleh", "IMPORT-\(numbers.0);urungkan;K",
            "impor \(numbers.1);urungkan;K")
        #expect(report.difference.answers.map(\.isDone) == [true, true])
        let deadlines = try await work.deadlines()
        #expect(deadlines.map(\.title) == ["Tugas A", "Tugas B"])
        #expect(deadlines.map(\.state) == [.open, .cancelled])
        #expect(deadlines[0].due.date.description == "2026-12-04")
        let name = try await work.stages.ledger.read { try $0.directory().person("S")?.name }
        #expect(name == "Sari Wulandari")
    }

    @Test func manyEqualShiftsAndAShareOfAllOrdersWaitAsManyLettersDo() async throws {
        for (setting, isHeld) in [
            ("automatic_equal_shifts: 3", true), ("automatic_equal_shifts: 4", false),
            ("automatic_share: 40%", true), ("automatic_share: 60%", false),
        ] {
            let work = try await TestOffice(settings: [setting])
            try await work.take(
                "clients.csv",
                ["code;name;contact;email;language;time_zone;notices"]
                    + Self.clients.map {
                        "\($0);PT \($0);Budi;\($0)@client.test;id;WIB;automatic"
                    })
            try await work.take(
                "orders.csv",
                [Self.header] + Self.clients.prefix(6).map { row("O-\($0)", $0) })
            try await work.advance(to: work.instant("2026-11-30 10:00"))
            try await work.take(
                "orders.csv",
                [Self.header]
                    + Self.clients.prefix(3).map { row("O-\($0)", $0, "2026-12-18") })
            try await work.settle()
            let held = try await letters(work, .held)
            #expect(held.count == (isHeld ? 3 : 0), "\(setting)")
            #expect(held.allSatisfy { $0.holdReasons == [.breaker] })
        }
    }
}
