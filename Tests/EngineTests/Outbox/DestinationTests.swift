import Almanac
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// Ways out that do not answer, are slow, or take only so much.
@Suite struct DestinationTests {
    private static let away = ScriptedServer(replies: ["connect": "drop"])

    /// Deadlines of three people at one moment.
    private func burst(_ work: TestOffice, at time: String = "10:00") async throws {
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-01;\(time);exact", "B;Pajak;K;2026-12-01;\(time);exact",
            "C;Kas;D;2026-12-01;\(time);exact")
    }

    @Test func aWayThatDoesNotAnswerIsTriedByAnotherLetterEachTimeWhileTheRestWait() async throws {
        let work = try await TestOffice(
            settings: ["mail: {retry: {first: 60s, longest: 1h}}"])
        try await burst(work, at: "17:00")
        for _ in 0..<3 { work.courier.answer(Self.away) }
        let start = try work.instant("2026-12-01 13:00")
        try await work.advance(to: start + .seconds(10))
        #expect(work.courier.parcels.count == 1)
        try await work.advance(to: start + .seconds(300))
        // Pauses double: after about one minute, two more, and four.
        let tried = work.courier.parcels.map(\.recipients)
        #expect(Set(tried.prefix(3)).count == 3 && tried.count == 3)
        let outage = try #require(try await work.stages.ledger.read { try $0.outages().first })
        #expect(outage.failures == 3 && outage.destination == "fake")
        try await work.advance(to: start + .seconds(1_200))
        #expect(try await work.stages.ledger.read { try $0.outages().isEmpty })
        let sent = try await work.notices().filter { $0.state == .sent }
        #expect(sent.map(\.attempts).sorted() == [1, 2, 2] || sent.allSatisfy { $0.attempts == 2 })
        #expect(sent.count == 3)
    }

    @Test func aWayThatOnlyACopyWaitsForIsTriedWithIt() async throws {
        let work = try await TestOffice(settings: ["mail: {retry: {first: 60s, longest: 1h}}"])
        try await work.take(
            "clients.csv", "code;name;contact;email;cc;language;time_zone;notices",
            "C1;PT Sinar;Hendra;c1@klien.test;boss@klien.test;id;WIB;automatic")
        work.courier.answer(ScriptedServer(replies: ["cc1": "450 not now"]))
        work.courier.answer(Self.away)
        work.courier.answer(Self.away)
        try await work.slipAutomatically()
        #expect(work.courier.parcels.last?.recipients == ["boss@klien.test"])
        #expect(work.courier.parcels.count == 4)
        #expect(try await work.stages.ledger.read { try $0.outages().isEmpty })
        #expect(try await work.stages.ledger.read { try $0.nextCopyInstant() } == nil)
    }

    @Test func oneOutageIsToldOnceByAnotherWayAndAgainWhenItIsOver() async throws {
        let book = LogBook()
        let (dead, fine) = (FakeCourier(), FakeCourier())
        let routes = CourierRoutes(
            [Destination(NamedCourier("one", dead)), Destination(NamedCourier("two", fine))])
        let work = try await TestOffice(
            settings: [
                "mail: {retry: {first: 5min, longest: 5min}, administrator: it@garis.test}"
            ], routes: routes, logger: book.logger)
        try await burst(work)
        for _ in 0..<60 { dead.answer(Self.away) }
        try await work.advance(to: work.instant("2026-12-01 06:29"))
        #expect(fine.parcels.isEmpty)
        let warnings = try await work.call(GetStatus()).status.warnings
        #expect(warnings.contains { $0.contains("by the courier one") })
        try await work.advance(to: work.instant("2026-12-01 06:31"))
        #expect(Set(fine.parcels.flatMap(\.recipients)) == ["k@garis.test", "it@garis.test"])
        // What expired goes by the way that answers, too; the other is tried with the next letter.
        try await work.advance(to: work.instant("2026-12-01 11:00"))
        #expect(fine.parcels.dropFirst(2).map(\.recipients) == [["k@garis.test"]])
        try await work.open([("M", "later", false, nil)])
        try await work.advance(to: work.instant("2026-12-01 14:00"))
        // With nothing left to wait the outage was over: the next is another.
        #expect(fine.parcels.count == 5)
        let tried = try await work.stages.ledger.read { view in
            try (1...3).flatMap { try view.attempts(of: $0) }.map(\.claimedAt).sorted()
        }
        // One at a time, a pause between any two.
        #expect(zip(tried, tried.dropFirst()).prefix(40).allSatisfy { $1 - $0 > .seconds(200) })
        #expect(book.lines().count { $0.contains("no mail leaves since") } == 2)
        #expect(book.lines().count { $0.contains("nothing waits any more") } == 1)
        #expect(book.lines().count { $0.contains("mail leaves again") } == 1)
        let over = try await work.notices().flatMap(\.liveItems)
            .filter { $0.item.kind == "mail-outage" && $0.item.facts["until"] != nil }
        #expect(over.count == 2)
        // What nobody heard in time is somebody's.
        #expect(try await work.deadlines().contains { $0.code == "MAIL-UNSENT" })
    }

    @Test func aSlowLetterToAClientHoldsNoOfficeMail() async throws {
        let slow = PatientCourier(capacity: 2) { $0.isClient }
        let work = try await TestOffice(through: slow)
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "C1;PT Sinar;Hendra;c1@klien.test;id;WIB;automatic",
            "C2;PT Baru;Ani;c2@klien.test;id;WIB;automatic")
        let header = "order;line;client;promised;expected;reason;item;quantity;unit"
        try await work.take(
            "orders.csv", header, "O1;1;C1;2026-12-10;;;Meja;5;unit",
            "O2;1;C2;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", header, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit",
            "O2;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        for job in work.stages.jobs where job.name == JobName.delayNotices {
            _ = try await job.runOnce(at: work.clock.now)
        }
        let (outbox, now) = (work.stages.outbox, work.clock.now)
        async let run = outbox.runOnce(at: now)
        await slow.wait(forParcels: 1)
        try await work.open([("S", "x", true, nil)])
        await slow.wait(forParcels: 2)
        #expect(slow.parcels.map(\.isClient) == [true, false])
        slow.open()
        _ = try await run
        #expect(slow.parcels.count == 3)
    }

    @Test func urgentOfficeMailGoesFirstAndLettersToClientsLast() async throws {
        let work = try await TestOffice()
        try await work.open([("S", "s", false, nil), ("K", "k", true, nil)])
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        #expect(work.courier.parcels.map { $0.recipients[0].first } == ["k", "s"])
    }

    @Test func aProvidersLimitsAreKept() async throws {
        let courier = FakeCourier()
        let routes = CourierRoutes([
            Destination(courier, limits: SendingLimits(perMinute: 2, perDay: 4))
        ])
        let work = try await TestOffice(routes: routes)
        let now = try work.instant("2026-12-01 09:00")
        work.clock.set(now)
        try await work.open((0..<6).map { ("S", "\($0)", false, nil) })
        func sent(at moment: Instant) async throws -> Int {
            work.clock.set(moment)
            _ = try await work.stages.outbox.runOnce(at: moment)
            return courier.parcels.count
        }
        #expect(try await sent(at: now) == 2)
        #expect(try await work.stages.outbox.nextInstant() == now + .seconds(60))
        #expect(try await sent(at: now + .seconds(59)) == 2)
        #expect(try await sent(at: now + .seconds(60)) == 4)
        let midnight = try work.instant("2026-12-02 00:00")
        #expect(try await sent(at: now + .seconds(600)) == 4)
        #expect(try await work.stages.outbox.nextInstant() == midnight)
        #expect(try await sent(at: midnight) == 6)
    }

    @Test("What was handed over in the minute before a reload counts against it")
    func aReloadForgetsNoLimit() async throws {
        let courier = FakeCourier()
        let routes = CourierRoutes([Destination(courier, limits: SendingLimits(perMinute: 2))])
        let work = try await TestOffice(routes: routes)
        try await work.open((0..<4).map { ("S", "\($0)", false, nil) })
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        #expect(courier.parcels.count == 2)
        try await work.reload(routes: routes)
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        #expect(courier.parcels.count == 2)
        #expect(try await work.stages.outbox.nextInstant() == work.clock.now + .seconds(60))
    }

    @Test("A run that goes on hands over no more once the job is paused")
    func pausedWithinARun() async throws {
        let courier = FakeCourier()
        let work = try await TestOffice(routes: CourierRoutes([Destination(courier)]))
        try await work.open((0..<3).map { ("S", "\($0)", false, nil) })
        try await work.stages.paused.pause(
            JobName.outbox, JobPause(at: work.clock.now, by: "K", reason: nil),
            in: work.stages.store)
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        #expect(courier.parcels.isEmpty)
        try await work.stages.paused.resume(
            JobName.outbox, by: "K", at: work.clock.now, in: work.stages.store)
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        #expect(courier.parcels.count == 3)
    }

    @Test("What a provider did not take does not count against what it takes a day")
    func attemptsInVainCountForNothing() async throws {
        let courier = FakeCourier()
        let work = try await TestOffice(
            settings: ["mail: {retry: {first: 1min, longest: 1min}}"],
            routes: CourierRoutes([Destination(courier, limits: SendingLimits(perDay: 2))]))
        let now = try work.instant("2026-12-01 09:00")
        work.clock.set(now)
        try await work.open([("S", "a", false, nil), ("S", "b", false, nil)])
        for _ in 0..<6 { courier.answer(Self.away) }
        for minute in 0..<20 {
            let moment = now + .seconds(120 * minute)
            work.clock.set(moment)
            _ = try await work.stages.outbox.runOnce(at: moment)
        }
        #expect(courier.parcels.count == 8)
        #expect(try await work.notices().filter { $0.state == .sent }.count == 2)
        // Whoever starts anew counts the same in the ledger.
        #expect(
            try await work.stages.ledger.read { view in
                try view.countOfAttempts(by: courier.name, since: now)
            } == 2)
    }

    @Test func whatIsTriedLaterIsTriedNowWhereAPersonSaysSo() async throws {
        let work = try await TestOffice(settings: ["mail: {retry: {first: 1h, longest: 1h}}"])
        try await burst(work, at: "17:00")
        work.courier.answer(ScriptedServer(replies: ["rcpt": "450 4.2.0 grey listed"]))
        work.courier.answer(Self.away)
        try await work.advance(to: work.instant("2026-12-01 13:00"))
        let deferred = try await work.notices().filter { $0.state == .deferred }
        #expect(deferred.count == 2 && work.courier.parcels.count == 2)
        _ = try await work.call(RetryLetters(ids: [Int(deferred[0].id)], by: "K"))
        try await work.settle()
        #expect(try await work.notice(deferred[0].id).state == .sent)
        await #expect(throws: ControlError.self) {
            try await work.call(RetryLetters(ids: [Int(deferred[0].id)], by: "K"))
        }
        let reply = try await work.call(RetryLetters(ids: nil, by: "K"))
        #expect(reply.notices.isEmpty)
        try await work.settle()
        #expect(try await work.notices().filter { !$0.state.isFinal }.isEmpty)
    }

    @Test func whileARunFillsNoticesNoneOfTheOfficeLeaves() async throws {
        let work = try await TestOffice()
        try await burst(work, at: "17:00")
        work.clock.set(try work.instant("2026-12-01 13:00"))
        let filling = work.stages.outbox.filling
        filling.begin()
        for job in work.stages.jobs { _ = try await job.runOnce(at: work.clock.now) }
        #expect(work.courier.parcels.isEmpty)
        #expect(filling.end())
        try await work.settle()
        #expect(work.courier.parcels.count == 3)
    }

    // MARK: Real servers

    @Test func ofThreeServersTheDeadAndTheSlowKeepNothingFromTheFine() async throws {
        let (slow, fine) = (
            try FaultyServer(["--times", "99", "dot=slow"]), try FaultyServer([])
        )
        let gone = try FaultyServer([])
        let dead = gone.settings()
        _ = try gone.end()
        let routes = CourierRoutes(
            [
                Destination(NamedCourier("dead", try SMTPCourier(settings: dead))),
                Destination(NamedCourier("slow", try SMTPCourier(settings: slow.settings()))),
                Destination(NamedCourier("fine", try SMTPCourier(settings: fine.settings()))),
            ]
        ) { $0.isUrgent ? "fine" : "slow" }
        let work = try await TestOffice(routes: routes)
        try await work.open((0..<5).map { ("S", "urgent \($0)", true, nil) })
        try await work.open((0..<3).map { ("M", "slow \($0)", false, nil) })
        try await work.open((0..<4).map { ("K", "dead \($0)", false, "dead") })
        let (outbox, now) = (work.stages.outbox, work.clock.now)
        async let run = outbox.runOnce(at: now)
        for _ in 0..<5 { try await fine.wait(for: "TAKEN") }
        let early = try await work.notices().filter { $0.state == .sent }
        #expect(early.allSatisfy { $0.rank == .urgent })
        _ = try await run
        let notices = try await work.notices()
        #expect(notices.count { $0.state == .sent } == 8)
        // One went to see whether anybody is there; the others wait for what it finds.
        #expect(
            notices.filter { $0.destination == "dead" }.map(\.attempts).sorted() == [0, 0, 0, 1])
        #expect(
            try await work.stages.ledger.read { try $0.outages() }.map(\.destination) == ["dead"])
        _ = (try slow.end(), try fine.end())
    }

    @Test func aServerThatRefusesByReaderIsThereForTheOthers() async throws {
        let server = try FaultyServer([
            "rcpt:s@garis.test=550 5.1.1 no such user", "rcpt:m@garis.test=450 4.2.0 grey listed",
        ])
        let work = try await TestOffice(
            settings: ["mail: {retry: {first: 60s}}"],
            through: try SMTPCourier(settings: server.settings()))
        try await work.open(
            ["S", "M", "K", "D"].map { ($0, "to \($0)", false, nil) })
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        let states = Dictionary(
            grouping: try await work.notices(), by: \.recipient
        ).compactMapValues { $0.first?.state }
        #expect(states["S"] == .refused && states["M"] == .deferred)
        #expect(states["K"] == .sent && states["D"] == .sent)
        #expect(try await work.stages.ledger.read { try $0.outages().isEmpty })
        try await work.advance(to: work.clock.now + .seconds(100))
        #expect(
            try await work.notices().filter { $0.recipient == "M" }.allSatisfy { $0.state == .sent }
        )
        _ = try server.end()
    }

    @Test(arguments: ["drop", "stall"])
    func aServerThatLeavesInTheMiddleOfALetterMayHaveItOrNot(_ fault: String) async throws {
        let server = try FaultyServer(["middle=\(fault)"])
        let work = try await TestOffice(
            settings: ["mail: {retry: {first: 60s}}"],
            through: try SMTPCourier(settings: server.settings()))
        try await work.open([("S", "x", false, nil)])
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        let attempt = try #require(
            try await work.stages.ledger.read { try $0.attempts(of: 1).last })
        #expect(["uncertain", "deferred"].contains(attempt.outcome))
        try await work.advance(to: work.clock.now + .seconds(100))
        #expect(try await work.notice(1).state == .sent)
        #expect(try server.end().count { $0.hasPrefix("TAKEN") } == 1)
    }
}

extension TestOffice {
    /// Opens notices to people of the office that are to leave now: to whom, about what, whether urgent,
    /// and by which courier.
    func open(_ notices: [(String, String, Bool, String?)]) async throws {
        try await stages.store.change(at: clock.now) { work in
            for (reader, cause, isUrgent, courier) in notices {
                let notice = try work.transaction.openNotice(
                    to: reader, audience: .office, leaveAt: work.now, by: courier)
                try work.transaction.append(
                    Item(
                        cause: cause, kind: "reminder", subject: Subject(.deadline, cause),
                        facts: [
                            "code": .text(cause), "title": .text(cause),
                            "due": .moment(work.now + .seconds(864_000), zone: "Asia/Jakarta"),
                        ], isUrgent: isUrgent), to: notice)
            }
        }
    }
}
