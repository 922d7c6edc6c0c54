import Almanac
import Control
import Coordination
import Foundation
import Testing

@testable import Engine
@testable import Ledger

/// An office that nobody touched behind the service's back is never accused, whenever it is asked.
@Suite struct UntouchedOfficeTests {
    private static let roundTheClock = [
        "calendars: {always: {mon-sun: \"00:00-24:00\"}}", "office: {calendar: always}",
    ]

    private func expectNoAccusation(
        _ work: TestOffice, _ when: String, at location: SourceLocation = #_sourceLocation
    ) async throws {
        let problems = try await work.call(Prove()).problems.map(\.text)
        #expect(problems.isEmpty, "\(when): \(problems)", sourceLocation: location)
    }

    /// Adds a deadline of which the first steps are past, or that has none before it.
    private func add(_ code: String, due: String, _ work: TestOffice) async throws {
        _ = try await work.call(AddDeadline(title: "Quick", owner: "S", due: due, code: code))
        try await work.settle()
    }

    private func prove(_ work: TestOffice) async throws -> Prove.Reply {
        try await work.call(Prove())
    }

    @Test(
        "What was just entered and told at once is no step that nobody told",
        arguments: [[], roundTheClock], ["2026-11-27 18:48", "2026-11-26 10:30"])
    func justEntered(_ settings: [String], _ moment: String) async throws {
        let work = try await TestOffice(at: moment, settings: settings)
        work.clock.set(work.clock.now + .milliseconds(33_400))
        let begin = work.clock.now
        try await add("Q-1", due: "2026-11-28 12:00", work)
        try await add("Q-2", due: "2026-12-02 12:00", work)
        try await expectNoAccusation(work, "at once")
        // Beside the moment up to which is judged, second by second.
        let seconds =
            Array(stride(from: 60, to: 840, by: 180)) + Array(stride(from: 838, to: 1_020, by: 7))
        for second in seconds {
            try await work.advance(to: begin + .seconds(second))
            try await expectNoAccusation(work, "\(second) s after")
        }
        let reply = try await prove(work)
        #expect(reply.judged == 2, "\(reply.notJudged) were not")
    }

    @Test("Nor is what was entered, moved or ended in the minutes before")
    func justChanged() async throws {
        let work = try await TestOffice(at: "2026-11-24 08:59", settings: Self.roundTheClock)
        try await add("A", due: "2026-11-27 12:00", work)
        for minute in 0..<45 {
            try await work.advance(to: work.instant("2026-11-24 09:00") + .seconds(minute * 60 + 5))
            switch minute {
            case 3: try await add("B", due: "2026-11-25 12:00", work)
            case 9:
                _ = try await work.call(MoveDeadline(code: "A", due: "2026-11-25 13:00"))
            case 13: _ = try await work.call(FinishDeadline(code: "B"))
            case 17: _ = try await work.call(ReopenDeadline(code: "B", reason: "belum"))
            default: break
            }
            try await work.settle()
            try await expectNoAccusation(work, "minute \(minute)")
        }
        #expect(try await prove(work).judged == 2)
    }

    @Test("Nor is what waited for others within minutes, and had ended before it left")
    func tookBack() async throws {
        let ladders = """
            ladders:
              near: [{when: D-1 10:00, tell: owner}]
              next: [{when: D-1 10:04, tell: owner}]
            """
        let work = try await TestOffice(at: "2026-11-24 09:00", settings: [ladders])
        for (code, ladder) in [("A", "near"), ("B", "next")] {
            _ = try await work.call(
                AddDeadline(
                    title: code, owner: "S", due: "2026-11-26 12:00", code: code, ladder: ladder))
        }
        try await work.advance(to: work.instant("2026-11-25 10:02"))
        _ = try await work.call(FinishDeadline(code: "A"))
        try await work.advance(to: work.instant("2026-11-25 10:40"))
        let items = try await work.notices().flatMap(\.items)
        #expect(items.map { $0.withdrawnBecause == nil } == [false, true])
        let reply = try await prove(work)
        #expect(reply.problems.isEmpty, "\(reply.problems)")
        #expect(reply.judged == 2)
    }

