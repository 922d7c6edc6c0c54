import Control
import Coordination
import Foundation
import GRDB
import Testing

@testable import Engine
@testable import Ledger

/// What a letter was sealed as is known from the moment it leaves: nobody has until the night to change it.
@Suite struct SealedLetterTests {
    /// An office in which a reminder left today.
    private func office() async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-04;15:00;standard")
        try await work.advance(to: work.instant("2026-12-01 12:00"))
        #expect(try await work.notices().first?.state == .sent)
        #expect(try await !work.stages.ledger.read { try $0.isLinked(letter: 1) })
        return work
    }

    /// Changes the ledger behind the service's back.
    private func tamper(_ work: TestOffice, _ change: String) throws {
        let path = work.folder.appending(path: "ledger.sqlite").path
        try DatabaseQueue(path: path).write {
            try $0.execute(sql: "UPDATE letter SET \(change) WHERE notice = 1")
        }
    }

    private func faults(_ work: TestOffice) async throws -> [String] {
        try await work.call(Prove()).problems.map(\.fault)
    }

    private func passNight(_ work: TestOffice) async throws {
        _ = try await work.stages.ledger.write(at: work.clock.now) {
            try $0.linkLetters(limit: 1_000)
        }
        #expect(try await work.stages.ledger.read { try $0.isLinked(letter: 1) })
    }

    @Test(
        "A letter that was changed before the night is named at once, and still once the night has linked what left",
        arguments: [
            "html = '<p>Sudah beres</p>'", "bytes = bytes || x'00'", "bytes = x'', html = ''",
        ])
    func changedBeforeTheNight(_ change: String) async throws {
        let work = try await office()
        #expect(try await faults(work).isEmpty)
        try tamper(work, change)
        #expect(try await faults(work) == ["letter-changed"])
        try await passNight(work)
        #expect(try await faults(work) == ["letter-changed"])
    }

    @Test("Whoever changes what a letter was sealed as with it has changed its table")
    func changedSeal() async throws {
        let work = try await office()
        try tamper(work, "html = '', seal = NULL")
        #expect(try await faults(work) == ["table-changed"])
        try await passNight(work)
        #expect(try await faults(work) == ["table-changed"])
    }
}
