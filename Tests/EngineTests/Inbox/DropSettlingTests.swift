import Almanac
import Coordination
import Foundation
import Glibc
import Ledger
import Testing

@testable import Engine
@testable import Host

/// When a dropped file is whole, by what the kernel tells of whoever writes it.
@Suite struct DropSettlingTests {
    private static let deadline = ["code;title;owner;due_date", "T-1;Tender;S;2026-12-04"]
    private let start = Instant(seconds: 1_795_000_000)
    private let place = DropPlace(kind: nil, name: Array("a.csv".utf8))

    private func entry(
        size: Int64 = 10, at moment: Instant, modified: Instant? = nil
    ) -> FolderEntry {
        FolderEntry(
            kind: .file, size: size, modified: (modified ?? moment).microseconds * 1_000,
            changed: moment.microseconds * 1_000, device: 1, inode: 1, owner: 7, links: 1)
    }

    private func whole(
        _ settling: inout DropSettling, _ entry: FolderEntry, at now: Instant,
        canBeAsked: Bool = false, isElsewhere: Bool = false
    ) -> Instant? {
        settling.wholeInstant(
            place, entry, canBeAsked: canBeAsked, isElsewhere: isElsewhere, now: now)
    }

    @Test func whatIsMadeAndNotClosedWaitsHoweverSlow() async throws {
        let inbox = try await Inbox()
        let start = inbox.work.clock.now
        // Files know the real time only; so does whoever hears of them here.
        let now = Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
        _ = inbox.note("deadlines.csv", .created, at: now)
        try inbox.drop("deadlines.csv", Self.deadline[0])
        for pause in [20, 60, 3_600, 86_400] {
            _ = inbox.note("deadlines.csv", .modified, at: now + .seconds(pause))
            #expect(try await inbox.job.runOnce(at: now + .seconds(pause)).isEmpty)
            #expect(try inbox.names() == ["deadlines.csv"], "\(pause) s")
        }
        try inbox.drop("deadlines.csv", Self.deadline[0], Self.deadline[1])
        let end = now + .seconds(90_000)
        #expect(inbox.note("deadlines.csv", at: end))
        #expect(try await inbox.job.runOnce(at: end + .seconds(3)) == ["accepted": 1])
        #expect(start < end)
    }

