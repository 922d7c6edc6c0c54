import Almanac
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// A ledger that was put back or carried away tells clients nothing before somebody has seen to it.
@Suite final class LedgerProvenanceTests {
    private let orders = "order;line;client;promised;expected;reason;item;quantity"
    private var folders: [URL] = []

    deinit {
        for folder in folders {
            // What is left behind lies in the system's temporary folder, ignoring.
            try? FileManager.default.removeItem(at: folder)
        }
    }

    /// What `work` has left so far, once more.
    private func copy(of work: TestOffice) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        folders.append(folder)
        try FileManager.default.copyItem(at: work.folder, to: folder)
        return folder
    }

    private func start(
        _ folder: URL, at moment: Instant, onMachine machine: String? = "one"
    ) async throws -> TestOffice {
        try await TestOffice(resuming: folder, at: moment, onMachine: machine)
    }

    /// A service that has started on machine one, with an order that slips on a Saturday: its letter
    /// waits for Monday.
    private func weekend() async throws -> TestOffice {
        let first = try await TestOffice()
        try await first.take("orders.csv", orders, "O1;1;C1;2026-12-10;;;Meja;5")
        let work = try await start(
            copy(of: first), at: first.instant("2026-11-28 10:00"))
        #expect(work.beginning?.hold == nil)
        try await work.take("orders.csv", orders, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5")
        try await work.settle()
        return work
    }

    private func toClients(_ work: TestOffice) -> Int {
        work.courier.parcels.count(where: \.isClient)
    }

    @Test func onTheSameMachineTheLetterGoes() async throws {
        let work = try await weekend()
        let again = try await start(copy(of: work), at: work.instant("2026-11-30 09:00"))
        #expect(again.beginning?.hold == nil)
        try await again.settle()
        #expect(toClients(again) == 1)
    }

    @Test func onAnotherMachineClientMailIsHeldUntilAPersonResumesIt() async throws {
        let work = try await weekend()
        let moved = try await start(
            copy(of: work), at: work.instant("2026-11-30 09:00"), onMachine: "two")
        #expect(moved.beginning?.hold?.reason.contains("another machine") == true)
        try await moved.advance(to: moved.instant("2026-11-30 10:00"))
        #expect(toClients(moved) == 0)
        #expect(
            try await moved.call(GetStatus()).status.warnings.contains {
                $0.contains("all mail to clients is held") && $0.contains("another machine")
            })
        // The coordinator is told, and what to do.
        let mail = try #require(
            try await moved.notices().last { notice in
                notice.recipient == "K"
                    && notice.items.contains { $0.item.subject.id.hasPrefix("CLIENT-MAIL") }
            })
        #expect(mail.state == .sent)
        let letter = try #require(
            try await moved.stages.ledger.read { try $0.letter(of: mail.id) })
        #expect(letter.text.contains("tenggatctl letter resume"))
        // It stays so at the next start, although that is on a machine that is known by now.
        let again = try await start(
            copy(of: moved), at: moved.instant("2026-11-30 10:00"), onMachine: "two")
        #expect(again.beginning?.hold == nil)
        try await again.settle()
        #expect(toClients(again) == 0)
        #expect(try await again.call(ResumeClientMail(by: "K")).waiting == 1)
        try await again.settle()
        #expect(toClients(again) == 1)
        let asked = try #require(try await again.deadlines().first { $0.code == "CLIENT-MAIL" })
        #expect(asked.state == .done && asked.owner == "K")
    }

    @Test func aRestoredLedgerTellsNobodyWhatItHasForgottenToHaveTold() async throws {
        let work = try await weekend()
        let backup = try copy(of: work)
        try await work.advance(to: work.instant("2026-11-30 09:00"))
        #expect(toClients(work) == 1)
        // The ledger of Saturday beside what was noted on Monday.
        let noted = try Data(contentsOf: work.folder.appending(path: "ledger.sqlite.turn"))
        try noted.write(to: backup.appending(path: "ledger.sqlite.turn"))
        let restored = try await start(backup, at: work.instant("2026-11-30 11:00"))
        #expect(restored.beginning?.hold?.reason.contains("restore") == true)
        try await restored.advance(to: restored.instant("2026-12-01 17:00"))
        #expect(toClients(restored) == 0)
    }

    @Test("A number that comes again after a restore is no Message-ID that comes again")
    func aRestoredLedgerWritesUnderNamesOfItsOwn() async throws {
        let work = try await weekend()
        let backup = try copy(of: work)
        try await work.advance(to: work.instant("2026-11-30 09:00"))
        let before = Set(work.courier.parcels.map(\.messageID))
        let noted = try Data(contentsOf: work.folder.appending(path: "ledger.sqlite.turn"))
        try noted.write(to: backup.appending(path: "ledger.sqlite.turn"))
        let restored = try await start(backup, at: work.instant("2026-11-30 11:00"))
        _ = try await restored.call(ResumeClientMail(by: "K"))
        try await restored.advance(to: restored.instant("2026-12-01 17:00"))
        let after = restored.courier.parcels.map(\.messageID)
        #expect(!before.isEmpty && !after.isEmpty && before.isDisjoint(with: after))
        let numbers = { (name: String) in name.prefix { $0 != "." } }
        #expect(!Set(before.map(numbers)).isDisjoint(with: after.map(numbers)))
    }

    @Test func theOriginalThatIsPutBackAfterItsBackupWasUsedTellsNobodyAgain() async throws {
        let work = try await weekend()
        let backup = try copy(of: work)
        // The original comes far.
        for _ in 0..<9 { try await work.stages.end(at: work.clock.now) }
        let original = try copy(of: work)
        let noted = try Data(contentsOf: work.folder.appending(path: "ledger.sqlite.turn"))
        try noted.write(to: backup.appending(path: "ledger.sqlite.turn"))
        let restored = try await start(backup, at: work.instant("2026-11-30 09:00"))
        #expect(restored.beginning?.hold?.reason.contains("restore") == true)
        _ = try await restored.call(ResumeClientMail(by: "K"))
        try await restored.settle()
        #expect(toClients(restored) == 1)
        // It has had fewer turns than the original, which knows nothing of its letter.
        let later = try Data(contentsOf: backup.appending(path: "ledger.sqlite.turn"))
        try later.write(to: original.appending(path: "ledger.sqlite.turn"))
        let again = try await start(original, at: work.instant("2026-11-30 11:00"))
        #expect(again.beginning?.hold?.reason.contains("restore") == true)
        try await again.advance(to: again.instant("2026-12-01 17:00"))
        #expect(toClients(again) == 0)
    }

    @Test func aNoteThatWasNotKeptForAFewStartsIsNoDoubt() async throws {
        let work = try await weekend()
        let folder = try copy(of: work)
        let note = folder.appending(path: "ledger.sqlite.turn")
        let noted = try Data(contentsOf: note)
        for _ in 0..<3 {
            let again = try await start(folder, at: work.clock.now)
            #expect(again.beginning?.hold == nil)
            try noted.write(to: note)
        }
    }

    @Test func anOrderlyStopIsNotedToo() async throws {
        let work = try await weekend()
        let backup = try copy(of: work)
        try await work.stages.end(at: work.clock.now)
        let noted = try Data(contentsOf: work.folder.appending(path: "ledger.sqlite.turn"))
        let whole = try copy(of: work)
        try noted.write(to: backup.appending(path: "ledger.sqlite.turn"))
        let moment = try work.instant("2026-11-30 09:00")
        #expect(try await start(whole, at: moment).beginning?.hold == nil)
        #expect(try await start(backup, at: moment).beginning?.hold != nil)
    }

    @Test("A ledger of which nothing is known here is not trusted", arguments: [true, false])
    func unknown(_ hasNote: Bool) async throws {
        let work = try await weekend()
        let folder = try copy(of: work)
        let note = folder.appending(path: "ledger.sqlite.turn")
        try FileManager.default.removeItem(at: note)
        if hasNote {
            try Data(#"{"ledger": "of somebody else", "start": "1", "turn": 1}"#.utf8).write(
                to: note)
        }
        let found = try await start(folder, at: work.instant("2026-11-30 09:00"))
        #expect(found.beginning?.hold != nil)
    }

    @Test func whereMachinesHaveNoIdNothingIsHeldForIt() async throws {
        let first = try await TestOffice()
        let moment = try first.instant("2026-11-28 10:00")
        let work = try await start(copy(of: first), at: moment, onMachine: nil)
        #expect(work.beginning?.hold == nil)
        let again = try await start(copy(of: work), at: moment, onMachine: nil)
        #expect(again.beginning?.hold == nil)
        #expect(
            try await start(copy(of: again), at: moment, onMachine: "one").beginning?.hold != nil)
    }

    @Test func aPersonsHoldKeepsItsReasonAndGetsAnother() async throws {
        let work = try await weekend()
        _ = try await work.call(HoldClientMail(reason: "uji coba", by: "K"))
        let moved = try await start(
            copy(of: work), at: work.instant("2026-11-30 09:00"), onMachine: "two")
        let hold = try #require(try await moved.stages.ledger.read { try $0.clientMailHold() })
        #expect(hold.by == "K (entered by uid:0)" && hold.since == work.clock.now)
        #expect(hold.reason.contains("uji coba") && hold.reason.contains("another machine"))
    }

    @Test func theMachinesIdIsNotWrittenDown() throws {
        let id = "0123456789abcdef0123456789abcdef"
        #expect(!LedgerProvenance.mark(of: id).contains(id))
        #expect(LedgerProvenance.mark(of: id) != LedgerProvenance.mark(of: nil))
    }
}