    @Test("Nor is an office whose trial ended and that was started anew")
    func afterTrial() async throws {
        let work = try await TestOffice(settings: ["mode: trial"] + Self.roundTheClock)
        try await work.settle()
        try await add("A", due: "2026-11-24 12:00", work)
        try await add("B", due: "2026-12-01 12:00", work)
        try await work.slipOrder("O1", client: "C1")
        try await work.advance(to: work.instant("2026-11-30 11:00"))
        try await expectNoAccusation(work, "in the trial")
        _ = try await work.call(GoLive())
        try await work.settle()
        try await expectNoAccusation(work, "as it goes live")
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.copyItem(at: work.folder, to: folder)
        let again = try await TestOffice(
            resuming: folder, at: work.clock.now + .seconds(40), ownsFolder: true)
        try await again.settle()
        try await expectNoAccusation(again, "as it begins again")
        // How much of it was a trial's is said, and since when anything is judged.
        let reply = try await prove(again)
        let gaps = reply.gaps.filter { $0.reason == "trial" }
        #expect(gaps.map(\.what) == ["deadline", "letter"], "\(reply.gaps)")
        #expect(gaps.allSatisfy { $0.count > 0 && $0.text.contains("trial") })
        #expect(reply.judgedSince != nil)
        #expect(
            reply.notJudged
                == reply.gaps.filter { $0.what == "deadline" && $0.reason != "older" }
                .map(\.count).reduce(0, +))
        // What lives while nobody is at work is not judged.
        again.clock.set(again.clock.now + .seconds(60))
        try await add("C", due: "2026-12-01 09:30", again)
        for minute in [1, 8, 15, 16, 30, 3_000] {
            try await again.advance(to: work.clock.now + .seconds(minute * 60 + 100))
            try await expectNoAccusation(again, "\(minute) minutes after")
        }
        #expect(try await prove(again).judged > 0)
    }

    @Test("A course of which the begin was forgotten is not judged, nor is an approval")
    func partlyForgotten() async throws {
        let work = try await TestOffice(settings: Self.roundTheClock)
        try await add("A", due: "2026-11-27 12:00", work)
        _ = try await work.call(MoveDeadline(code: "A", due: "2026-12-01 12:00"))
        let held = try await work.slippedOrder()
        let letter = try await work.letter(held)
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(held.id), hash: letter.hash)]))
        let approved = work.clock.now
        work.clock.set(approved + .seconds(3_600))
        try await work.settle()
        _ = try await work.call(FinishDeadline(code: "A"))
        try await work.advance(to: work.instant("2026-12-03 12:00"))
        #expect(try await prove(work).lettersJudged == 1)
        try await expectNoAccusation(work, "before")
        _ = try await work.stages.ledger.write(at: work.clock.now) {
            try $0.forgetEvents(before: approved + .seconds(60), limit: 1_000)
        }
        let reply = try await prove(work)
        #expect(reply.problems.isEmpty, "\(reply.problems)")
        #expect(reply.lettersJudged == 1)
    }

    /// A year of it, where there is time for that; a quarter else.
    private static let months =
        ProcessInfo.processInfo.environment["TENGGAT_FULL"] == "1" ? 12 : 3

    @Test("A year of an office that nobody touched passes, whenever it is asked")
    func aYear() async throws {
        let work = try await TestOffice(
            settings: ["digest: {at: \"08:00\", to: [coordinator, manager]}"])
        let header = "order;line;client;promised;expected;reason;item;quantity;unit"
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder;repeat",
            "W;Mingguan;S;2026-12-04;15:00;standard;weekly",
            "B;Bulanan;SM;2026-12-31;15:00;standard;monthly")
        var month = try #require(CivilDate("2026-12-01"))
        for number in 1...Self.months {
            let (promised, later) = (month.adding(days: 20), month.adding(days: 24))
            _ = try await work.call(
                AddDeadline(
                    title: "Laporan \(number)", owner: "S", due: "\(month.adding(days: 16)) 15:00",
                    code: "L-\(number)"))
            try await work.take(
                "orders.csv", header, "O\(number);1;C2;\(promised);;;Meja;5;unit")
            try await work.advance(to: work.instant("\(month.adding(days: 7)) 10:00"))
            try await work.take(
                "orders.csv", header, "O\(number);1;C2;\(promised);\(later);KAPAL;Meja;5;unit")
            try await work.settle()
            let held = try await work.notices().filter {
                $0.state == .held && $0.audience == .client
            }
            for notice in held {
                let letter = try await work.letter(notice)
                _ = try await work.call(
                    ApproveNotices(approvals: [Approval(id: Int(notice.id), hash: letter.hash)]))
            }
            try await work.advance(to: work.instant("\(month.adding(days: 15)) 12:00"))
            if !number.isMultiple(of: 3) {
                _ = try await work.call(FinishDeadline(code: "L-\(number)"))
            }
            try await work.advance(to: work.instant("\(later) 12:00"))
            _ = try await work.call(ChangeOrder(order: "O\(number)", change: "deliver", by: "K"))
            month = month.adding(days: 31)
            month = try #require(CivilDate(String("\(month)".prefix(8)) + "01"))
            try await work.advance(to: work.instant("\(month) 06:00"))
            _ = try await work.stages.ledger.write(at: work.clock.now) {
                try $0.linkLetters(limit: 10_000)
            }
            try await expectNoAccusation(work, "\(month)")
        }
        let reply = try await prove(work)
        #expect(reply.judged >= Self.months && reply.lettersJudged == Self.months)
        #expect(reply.links > 100 * Self.months)
    }
}
