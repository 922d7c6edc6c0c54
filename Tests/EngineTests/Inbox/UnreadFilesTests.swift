import Almanac
import Coordination
import Foundation
import Host
import Ledger
import Post
import Testing

@testable import Engine

/// Letters to clients wait for what came into the drop folder while nobody looked, and not for ever.
@Suite struct UnreadFilesTests {
    private static let header = "order;line;client;promised;expected;reason;item;quantity;unit"

    /// An office with a letter that leaves on 1 December at nine.
    private func office() async throws -> Inbox {
        let inbox = try await Inbox(at: "2026-11-30 19:00")
        let work = inbox.work
        try await work.take("orders.csv", Self.header, "O1;1;C1;2026-12-10;;;Meja;5;unit")
        try await work.take(
            "orders.csv", Self.header, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await work.settle()
        #expect(try await letters(work).map(\.state) == [.waiting])
        return inbox
    }

    private func letters(_ work: TestOffice) async throws -> [NoticeRecord] {
        try await work.notices().filter { $0.audience == .client }
    }

    private func sent(_ work: TestOffice) -> [String] {
        work.courier.parcels.filter(\.isClient).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    private func job(_ name: String, of work: TestOffice) throws -> any Job {
        try #require(work.stages.jobs.first { $0.name == name })
    }

    /// The service is away until somebody has dropped a list with a later date, and the letter is due.
    private func comeBack(_ inbox: Inbox, _ event: FolderWatch.Event) async throws {
        let work = inbox.work
        work.clock.set(try work.instant("2026-12-01 10:00"))
        try await work.reload()
        try inbox.drop(
            "orders.csv", Self.header, "O1;1;C1;2026-12-10;2026-12-22;KAPAL;Meja;5;unit")
        let intake = try #require(work.stages.inbox)
        _ = intake.note(
            .init(folder: inbox.folder.path, name: Array("orders.csv".utf8), event: event),
            at: work.clock.now)
    }

    @Test func whatLayThereIsTakenFirst() async throws {
        let inbox = try await office()
        let work = inbox.work
        try await comeBack(inbox, .whole)
        try await work.settle()
        #expect(sent(work).isEmpty)
        #expect(try inbox.names() == ["orders.csv"])
        try await work.advance(to: work.clock.now + .seconds(5))
        #expect(try inbox.names().isEmpty)
        try await work.advance(to: work.clock.now + .seconds(3_600 * 4))
        let statements = try await letters(work).flatMap(\.liveItems).flatMap(\.statements)
        #expect(sent(work).count == 1 && statements.map(\.date.description) == ["2026-12-22"])
    }

    @Test func aFileThatIsBeingWrittenKeepsThemNoLongerThanOthersNeed() async throws {
        let inbox = try await office()
        let work = inbox.work
        try await comeBack(inbox, .modified)
        try await work.advance(to: work.clock.now + DropIntake.longestUnread - .seconds(1))
        #expect(sent(work).isEmpty)
        try await work.advance(to: work.clock.now + .seconds(1))
        #expect(sent(work).count == 1)
        #expect(try inbox.names() == ["orders.csv"])
    }

    @Test func aFileThatIsRefusedKeepsNone() async throws {
        let inbox = try await office()
        let work = inbox.work
        try await comeBack(inbox, .whole)
        try inbox.drop("orders.csv", Self.header, "O1;1;C9;2026-12-10;besok;KAPAL;Meja;5;unit")
        try await work.advance(to: work.clock.now + .seconds(5))
        #expect(try inbox.names("rejected").contains("orders.csv"))
        #expect(sent(work).count == 1)
    }

    @Test func aFolderThatCannotBeReadKeepsThemAsLong() async throws {
        let inbox = try await office()
        let work = inbox.work
        work.clock.set(try work.instant("2026-12-01 10:00"))
        try await work.reload()
        try FileManager.default.removeItem(at: inbox.folder)
        try Data().write(to: inbox.folder)
        let (intake, outbox) = (
            try job(JobName.intake, of: work), try job(JobName.outbox, of: work)
        )
        for job in work.stages.jobs where ![intake.name, outbox.name].contains(job.name) {
            _ = try await job.runOnce(at: work.clock.now)
        }
        await #expect(throws: (any Error).self) {
            _ = try await intake.runOnce(at: work.clock.now)
        }
        _ = try await outbox.runOnce(at: work.clock.now)
        #expect(sent(work).isEmpty)
        let end = try #require(try await outbox.nextInstant())
        #expect(end == work.clock.now + DropIntake.longestUnread)
        work.clock.set(end)
        _ = try await outbox.runOnce(at: end)
        #expect(sent(work).count == 1)
    }

    /// Whoever wakes first after a machine slept.
    @Test func aLookThatIsOverdueComesFirst() async throws {
        let inbox = try await office()
        let work = inbox.work
        try inbox.drop(
            "orders.csv", Self.header, "O1;1;C1;2026-12-10;2026-12-22;KAPAL;Meja;5;unit")
        let now = try work.instant("2026-12-01 10:00")
        work.clock.set(now)
        let outbox = try job(JobName.outbox, of: work)
        _ = try await outbox.runOnce(at: now)
        #expect(sent(work).isEmpty)
        _ = try await job(JobName.intake, of: work).runOnce(at: now)
        #expect(try inbox.names().isEmpty)
        try await work.advance(to: now + .seconds(3_600 * 4))
        let statements = try await letters(work).flatMap(\.liveItems).flatMap(\.statements)
        #expect(sent(work).count == 1 && statements.map(\.date.description) == ["2026-12-22"])
    }

    @Test func anIntakeThatWakesFirstKeepsThemToo() async throws {
        let inbox = try await office()
        let work = inbox.work
        let now = try work.instant("2026-12-01 10:00")
        work.clock.set(now)
        try inbox.drop(
            "orders.csv", Self.header, "O1;1;C1;2026-12-10;2026-12-22;KAPAL;Meja;5;unit")
        let intake = try #require(work.stages.inbox)
        _ = intake.note(
            .init(folder: inbox.folder.path, name: Array("orders.csv".utf8), event: .modified),
            at: now)
        for name in [JobName.intake, JobName.outbox] {
            _ = try await job(name, of: work).runOnce(at: now)
        }
        #expect(sent(work).isEmpty)
        try await work.advance(to: now + DropIntake.longestUnread)
        #expect(sent(work).count == 1)
    }
}
