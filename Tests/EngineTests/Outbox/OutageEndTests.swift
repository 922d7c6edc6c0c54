import Almanac
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// When an outage is over, what is said of it, and what it keeps meanwhile.
@Suite struct OutageEndTests {
    private static let away = ScriptedServer(replies: ["connect": "drop"])

    /// An office with two ways out, of which the first does not answer for long.
    private func office(
        _ retry: String = "first: 5min, longest: 5min, give_up_after: 1h",
        choice: @escaping @Sendable (CourierRoutes.Sort) -> String = { _ in "one" },
        settings: [String] = [], logger book: LogBook = LogBook()
    ) async throws -> (work: TestOffice, one: FakeCourier, two: FakeCourier) {
        let (one, two) = (FakeCourier(), FakeCourier())
        let routes = CourierRoutes(
            [Destination(NamedCourier("one", one)), Destination(NamedCourier("two", two))],
            fallback: "two", choice: choice)
        let work = try await TestOffice(
            settings: ["mail: {retry: {\(retry)}}"] + settings, routes: routes,
            logger: book.logger)
        work.clock.set(try work.instant("2026-12-01 09:00"))
        return (work, one, two)
    }

    private func begin(
        _ work: TestOffice, of destination: String, because reason: String, probeAfter: Int
    ) async throws {
        try await work.stages.ledger.write(at: work.clock.now) {
            try $0.put(
                OutageRecord(
                    destination: destination, since: $0.now, reason: reason, failures: 1,
                    probeAt: $0.now + .seconds(probeAfter)))
        }
    }

    private func outages(_ work: TestOffice) async throws -> [OutageRecord] {
        try await work.stages.ledger.read { try $0.outages() }
    }

