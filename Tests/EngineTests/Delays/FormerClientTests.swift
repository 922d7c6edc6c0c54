import Almanac
import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// Whoever was told dates of an order that is another client's now is somebody's to tell.
@Suite struct FormerClientTests {
    private static let header = "order;line;client;promised;expected;reason;item;quantity;unit"
    private static let late = "2026-12-10;2026-12-18;KAPAL;Meja;5;unit"

    /// An order of which C1 was told 18 December, and that is C2's now; with the report of the sheet that says so.
    private func office() async throws -> (work: TestOffice, report: ImportReport) {
        let work = try await TestOffice()
        try await work.slipOrder("O1", client: "C1")
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        let report = try await work.take("orders.csv", Self.header, "O1;1;C2;\(Self.late)")
        try await work.settle()
        return (work, report)
    }

    private func asked(_ work: TestOffice) async throws -> [Coordination.Deadline] {
        try await work.deadlines().filter { $0.code == "FORMER-O1-C1" }
    }

    @Test func theCoordinatorIsAskedWithWhatTheClientWasTold() async throws {
        let (work, report) = try await office()
        let warning = try #require(report.reading.findings.first { $0.code == .clientMismatch })
        #expect(warning.severity == .warning)
        #expect(warning.expected.english.contains("the coordinator is asked for"))
        let question = try #require(try await asked(work).first)
        #expect(question.owner == "K" && question.kind == "callback" && question.client == "C1")
        #expect(question.occurrence == "2026-12-18" && question.state == .open)
        let note = try #require(question.note)
        #expect(note.contains("18") && note.contains("C2 ("), "\(note)")
        // It is told of, and offered with what ends it.
        let why = try await work.call(Why(subject: "O1"))
        #expect(
            why.lines.contains { $0.rules.contains("former-client") }, "\(why.lines.map(\.text))")
        let now = work.clock.now
        let row = try await work.stages.ledger.read { [stages = work.stages] view in
            try DecisionSheet(
                office: stages.store.office, writer: stages.writer, view: view, now: now
            ).entry(of: question)
        }
        #expect(row?.choices == [.told, .cancelled, .moved])
    }

    @Test(
        "It ends by a word, and is not asked again",
        arguments: ["klien tahu;", "batal;salah catat"])
    func itEndsByAWord(_ word: String) async throws {
        let (work, _) = try await office()
        let report = try await work.take(
            "keputusan.csv", "kode;keputusan;alasan;oleh", "FORMER-O1-C1;\(word);K")
        #expect(report.difference.answers.map(\.isDone) == [true], "\(report.reading.findings)")
        try await work.advance(to: work.instant("2026-12-07 10:00"))
        #expect(try await asked(work).map(\.state).count == 1)
        #expect(try await asked(work).allSatisfy { $0.state != .open && $0.finishedBy != nil })
        // That the client was told so is no telling of dates.
        let order = try await work.stages.ledger.read { try $0.order("O1") }
        #expect(order?.client == "C2")
        let told = order?.lines[0].formerClients?.told[Code("C1")]
        #expect(told?.map(\.date.description) == ["2026-12-18"])
    }

    @Test func anUndoneFileThatGaveItAwayAsksNothingMore() async throws {
        let (work, report) = try await office()
        let number = try #require(report.number)
        let reply = try await work.call(UndoImport(number: Int(number), by: "K"))
        #expect(reply.kept.isEmpty, "\(reply.keptBecause)")
        let question = try #require(try await asked(work).first)
        #expect(question.state == .done && question.reason == "the order is theirs again")
        #expect(try await work.deadlines().allSatisfy { $0.code != "FORMER-O1-C2" })
    }

    /// Whoever was told because of the undone file gets a letter that takes it back, and nobody is asked beside that.
    @Test func whoeverWasToldByAnUndoneFileGetsALetterInstead() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.header, "O1;1;C2;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let report = try await work.take("orders.csv", Self.header, "O1;1;C1;\(Self.late)")
        try await work.advance(to: work.instant("2026-11-30 14:00"))
        let number = try #require(report.number)
        let reply = try await work.call(UndoImport(number: Int(number), by: "K"))
        #expect(!reply.letters.isEmpty)
        #expect(try await asked(work).isEmpty)
    }
}
