import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// Every cell of a row about a deadline that has ended is taken, refused with a finding, or reported.
@Suite struct EndedDeadlineTests {
    private static let header = "code;title;owner;due_date;due_time;note;status;done_on;reason"

    private func ended(_ status: String = "done") async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", Self.header, "A;Laporan;S;2026-12-04;15:00;;;;",
            "W;Rapat;S;2026-12-04;15:00;;;;")
        let office = work.stages.store.office
        _ = try await work.stages.ledger.write(at: work.clock.now) {
            try DeadlineChanges(office: office, by: "K").finish(
                .init(code: "A"), as: try #require(Deadline.State(rawValue: status)),
                reason: "sudah", proof: nil, scope: nil, in: $0)
        }
        return work
    }

    private func deadline(_ work: TestOffice, _ code: String = "A") async throws -> Deadline {
        try #require(try await work.stages.ledger.read { try $0.deadline(code: code) }).deadline
    }

    private func codes(_ report: ImportReport) -> [String] {
        report.reading.findings.map { "\($0.cell) \($0.code.rawValue) \($0.severity.rawValue)" }
    }

    @Test func aRowThatOpensItAgainIsTakenWhole() async throws {
        let work = try await ended()
        let taken = try await work.take(
            "deadlines.csv", Self.header, "A;Laporan akhir;M;2026-12-11;10:00;cepat;open;;")
        #expect(taken.isTaken && codes(taken).isEmpty)
        let known = try await deadline(work)
        #expect(known.state == .open && known.title == "Laporan akhir" && known.owner == "M")
        #expect(known.due.description == "2026-12-11 10:00" && known.note == "cepat")
        #expect(known.revision == 2)
        let again = try await work.take(
            "deadlines.csv", Self.header, "A;Laporan akhir;M;2026-12-11;10:00;cepat;open;;")
        #expect(again.difference.isEmpty && again.notes.isEmpty)
    }

    @Test func whatARowSaysOfOneThatHasEndedIsRefusedAndNotRemembered() async throws {
        let work = try await ended()
        let row = "A;Laporan akhir;S;2026-12-11;15:00;;;;"
        for _ in 0..<2 {
            let report = try await work.take("deadlines.csv", Self.header, row)
            #expect(codes(report) == ["B2 not-possible warning", "D2 not-possible warning"])
            #expect(report.isTaken && report.difference.isEmpty && report.notes.isEmpty)
            #expect(report.reading.findings.first?.expected.english.contains("done") ?? false)
        }
        #expect(try await deadline(work).title == "Laporan")
        // Once it is open, the same cells are news.
        try await work.take(
            "deadlines.csv", Self.header, "A;Laporan akhir;S;2026-12-11;15:00;;open;;")
        let known = try await deadline(work)
        #expect(known.title == "Laporan akhir" && known.due.description == "2026-12-11 15:00")
    }

    @Test func anotherEndThanTheOneThatIsKnownIsRefused() async throws {
        let work = try await ended()
        let today = "2026-11-23"
        let same = try await work.take(
            "deadlines.csv", Self.header, "A;Laporan;S;2026-12-04;15:00;;done;\(today);sudah")
        #expect(codes(same).isEmpty && same.notes.isEmpty)
        let other = try await ended()
        let report = try await other.take(
            "deadlines.csv", Self.header, "A;Laporan;S;2026-12-04;15:00;;cancelled;;batal")
        #expect(codes(report) == ["G2 not-possible warning", "I2 not-possible warning"])
        #expect(try await deadline(other).state == .done)
    }

    @Test func aDueDateBesideAnEndMovesNothingAndIsNamed() async throws {
        let work = try await ended()
        let report = try await work.take(
            "deadlines.csv", Self.header, "W;Rapat;S;2026-12-11;15:00;;done;2026-11-23;")
        #expect(codes(report) == ["D2 not-possible warning"])
        let known = try await deadline(work, "W")
        #expect(known.state == .done && known.due.description == "2026-12-04 15:00")
        // The one that repeats what the sheet said, while a command moved it, is kept as ever.
        let moved = try await TestOffice()
        try await moved.take("deadlines.csv", Self.header, "A;Laporan;S;2026-12-04;15:00;;;;")
        let office = moved.stages.store.office
        _ = try await moved.stages.ledger.write(at: moved.clock.now) {
            try DeadlineChanges(office: office, by: "K").move(
                .init(code: "A"), to: try #require(CivilDate("2026-12-18")), at: CivilTime("15:00"),
                reason: nil, scope: nil, in: $0)
        }
        let done = try await moved.take(
            "deadlines.csv", Self.header, "A;Laporan;S;2026-12-04;15:00;;done;2026-11-23;")
        #expect(codes(done).isEmpty && done.notes.map(\.column) == ["due_date"])
        #expect(try await deadline(moved).state == .done)
    }

    @Test func whatIsSaidOfOneOfASeriesButHoldsForAllIsRefused() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;repeat",
            "W;Rapat;S;2026-12-04;15:00;weekly")
        let report = try await work.take(
            "x.csv", "code;repeat;note", "W 2026-12-04 15:00;monthly;hanya ini")
        #expect(codes(report) == ["B2 not-possible warning"])
        let open = try await work.stages.ledger.read { try $0.openDeadlines(code: "W") }
        #expect(open.map(\.deadline.note) == ["hanya ini"])
        // Nor is a blank taken for the end of what comes back.
        let blank = try await work.take("x.csv", "code;repeat;note", "W;;")
        #expect(codes(blank) == ["B2 required warning"])
    }

    @Test func decisionsThatDecideNothingAreNamed() async throws {
        let work = try await TestOffice()
        let header = "code;title;owner;due_date;status;done_on;proof;reason;snooze_until"
        let fresh = try await work.take(
            "deadlines.csv", header, "A;A;S;2026-12-04;;2026-11-20;;;", "B;B;S;2026-12-04;;;;;")
        #expect(codes(fresh) == ["F2 required warning"])
        let report = try await work.take(
            "deadlines.csv", header, "A;A;S;2026-12-04;;2026-11-20;;;",
            "B;B;S;2026-12-04;;;foto;karena;2026-11-20")
        #expect(
            codes(report) == [
                "G3 required warning", "H3 required warning", "I3 past-date warning",
            ])
    }

    @Test func aDayOfDoingThatIsToComeIsAWarning() async throws {
        let work = try await TestOffice()
        let report = try await work.take(
            "deadlines.csv", Self.header, "A;A;S;2026-12-04;15:00;;done;2062-11-23;")
        #expect(codes(report) == ["H2 implausible-date warning"])
        let order = try await work.take(
            "orders.csv", "order;line;client;item;quantity;promised;delivered;delivered_on",
            "O1;1;C1;Meja;5;2026-12-10;5;2062-11-20")
        #expect(codes(order) == ["H2 implausible-date warning"])
    }
}
