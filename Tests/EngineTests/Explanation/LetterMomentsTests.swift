import Almanac
import Control
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// Each moment of a history is told by what was so then, and what went without a person's word says so.
@Suite struct LetterMomentsTests {
    private static let orders = "order;line;client;promised;expected;reason;item;quantity;unit"

    private func why(_ work: TestOffice, _ subject: String) async throws -> [WhyLine] {
        try await work.call(Why(subject: subject)).lines
    }

    @Test("That somebody asked that a letter wait is no reason for which it waited before")
    func heldLater() async throws {
        let work = try await TestOffice()
        let letter = try await work.slippedOrder()
        let opened = work.clock.now
        try await work.advance(to: work.instant("2026-11-30 11:00"))
        _ = try await work.call(
            HoldClientMail(ids: [Int(letter.id)], reason: "tunggu kapal", by: "K"))
        for subject in ["letter:\(letter.id)", "O1", "C2"] {
            let lines = try await why(work, subject)
            let first = lines.filter { $0.at == opened.rfc3339 && $0.kind == "held" }
            #expect(!first.isEmpty, "\(subject): \(lines)")
            #expect(
                first.allSatisfy { !$0.rules.contains("hold-by-request") }, "\(subject): \(first)")
            #expect(
                lines.contains {
                    $0.at == work.clock.now.rfc3339 && $0.rules.contains("hold-by-request")
                }, "\(subject): \(lines)")
        }
    }

    @Test("What happened to a letter before an order joined it did not happen to that order")
    func joinedLater() async throws {
        let work = try await TestOffice()
        _ = try await work.slippedOrder()
        let first = work.clock.now
        try await work.advance(to: work.instant("2026-11-30 11:00"))
        try await work.take(
            "orders.csv", Self.orders, "O2;1;C2;2026-12-10;;;Kursi;5;unit")
        try await work.take(
            "orders.csv", Self.orders, "O2;1;C2;2026-12-10;2026-12-18;KAPAL;Kursi;5;unit")
        try await work.settle()
        let letters = try await work.notices().filter {
            $0.audience == .client && $0.state == .held
        }
        #expect(letters.count == 1 && letters[0].liveItems.count == 2)
        #expect(try await why(work, "O1").contains { $0.at == first.rfc3339 && $0.kind == "held" })
        #expect(try await why(work, "O2").allSatisfy { $0.at > first.rfc3339 })
    }

    @Test("A letter that went by itself says so, and one that somebody approved does not")
    func automatic() async throws {
        let work = try await TestOffice()
        try await work.slipOrder("O1", client: "C1")
        let sent = try #require(
            try await work.notices().last { $0.audience == .client && $0.state == .sent })
        for subject in ["letter:\(sent.id)", "O1", "C1"] {
            let lines = try await why(work, subject)
            #expect(
                lines.contains {
                    $0.kind == "sent" && $0.rules.contains("automatic")
                        && $0.text.contains("It went by itself")
                }, "\(subject): \(lines)")
        }
        let held = try await work.slippedOrder("O2", client: "C2")
        let letter = try await work.letter(held)
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(held.id), hash: letter.hash)], by: "K"))
        try await work.settle()
        #expect(try await work.notice(held.id).state == .sent)
        #expect(try await why(work, "O2").allSatisfy { !$0.rules.contains("automatic") })
    }

    @Test("A file says that what it said was taken back, and by whom")
    func undone() async throws {
        let work = try await TestOffice()
        let report = try await work.take(
            "orders.csv", Self.orders, "O9;1;C2;2026-12-10;;;Meja;5;unit")
        let number = try #require(report.number)
        try await work.advance(to: work.instant("2026-11-30 11:00"))
        _ = try await work.call(UndoImport(number: Int(number), by: "K"))
        let undone = try await why(work, "file:orders.csv").filter {
            $0.rules.contains("import-undone")
        }
        #expect(undone.count == 1 && undone[0].by?.hasPrefix("K") == true)
        #expect(undone[0].text.contains("IMPORT-\(number)"))
        #expect(undone[0].at == work.clock.now.rfc3339)
    }

    @Test("What persons told a client, and what the client asked for, is told of the client")
    func persons() async throws {
        let work = try await TestOffice(settings: ["client_requests: [KLIEN]"])
        try await work.take(
            "reasons.csv", "code;id;en;client_safe",
            "KLIEN;permintaan klien;the client's wish;yes")
        try await work.take(
            "orders.csv", Self.orders, "O1;1;C2;2026-12-10;;;Meja;5;unit",
            "O2;1;C1;2026-12-10;;;Kursi;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", Self.orders, "O1;1;C2;2026-12-10;2026-12-18;KLIEN;Meja;5;unit")
        try await work.settle()
        let lines = try await why(work, "C2")
        #expect(
            lines.contains { $0.rules == ["client-wish"] && $0.text.hasPrefix("O1: ") }, "\(lines)")
        // An order goes to another client, and somebody tells the one whose it was.
        try await work.take(
            "orders.csv", Self.orders, "O2;1;C3;2026-12-10;;;Kursi;5;unit")
        try await work.settle()
        for asked in try await work.deadlines() where asked.code.hasPrefix("FORMER-") {
            _ = try await work.call(FinishDeadline(code: asked.code, by: "K"))
            let told = try await why(work, "C1").flatMap(\.rules)
            #expect(told.contains("former-client") && told.contains("former-client-ended"))
        }
    }

    @Test("What was done on a day of which no hour is known names the day, and when it was entered")
    func doneOn() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "Q;Tugas;S;2026-12-04;15:00")
        try await work.advance(to: work.instant("2026-11-30 10:05"))
        try await work.take("deadlines.csv", "code;status;done_on;by", "Q;done;2026-11-30;K")
        let lines = try await why(work, "Q").filter { $0.rules == ["ended"] }
        #expect(!lines.isEmpty)
        for line in lines {
            #expect(
                line.text.contains(
                    "done on Monday, 30 November 2026, as was entered on Monday, 30 November 2026, 10:05"
                ), "\(line.text)")
        }
    }

    @Test("A step of the former due date is told from the present one's of the same name")
    func formerPlan() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "X;Tugas;S;2026-12-04;15:00")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        _ = try await work.call(MoveDeadline(code: "X", due: "2026-12-04 16:00", by: "K"))
        let former = try await why(work, "X").filter {
            $0.rules == ["moved"] && $0.kind == "skipped"
        }
        #expect(!former.isEmpty)
        #expect(
            former.allSatisfy {
                $0.text.contains("of the former due date, Friday, 4 December 2026, 15:00")
            },
            "\(former)")
    }
}
