import Almanac
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// Refusals that are about us, or about what one letter says, by real servers: nobody's reminder is lost for
/// them, and nobody's address is asked about.
@Suite struct RefusalAboutUsTests {
    private static let retry = ["mail: {retry: {first: 60s, longest: 60s}}"]

    private func office(
        _ faults: [String], settings: [String] = Self.retry, logger book: LogBook = LogBook()
    ) async throws -> (TestOffice, FaultyServer) {
        let server = try FaultyServer(faults)
        let work = try await TestOffice(
            settings: settings, through: try SMTPCourier(settings: server.settings()),
            logger: book.logger)
        return (work, server)
    }

    @Test(
        "While a server refuses all of ours, letters wait as in an outage",
        arguments: [
            "mail=550 5.7.1 account suspended", "data=554 5.7.1 sender on a block list",
            "rcpt=550 5.7.1 relaying denied", "dot=550 5.7.1 message blocked by policy",
            "mail=550 5.4.5 Daily user sending limit exceeded",
            "dot=554 5.2.0 Submission quota exceeded; daily limit",
        ])
    func all(_ fault: String) async throws {
        let book = LogBook()
        let (work, server) = try await office(["--times", "4", fault], logger: book)
        try await work.open(["S", "M", "K", "D"].map { ($0, "to \($0)", true, nil) })
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        #expect(!(try await work.notices().contains { $0.state == .refused }))
        let status = try await work.call(GetStatus()).status.warnings
        #expect(status.count { $0.contains("mail") } == 1, "\(status)")
        if fault.contains("imit") {
            #expect(status.contains { $0.contains("(the provider's limit)") }, "\(status)")
        }
        try await work.advance(to: work.clock.now + .seconds(600))
        let notices = try await work.notices().filter { $0.id <= 4 }
        #expect(notices.allSatisfy { $0.state == .sent }, "\(notices.map(\.state))")
        #expect(try await work.deadlines().isEmpty)
        #expect(try await work.stages.ledger.read { try !$0.hasRefusedAddresses() })
        #expect(try await work.stages.ledger.read { try $0.mailWarnings(in: .utc) }.isEmpty)
        #expect(book.lines().count { $0.contains("no mail leaves since") } <= 1)
        #expect(try server.end().count { $0.hasPrefix("TAKEN") } == 4)
    }

    @Test(
        "A single letter that is refused for what it says keeps no other, and is given up at last")
    func alone() async throws {
        let (work, server) = try await office([
            "--times", "99", "rcpt:s@garis.test=554 5.7.1 content rejected",
        ])
        try await work.open([("S", "x", true, nil), ("M", "m", true, nil)])
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        #expect(try await work.notice(1).state == .deferred)
        #expect(try await work.notice(2).state == .sent)
        #expect(try await work.stages.ledger.read { try $0.outages().isEmpty })
        #expect(try await work.deadlines().isEmpty)
        try await work.advance(to: work.clock.now + .seconds(200))
        #expect(try await work.notice(1).state == .refused)
        #expect(try await work.notice(1).attempts == 2)
        #expect(try await work.deadlines().map(\.code) == ["ADDRESS-S"])
        #expect(try await work.stages.ledger.read { try !$0.hasRefusedAddresses() })
        #expect(try await work.stages.ledger.read { try $0.outages().isEmpty })
        _ = try server.end()
    }

    @Test("One reader's refusals are no outage, however often they come; another's beside them are")
    func only() async throws {
        let book = LogBook()
        let (work, server) = try await office(
            ["--times", "99", "dot=554 5.7.1 blocked"], logger: book)
        try await work.open([("S", "x", true, nil), ("S", "y", true, nil)])
        try await work.advance(to: work.clock.now + .seconds(600))
        #expect(try await work.stages.ledger.read { try $0.outages().isEmpty })
        for id in 1...2 {
            #expect(try await work.notice(Int64(id)).state == .deferred)
            #expect(try await work.notice(Int64(id)).attempts > 3)
        }
        let status = try await work.call(GetStatus()).status.warnings
        #expect(status.count { $0.contains("refused a letter") } == 1, "\(status)")
        try await work.open([("M", "m", true, nil)])
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        #expect(try await work.stages.ledger.read { try $0.outages().count } == 1)
        #expect(book.lines().count { $0.contains("no mail leaves since") } == 1)
        _ = try server.end()
    }

    @Test(
        "A limit that one reader's letter meets is no outage while others are taken, and ends nothing",
        arguments: [
            "550 5.4.5 Daily sending limit exceeded", "452 4.5.3 too many recipients",
            "550 5.7.1 policy",
        ])
    func limitOfOne(_ reply: String) async throws {
        let book = LogBook()
        let (work, server) = try await office(
            ["--times", "99", "rcpt:s@garis.test=\(reply)"], logger: book)
        for round in 0..<4 {
            try await work.open([("M", "m\(round)", true, nil), ("S", "s\(round)", true, nil)])
            try await work.advance(to: work.clock.now + .seconds(90))
        }
        #expect(try await work.stages.ledger.read { try $0.outages().isEmpty })
        #expect(!book.lines().contains { $0.contains("no mail leaves since") })
        let states = Set(try await work.notices().filter { $0.recipient == "S" }.map(\.state))
        // A limit is one for now; what is refused for good while others go is so.
        #expect(states.contains(.refused) == reply.hasPrefix("550 5.7.1"), "\(states)")
        _ = try server.end()
    }

