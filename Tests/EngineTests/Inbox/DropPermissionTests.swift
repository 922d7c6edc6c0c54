import Almanac
import Coordination
import Foundation
import Glibc
import Host
import Ledger
import Post
import Testing

@testable import Engine

/// The owner of a dropped file decides what it may change, and a refused one goes back.
@Suite struct DropPermissionTests {
    private static let stranger: UInt32 = 54_321

    /// Files of the tests' own user, who is nobody here unless the settings say so; root always may.
    private func inbox(
        viewers: Set<UInt32> = [], operators: Set<UInt32> = [], settings: String = "inbox: {}"
    ) async throws -> Inbox {
        try await Inbox(
            inbox: settings,
            permissions: Permissions(
                viewers: .init(users: viewers), operators: .init(users: operators)))
    }

    /// Drops a file that belongs to somebody else, as only root can, or to ourselves.
    private func drop(_ inbox: Inbox, _ name: String, _ lines: String...) throws -> UInt32 {
        try inbox.drop(name, lines[0], lines[1])
        let owner = geteuid() == 0 ? Self.stranger : geteuid()
        if geteuid() == 0 {
            let given = unsafe chown(inbox.path(name).path, owner, .max)
            try #require(given == 0)
        }
        return owner
    }

    private var owner: UInt32 { geteuid() == 0 ? Self.stranger : geteuid() }

    private func dropDeadlines(_ inbox: Inbox) throws {
        _ = try drop(
            inbox, "deadlines.csv", "code;title;owner;due_date", "T-1;Tender;S;2026-12-04")
    }

    @Test func aStrangersFileIsRefusedUnread() async throws {
        let inbox = try await inbox()
        try dropDeadlines(inbox)
        try await inbox.settle()
        let report = try inbox.report("rejected/deadlines.csv")
        #expect(report.contains("NOT TAKEN"))
        #expect(report.contains("`control`"))
        #expect(!report.contains("Sheet:"))
    }

    @Test func aViewersDeadlinesAreRefused() async throws {
        let inbox = try await inbox(viewers: [owner])
        try dropDeadlines(inbox)
        try await inbox.settle()
        #expect(
            try inbox.report("rejected/deadlines.csv").contains(
                "“deadlines”, expected a submission"))
        #expect(try await inbox.work.stages.ledger.read { try $0.deadlines(in: .open) }.isEmpty)
    }

    @Test func aViewersSubmissionIsTaken() async throws {
        let inbox = try await inbox(viewers: [owner])
        _ = try drop(
            inbox, "achievement-JKT-2026-11.csv",
            "period;salesperson;invoice;date;product;units;amount;returns",
            "2026-11;S;INV-1;2026-11-05;Meja;1;1000000;0")
        try await inbox.settle()
        #expect(
            try inbox.names("accepted") == [
                "achievement-JKT-2026-11.csv", "achievement-JKT-2026-11.csv.report.txt",
            ])
    }

    @Test func anOperatorsNameStandsInTheLedger() async throws {
        let inbox = try await inbox(operators: [owner])
        try dropDeadlines(inbox)
        try await inbox.settle()
        // As of whoever gives commands.
        #expect(try await inbox.events(of: .sheet, "deadlines") == ["imported uid:\(owner)"])
    }

    @Test(
        "In `by` a dropped file names for whom its owner may act",
        arguments: [("S", false), ("K", true)])
    func whomARowNames(_ name: String, isRefused: Bool) async throws {
        let inbox = try await Inbox(
            permissions: Permissions(
                viewers: .init(), operators: .init(users: [owner]), persons: [owner: "S"]))
        try await inbox.work.take(
            "deadlines.csv", "code;title;owner;due_date", "T-1;Tender;S;2026-12-04")
        _ = try drop(inbox, "selesai.csv", "code;status;done_on;by", "T-1;done;2026-11-23;\(name)")
        try await inbox.settle()
        let done = try #require(try await inbox.work.deadlines().first { $0.code == "T-1" })
        #expect(done.state == .done)
        // Whoever it was, they are S: nobody of the office knows users of a machine.
        #expect(done.finishedBy == "S")
        let report = try inbox.report("accepted/selesai.csv")
        #expect(report.contains("D2") == isRefused, "\(report)")
        #expect(report.contains("From: Sari Wulandari"), "\(report)")
        #expect(try await inbox.events(of: .sheet, "deadlines").last == "imported S")
    }

    @Test func theSettingsMayGiveARoleToAShare() async throws {
        let inbox = try await inbox(settings: "inbox: {role: operator}")
        try dropDeadlines(inbox)
        try await inbox.settle()
        #expect(try inbox.names("accepted").count == 2)
    }

    @Test func whatIsRejectedGoesToTheCoordinatorWithItsMarkedCopy() async throws {
        let inbox = try await inbox(operators: [owner])
        _ = try drop(
            inbox, "deadlines.csv", "code;title;owner;due_date", "T-1;Tender;NOBODY;2026-12-04")
        try await inbox.settle()
        #expect(
            try inbox.names("rejected") == [
                "deadlines (marked).xlsx", "deadlines.csv", "deadlines.csv.report.txt",
            ])
        try await inbox.work.advance(to: inbox.work.clock.now + .seconds(900))
        let parcel = try #require(inbox.work.courier.parcels.last)
        #expect(parcel.recipients == ["k@garis.test"])
        let text = String(decoding: parcel.bytes, as: UTF8.self)
        #expect(text.contains("multipart/mixed"))
        #expect(text.contains("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
        #expect(text.contains("deadlines (marked).xlsx"))
    }
}
