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
    }

    @Test("A letter is linked when it leaves, and once")
    func linkedAtOnce() async throws {
        let work = try await office()
        let links = { @Sendable (view: LedgerView) in
            try view.database.count("SELECT count(*) FROM chain WHERE kind IN (3, 4)")
        }
        #expect(try await work.stages.ledger.read { try $0.isLinked(letter: 1) })
        let before = try await work.stages.ledger.read(links)
        try await passNight(work)
        #expect(try await work.stages.ledger.read(links) == before)
    }

    @Test(
        "Whatever of a letter is changed on the day it left, it is named, whatever becomes of its seal",
        arguments: [
            "html = '<p>Sudah beres</p>'", "bytes = bytes || x'00'", "bytes = x'', html = ''",
            "text = 'Sudah beres'", "subject = 'Sudah beres'", "recipients = '[]'",
            "message_id = 'x'", "content_hash = 'x'", "sealed_at = sealed_at + 1",
        ], ["", ", seal = NULL", ", seal = zeroblob(96)", ", seal = zeroblob(32)", ", seal = x''"])
    func changed(_ change: String, _ seal: String) async throws {
        let work = try await office()
        #expect(try await faults(work).isEmpty)
        try tamper(work, change + seal)
        #expect(try await letters(work) == ["1"])
        try await passNight(work)
        #expect(try await letters(work) == ["1"])
    }

    @Test(
        "A seal that is changed or taken out of an untouched letter is named as that letter's",
        arguments: ["seal = NULL", "seal = x''", "seal = zeroblob(96)"])
    func changedSeal(_ change: String) async throws {
        let work = try await office()
        try tamper(work, change)
        #expect(try await letters(work) == ["1"])
        #expect(try await faults(work).contains("table-changed"))
    }

    @Test("So is a letter that is on its way, by its seal alone")
    func onItsWay() async throws {
        for change in ["text = 'Sudah beres'", "recipients = '[]'", "seal = NULL"] {
            let work = try await office()
            // As if nobody knew yet what became of it.
            try tamperAll(
                work,
                "DELETE FROM chain WHERE id > (SELECT min(id) - 1 FROM chain WHERE kind = 3)")
            try tamper(work, change)
            #expect(try await letters(work) == ["1"])
        }
    }

    /// The letters that are named.
    private func letters(_ work: TestOffice) async throws -> [String] {
        try await work.call(Prove()).problems.filter { $0.fault == "letter-changed" }
            .map(\.subject)
    }

    private func tamperAll(_ work: TestOffice, _ sql: String) throws {
        let path = work.folder.appending(path: "ledger.sqlite").path
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }
}
