import Almanac
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Engine

/// Several reminders in one mail are rows of a table, which say what single ones do.
@Suite struct ReminderTableTests {
    @Test func rowsKeepNotesAndTheEvidenceThatIsAskedFor() async throws {
        let work = try await TestOffice()
        let long = String(repeating: "Bawa map asli. ", count: 15)
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;note;bukti_diminta",
            "A;Tugas A;S;2026-12-04;Bawa jaminan asli;",
            "B;Tugas B;S;2026-12-04;;Tanda terima panitia",
            "C;Tugas C;S;2026-12-04;\(long);", "D;Tugas D;S;2026-12-04;;")
        try await work.advance(to: work.instant("2026-12-01 09:10"))
        let mail = try #require(
            try await work.notices().last { $0.recipient == "S" && $0.state == .sent })
        #expect(mail.items.count == 4)
        let letter = try #require(
            try await work.stages.ledger.read { try $0.letter(of: mail.id) })
        for words in ["note: Bawa jaminan asli", "evidence asked for: Tanda terima panitia"] {
            #expect(letter.text.contains(words), "\(letter.text)")
        }
        #expect(letter.html.contains("Note: Bawa jaminan asli"))
        #expect(letter.text.contains("note: Bawa map asli. Bawa map asli."))
    }

    @Test(
        "Lateness is each reminder's own: among others the late ones say so, where all are the mail does once"
    )
    func lateness() async throws {
        func item(_ code: String, isLate: Bool) -> Item {
            var facts: Facts = [
                "code": .text(code), "title": .text("Tugas \(code)"),
                "due": .moment(Instant(seconds: 1_796_371_200), zone: "Asia/Jakarta"),
            ]
            if isLate {
                facts["late"] = .flag(true)
                facts["down_from"] = .moment(
                    Instant(seconds: 1_796_176_800), zone: "Asia/Jakarta")
            }
            return Item(
                cause: code, kind: "reminder", subject: Subject(.deadline, code), facts: facts)
        }
        func marks(_ facts: Facts) -> [String] {
            NoticeEntries.rows("tasks", of: facts).compactMap { row in
                row["is_late"] == nil ? nil : NoticeEntries.code(row)?.spelling
            }
        }
        let mixed = NoticeEntries(
            ["A", "B", "C"].map { item($0, isLate: $0 != "B") }, forms: []
        ).entries
        #expect(mixed.count == 1 && mixed[0].facts["late"] == nil)
        #expect(marks(mixed[0].facts) == ["A", "C"])
        let all = NoticeEntries(["A", "B", "C"].map { item($0, isLate: true) }, forms: []).entries
        #expect(all[0].facts["late"] != nil && all[0].facts["down_from"] != nil)
        #expect(marks(all[0].facts).isEmpty)
        let digest = Item(
            cause: "digest", kind: "digest", subject: Subject(.office, "digest"), facts: [:])
        let merged = NoticeEntries([digest, item("A", isLate: true)], forms: []).entries
        #expect(merged[0].facts["late"] == nil && marks(merged[0].facts) == ["A"])
    }

    @Test("Of reminders that a trial kept from somebody each says in the mail that it comes late")
    func lateAfterATrial() async throws {
        for count in 1...3 {
            let work = try await TestOffice(settings: ["mode: trial"])
            let codes = ["A", "B", "C"].prefix(count)
            try await work.take(
                "deadlines.csv",
                ["code;title;owner;due_date"]
                    + codes.map { "\($0);Tugas \($0);S;2026-12-04" })
            try await work.advance(to: work.instant("2026-12-02 10:00"))
            _ = try await work.goLive()
            try await work.advance(to: work.clock.now + .seconds(1_200))
            let letters = try await work.stages.ledger.read { view in
                try view.notices(in: [.sent], limit: 100).filter { $0.recipient == "S" }
                    .compactMap { try view.letter(of: $0.id)?.text }
            }
            let text = letters.joined(separator: "\n")
            let marks = text.components(separatedBy: "comes late").count - 1
            #expect(marks == (count == 3 ? 1 : count), "\(count): \(text)")
        }
    }
}
