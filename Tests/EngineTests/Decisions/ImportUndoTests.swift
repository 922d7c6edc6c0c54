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
        #expect(reply.keptBecause == ["changed since: expected"])
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

    @Test("Of a line that somebody gave another date since, what the file said beside comes back")
    func slippedSince() async throws {
        let work = try await TestOffice()
        let header = "order;line;client;promised;expected;reason;item;quantity;unit;salesperson"
        try await work.take("orders.csv", header, "O1;1;C2;2026-12-10;;;Meja;5;unit;S")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let report = try await work.take(
            "orders.csv", header, "O1;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5;unit;SM")
        try await work.advance(to: work.instant("2026-11-30 11:00"))
        _ = try await work.call(
            ChangeOrder(order: "O1", change: "slip", date: "2026-12-22", reason: "KAPAL", by: "K"))
        let reply = try await work.call(UndoImport(number: Int(try #require(report.number))))
        let line = try #require(
            try await work.stages.ledger.read { try $0.order("O1")?.lines.first })
        #expect(line.salesperson == "S" && line.expected?.description == "2026-12-22")
        #expect(line.reason == "KAPAL")
        #expect(reply.kept == ["O1 1"] && reply.restored == ["O1 1"], "\(reply)")
        #expect(reply.keptBecause.contains { $0.contains("expected") }, "\(reply.keptBecause)")
    }

    @Test("Of a series that comes back, what somebody said of the one that runs stands")
    func occurrenceSince() async throws {
        let work = try await TestOffice()
        let header = "code;title;owner;due_date;repeat"
        try await work.take("deadlines.csv", header, "W;Laporan;S;2026-11-27;weekly")
        try await work.advance(to: work.instant("2026-11-24 10:00"))
        let report = try await work.take("deadlines.csv", header, "W;Rekap;SM;2026-11-27;weekly")
        try await work.advance(to: work.instant("2026-11-24 11:00"))
        let running = try #require(
            try await work.deadlines().first { $0.code == "W" && $0.state == .open })
        #expect(running.owner == "SM")
        try await work.take("deadlines.csv", "code;owner", "\(running.identifier);K")
        #expect(
            try await work.deadlines().first { $0.identifier == running.identifier }?.owner == "K")
        _ = try await work.call(UndoImport(number: Int(try #require(report.number))))
        let after = try #require(
            try await work.deadlines().first { $0.identifier == running.identifier })
        #expect(after.owner == "K" && after.title == "Laporan", "\(after)")
        let series = try await work.stages.ledger.read { try $0.series(code: "W") }
        #expect(series?.owner == "S" && series?.title == "Laporan")
    }

    // MARK: What an undone file brought

    @Test(
        "What an undone file brought is there again when the corrected file brings it",
        arguments: ["", "weekly"])
    func broughtAgain(repeated: String) async throws {
        let work = try await TestOffice()
        let header = "code;title;owner;due_date;repeat"
        let wrong = try await work.take(
            "deadlines.csv", header, "A;Tugas Z;S;2026-12-04;\(repeated)")
        _ = try await work.call(
            UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        #expect(try await work.deadlines().map(\.state) == [.cancelled])
        let right = try await work.take(
            "deadlines.csv", header, "A;Tugas A;S;2026-12-04;\(repeated)")
        #expect(right.difference.added == ["A"], "\(right.reading.findings) \(right.notes)")
        let open = try await work.deadlines().filter { $0.state == .open }
        #expect(open.map(\.title) == ["Tugas A"])
        #expect(open.first?.due.date.description == "2026-12-04")
        // The same once more says nothing new, and it can be undone again.
        let again = try await work.take(
            "deadlines.csv", header, "A;Tugas A;S;2026-12-04;\(repeated)")
        #expect(again.difference.isEmpty)
        let reply = try await work.call(
            UndoImport(number: Int(try #require(right.number)), by: "K"))
        #expect(reply.restored == ["A"])
        #expect(try await work.deadlines().allSatisfy { $0.state == .cancelled })
    }

    @Test func whatAPersonCancelledStaysCancelledWhateverTheFileSays() async throws {
        let work = try await TestOffice()
        let header = "code;title;owner;due_date"
        let wrong = try await work.take("deadlines.csv", header, "A;Tugas Z;S;2026-12-04")
        _ = try await work.call(
            UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        try await work.take("deadlines.csv", header, "A;Tugas A;S;2026-12-04")
        _ = try await work.take("keputusan.csv", "kode;keputusan;alasan;oleh", "A;batal;x;K")
        _ = try await work.take("deadlines.csv", header, "A;Tugas B;S;2026-12-07")
        #expect(try await work.deadlines().map(\.state) == [.cancelled])
    }

    // MARK: What clients were told meanwhile

    private static let plain = "order;line;client;promised;expected;reason;item;quantity;unit"

    private func automatic(_ clients: [String]) async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.take(
            "clients.csv",
            ["code;name;contact;email;language;time_zone;notices"]
                + clients.map { "\($0);PT \($0);Budi;\($0)@client.test;id;WIB;automatic" })
        return work
    }

    @Test func aLetterThatArrivesAfterTheUndoIsCorrectedByOneThatWaits() async throws {
        let work = try await automatic(["A1"])
        try await work.take("orders.csv", Self.plain, row("O-1", "A1"))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        work.courier.answer(.uncertain(reason: "no answer"))
        let wrong = try await work.take(
            "orders.csv", Self.plain, row("O-1", "A1", "2026-12-18"))
        try await work.advance(to: work.instant("2026-11-30 11:00"))
        let sent = try #require(try await letters(work, .uncertain).first)
        let reply = try await work.call(
            UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        #expect(reply.letters.isEmpty)
        #expect(reply.effects.contains { $0.contains("1 letters may have arrived") })
        _ = try await work.call(ConfirmArrival(id: Int(sent.id), by: "K"))
        try await work.settle()
        let held = try await letters(work, .held)
        #expect(held.map(\.recipient) == ["A1"])
        #expect(held.first?.holdReasons == [.importUndone])
        #expect(held.flatMap(\.liveItems).map(\.item.kind) == ["recovery"])
    }

    @Test func whatALetterSaidOfAnOrderThatThereNeverWasIsTakenBackWhenItArrives() async throws {
        let work = try await automatic(["A1"])
        try await work.take("orders.csv", Self.plain, row("O-1", "A1"))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        // Late when it is first seen: somebody approves.
        let wrong = try await work.take(
            "orders.csv", Self.plain, row("X-1", "A1", "2026-12-18"))
        try await work.settle()
        let waiting = try #require(try await letters(work, .held).first)
        let hash = try await work.letter(waiting).hash
        work.courier.answer(.uncertain(reason: "no answer"))
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(waiting.id), hash: hash)], by: "K"))
        try await work.settle()
        #expect(try await letters(work, .uncertain).map(\.id) == [waiting.id])
        try await work.advance(to: work.instant("2026-11-30 11:00"))
        let reply = try await work.call(
            UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        #expect(reply.restored == ["X-1 1"] && reply.letters.isEmpty)
        _ = try await work.call(ConfirmArrival(id: Int(waiting.id), by: "K"))
        try await work.settle()
        let held = try #require(try await letters(work, .held).first)
        #expect(held.recipient == "A1" && held.holdReasons.contains(.importUndone))
        #expect(held.items.map(\.item.kind) == ["message"])
        #expect(try await work.letter(held).text.contains("X-1"))
    }

    @Test func whomAFileGaveAnOrderToByMistakeIsAskedToDisregardIt() async throws {
        let work = try await automatic(["A1", "A2"])
        let header = Self.plain + ";salesperson"
        try await work.take("orders.csv", header, row("O-1", "A1") + ";S")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let wrong = try await work.take(
            "orders.csv", header, row("O-1", "A2", "2026-12-18") + ";SM")
        try await work.settle()
        // What comes late to its new client waits for a word.
        let late = try #require(try await letters(work, .held).first)
        let hash = try await work.letter(late).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(late.id), hash: hash)], by: "K"))
        try await work.advance(to: work.instant("2026-11-30 11:00"))
        #expect(try await letters(work, .sent).map(\.recipient) == ["A2"])
        let reply = try await work.call(
            UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        #expect(reply.letters.count == 1 && reply.effects.contains { $0.contains("PT A2") })
        let order = try await work.stages.ledger.read { try $0.order("O-1") }
        #expect(order?.client == "A1" && order?.salesperson == "S")
        #expect(order?.lines.first?.salesperson == "S")
        let held = try #require(try await letters(work, .held).first)
        #expect(held.recipient == "A2" && held.holdReasons.contains(.importUndone))
        let text = try await work.letter(held).text
        #expect(text.contains("30 November 2026") && text.contains("O-1"), "\(text)")
        try await work.settle()
        // The client whose it is heard nothing, and needs to hear nothing.
        #expect(try await work.notices().allSatisfy { $0.recipient != "A1" })
    }

    @Test func aReasonThatStandsAgainIsNobodysWishOfNow() async throws {
        let work = try await TestOffice(settings: ["client_requests: [KLIEN]"])
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "A1;PT A1;Budi;a1@client.test;id;WIB;automatic")
        let wished = "O-1;1;A1;2026-12-10;2026-12-15;KLIEN;Meja;5;unit"
        try await work.take("orders.csv", Self.plain, row("O-1", "A1"))
        try await work.advance(to: work.instant("2026-11-30 09:00"))
        try await work.take("orders.csv", Self.plain, wished)
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let wrong = try await work.take(
            "orders.csv", Self.plain, row("O-1", "A1", "2026-12-22"))
        try await work.advance(to: work.instant("2026-11-30 11:00"))
        #expect(try await letters(work, .sent).map(\.recipient) == ["A1"])
        let reply = try await work.call(
            UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        let line = try await work.stages.ledger.read { try $0.order("O-1")?.lines.first }
        #expect(line?.reason == "KLIEN" && line?.expected?.description == "2026-12-15")
        // The letter told another date since: that is corrected, and waits.
        #expect(line?.lastTold.description == "2026-12-22" && reply.letters.count == 1)
    }

    @Test func whileTheClockIsDoubtedAnUndoWritesNothingAndTheCorrectionWaitsThen() async throws {
        let work = try await automatic(["A1"])
        try await work.take("orders.csv", Self.plain, row("O-1", "A1"))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let wrong = try await work.take(
            "orders.csv", Self.plain, row("O-1", "A1", "2026-12-18"))
        try await work.advance(to: work.instant("2026-11-30 11:00"))
        let number = try #require(wrong.number)
        let outcome = try await work.stages.store.change(at: work.clock.now) {
            [writer = work.stages.writer] unit in
            try ImportUndo(
                office: unit.office, writer: writer, by: "K", writesLetters: false
            ).undo(number, in: unit.transaction)
        }
        #expect(outcome.letters.isEmpty && outcome.told == ["PT A1"])
        #expect(try await letters(work, .held).isEmpty)
        try await work.settle()
        #expect(try await letters(work, .held).map(\.holdReasons) == [[.importUndone]])
    }

    @Test func aLetterThatWaitsForItsHourDoesNotLeaveOnceItsDateIsUndone() async throws {
        let work = try await automatic(["A1"])
        try await work.take(
            "orders.csv", Self.plain, "O-1;1;A1;2026-11-30;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 16:59"))
        let wrong = try await work.take(
            "orders.csv", Self.plain, "O-1;1;A1;2026-11-30;2026-12-18;KAPAL;Meja;5;unit")
        let waiting = try await work.notices().filter { $0.audience == .client }
        work.clock.set(try work.instant("2026-12-01 07:00"))
        _ = try await work.call(
            UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        try await work.advance(to: work.instant("2026-12-02 12:00"))
        for letter in waiting {
            let now = try await work.notice(letter.id)
            #expect(now.state != .sent, "\(now.state) \(now.holdReasons)")
        }
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
