import Almanac
import Coordination
import Ledger
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
}