    @Test("What waited its whole life for a way is told by another one, and blames no address")
    func unsent() async throws {
        let (dead, fine) = (FakeCourier(), FakeCourier())
        let routes = CourierRoutes(
            [Destination(NamedCourier("one", dead)), Destination(NamedCourier("two", fine))],
            fallback: "two")
        let work = try await TestOffice(
            settings: ["mail: {retry: {first: 5min, longest: 5min, give_up_after: 1h}}"],
            routes: routes)
        let suspended = ScriptedServer(replies: ["mail": "550 5.7.1 account suspended"])
        for _ in 0..<200 { dead.answer(suspended) }
        work.clock.set(try work.instant("2026-12-01 09:00"))
        try await work.open([("S", "x", true, nil)])
        try await work.advance(to: work.instant("2026-12-01 11:00"))
        let task = try #require(try await work.deadlines().first { $0.code == "MAIL-UNSENT" })
        #expect(task.note?.hasPrefix("Sari Wulandari: x x, 2026-12-11") == true, "\(task)")
        #expect(try await work.deadlines().map(\.code) == ["MAIL-UNSENT"])
        let told = try await work.notices().filter { notice in
            notice.liveItems.contains { $0.item.subject.id.hasPrefix("MAIL-UNSENT") }
        }
        #expect(told.map(\.state) == [.sent] && told.map(\.destination) == ["two"])
        #expect(fine.parcels.contains { $0.recipients == ["k@garis.test"] })
    }

    @Test("Only what a server took counts against the letters of its day")
    func quota() async throws {
        let server = try FaultyServer(["rcpt:s@garis.test=550 5.1.1 no such user"])
        let courier = try SMTPCourier(settings: server.settings())
        let work = try await TestOffice(
            routes: CourierRoutes([Destination(courier, limits: SendingLimits(perDay: 2))]))
        let now = try work.instant("2026-12-01 09:00")
        work.clock.set(now)
        try await work.open([("S", "a", true, nil), ("M", "b", false, nil), ("D", "c", false, nil)])
        _ = try await work.stages.outbox.runOnce(at: now)
        _ = try await work.stages.outbox.runOnce(at: now)
        let states = try await work.notices().prefix(3).map(\.state)
        #expect(states == [.refused, .sent, .sent], "\(states)")
        #expect(
            try await work.stages.ledger.read {
                try $0.countOfAttempts(by: courier.name, since: now)
            } == 2)
        _ = try server.end()
    }

    @Test(
        "While urgent letters wait for the next day's quota, somebody is told by another way, once")
    func spent() async throws {
        let (full, fine) = (FakeCourier(), FakeCourier())
        let routes = CourierRoutes([
            Destination(NamedCourier("one", full), limits: SendingLimits(perDay: 1)),
            Destination(NamedCourier("two", fine)),
        ])
        let work = try await TestOffice(routes: routes)
        let now = try work.instant("2026-12-01 09:00")
        work.clock.set(now)
        try await work.open([("S", "a", false, nil), ("M", "b", false, nil)])
        _ = try await work.stages.outbox.runOnce(at: now)
        #expect(full.parcels.count == 1 && fine.parcels.isEmpty)
        try await work.open([("D", "c", true, nil)])
        for _ in 0..<3 { _ = try await work.stages.outbox.runOnce(at: now) }
        #expect(full.parcels.count == 1)
        #expect(fine.parcels.map(\.recipients) == [["k@garis.test"]])
        let told = try #require(try await work.notices().last)
        let letter = try await work.letter(told)
        #expect(letter.text.contains("are used up"), "\(letter.text)")
    }

    @Test("Of several letters that are to be tried again those that can be are, the others named")
    func several() async throws {
        let (work, server) = try await office([
            "rcpt:s@garis.test=552 5.3.4 too big", "rcpt:k@garis.test=552 5.3.4 too big",
        ])
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-01;17:00;exact", "B;Pajak;K;2026-12-01;17:00;exact",
            "C;Kas;D;2026-12-01;17:00;exact")
        try await work.advance(to: work.instant("2026-12-01 13:00"))
        let notices = try await work.notices()
        let refused = notices.filter { $0.state == .refused }.map { Int($0.id) }
        let sent = try #require(notices.first { $0.state == .sent }).id
        #expect(refused.count == 2)
        let reply = try await work.call(
            RetryLetters(ids: [Int(sent)] + refused + [999], by: "K"))
        #expect(reply.notices.map(\.id) == refused)
        #expect(reply.problems.map(\.id) == [Int(sent), 999])
        try await work.settle()
        for id in refused { #expect(try await work.notice(Int64(id)).state == .sent) }
        // Where none can be, it is an error that names each.
        let error = try #require(
            await #expect(throws: ControlError.self) {
                try await work.call(RetryLetters(ids: [Int(sent), 999], by: "K"))
            })
        #expect("\(error)".contains("notice \(sent) is sent") && "\(error)".contains("999"))
        _ = try server.end()
    }
}