    @Test func aWriterThatNobodySawHasAMinute() {
        var settling = DropSettling()
        #expect(whole(&settling, entry(at: start), at: start) == start + .seconds(60))
        // A pause of 25 seconds is not the end.
        let grown = entry(size: 20, at: start + .seconds(25))
        #expect(
            whole(&settling, grown, at: start + .seconds(26)) == start + .seconds(85))
        // Where the kernel would say that somebody has it open, it need not.
        #expect(
            whole(&settling, grown, at: start + .seconds(26), canBeAsked: true)
                == start + .seconds(35))
    }

    @Test func theClockOfAnotherMachineIsNotBelieved() {
        var settling = DropSettling()
        let old = entry(at: start - .seconds(7_200))
        #expect(
            whole(&settling, old, at: start, canBeAsked: true, isElsewhere: true)
                == start + .seconds(60))
        var here = DropSettling()
        #expect(whole(&here, old, at: start) == start - .seconds(7_140))
    }

    @Test func aFurtherNameOfAnOldFileIsClosedByNobody() {
        var settling = DropSettling()
        settling.note(.created, of: place, at: start)
        let linked = entry(at: start, modified: start - .seconds(500))
        #expect(whole(&settling, linked, at: start) == start + .seconds(10))
        let written = entry(at: start + .seconds(1))
        #expect(whole(&settling, written, at: start + .seconds(1)) == nil)
    }

    @Test func whoeverWritesToItAgainIsWaitedFor() {
        var settling = DropSettling()
        settling.note(.whole, of: place, at: start)
        #expect(whole(&settling, entry(at: start), at: start) == start + .seconds(2))
        settling.note(.modified, of: place, at: start + .seconds(1))
        let more = entry(size: 11, at: start + .seconds(1))
        #expect(
            whole(&settling, more, at: start + .seconds(2)) == start + .seconds(602))
        settling.note(.whole, of: place, at: start + .seconds(3))
        #expect(whole(&settling, more, at: start + .seconds(3)) == start + .seconds(5))
    }

    @Test func rightsThatAreSetAfterTheClosingAreNoWriting() {
        var settling = DropSettling()
        settling.note(.whole, of: place, at: start)
        #expect(whole(&settling, entry(at: start), at: start) == start + .seconds(2))
        // chmod changes it, and tells of no writer.
        let changed = entry(at: start + .seconds(1), modified: start)
        #expect(whole(&settling, changed, at: start + .seconds(1)) == start + .seconds(2))
        #expect(
            whole(&settling, changed, at: start + .seconds(1), isElsewhere: true)
                == start + .seconds(2))
        let other = entry(at: start + .seconds(2), modified: start)
        #expect(
            whole(&settling, other, at: start + .seconds(2), isElsewhere: true)
                == start + .seconds(62))
    }

    @Test func whatWasClosedWhileItWasReadIsNotLeftToStandStill() {
        var settling = DropSettling()
        settling.note(.whole, of: place, at: start + .seconds(1))
        // The look that found it changed had begun before.
        settling.noteUnfinished(place, since: start, at: start + .seconds(2))
        #expect(
            whole(&settling, entry(at: start), at: start + .seconds(2)) == start + .seconds(3))
        settling.noteUnfinished(place, since: start + .seconds(2), at: start + .seconds(2))
        #expect(
            whole(&settling, entry(at: start + .seconds(2)), at: start + .seconds(2))
                == start + .seconds(62))
    }

    @Test func whatIsWrittenAfterTheMoveIsTakenToo() async throws {
        let inbox = try await Inbox()
        try inbox.drop("deadlines.csv", Self.deadline[0], Self.deadline[1])
        let writer = try FileHandle(forUpdating: inbox.path("deadlines.csv"))
        // The kernel says that it was closed: by another, who wrote before.
        _ = inbox.note("deadlines.csv", at: inbox.work.clock.now)
        let open = try DropFolder(path: inbox.folder.path).open()
        let place = DropPlace(kind: nil, name: Array("deadlines.csv".utf8))
        let entry = try #require(open.places[nil]?.entry(place.name))
        let move = try open.put(
            place, entry, isAccepted: true, report: Array("first".utf8), marked: nil)
        #expect(move == .moved(as: place.name))
        #expect(
            try !open.takeBackIfWrittenTo(place.name, isAccepted: true, entry, to: place))
        try writer.seekToEnd()
        try writer.write(contentsOf: Data("T-2;Tender;S;2026-12-05\r\n".utf8))
        try writer.close()
        #expect(try open.takeBackIfWrittenTo(place.name, isAccepted: true, entry, to: place))
        #expect(try inbox.names() == ["deadlines.csv"])
        try await inbox.settle()
        let found = try await inbox.work.stages.ledger.read { try $0.deadlineIDs(in: .open) }
        #expect(found.count == 2)
    }

    @Test func moreFilesThanAProcessMayOpenAreTaken() async throws {
        let inbox = try await Inbox()
        // About as many more as systemd gives to a service; what other tests hold open does not count.
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        let known = unsafe getrlimit(resource, &limit)
        try #require(known == 0)
        let before = limit
        limit.rlim_cur = min(limit.rlim_cur, rlim_t(open + 900))
        let lowered = unsafe setrlimit(resource, &limit)
        try #require(lowered == 0)
        defer {
            limit = before
            unsafe _ = setrlimit(resource, &limit)
        }
        let count = 1_200
        for number in 1...count {
            try inbox.drop("d\(number).csv", Self.deadline[0], "T-\(number);Tender;S;2026-12-04")
        }
        try await inbox.settle()
        #expect(try inbox.names() == [])
        #expect(try inbox.names("rejected") == [])
        let found = try await inbox.work.stages.ledger.read { try $0.deadlineIDs(in: .open) }
        #expect(found.count == count)
    }
}
