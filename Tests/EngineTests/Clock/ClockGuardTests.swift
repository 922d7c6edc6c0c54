import Almanac
import Coordination
import Foundation
import Ledger
import Logging
import Post
import Settings
import Synchronization
import Testing

@testable import Control
@testable import Engine

/// What a clock that is set does to commands, retries and what is written down.
@Suite struct ClockGuardTests {
    private static let root = Peer(processID: 1, user: 0, groups: [0])
    private static let viewer = Peer(processID: 2, user: 9, groups: [9])

    private func handlers(_ work: TestOffice) -> ControlHandlers {
        ControlHandlers(
            stages: work.stages, loops: [],
            permissions: Permissions(
                viewers: Permissions.Circle(users: [9]), operators: Permissions.Circle()),
            clock: work.clock,
            about: ControlHandlers.About(
                version: "1", startedAt: work.clock.now, courier: "fake", warnings: []))
    }

    /// Calls a method as a peer over the socket would.
    private func call<Call: ControlCall>(
        _ call: Call, on work: TestOffice, as peer: Peer = root
    ) async throws -> Call.Reply {
        let method = try #require(handlers(work).methods.first { $0.name == Call.method })
        let parameters = String(decoding: try WireFormat.encode(call), as: UTF8.self)
        let message = #"{"method": "\#(Call.method)", "parameters": \#(parameters)}"#
        return try WireFormat.decode(
            Answer<Call.Reply>.self,
            from: try await method.answer(Data(message.utf8), peer) { _ in }
        ).parameters
    }

    private struct Answer<Reply: Decodable>: Decodable {
        var parameters: Reply
    }

    /// What `status` says of the clock.
    private func warnings(_ work: TestOffice, as peer: Peer = root) async throws -> [String] {
        try await call(GetStatus(), on: work, as: peer).status.warnings
            .filter { $0.hasPrefix("the clock is ") }
    }

    private func doubt(_ work: TestOffice) throws {
        work.clock.jump(to: try work.instant("2036-01-01 00:00"))
    }

    // MARK: Commands

