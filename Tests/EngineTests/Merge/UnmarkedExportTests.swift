import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// An export that comes back without its number, since somebody or some program cut it off, says nothing
/// that nobody said; and an edited one speaks where it was edited alone.
@Suite struct UnmarkedExportTests {
    private static let bare = "order;line;client;item;quantity;promised"

    /// The cells of an export, with the column that carries its number or without it.
    private func cells(
        _ kind: SheetKind, of work: TestOffice, isMarked: Bool = false
    ) async throws -> [[String]] {
        let file = try await work.stages.export(kind, as: .csv, at: work.clock.now)
        var rows = String(decoding: file.content.drop { $0 > 0x7F }, as: UTF8.self)
            .split(separator: "\r\n").map {
                $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            }
        let mark = try #require(rows[0].firstIndex { ExportMark($0) != nil })
        if !isMarked { rows = rows.map { Array($0.prefix(mark)) } }
        return rows
    }

    private func take(_ rows: [[String]], _ work: TestOffice) async throws -> ImportReport {
        try await work.take("list.csv", rows.map { $0.joined(separator: ";") })
    }

    private func change(_ work: TestOffice, _ change: OrderChanges.Change) async throws {
        let office = work.stages.store.office
        _ = try await work.stages.ledger.write(at: work.clock.now) {
            try OrderChanges(office: office, by: "K").apply(change, to: "O1", in: $0)
        }
    }

    private func lines(_ work: TestOffice) async throws -> [OrderLine] {
        try #require(try await work.stages.ledger.read { try $0.order("O1") }).lines
    }

    @Test(
        "What an export writes of a line by itself is nothing that somebody said",
        arguments: ["", ";delivered;status"])
    func orders(_ further: String) async throws {
        let work = try await TestOffice()
        let blanks = String(repeating: ";", count: further.count { $0 == ";" })
        try await work.take(
            "orders.csv", Self.bare + further, "O1;1;C1;Meja;5;2026-12-10" + blanks,
            "O1;2;C1;Kursi;5;2026-12-10" + blanks)
        let rows = try await cells(.orders, of: work)
        try await change(work, .init(kind: .cancel, lines: ["1"], reason: "batal"))
        try await change(work, .init(kind: .deliver, lines: ["2"], quantity: 3))
        let report = try await take(rows, work)
        #expect(report.isTaken && report.difference.isEmpty, "\(report.difference.changed)")
        let known = try await lines(work)
        #expect(known[0].isCancelled && known[1].delivered == 3)
    }

    @Test func openInAColumnThatIsNewIsSaid() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.bare, "O1;1;C1;Meja;5;2026-12-10")
        try await change(work, .init(kind: .cancel, reason: "batal"))
        let report = try await work.take(
            "orders.csv", Self.bare + ";delivered;status", "O1;1;C1;Meja;5;2026-12-10;0;open")
        #expect(report.difference.changed.map(\.column) == ["status"])
        #expect(try await !lines(work)[0].isCancelled)
        // What somebody enters where a blank was is meant.
        let other = try await TestOffice()
        for cells in ["", "open"] {
            try await other.take(
                "orders.csv", Self.bare + ";status", "O1;1;C1;Meja;5;2026-12-10;\(cells)")
            if cells.isEmpty { try await change(other, .init(kind: .cancel, reason: "batal")) }
        }
        #expect(try await !lines(other)[0].isCancelled)
    }

    @Test(
        "The usual hour, zone, kind and ladder are nothing that somebody said",
        arguments: ["", ";due_time;time_zone;kind;ladder"])
    func deadlines(_ further: String) async throws {
        let work = try await TestOffice()
        let blanks = String(repeating: ";", count: further.count { $0 == ";" })
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date" + further, "A;A;S;2026-12-04" + blanks)
        let rows = try await cells(.deadlines, of: work)
        let office = work.stages.store.office
        let due = try #require(CivilDateTime("2026-12-08 10:00"))
        _ = try await work.stages.ledger.write(at: work.clock.now) {
            try DeadlineChanges(office: office, by: "K").move(
                .init(code: "A"), to: due.date, at: due.time, reason: nil, scope: nil, in: $0)
        }
        let report = try await take(rows, work)
        #expect(report.isTaken && report.difference.isEmpty, "\(report.difference.changed)")
        let known = try await work.stages.ledger.read { try $0.deadline(code: "A") }
        #expect(known?.deadline.due == due)
    }

    // MARK: Edited ones

    @Test func cellsThatNobodyEditedSayNothing() async throws {
        let work = try await TestOffice()
        try await work.take(
            "orders.csv", Self.bare + ";expected;reason;unit",
            "O1;1;C1;Meja;5;2026-12-10;2026-12-18;KAPAL;bh", "O1;2;C1;Kursi;5;2026-12-10;;;bh")
        let rows = try await cells(.orders, of: work, isMarked: true)
        let place = { (name: String) in try #require(rows[0].firstIndex { $0.hasSuffix(name) }) }
        var first = rows
        first[1][try place("unit")] = "buah"
        first[2][try place("expected")] = "2026-12-21"
        #expect(try await take(first, work).difference.changed.count == 2)
        var second = rows
        second[1][try place("client_po")] = "PO-7"
        let report = try await take(second, work)
        #expect(report.difference.changed.map { "\($0.key) \($0.column)" } == ["O1 1 client_po"])
        #expect(report.reading.findings.isEmpty, "\(report.reading.findings)")
        try await work.settle()
        #expect(
            try await work.stages.ledger.read { try $0.deadlines(code: "CLEARED-O1") }.isEmpty)
        // The first copy again is no older for it.
        let again = try await take(first, work)
        #expect(again.difference.isEmpty && again.reading.findings.isEmpty)
    }
}
