import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// Whoever drops a file hears what is wrong with it, beside those who answer for it.
@Suite struct SenderAnswerTests {
    /// An office whose files are dropped by S.
    private func inbox() async throws -> Inbox {
        try await Inbox(
            permissions: Permissions(
                viewers: .init(), operators: .init(), administrators: .init(users: [getuid()]),
                persons: [getuid(): "S"]))
    }

    private func readers(of kind: String, in inbox: Inbox) async throws -> Set<String> {
        try await inbox.work.advance(to: inbox.work.clock.now + .seconds(600))
        return Set(
            try await inbox.work.notices().filter { notice in
                notice.items.contains { $0.item.kind == kind }
            }.map(\.recipient))
    }

    @Test func ofATeamsFileThatIsRefused() async throws {
        let inbox = try await inbox()
        try inbox.drop(
            "achievement-JKT-2026-11.csv",
            "period;salesperson;invoice;date;product;units;amount;returns",
            "2026-11;XX;I-1;2026-11-10;P;1;1000;0")
        try await inbox.settle()
        #expect(try await readers(of: "submission-invalid", in: inbox) == ["M", "S"])
    }

    @Test func ofASheetThatIsRefused() async throws {
        let inbox = try await inbox()
        try inbox.drop("tenggat.csv", "code;title;owner;due_date", "A;Tugas A;S;besok")
        try await inbox.settle()
        #expect(try await readers(of: "sheet-rejected", in: inbox) == ["K", "S"])
    }

    @Test func twoMarkedCopiesOfOneNameHaveNamesOfTheirOwnInOneMail() async throws {
        let inbox = try await inbox()
        // In a folder of its own it is another file, whose copy is named alike.
        for path in ["tenggat.csv", "deadlines/tenggat.csv"] {
            try inbox.drop(path, "code;title;owner;due_date", "A;Tugas A;S;besok;\(path)")
            try await inbox.settle()
        }
        try await inbox.work.advance(to: inbox.work.clock.now + .seconds(600))
        let mail = try #require(
            try await inbox.work.notices().last { $0.recipient == "S" && $0.items.count == 2 })
        let letter = try #require(
            try await inbox.work.stages.ledger.read { try $0.letter(of: mail.id) })
        let text = String(decoding: letter.bytes, as: UTF8.self)
        #expect(
            text.contains("tenggat (marked).xlsx") && text.contains("tenggat (marked) (2).xlsx"))
    }
}
