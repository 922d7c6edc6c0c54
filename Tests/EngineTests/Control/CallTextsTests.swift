import Control
import Coordination
import Foundation
import Testing

@testable import Engine

/// What a command brings keeps to the bounds that sheets keep to.
@Suite struct CallTextsTests {
    private func refusal(of call: some ControlCall) -> String? {
        do throws(EngineError) {
            try CallTexts.check(call)
            return nil
        } catch { return error.field }
    }

    private func deadline(
        title: String = "Lapor", code: String? = nil, note: String? = nil, after: [String]? = nil
    ) -> AddDeadline {
        AddDeadline(
            title: title, owner: "S", due: "2026-12-04", code: code, note: note, after: after)
    }

    @Test(arguments: [
        "a\u{0}b", "a\u{1B}[31m", "a\nb", "a\u{202E}b", "a\u{2066}b", "a\u{200F}", "a\u{7F}",
        "a\u{2028}b", String(repeating: "x", count: 201),
    ])
    func aTitleIsOneLineThatCanBeShown(_ title: String) {
        #expect(refusal(of: deadline(title: title)) == "title")
    }

    @Test func whatFitsIsTaken() {
        #expect(refusal(of: deadline(title: String(repeating: "é", count: 200))) == nil)
        #expect(refusal(of: deadline(note: "satu\ndua\r\n\ttiga")) == nil)
        #expect(refusal(of: deadline(note: String(repeating: "x", count: 10_000))) == nil)
    }

    @Test func everyFieldHasItsBounds() {
        #expect(refusal(of: deadline(code: String(repeating: "x", count: 101))) == "code")
        #expect(refusal(of: deadline(note: String(repeating: "x", count: 10_001))) == "note")
        #expect(refusal(of: deadline(note: "a\u{0}")) == "note")
        #expect(refusal(of: deadline(after: ["T-1", "T\u{202E}"])) == "after")
        #expect(
            refusal(of: WriteNotice(clients: ["C\n1"], subject: "Halo", text: "a\nb")) == "clients")
    }

    @Test func aFilesBytesAreItsReadersAffair() {
        let call = ImportSheets(
            files: [File(name: "a.csv", content: Data(repeating: 0, count: 30_000))],
            kind: nil, dryRun: true, by: nil)
        #expect(refusal(of: call) == nil)
    }

    @Test func theInterfaceRefusesThem() async throws {
        let work = try await TestOffice()
        await #expect(throws: (any Error).self) {
            _ = try await work.call(deadline(title: "Lapor\u{0}"))
        }
        #expect(try await work.call(ListDeadlines()).deadlines.isEmpty)
    }
}