    private func isRefused(_ call: some ControlCall, on work: TestOffice) async {
        let error = await #expect(throws: ControlError.self) {
            try await self.call(call, on: work)
        }
        #expect(error?.code == .conflict, "\(type(of: call))")
        #expect(
            error?.message
                == "the clock is doubted (it jumped from 2026-11-23 08:00 to 2036-01-01 00:00 "
                + "(Asia/Jakarta), and the machine was not running that long): set it, or confirm "
                + "it with tenggatctl clock confirm", "\(type(of: call))")
    }

    @Test func whatChangesSomethingIsRefusedWhileTheClockIsDoubted() async throws {
        let work = try await TestOffice()
        try doubt(work)
        await isRefused(AddDeadline(title: "A", owner: "S", due: "2040-01-01"), on: work)
        await isRefused(FinishDeadline(code: "A"), on: work)
        await isRefused(RunJob(name: JobName.outbox), on: work)
        await isRefused(ApproveNotices(approvals: []), on: work)
        await isRefused(RefuseNotice(id: 1, reason: "x"), on: work)
        await isRefused(ImportSheets(files: [SentFile](), dryRun: false), on: work)
        await isRefused(Submit(file: File(name: "x.csv", content: Data())), on: work)
        #expect(try await work.stages.ledger.read { try $0.deadlineCodes() }.isEmpty)
    }

    @Test func whatOnlyReadsGoesOnWhileTheClockIsDoubted() async throws {
        let work = try await TestOffice()
        #expect(try await warnings(work).isEmpty)
        try doubt(work)
        let warnings = try await warnings(work, as: Self.viewer)
        #expect(warnings.count == 1)
        #expect(warnings.first?.hasPrefix("the clock is doubted: it jumped from") == true)
        #expect(try await call(ListDeadlines(), on: work).deadlines.isEmpty)
        #expect(try await call(ListNotices(), on: work).notices.isEmpty)
        let clock = try await call(GetClock(), on: work, as: Self.viewer).clock
        #expect(clock.verdict == "doubted")
        #expect(clock.jumpedFrom == "2026-11-23T01:00:00Z")
        #expect(clock.jumpedTo == "2035-12-31T17:00:00Z")
        #expect(!clock.isSynchronised)
    }

    @Test func anOperatorConfirmsTheClockAndCommandsGoOn() async throws {
        let work = try await TestOffice()
        try doubt(work)
        let denied = await #expect(throws: ControlError.self) {
            try await self.call(ConfirmClock(), on: work, as: Self.viewer)
        }
        #expect(denied?.code == .permissionDenied)
        #expect(try await call(GetClock(), on: work).clock.verdict == "doubted")
        let clock = try await call(ConfirmClock(), on: work).clock
        #expect(clock.verdict == "trusted")
        #expect(clock.warning == nil)
        let added = try await call(
            AddDeadline(title: "A", owner: "S", due: "2036-01-10", code: "A"), on: work)
        #expect(added.deadline.code == "A")
        #expect(try await warnings(work).isEmpty)
    }

    @Test func anUnsynchronisedStartIsWarnedOfAndCommandsGoOn() async throws {
        let work = try await TestOffice(isSynchronised: false)
        _ = try await call(
            AddDeadline(title: "A", owner: "S", due: "2026-12-04", code: "A"), on: work)
        let warnings = try await warnings(work)
        #expect(warnings.first?.hasPrefix("the clock is not synchronised") == true)
        work.clock.synchronise()
        #expect(try await self.warnings(work).isEmpty)
    }

    // MARK: Waking and telling

    /// The guard of a service that is started anew on the same ledger.
    private func clockGuard(
        _ work: TestOffice, wakes: Wakes = Wakes(), lines: Lines = Lines()
    ) async throws -> ClockGuard {
        try await ClockGuard(
            work.clock, settings: .init(), store: work.stages.store, wakes: wakes,
            logger: Logger(label: "test") { _ in lines })
    }

    @Test func aDoubtOutlivesTheServiceAndEndsWithTheStepBack() async throws {
        let work = try await TestOffice()
        try doubt(work)
        try await work.settle()
        let started = try await clockGuard(work)
        #expect(started.look().jump?.from == (try work.instant("2026-11-23 08:00")))
        work.clock.jump(to: try work.instant("2026-11-23 08:01"))
        try await work.settle()
        try doubt(work)
        #expect(try await clockGuard(work).look() != .trusted)
        work.clock.synchronise()
        #expect(try await clockGuard(work).look() == .trusted)
    }

    @Test func aDoubtThatAPersonEndedIsForgotten() async throws {
        let work = try await TestOffice(settings: ["clock: {require_synchronised: false}"])
        try doubt(work)
        try await work.settle()
        _ = try await call(ConfirmClock(), on: work)
        #expect(try await clockGuard(work).look().jump == nil)
    }

    @Test func oneWarningAJumpAndEveryJobIsWokenAfterIt() async throws {
        let work = try await TestOffice()
        let lines = Lines()
        let wakes = Wakes()
        let woken = Mutex(0)
        for job in work.stages.jobs { wakes.connect(job) { woken.withLock { $0 += 1 } } }
        let clockGuard = try await self.clockGuard(work, wakes: wakes, lines: lines)
        try doubt(work)
        for _ in 0..<5 { clockGuard.look() }
        #expect(lines.all.map(\.level) == [.warning])
        #expect(lines.all.first?.text.hasPrefix("the clock is doubted: it jumped") == true)
        #expect(woken.withLock { $0 } == 0)
        work.clock.jump(to: try work.instant("2026-11-23 08:01"))
        for _ in 0..<5 { clockGuard.look() }
        #expect(lines.all.map(\.level) == [.warning, .notice])
        #expect(woken.withLock { $0 } == work.stages.jobs.count)
        try doubt(work)
        clockGuard.look()
        #expect(lines.all.map(\.level) == [.warning, .notice, .warning])
    }

    @Test func whatWaitsForTheClockWakesNoLoop() async throws {
        let work = try await TestOffice(isSynchronised: false)
        try await work.take(
            "orders.csv", "order;line;client;promised;item;quantity", "O1;1;C1;2026-12-10;Meja;5")
        try await work.settle()
        try await work.take(
            "orders.csv", "order;line;client;promised;expected;reason;item;quantity",
            "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5")
        try await work.settle()
        #expect(try await work.notices().map(\.state) == [.waiting])
        #expect(try await work.stages.outbox.nextInstant() == nil)
        try doubt(work)
        for job in work.stages.jobs { #expect(try await job.nextInstant() == nil, "\(job.name)") }
    }

    @Test func theKernelIsAskedAgainUntilItHoldsTheClockForSynchronised() async throws {
        let work = try await TestOffice(isSynchronised: false)
        let (woken, continuation) = AsyncStream.makeStream(of: Void.self)
        let outbox = try #require(work.stages.jobs.first { $0.name == JobName.outbox })
        work.stages.wakes.connect(outbox) { continuation.yield() }
        let recheck = ClockRecheck(work.stages.clockGuard, interval: .milliseconds(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await recheck.run() }
            work.clock.synchronise()
            for await _ in woken { break }
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(work.stages.clockGuard.mayTellClients)
    }

    @Test func aJumpWhileALetterIsOnItsWayStopsTheNextOne() async throws {
        let work = try await TestOffice(at: "2026-11-30 10:00")
        try await work.take(
            "clients.csv", "code;name;contact;email;notices", "C1;PT A;Hendra;c1@a.test;automatic",
            "C2;PT B;Maya;c2@b.test;automatic")
        let header = "order;line;client;promised;expected;reason;item;quantity"
        try await work.take(
            "orders.csv", header, "O1;1;C1;2026-12-10;;;Meja;5", "O2;1;C2;2026-12-10;;;Meja;5")
        try await work.settle()
        let clock = work.clock
        let ahead = try work.instant("2036-01-01 00:00")
        work.courier.meanwhile { clock.jump(to: ahead) }
        try await work.take(
            "orders.csv", header, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5",
            "O2;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5")
        try await work.settle()
        #expect(work.courier.parcels.filter(\.isClient).count == 1)
        clock.jump(to: try work.instant("2026-11-30 10:01"))
        try await work.settle()
        #expect(work.courier.parcels.filter(\.isClient).count == 2)
    }

    @Test func aMomentReadBeforeTheClockWasSetBackIsNotWorkedBy() async throws {
        let work = try await TestOffice()
        let ahead = try work.instant("2036-01-01 00:00")
        #expect(!work.stages.clockGuard.mayWork(at: ahead))
        #expect(work.stages.clockGuard.mayWork(at: work.clock.now))
    }

    // MARK: Elapsed time

    /// A reminder that a server has deferred once.
    private func deferred() async throws -> TestOffice {
        let work = try await TestOffice(at: "2026-12-01 09:00")
        work.courier.answer(.deferred(reason: "450 later"))
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "A;A;S;2026-12-04;15:00")
        try await work.settle()
        #expect(try await work.notices().map(\.state) == [.deferred])
        return work
    }

    private func pause(_ work: TestOffice) async throws -> Duration? {
        try await work.stages.outbox.nextInstant().map { $0 - work.clock.now }
    }

    @Test(
        "A pause between attempts is elapsed time, however the clock is set",
        arguments: [-3 * 365 * 86_400, -3_600, 3_600, 86_400])
    func retries(_ step: Int) async throws {
        let work = try await deferred()
        let before = try await pause(work)
        work.clock.jump(to: work.clock.now + .seconds(step))
        try await work.settle()
        #expect(try await pause(work) == before)
        #expect(work.courier.parcels.count == 1)
    }

    @Test func aPauseIsNotStalledByAClockThatWasSetBackWhileNobodyLooked() async throws {
        let work = try await deferred()
        let start = try work.instant("2023-12-01 09:00")
        try await work.stages.outbox.recover(at: start)
        let next = try #require(try await work.stages.outbox.nextInstant())
        #expect(next - start <= .seconds(4_320))
    }

    @Test func aNoticeMadeByAClockThatWasAheadLeavesOnceItIsSetBack() async throws {
        let work = try await TestOffice(
            at: "2028-12-01 09:00", settings: ["ladders: {soon: [{when: -4h, tell: owner}]}"])
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;A;S;2028-12-01;13:00;soon", "B;B;S;2028-12-01;13:04;soon")
        try await work.settle()
        #expect(try await work.notices().map(\.state) == [.waiting])
        work.clock.jump(to: try work.instant("2026-12-01 09:01"))
        try await work.settle()
        #expect(try await work.notices().map(\.state) == [.sent])
    }

    @Test func anOrderSeenByAClockThatWasAheadIsLookedAtOnceItIsSetBack() async throws {
        let work = try await TestOffice(at: "2028-12-01 09:00")
        try await work.take(
            "orders.csv", "order;line;client;promised;item;quantity", "O1;1;C1;2026-12-10;Meja;5")
        try await work.settle()
        work.clock.jump(to: try work.instant("2026-12-01 09:00"))
        try await work.settle()
        let delays = try #require(work.stages.jobs.first { $0.name == JobName.delayNotices })
        let next = try #require(try await delays.nextInstant())
        #expect(next <= (try work.instant("2026-12-11 08:00")))
    }

    @Test func aLetterMadeByAClockThatWasAheadLeavesOnceItIsSetBack() async throws {
        let work = try await TestOffice(at: "2028-12-01 09:00")
        try await work.take(
            "orders.csv", "order;line;client;promised;item;quantity", "O1;1;C1;2028-12-10;Meja;5")
        try await work.advance(to: try work.instant("2028-12-01 18:00"))
        try await work.take(
            "orders.csv", "order;line;client;promised;expected;reason;item;quantity",
            "O1;1;C1;2028-12-10;2028-12-18;KAPAL;Meja;5")
        try await work.settle()
        #expect(try await work.notices().last?.state == .waiting)
        work.clock.jump(to: try work.instant("2026-12-01 18:01"))
        try await work.advance(to: try work.instant("2026-12-02 12:00"))
        let letter = try #require(try await work.notices().last { $0.audience == .client })
        #expect(letter.finishedAt == (try work.instant("2026-12-02 08:00")))
        #expect(letter.state == .sent)
    }

    @Test func whatHappensWhileTheClockJumpsIsWrittenDownByTheTimeItShouldShow() async throws {
        let work = try await TestOffice(at: "2026-12-01 09:00")
        let clock = work.clock
        let ahead = try work.instant("2036-01-01 00:00")
        let now = clock.now
        work.courier.meanwhile { clock.jump(to: ahead) }
        work.courier.answer(.deferred(reason: "450 later"))
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "A;A;S;2026-12-04;15:00")
        try await work.settle()
        let notice = try #require(try await work.notices().first)
        #expect(notice.state == .deferred)
        #expect(try #require(notice.leaveAt) - now < .seconds(120))
        #expect(work.stages.clockGuard.presumedNow == now)
    }
}

/// Keeps what is logged.
private final class Lines: LogHandler, Sendable {
    private let lines = Mutex<[(level: Logger.Level, text: String)]>([])

    var all: [(level: Logger.Level, text: String)] { lines.withLock { $0 } }
    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        lines.withLock { $0.append((event.level, "\(event.message)")) }
    }
}
