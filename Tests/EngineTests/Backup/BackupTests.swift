import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// The nightly copy of the ledger, and what puts it back.
@Suite struct BackupTests {
    private func work(_ backup: String = "{keep: 3}") async throws -> TestOffice {
        try await TestOffice(settings: ["backup: \(backup)"])
    }

    private func files(of folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private func openTasks(_ work: TestOffice) async throws -> [String] {
        try await work.stages.ledger.read { try $0.deadlines(in: .open) }.map(\.deadline.code)
            .filter { $0 == "BACKUP" }
    }

    @Test func thereIsACopyAtOnceThenEachNightAndOnlyTheNewestStay() async throws {
        let work = try await work()
        try await work.settle()
        try await work.advance(to: work.instant("2026-11-27 12:00"))
        // 02:30 in Jakarta is 19:30 UTC of the day before.
        #expect(
            try files(of: work.folder.appending(path: "backups")) == [
                "ledger-20261124T193000Z.sqlite", "ledger-20261125T193000Z.sqlite",
                "ledger-20261126T193000Z.sqlite",
            ])
    }

    @Test func aCopyIsWholeByItselfAndNobodyElsesToRead() async throws {
        let work = try await work()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "T-1;Laporan;S;2026-12-04")
        let backups = try await work.call(CreateBackup()).backups
        let path = try #require(backups.first?.path)
        #expect(try files(of: work.folder.appending(path: "backups")).count == 1)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try await work.call(VerifyBackup(path: nil)).backups.map(\.fault) == [nil])
        let known = try await work.stages.ledger.read { try $0.identity() }
        #expect(try Ledger.verify(copy: path) == known)
        let copy = try Ledger(path: path)
        #expect(try await copy.read { try $0.deadlines(in: .open) }.count == 1)
    }

    @Test func aDamagedCopyIsNamed() async throws {
        let work = try await work()
        let path = try #require(try await work.call(CreateBackup()).backups.first?.path)
        let file = try FileHandle(forUpdating: URL(filePath: path))
        try file.seek(toOffset: 8_192)
        try file.write(contentsOf: Data(repeating: 0x5A, count: 40_960))
        try file.close()
        let fault = try await work.call(VerifyBackup(path: path)).backups.first?.fault
        #expect(fault?.contains(path) == true)
        try Data("no ledger".utf8).write(to: URL(filePath: path))
        #expect(try await work.call(VerifyBackup(path: path)).backups.first?.fault != nil)
    }

    @Test func aSecondFolderThatFailsIsAskedAboutUntilItWorks() async throws {
        let blocked = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try Data().write(to: blocked)
        defer {
            // What is left behind lies in the system's temporary folder, ignoring.
            try? FileManager.default.removeItem(at: blocked)
        }
        let work = try await work("{second: \(blocked.path)}")
        let job = try #require(work.stages.backups)
        let now = work.clock.now
        let error = await #expect(throws: EngineError.self) { try await job.create(at: now) }
        #expect(error?.message.contains(blocked.path) == true)
        #expect(try await openTasks(work) == ["BACKUP"])
        _ = await #expect(throws: EngineError.self) { try await job.create(at: now + .seconds(60)) }
        #expect(
            try files(of: work.folder.appending(path: "backups")).count == 1,
            "the first folder has its copy, and not one for each try")
        #expect(try job.verify(nil).map { $0.fault == nil } == [true, false])
        try FileManager.default.removeItem(at: blocked)
        _ = try await job.create(at: now)
        #expect(try files(of: blocked).count == 1)
        #expect(try await openTasks(work) == [])
    }

    @Test("What a restore gave up stays: the next copy takes away none that it did not make")
    func newerCopiesStay() async throws {
        let work = try await work("{keep: 9}")
        let job = try #require(work.stages.backups)
        let now = work.clock.now
        _ = try await job.create(at: now)
        let folder = work.folder.appending(path: "backups")
        let newer = try #require(try files(of: folder).first)
        let kept = newer.replacing("20261123", with: "20261124")
        try FileManager.default.copyItem(
            at: folder.appending(path: newer), to: folder.appending(path: kept))
        _ = try await job.create(at: now + .seconds(60))
        #expect(try files(of: folder).count == 3 && files(of: folder).contains(kept))
    }

    @Test func withoutBackupsTheCommandSaysSo() async throws {
        let work = try await work("false")
        #expect(!work.stages.jobs.contains { $0.name == JobName.backup })
        let error = await #expect(throws: ControlError.self) {
            try await work.call(CreateBackup())
        }
        #expect(error?.code == .conflict)
    }

    @Test func aRestoredLedgerHoldsClientMailAndTheOldOneStays() async throws {
        let first = try await work()
        let folder = first.folder.deletingLastPathComponent().appending(path: "tenggat-\(UUID())")
        defer {
            // What is left behind lies in the system's temporary folder, ignoring.
            try? FileManager.default.removeItem(at: folder)
        }
        try FileManager.default.copyItem(at: first.folder, to: folder)
        let path = try await {
            let work = try await TestOffice(resuming: folder, at: first.clock.now)
            let path = try #require(try await work.call(CreateBackup()).backups.first?.path)
            try await work.take(
                "deadlines.csv", "code;title;owner;due_date", "T-1;Laporan;S;2026-12-04")
            #expect(throws: LedgerError.self, "the service runs") {
                try Restore(state: folder.path).run(from: path)
            }
            try await work.stages.end(at: work.clock.now)
            try work.stages.ledger.close()
            return path
        }()
        let outcome = try Restore(state: folder.path).run(from: path)
        #expect(outcome.wordsOnTrial == nil || outcome.isBeforeLive)
        #expect(outcome.former == folder.appending(path: "ledger.sqlite").path + ".replaced-1")
        let again = try await TestOffice(resuming: folder, at: first.clock.now)
        #expect(again.beginning?.hold != nil)
        #expect(
            try await again.stages.ledger.read { try $0.deadlines(in: .open) }
                .allSatisfy { $0.deadline.code != "T-1" })
    }

    @Test(
        "A backup of the trial has an office stay live that went live since; where nobody knows that, it is said",
        arguments: [true, false])
    func backFromBeforeLive(isNoted: Bool) async throws {
        let first = try await TestOffice(settings: ["mode: trial", "backup: {keep: 3}"])
        let folder = first.folder.deletingLastPathComponent().appending(path: "tenggat-\(UUID())")
        defer {
            // What is left behind lies in the system's temporary folder, ignoring.
            try? FileManager.default.removeItem(at: folder)
        }
        try FileManager.default.copyItem(at: first.folder, to: folder)
        let path = try await {
            let work = try await TestOffice(resuming: folder, at: first.clock.now)
            #expect(work.stages.writer.isRedirecting)
            let path = try #require(try await work.call(CreateBackup()).backups.first?.path)
            try await work.goLive()
            #expect(!work.stages.writer.isRedirecting)
            try await work.stages.end(at: work.clock.now)
            try work.stages.ledger.close()
            return path
        }()
        if !isNoted {
            try FileManager.default.removeItem(at: folder.appending(path: "ledger.sqlite.turn"))
        }
        let outcome = try Restore(state: folder.path).run(from: path)
        #expect(outcome.isBeforeLive && outcome.staysLive == isNoted)
        #expect(
            outcome.wordsOnTrial?.contains(isNoted ? "stays live" : "in its trial") == true)
        let again = try await TestOffice(resuming: folder, at: first.clock.now)
        #expect(again.stages.writer.isRedirecting != isNoted)
        #expect((again.beginning?.liveSince != nil) == isNoted)
        #expect(again.beginning?.hold != nil)
        let mode = Subject(.office, "mode")
        let events = try await again.stages.ledger.read { try $0.events(of: mode) }
        #expect(events.map(\.what) == (isNoted ? ["live"] : []))
    }

    @Test func whatIsNoBackupIsNotPutBack() async throws {
        let work = try await work()
        let state = work.folder.appending(path: "elsewhere")
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        try Data("a ledger".utf8).write(to: state.appending(path: "ledger.sqlite"))
        let file = work.folder.appending(path: "notes.txt")
        try Data(repeating: 0x41, count: 5_000).write(to: file)
        #expect(throws: LedgerError.self) { try Restore(state: state.path).run(from: file.path) }
        #expect(
            try Data(contentsOf: state.appending(path: "ledger.sqlite")) == Data("a ledger".utf8))
    }
}