    @Test("That a mail had waited for a way out is known after the outage, too")
    func whyItWasLate() async throws {
        let (work, one, _) = try await office()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-01;14:00;exact", "B;Laporan;M;2026-12-01;14:00;exact",
            "Q;Laporan;K;2026-12-01;14:00;exact")
        one.answer(Self.away)
        try await work.advance(to: work.instant("2026-12-01 10:30"))
        #expect(try await outages(work).isEmpty)
        // One was tried, another was the next probe, and one waited along.
        var why: [String: Int] = [:]
        for code in ["A", "B", "Q"] {
            let lines = try await work.call(Why(subject: code, language: "en")).lines
            #expect(lines.contains { $0.rules.contains("sent") }, "\(lines)")
            for rule in ["delayed", "deferred"] where lines.contains(where: { $0.rules == [rule] })
            {
                why[rule, default: 0] += 1
            }
        }
        #expect(why == ["deferred": 1, "delayed": 2])
        // What leaves afterwards in time was not kept.
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "C;Laporan;S;2026-12-01;15:00;exact")
        try await work.advance(to: work.instant("2026-12-01 11:30"))
        let lines = try await work.call(Why(subject: "C", language: "en")).lines
        #expect(lines.contains { $0.rules.contains("sent") }, "\(lines)")
        #expect(!lines.contains { $0.rules == ["delayed"] }, "\(lines)")
    }

    @Test("A letter that is given up in an outage has failed for what was answered to itself")
    func ownAnswer() async throws {
        let (work, one, _) = try await office()
        try await work.open([("S", "x", true, nil), ("M", "never tried", true, nil)])
        one.answer(ScriptedServer(replies: ["rcpt": "452 4.2.2 over quota"]))
        one.answer(Self.away)
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        try await work.stages.ledger.write(at: work.clock.now) {
            for outage in try $0.view.outages() { try $0.remove(outage) }
        }
        try await begin(work, of: "one", because: "550 5.4.5 to RCPT", probeAfter: 7_200)
        try await work.open([("D", "later", true, nil)])
        try await work.advance(to: work.clock.now + .seconds(7_300))
        #expect(try await work.notice(1).state == .refused)
        #expect(try await work.notice(1).response == "given up: 452 4.2.2 over quota")
        let others = [try await work.notice(2), try await work.notice(3)]
        let untried = others.filter { $0.attempts == 0 }.map(\.response)
        #expect(!untried.isEmpty, "\(others)")
        #expect(untried.allSatisfy { $0 == "given up: 550 5.4.5 to RCPT" }, "\(others)")
    }

    @Test("An outage that nothing waits for any more is over, and nobody is told that mail leaves")
    func idle() async throws {
        let book = LogBook()
        let (work, one, two) = try await office(logger: book)
        for _ in 0..<200 { one.answer(Self.away) }
        try await work.open([("S", "x", true, nil)])
        try await work.advance(to: work.instant("2026-12-01 09:45"))
        #expect(try await outages(work).count == 1)
        #expect(try await work.call(GetStatus()).status.warnings.count { $0.contains("mail") } == 1)
        try await work.advance(to: work.instant("2026-12-01 11:00"))
        #expect(try await work.notice(1).state == .refused)
        #expect(try await outages(work).isEmpty)
        let warnings = try await work.call(GetStatus()).status.warnings
        #expect(!warnings.contains { $0.contains("no mail leaves") }, "\(warnings)")
        #expect(book.lines().contains { $0.contains("nothing waits any more for the courier one") })
        #expect(!book.lines().contains { $0.contains("mail leaves again") })
        let told = try await work.notices().flatMap(\.liveItems).filter {
            $0.item.kind == "mail-outage" && $0.item.facts["until"] != nil
        }
        #expect(told.isEmpty)
        #expect(two.parcels.contains { $0.recipients == ["k@garis.test"] })
    }

    @Test("A test letter that a server takes has what waits for it tried at once")
    func tested() async throws {
        let (work, one, _) = try await office("first: 1h, longest: 1h")
        one.answer(Self.away)
        try await work.open([("S", "x", true, nil)])
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        #expect(try await work.notice(1).state == .deferred)
        // Another courier's says nothing of it.
        _ = try await work.call(TestMail(to: "uji@lain.test", courier: "two"))
        try await work.settle()
        #expect(try await work.notice(1).state == .deferred)
        _ = try await work.call(TestMail(to: "uji@lain.test", courier: "one"))
        try await work.settle()
        #expect(try await work.notice(1).state == .sent)
        #expect(try await outages(work).isEmpty)
    }

    @Test("An outage keeps what is to leave now, and nothing that waits for its own moment")
    func ownMoment() async throws {
        let (work, one, _) = try await office("first: 1h, longest: 1h")
        one.answer(Self.away)
        try await work.open([("S", "x", true, nil)])
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        try await work.stages.store.change(at: work.clock.now) { work in
            let notice = try work.transaction.openNotice(
                to: "M", audience: .office, leaveAt: work.now + .seconds(86_400), by: "one")
            try work.transaction.append(
                Item(
                    cause: "tomorrow", kind: "reminder", subject: Subject(.deadline, "T"),
                    facts: ["code": .text("T"), "title": .text("T")]), to: notice)
        }
        let listed = try await work.call(ListNotices()).notices
        #expect(listed.first { $0.recipient == "S" }?.stops == ["no-way-out"])
        let tomorrow = try #require(listed.first { $0.recipient == "M" })
        #expect(tomorrow.stops == [] && tomorrow.leaveAt != nil)
    }

    @Test("Of an outage that nobody was told of, nobody is told that it is over")
    func shortEnd() async throws {
        let (work, one, _) = try await office("first: 5min, longest: 5min")
        try await work.open([("S", "x", true, nil)])
        one.answer(Self.away)
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        let clock = work.clock
        // The answer comes when somebody would have been told by then.
        clock.set(clock.now + .seconds(1_500))
        one.meanwhile { clock.set(clock.now + .seconds(900)) }
        try await work.settle()
        #expect(try await work.notice(1).state == .sent)
        #expect(try await outages(work).isEmpty)
        let news = try await work.notices().flatMap(\.liveItems).map(\.item)
            .filter { $0.kind == "mail-outage" }
        #expect(news.count { $0.facts["until"] != nil } <= news.count { $0.facts["until"] == nil })
    }

    @Test("What is over says what could not be sent in time only where there is such a task")
    func unsentSaid() async throws {
        for isLost in [false, true] {
            let (work, one, _) = try await office("first: 5min, longest: 5min")
            for _ in 0..<60 { one.answer(Self.away) }
            if isLost {
                // Reminded of at 09:20, and over at 13:20.
                try await work.take(
                    "deadlines.csv", "code;title;owner;due_date;due_time",
                    "A;Laporan;S;2026-12-01;13:20")
            }
            try await work.open([("M", "m", false, nil)])
            try await work.advance(to: work.instant("2026-12-01 17:00"))
            let over = try #require(
                try await work.notices().first { notice in
                    notice.liveItems.contains {
                        $0.item.kind == "mail-outage" && $0.item.facts["until"] != nil
                    }
                })
            let text = try await work.letter(over).text
            let isSaid = ["the task MAIL-UNSENT", "tugas MAIL-UNSENT"]
                .contains(where: text.contains)
            #expect(isSaid == isLost, "\(text)")
        }
    }

    @Test("An earlier step that waits for its courier is not told once a later one was")
    func latestStep() async throws {
        let (work, one, two) = try await office(
            "first: 5min, longest: 5min", choice: { $0.isUrgent ? "two" : "one" },
            settings: [
                "ladders: {pair: [{when: -4h, tell: owner}, {when: -3h, tell: owner, urgent: true}]}"
            ])
        for _ in 0..<15 { one.answer(Self.away) }
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-01;14:00;pair", "B;Kas;M;2026-12-01;18:00;pair")
        try await work.advance(to: work.instant("2026-12-01 13:30"))
        let notices = try await work.notices().filter { $0.recipient == "S" }
        #expect(notices.map(\.state) == [.withdrawn, .sent], "\(notices.map(\.state))")
        #expect(
            notices.first?.items.map(\.withdrawnBecause)
                == ["a later step of the same deadline speaks for it"])
        #expect(two.parcels.count { $0.recipients == ["s@garis.test"] } == 1)
        // What another reader waits for is theirs.
        try await work.advance(to: work.instant("2026-12-01 14:30"))
        let others = try await work.notices().filter { $0.recipient == "M" }
        #expect(others.map(\.state) == [.sent], "\(others.map(\.state))")
    }
}
