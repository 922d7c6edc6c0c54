import Control
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// What is pasted with blanks round it means what it would without.
@Suite struct CallBlanksTests {
    private func office() async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-18;15:00;standard")
        return work
    }

    @Test(
        "Why finds a code with blanks round it, its kind before it or not",
        arguments: ["S ", " S", "\tS\n", "person: S", " person:S ", "S\u{A0}"])
    func why(_ subject: String) async throws {
        let work = try await office()
        #expect(try await work.call(Why(subject: subject)).subject == "office S")
    }

    @Test("A code with blanks within it is one, however many stand there, by sheet and by call")
    func within() async throws {
        let work = try await office()
        try await work.take(
            "people.csv", "code;name;role;email;team", "S  9;Putri;sales;p@uji.test;JKT")
        for code in ["S 9", "S  9", " S\t9 ", "S\u{A0} 9"] {
            #expect(try await work.call(Why(subject: code)).subject == "office S 9")
            try await work.take(
                "deadlines.csv", "code;title;owner;due_date", "B  1;Dua  kata;\(code);2026-12-18")
            let deadline = try await work.call(ShowDeadline(code: "B   1")).deadline
            #expect(deadline.owner == "S 9" && deadline.title == "Dua  kata")
        }
        let call = FinishDeadline(code: "B  1", by: "S  9", reason: "dua  kata")
        let clean = try CallBlanks.trimmed(call)
        #expect(clean.code == "B 1" && clean.by == "S 9" && clean.reason == "dua  kata")
    }

    @Test(
        "A line's end within a code is refused as in a title",
        arguments: ["X\r\nY", "X\nY", "X \n Y", "X\u{2028}Y"])
    func broken(_ code: String) async throws {
        let work = try await office()
        for call in [
            AddDeadline(title: "T", owner: "S", due: "2026-12-30", code: code),
            AddDeadline(title: code, owner: "S", due: "2026-12-30"),
            AddDeadline(title: "T", owner: code, due: "2026-12-30"),
        ] {
            let error = try #require(
                await #expect(throws: ControlError.self) { try await work.call(call) })
            #expect("\(error)".contains("one line of text"), "\(error)")
        }
    }

    @Test("So does every call that takes a code, a word, a day or a period")
    func everyCall() async throws {
        let work = try await office()
        #expect(try await work.call(ShowDeadline(code: " A ")).deadline.code == "A")
        #expect(
            try await work.call(ListDeadlines(state: "open ", owner: " S")).deadlines.count == 1)
        _ = try await work.call(SnoozeDeadline(code: "A ", until: " 2026-12-10 ", by: " K "))
        let added = try await work.call(
            AddDeadline(
                title: "Tender", owner: " S", due: "2026-12-30 ", code: " B ", after: ["A "]))
        #expect(added.deadline.code == "B" && added.deadline.owner == "S")
        _ = try await work.call(FinishDeadline(code: " A", by: "S "))
        _ = try await work.call(Rehearse(until: " 2026-12-01", reader: "S "))
        _ = try await work.call(
            MuteLetters(code: " C2 ", until: "2026-12-15 ", reason: "Kami menelepon"))
    }

    @Test("What somebody writes to be read, a file's name and its bytes stay as they are")
    func kept() throws {
        let letter = WriteNotice(clients: ["C1 "], subject: " Halo ", text: " a \n", by: "K ")
        let trimmed = try CallBlanks.trimmed(letter)
        #expect(trimmed.clients == ["C1"] && trimmed.by == "K" && trimmed.text == " a \n")
        let content = Data([32, 0, 255, 10])
        let sheet = ImportSheets(
            files: [File(name: " a.csv ", content: content)], kind: " orders ", dryRun: true)
        let taken = try CallBlanks.trimmed(sheet)
        #expect(taken.kind == "orders" && taken.dryRun == true)
        #expect(taken.files.map(\.name) == [" a.csv "] && taken.files.map(\.content) == [content])
        #expect(try CallBlanks.trimmed(RunJob(name: " outbox ")).name == "outbox")
    }

    @Test(
        "A moment is taken in each form that a cell has, and as programs write it",
        arguments: [
            "2026-11-30T12:00", "2026-11-30 12:00", "30/11/2026 12.00", "2026-11-30T12:00:00+07:00",
            "2026-11-30",
        ])
    func moments(_ text: String) async throws {
        let work = try await office()
        let until = try await work.call(Rehearse(until: text)).until
        #expect(until == (text == "2026-11-30" ? "2026-11-30T16:59:59Z" : "2026-11-30T05:00:00Z"))
        _ = try await work.call(SnoozeDeadline(code: "A", until: text))
        // A due moment is the office's own, by no other zone.
        guard !text.contains("+") else { return }
        let added = try await work.call(AddDeadline(title: "T", owner: "S", due: text, code: "B"))
        #expect(added.deadline.due.hasPrefix("2026-11-30"))
    }
}
