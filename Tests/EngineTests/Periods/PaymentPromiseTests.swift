import Almanac
import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// A payment that was promised and did not come is followed up by whoever sold to the client.
@Suite struct PaymentPromiseTests {
    private static let header = "team;client;invoice;amount;due;paid;promise_date;updated"

    private func office(follows: Bool = true) async throws -> TestOffice {
        let work = try await TestOffice(
            at: "2026-12-01 09:00",
            settings: [
                "close: {first: 2026-11}",
                "submissions: {collections: {sheet: collections, cut_off: WD+5 15:00, "
                    + "follow_promises: \(follows), rules: [{check: known, column: team, in: teams}]}}",
            ])
        try await work.take(
            "orders.csv", "order;line;client;promised;item;quantity;salesperson",
            "O1;1;C1;2026-12-10;Meja;5;S")
        _ = try await work.stages.prepare(at: work.clock.now, zoneData: "", machine: "one")
        return work
    }

    private func hand(_ work: TestOffice, _ rows: String...) async throws {
        try await hand(work, rows)
    }

    private func hand(_ work: TestOffice, _ rows: [String]) async throws {
        let text = ([Self.header] + rows).joined(separator: "\r\n") + "\r\n"
        let report = try await work.submit(
            Intake.File(name: "collections-JKT-2026-11.csv", content: Array(text.utf8)))
        #expect(report.accepted == rows.count, "\(report.findings)")
    }

    private func followUps(_ work: TestOffice) async throws -> [Coordination.Deadline] {
        try await work.deadlines().filter { $0.kind == "payment-promise" }
    }

    @Test func theSalespersonHearsOnTheFirstMorningOnWhichThePromiseIsBroken() async throws {
        let work = try await office()
        try await hand(
            work, "JKT;C1;F-1;1000000;2026-11-20;0;2026-12-03;2026-12-01",
            "JKT;C2;F-2;1000000;2026-11-20;1000000;2026-12-03;2026-12-01",
            "JKT;C2;F-3;1000000;2026-11-20;0;;2026-12-01")
        let asked = try #require(try await followUps(work).first)
        #expect(try await followUps(work).count == 1)
        #expect(asked.code == "PAY-F-1" && asked.owner == "S" && asked.client == "C1")
        #expect(asked.title.contains("3 December 2026") && asked.title.contains("PT Sinar Baru"))
        let told = { (moment: String) in
            try await work.advance(to: work.instant(moment))
            return try await work.notices().contains { notice in
                notice.recipient == "S" && notice.state == .sent
                    && notice.items.contains { $0.item.subject.id.hasPrefix("PAY-F-1") }
            }
        }
        #expect(try await !told("2026-12-04 07:55"))
        #expect(try await told("2026-12-04 08:10"))
    }

    @Test func whatIsPaidOrPromisedAnewIsNotAskedForAnyMore() async throws {
        let work = try await office()
        try await hand(work, "JKT;C1;F-1;1000000;2026-11-20;0;2026-12-03;2026-12-01")
        try await hand(work, "JKT;C1;F-1;1000000;2026-11-20;0;2026-12-08;2026-12-02")
        #expect(
            try await followUps(work).filter { $0.state == .open }.map(\.occurrence) == [
                "2026-12-08"
            ])
        try await hand(work, "JKT;C1;F-1;1000000;2026-11-20;1000000;2026-12-08;2026-12-03")
        #expect(try await followUps(work).allSatisfy { $0.state == .done })
    }

    @Test func aCorrectedFileLeavesNothingToFollowUpOfAnInvoiceThatThereNeverWas() async throws {
        let work = try await office()
        let rows = { (invoices: String...) in
            invoices.map { "JKT;C1;\($0);1000000;2026-11-20;0;2026-12-03;2026-12-01" }
        }
        try await hand(work, rows("F-1", "F-2", "F-3"))
        let open = {
            try await followUps(work).filter { $0.state == .open }.map(\.code).sorted()
        }
        #expect(try await open() == ["PAY-F-1", "PAY-F-2", "PAY-F-3"])
        // A number was wrong, and one was none of theirs; a file that is refused takes nobody's place.
        let refused = try await work.submit(
            Intake.File(
                name: "collections-JKT-2026-11.csv",
                content: Array((Self.header + "\r\nXX;C1;F-1;x;2026-11-20;0;;2026-12-01\r\n").utf8))
        )
        #expect(refused.accepted == 0)
        #expect(try await open().count == 3)
        try await hand(work, rows("F-1", "F-22"))
        #expect(try await open() == ["PAY-F-1", "PAY-F-22"])
        // What comes back is asked for again.
        try await hand(work, rows("F-1", "F-2"))
        #expect(try await open() == ["PAY-F-1", "PAY-F-2"])
    }

    @Test func whatAnotherTeamOrPeriodStillNamesIsFollowedUpStill() async throws {
        let work = try await office()
        let hand = { (team: String, invoices: [String]) in
            let rows = invoices.map {
                "\(team);C1;\($0);1000000;2026-11-20;0;2026-12-03;2026-12-01"
            }
            let text = ([Self.header] + rows).joined(separator: "\r\n") + "\r\n"
            let report = try await work.submit(
                Intake.File(
                    name: "collections-\(team)-2026-11.csv", content: Array(text.utf8)))
            #expect(report.accepted == rows.count, "\(report.findings)")
        }
        try await hand("JKT", ["F-1", "F-2"])
        try await hand("MKS", ["F-2", "F-3"])
        try await hand("JKT", ["F-1"])
        let open = {
            try await followUps(work).filter { $0.state == .open }.map(\.code).sorted()
        }
        #expect(try await open() == ["PAY-F-1", "PAY-F-2", "PAY-F-3"])
        try await hand("MKS", ["F-3"])
        #expect(try await open() == ["PAY-F-1", "PAY-F-3"])
    }

    @Test func aPromiseThatIsBrokenAlreadyIsHeardOfAtOnceAndNobodyFollowsWhereNobodySaidSo()
        async throws
    {
        let work = try await office()
        try await hand(work, "JKT;C2;F-9;1000000;2026-11-20;0;2026-11-24;2026-12-01")
        let asked = try #require(try await followUps(work).first)
        // Nobody sold to them: whoever answers for the team.
        #expect(asked.owner == "M" && asked.due.date.description == "2026-12-02")
        let quiet = try await office(follows: false)
        try await hand(quiet, "JKT;C1;F-1;1000000;2026-11-20;0;2026-11-24;2026-12-01")
        #expect(try await followUps(quiet).isEmpty)
    }
}
