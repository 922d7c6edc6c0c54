import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// An office of which two teams hand in their achievements, to try its periods on.
protocol PeriodSuite {}

extension PeriodSuite {
    func office(
        at moment: String = "2026-12-01 09:00", first: String = "2026-11",
        submission: String = "", more: String = ""
    ) async throws -> TestOffice {
        let work = try await TestOffice(
            at: moment,
            settings: [
                "close: {first: \(first), checks: [WD+2 15:30], tell: [coordinator]}",
                "submissions: {achievements: {sheet: achievements, owed_by: [JKT, MKS], "
                    + "cut_off: WD+2 15:00, \(submission) figures: {gross: amount, net: [amount, returns]}, "
                    + "rules: [{check: known, column: salesperson, in: people}]}\(more)}",
            ])
        _ = try await work.stages.prepare(at: work.clock.now, zoneData: "", machine: "one")
        try await work.settle()
        return work
    }

    func move(
        _ work: TestOffice, _ period: String = "2026-11", to state: String, reason: String? = nil
    ) async throws {
        _ = try await work.call(
            MovePeriod(period: period, state: state, reason: reason, by: "K"))
    }

    func board(_ work: TestOffice, _ period: String = "2026-11") async throws
        -> Control.Board
    {
        try await work.call(ShowPeriod(period: period)).board
    }

    /// The engine once more on what another one left, with its settings changed.
    func restarted(
        _ work: TestOffice, at moment: String, _ change: (String) -> String
    ) async throws -> TestOffice {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.copyItem(at: work.folder, to: folder)
        let settings = folder.appending(path: "tenggat.d/test.yaml")
        try change(String(contentsOf: settings, encoding: .utf8))
            .write(to: settings, atomically: true, encoding: .utf8)
        return try await TestOffice(
            resuming: folder, at: work.instant(moment), ownsFolder: true)
    }

    /// A board as text that is equal for equal ones.
    func text(of board: Control.Board) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(board), as: UTF8.self)
    }

    func states(_ board: Control.Board) -> [String] { board.rows.map(\.state) }
}
