import Almanac
import Foundation
import GRDB
import Testing

@testable import Coordination
@testable import Ledger

/// The ledger's file: whole by itself after a stop, and never answered from where it is not.
@Suite struct LedgerFileTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).sqlite")
        .path
    private let now = Instant(seconds: 1_795_000_000)

    private func deadline(_ code: String) throws -> Deadline {
        Deadline(
            code: code, title: "Laporan \(code)", owner: "S",
            due: try #require(CivilDateTime("2026-12-04 15:00")), zone: "Asia/Jakarta",
            armedAt: now, createdAt: now)
    }

    private func fill(_ ledger: Ledger, count: Int) async throws {
        let deadlines = try (1...count).map { try deadline("T-\($0)") }
        try await ledger.write(at: now) { transaction in
            for deadline in deadlines {
                try transaction.insert(
                    deadline, dueAt: transaction.now, nextAt: transaction.now)
            }
            for number in 1...count {
                let item = Item(
                    cause: "c \(number)", kind: "reminder",
                    subject: Subject(.deadline, "T-\(number)"),
                    facts: ["title": .text("Laporan \(number)")])
                let notice = try transaction.openNotice(
                    to: "S-\(number)", audience: .office, leaveAt: transaction.now)
                _ = try transaction.append(item, to: notice)
            }
            try transaction.set(.planning, to: "x")
        }
    }

    @Test func afterAStopTheFileAloneIsWhole() async throws {
        let ledger = try Ledger(path: path)
        try await fill(ledger, count: 50)
        // A reader that was at work before the stop holds nothing back.
        _ = try await ledger.read { try $0.deadlines(in: nil).count }
        try ledger.close()
        let log = try FileManager.default.attributesOfItem(atPath: path)
        #expect((log[.size] as? Int ?? 0) > 0)
        let copy = path + ".copy"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let again = try Ledger(path: copy)
        #expect(!again.wasLeftOpen)
        #expect(try await again.read { try $0.deadlines(in: nil).count } == 50)
        #expect(try await again.integrityFaults().isEmpty)
    }

    private struct Refusal: Error {}

    @Test func aThrowawayLedgerKeepsWhatWasWholeAndItsFileNothing() async throws {
        try Ledger(path: path).close()
        let ledger = try Ledger(path: path, isThrowaway: true)
        try await fill(ledger, count: 5)
        let sixth = try deadline("T-6")
        await #expect(throws: (any Error).self) {
            try await ledger.write(at: now) { transaction in
                try transaction.insert(sixth, dueAt: transaction.now, nextAt: transaction.now)
                throw Refusal()
            }
        }
        try await ledger.write(at: now) { transaction in
            // What is undone within a write leaves the rest of it.
            #expect(throws: Refusal.self) {
                try transaction.attempt {
                    try transaction.insert(sixth, dueAt: transaction.now, nextAt: transaction.now)
                    throw Refusal()
                }
            }
            try transaction.set(.planning, to: "y")
        }
        #expect(try await ledger.read { try $0.deadlines(in: nil).count } == 5)
        #expect(try await ledger.read { try $0.mark(.planning) } == "y")
        try ledger.close()
        let copy = path + ".copy"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        #expect(try await Ledger(path: copy).read { try $0.deadlines(in: nil).count } == 0)
    }

    @Test func whatWasLeftOpenIsKnownAsSuch() async throws {
        let first = try Ledger(path: path)
        try await fill(first, count: 5)
        let copy = path + ".copy"
        for ending in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + ending, toPath: copy + ending)
        }
        #expect(try await Self.wasLeftOpen(copy, holding: 5))
        #expect(try await !Self.wasLeftOpen(copy, holding: 5))
    }

    private static func wasLeftOpen(_ path: String, holding count: Int) async throws -> Bool {
        let ledger = try Ledger(path: path)
        #expect(try await ledger.read { try $0.deadlines(in: nil).count } == count)
        try ledger.close()
        return ledger.wasLeftOpen
    }

    @Test("A ledger that is gone beside its note is no new office", arguments: [true, false])
    func gone(_ isEmpty: Bool) throws {
        try Data("{}".utf8).write(to: URL(filePath: Ledger.notePath(of: path)))
        if isEmpty { try Data().write(to: URL(filePath: path)) }
        let error = #expect(throws: LedgerError.self) { try Ledger(path: path) }
        #expect(error?.code == .missing)
        #expect(error?.message.contains("restore a backup") == true)
        #expect(FileManager.default.fileExists(atPath: path) == isEmpty)
        try FileManager.default.removeItem(atPath: Ledger.notePath(of: path))
        _ = try Ledger(path: path)
    }

    @Test(
        "A cell that is not what the schema says is named, and what stands there is not told",
        arguments: [
            "UPDATE deadline SET due_at = 'sari@uji.test'",
            "UPDATE deadline SET due = 'sari@uji.test'",
            "UPDATE deadline SET due_at = 9223372036854775807",
            "UPDATE deadline SET state = 'sari@uji.test'",
            "UPDATE deadline SET revision = -9223372036854775808",
        ])
    func unreadableCells(_ damage: String) async throws {
        let ledger = try Ledger(path: path)
        try await fill(ledger, count: 3)
        try await ledger.write(at: now) { try $0.database.database.execute(sql: damage) }
        let error = await #expect(throws: LedgerError.self) {
            _ = try await ledger.read { try $0.deadlines(in: nil) }
        }
        #expect(error?.code == .unreadableRow)
        #expect(error?.description.contains("sari@uji.test") == false)
        let column = damage.split(separator: " ")[3]
        #expect(
            error?.description.contains("the table deadline, row 1, column \(column)") == true,
            "\(error?.description ?? "")")
        #expect(error?.description.contains("tenggatctl prove") == true)
    }

    @Test(
        "JSON that is none, or of another shape, is named with its table as well",
        arguments: [("{", "row 1"), (#"{"x":{"y":1}}"#, "row 1"), ("7", "row 1")])
    func unreadableFacts(_ facts: String, _ row: String) async throws {
        let ledger = try Ledger(path: path)
        try await ledger.write(at: now) { transaction in
            let notice = try transaction.openNotice(
                to: "S", audience: .office, leaveAt: transaction.now)
            try transaction.append(
                Item(cause: "c", kind: "reminder", subject: Subject(.deadline, "A"), facts: [:]),
                to: notice)
            try transaction.database.database.execute(
                sql: "UPDATE item SET facts = ?", arguments: [facts])
        }
        let error = await #expect(throws: LedgerError.self) {
            _ = try await ledger.read { try $0.openNotices(about: Subject(.deadline, "A")) }
        }
        #expect(
            error?.description.contains("the table item, \(row), column facts") == true,
            "\(error?.description ?? "")")
    }

    @Test func whatIsOpenIsCountedAsItChanges() async throws {
        let ledger = try Ledger(path: path)
        try await fill(ledger, count: 4)
        #expect(try await ledger.read { try $0.openDeadlines(at: now).open } == 4)
        try await ledger.write(at: now) { transaction in
            var record = try #require(try transaction.view.deadline(code: "T-1"))
            record.deadline.state = .done
            record.deadline.finishedAt = transaction.now
            try transaction.update(record)
            try transaction.update(record)
        }
        #expect(try await ledger.read { try $0.openDeadlines(at: now).open } == 3)
        try await ledger.write(at: now) { transaction in
            var record = try #require(try transaction.view.deadline(code: "T-1"))
            record.deadline.state = .open
            try transaction.update(record)
        }
        #expect(try await ledger.read { try $0.openDeadlines(at: now).open } == 4)
    }

    // MARK: Damage

    /// Reads everything that there is to read, as the service would.
    private static func readAll(_ view: LedgerView) throws {
        _ = try view.deadlines(in: nil)
        for code in try view.deadlineCodes() {
            for record in try view.deadlines(code: code) {
                _ = try view.revisions(of: record.id)
                _ = try view.steps(of: record.id, revision: 1)
                _ = try view.events(of: Subject(.deadline, code))
            }
        }
        _ = try view.notices(in: NoticeState.allCases, limit: 10_000)
        _ = try view.noticesDue(by: .distantFuture, limit: 10_000)
        _ = try view.orders()
        _ = try view.droppedFiles()
        _ = try view.periods()
        _ = try view.unfinishedNoticeCounts()
        _ = try view.nextDeadlineInstant()
        _ = try view.latestRuns(of: ["outbox"])
        _ = try view.openDeadlines(at: Instant(seconds: 1_795_000_000))
    }

    @Test func threeHundredDamagedLedgersAreEachNamedOrWhole() async throws {
        let ledger = try Ledger(path: path)
        try await fill(ledger, count: 120)
        try ledger.close()
        let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let seed = ProcessInfo.processInfo.environment["TENGGAT_TEST_SEED"].flatMap(UInt64.init)
        var named = 0
        for number in seed.map({ [$0] }) ?? Array(1...300) {
            var damage = Damage(seed: number)
            let copy = "\(path).\(number)"
            try Data(damage.done(to: whole)).write(to: URL(filePath: copy))
            defer {
                for ending in ["", "-wal", "-shm", ".lock"] {
                    try? FileManager.default.removeItem(atPath: copy + ending)
                }
            }
            do {
                let ledger = try Ledger(path: copy)
                let faults = try await ledger.integrityFaults()
                try await ledger.read(Self.readAll)
                if !faults.isEmpty { named += 1 }
                // What a closing finds damaged is named, too.
                try ledger.close()
            } catch let error as LedgerError {
                named += 1
                let known: Set<LedgerError.Code> = [
                    .damaged, .notALedger, .unreadableRow, .fromNewerVersion, .cannotOpen, .failed,
                ]
                #expect(known.contains(error.code), "TENGGAT_TEST_SEED=\(number): \(error)")
                #expect(!error.message.contains("belong to the daemon's user"), "\(error)")
            } catch {
                Issue.record("TENGGAT_TEST_SEED=\(number): \(error) is not named")
            }
        }
        #expect(named > 100 || seed != nil, "only \(named) of 300 were found out")
    }
}

/// What a bad disk, or a bad copy, does to a file.
private struct Damage {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    private mutating func next(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    mutating func done(to whole: [UInt8]) -> [UInt8] {
        var bytes = whole
        let page = 4_096
        switch next(5) {
        case 0:
            for _ in 0...next(40) { bytes[next(bytes.count)] = UInt8(next(256)) }
        case 1:
            let start = next(bytes.count / page) * page
            for index in start..<(start + page) { bytes[index] = 0 }
        case 2:
            bytes.removeLast(next(bytes.count - 100))
        case 3:
            let (from, to) = (next(bytes.count / page) * page, next(bytes.count / page) * page)
            bytes.replaceSubrange(to..<(to + page), with: whole[from..<(from + page)])
        default:
            let start = next(bytes.count - 600)
            for index in start..<(start + 500) { bytes[index] = UInt8(next(256)) }
        }
        return bytes
    }
}
