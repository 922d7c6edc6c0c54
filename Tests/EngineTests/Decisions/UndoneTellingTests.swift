import Almanac
import Coordination
import Ledger
import Sheets
import Testing

@testable import Control
@testable import Engine

/// What a letter says of what its client heard before: a notice only of what a letter of ours said, good news
/// only of what is, and a correction only of lines that a file that was undone was wrong about.
@Suite struct UndoneTellingTests {
    private static let header =
        "order;line;client;promised;expected;reason;item;quantity;unit"

    private func row(_ expected: String, line: Int = 1, promised: String = "2026-12-10") -> String {
        "O-1;\(line);A1;\(promised);\(expected);\(expected.isEmpty ? "" : "KAPAL");Meja;5;unit"
    }

    private func office(
        _ policy: String, language: String = "id", settings: [String] = []
    ) async throws -> TestOffice {
        let work = try await TestOffice(settings: settings)
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "A1;PT A1;Budi;a1@client.test;\(language);WIB;\(policy)")
        return work
    }

    private func letters(
        _ work: TestOffice, _ states: NoticeState...
    ) async throws -> [NoticeRecord] {
        try await work.notices().filter { $0.audience == .client && states.contains($0.state) }
    }

    private func text(_ work: TestOffice, _ notice: NoticeRecord) async throws -> String {
        try await work.letter(notice).text.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }

    @Test(
        "What a person told is no notice of ours, whatever is told afterwards",
        arguments: ["id", "en"], ["2026-12-22", "2026-12-14", ""])
    func spoken(_ language: String, _ next: String) async throws {
        let work = try await office("approval", language: language)
        try await work.take("orders.csv", Self.header, row(""))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take("orders.csv", Self.header, row("2026-12-18"))
        try await work.settle()
        let waiting = try #require(try await letters(work, .held).first)
        try await work.take("keputusan.csv", "kode;keputusan;oleh", "\(waiting.id);klien tahu;K")
        try await work.settle()
        #expect(try await letters(work, .withdrawn).map(\.id) == [waiting.id])
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        try await work.take(
            "orders.csv", Self.header, row(next.isEmpty ? "2026-12-10" : next))
        try await work.settle()
        let text = try await text(work, try #require(try await letters(work, .held).last))
        #expect(!text.contains("emberitahuan kami") && !text.contains("ur notice"), "\(text)")
        let day = language == "id" ? "30 November 2026" : "30 November 2026"
        #expect(text.contains(day), "\(text)")
        #expect(next > "2026-12-18" || text.contains(language == "id" ? "Kabar baik" : "Good news"))
    }

    @Test("A letter that left is a notice of ours", arguments: ["id", "en"])
    func written(_ language: String) async throws {
        let work = try await office("automatic", language: language)
        try await work.take("orders.csv", Self.header, row(""))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take("orders.csv", Self.header, row("2026-12-18"))
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        try await work.take("orders.csv", Self.header, row("2026-12-10"))
        try await work.settle()
        let text = try await text(work, try #require(try await letters(work, .sent).last))
        #expect(text.contains("emberitahuan kami") || text.contains("Our notice of"), "\(text)")
    }

    @Test("A correction is no good news", arguments: ["id", "en"], [true, false])
    func correction(_ language: String, isSpoken: Bool) async throws {
        let work = try await office(isSpoken ? "approval" : "automatic", language: language)
        try await work.take("orders.csv", Self.header, row(""))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let wrong = try await work.take("orders.csv", Self.header, row("2026-12-18"))
        try await work.settle()
        if let waiting = try await letters(work, .held).first {
            try await work.take(
                "keputusan.csv", "kode;keputusan;oleh", "\(waiting.id);klien tahu;K")
        }
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        _ = try await work.call(UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        try await work.settle()
        let held = try #require(try await letters(work, .held).first)
        #expect(held.holdReasons.contains(.importUndone))
        let text = try await text(work, held)
        for word in ["Kabar baik", "Good news", "Terima kasih", "Thank you", "tidak berlaku lagi"] {
            #expect(!text.contains(word), "\(text)")
        }
        let notice = language == "id" ? "Pemberitahuan kami pada hari" : "Our notice of"
        #expect(text.contains(notice) != isSpoken, "\(text)")
        #expect(text.contains(language == "id" ? "keliru" : "wrong date"), "\(text)")
    }

    @Test func onlyLinesThatTheFileWasWrongAboutAreCorrections() async throws {
        let work = try await office("automatic")
        try await work.take("orders.csv", Self.header, row(""), row("", line: 2))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let wrong = try await work.take(
            "orders.csv", Self.header, row("2026-12-18"), row("", line: 2))
        try await work.advance(to: work.instant("2026-11-30 11:00"))
        _ = try await work.call(
            ChangeOrder(
                order: "O-1", change: "slip", lines: ["2"], date: "2026-12-21", reason: "KAPAL",
                by: "K"))
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        #expect(try await letters(work, .sent).count == 2)
        _ = try await work.call(UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        try await work.settle()
        let held = try #require(try await letters(work, .held).first)
        #expect(held.holdReasons == [.importUndone])
        #expect(held.liveItems.flatMap(\.statements).map(\.line) == ["1"])
        let hash = try await work.letter(held).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(held.id), hash: hash)], by: "K"))
        try await work.advance(to: work.instant("2026-12-02 10:00"))
        // The other line goes its way, as it would have.
        _ = try await work.call(
            ChangeOrder(
                order: "O-1", change: "slip", lines: ["2"], date: "2026-12-29", reason: "KAPAL",
                by: "K"))
        try await work.settle()
        let last = try #require(try await letters(work, .sent, .waiting).last)
        #expect(last.holdReasons.isEmpty)
        #expect(last.liveItems.map(\.item.kind) == ["further-slip"])
        #expect(try await letters(work, .held).isEmpty)
    }

    @Test("A later date from a later file is a delay, and no mistake", arguments: [true, false])
    func laterFile(isLater: Bool) async throws {
        let work = try await office("approval")
        try await work.take("orders.csv", Self.header, row(""))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let wrong = try await work.take("orders.csv", Self.header, row("2026-12-18"))
        try await work.settle()
        let first = try #require(try await letters(work, .held).first)
        let hash = try await work.letter(first).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(first.id), hash: hash)], by: "K"))
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        _ = try await work.call(UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        try await work.settle()
        try await work.advance(to: work.instant("2026-12-01 11:00"))
        if isLater {
            try await work.take("orders.csv", Self.header, row("2026-12-22"))
            try await work.settle()
        }
        let held = try #require(try await letters(work, .held).last)
        let text = try await text(work, held)
        #expect(text.contains("keliru") != isLater, "\(text)")
        #expect(text.contains("22 Desember 2026") == isLater, "\(text)")
    }

    @Test func aLetterWaitsForTheReasonsOfWhatIsStillInIt() async throws {
        let work = try await office("approval")
        let other = { (expected: String) in
            self.row(expected).replacing("O-1", with: "O-2")
        }
        try await work.take("orders.csv", Self.header, row(""), other(""))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let wrong = try await work.take("orders.csv", Self.header, row("2026-12-18"))
        try await work.settle()
        let first = try #require(try await letters(work, .held).first)
        let hash = try await work.letter(first).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(first.id), hash: hash)], by: "K"))
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        _ = try await work.call(UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        try await work.settle()
        try await work.take("orders.csv", Self.header, other("2026-12-21"))
        try await work.settle()
        let both = try #require(try await letters(work, .held).first)
        #expect(both.liveItems.map(\.item.subject.id) == ["O-1", "O-2"])
        #expect(both.holdReasons == [.approval, .importUndone])
        // It ships when its client was told, after all.
        try await work.take("orders.csv", Self.header, row("2026-12-18"))
        try await work.settle()
        let left = try #require(try await letters(work, .held).first)
        #expect(left.id == both.id && left.liveItems.map(\.item.subject.id) == ["O-2"])
        #expect(left.holdReasons == [.approval])
        let (writer, now) = (work.stages.writer, work.clock.now)
        let list = try await work.stages.store.read { view, office in
            try ListMaker(office: office, writer: writer, view: view, now: now, group: nil)
                .letterTable()
        }
        let listed = try #require(list.rows.first { $0["letter"] == .text("LETTER-\(left.id)") })
        #expect(listed["orders"] == .text("O-2"))
    }

    @Test func whatStaysAsTheFileSaidIsNoMistake() async throws {
        let work = try await office("automatic")
        try await work.take("orders.csv", Self.header, row(""), row("", line: 2))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let wrong = try await work.take(
            "orders.csv", Self.header, row("2026-12-18"), row("2026-12-18", line: 2))
        try await work.advance(to: work.instant("2026-11-30 11:00"))
        _ = try await work.call(
            ChangeOrder(
                order: "O-1", change: "slip", lines: ["1"], date: "2026-12-21", reason: "KAPAL",
                by: "K"))
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        let reply = try await work.call(
            UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        #expect(reply.kept == ["O-1 1"] && reply.restored == ["O-1 2"])
        try await work.settle()
        let held = try #require(try await letters(work, .held).first)
        #expect(held.liveItems.flatMap(\.statements).map(\.line) == ["2"])
        _ = try await work.call(RefuseNotice(id: Int(held.id), reason: "x", by: "K"))
        _ = try await work.call(
            ChangeOrder(
                order: "O-1", change: "slip", lines: ["1"], date: "2026-12-29", reason: "KAPAL",
                by: "K"))
        try await work.advance(to: work.instant("2026-12-02 10:00"))
        #expect(try await letters(work, .held).isEmpty)
        let last = try #require(try await letters(work, .sent).last)
        #expect(try await text(work, last).contains("Menyusul pemberitahuan kami"))
    }

    @Test func aWishThatAnUndoneFileClaimedIsNobodys() async throws {
        let work = try await office("automatic", settings: ["client_requests: [KLIEN]"])
        try await work.take("orders.csv", Self.header, row(""))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let wrong = try await work.take(
            "orders.csv", Self.header, "O-1;1;A1;2026-12-10;2026-12-18;KLIEN;Meja;5;unit")
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        _ = try await work.call(UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        try await work.advance(to: work.instant("2026-12-02 10:00"))
        // Nobody asked for anything, nobody heard anything, and nobody needs to.
        #expect(try await work.notices().allSatisfy { $0.audience != .client })
        let line = try await work.stages.ledger.read { try $0.order("O-1")?.lines.first }
        #expect(line?.told.count == 1 && line?.lastTold.description == "2026-12-10")
    }

    @Test func anUndoThatTakesNothingBackLeavesTheFileToBeUndone() async throws {
        let work = try await TestOffice()
        let header = "code;title;owner;due_date"
        let wrong = try await work.take("deadlines.csv", header, "T-200;Tugas;S;2026-12-04")
        let number = Int(try #require(wrong.number))
        _ = try await work.take("keputusan.csv", "kode;keputusan;oleh", "T-200;selesai;K")
        await #expect {
            try await work.call(UndoImport(number: number, by: "K"))
        } throws: { "\($0)".contains("T-200 (done since, by ") }
        let report = try await work.take(
            "keputusan.csv", "kode;keputusan;oleh", "IMPORT-\(number);urungkan;K")
        #expect("\(report.reading.findings)".contains("T-200 (sudah selesai, oleh "))
        let list = try await work.call(ListImports(limit: 5)).imports
        #expect(list.first { $0.number == number }?.undoneAt == nil)
        // Decisions and reports stand in the list, and say why they are not undone.
        let decisions = try #require(list.first { $0.sheet == "decisions" })
        await #expect {
            try await work.call(UndoImport(number: decisions.number, by: "K"))
        } throws: { "\($0)".contains("decide anew") }
    }

    @Test func whatIsInUseStays() async throws {
        let work = try await office("automatic")
        let reasons = try await work.take(
            "reasons.csv", "code;id;en;client_safe", "LUAPAN;gudang kebanjiran;a flood;yes",
            "MACET;jalan macet;traffic;yes")
        let people = try await work.take(
            "people.csv", "code;name;role;reports_to", "X1;Xena;sales;M", "X2;Xaver;sales;X1",
            "X3;Xara;sales;X1")
        try await work.take("orders.csv", Self.header, row(""))
        try await work.take(
            "orders.csv", Self.header + ";salesperson",
            "O-1;1;A1;2026-12-10;2026-12-18;gudang kebanjiran;Meja;5;unit;X2")
        let undone = try await work.call(
            UndoImport(number: Int(try #require(reasons.number)), by: "K"))
        #expect(undone.restored == ["MACET"] && undone.kept == ["LUAPAN"])
        #expect(undone.keptBecause == ["in use: order O-1"])
        let rest = try await work.call(
            UndoImport(number: Int(try #require(people.number)), dryRun: true, by: "K"))
        // Whoever sells stays, and so does whom they report to.
        #expect(rest.restored == ["X3"] && Set(rest.kept) == ["X1", "X2"])
    }

    /// Nobody would have told them anything but for the file.
    @Test(
        "What somebody told since, of another date, is corrected by nobody's word alone",
        arguments: ["command", "sheet"])
    func toldAnotherDate(_ way: String) async throws {
        let work = try await office("automatic", language: "en")
        try await work.take("orders.csv", Self.header, row(""))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let wrong = try await work.take("orders.csv", Self.header, row("2026-12-18"))
        try await work.advance(to: work.instant("2026-11-30 14:00"))
        if way == "command" {
            _ = try await work.call(
                ChangeOrder(order: "O-1", change: "told", date: "2026-12-21", by: "K"))
        } else {
            try await work.take(
                "told.csv", "order;line;told;informed_on", "O-1;1;2026-12-21;2026-11-30")
        }
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        _ = try await work.call(UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        try await work.advance(to: work.instant("2026-12-01 16:00"))
        #expect(try await letters(work, .sent).count == 1)
        let held = try #require(try await letters(work, .held).first)
        #expect(held.holdReasons == [.importUndone])
        let text = try await text(work, held)
        #expect(!text.contains("Good news"), "\(text)")
    }
}
