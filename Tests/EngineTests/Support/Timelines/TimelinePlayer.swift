import Almanac
import Coordination
import Ledger
import Post

@testable import Engine

/// Plays a timeline on the engine and tells every mail that went.
final class TimelinePlayer {
    let timeline: Timeline
    let work: Workplace
    /// Whether the service does not run.
    var isDown = false
    /// Rows of sheets that came at the present moment, by the sheet's name, the header first.
    var rows: [String: [String]] = [:]

    /// What was exported last of each kind.
    var exports: [SheetKind: ExportedFile] = [:]

    init(_ timeline: Timeline) async throws {
        self.timeline = timeline
        work = try await Workplace(
            settings: timeline.settings, isSynchronised: timeline.startsSynchronised)
    }

    /// What a timeline came to, worded as its own lines, in their order.
    struct Result {
        var mails: [String]
        var refusals: [Refusal]
        var leftovers: [String]
    }

    /// What was not done, and the words that whoever asked for it reads.
    struct Refusal {
        var outcome: String
        var why: String
    }

    var office: Coordination.Office { work.stages.office.office }

    func play() async throws -> Result {
        let zone = office.profile.zone
        var refusals: [Refusal] = []
        var index = 0
        while index < timeline.events.count {
            let moment = timeline.events[index].at
            let now = zone.instant(moment)
            if isDown { work.clock.set(now) } else { try await work.advance(to: now) }
            // What stands at one moment happens together: rows of one sheet, orders of one import.
            while index < timeline.events.count, timeline.events[index].at == moment {
                let event = timeline.events[index]
                do {
                    try await event.word.play(self, event.line)
                } catch let error as EngineError {
                    refusals.append(
                        Refusal(outcome: "\(moment) \(event.line.name)", why: error.message))
                }
                index += 1
            }
            refusals += try await takeRows(at: moment)
            if !isDown { try await work.settle() }
        }
        if let until = timeline.until { try await work.advance(to: zone.instant(until)) }
        return Result(
            mails: try await mails(in: zone), refusals: refusals,
            leftovers: try await leftovers())
    }

    /// Sheets in the order in which they may refer to each other.
    private static let sheets = ["clients.csv", "orders.csv"]

    /// Takes the rows of this moment.
    private func takeRows(at moment: CivilDateTime) async throws -> [Refusal] {
        defer { rows = [:] }
        var refused: [Refusal] = []
        let further = rows.keys.filter { !Self.sheets.contains($0) }.sorted()
        for sheet in Self.sheets + further {
            guard let lines = rows[sheet] else { continue }
            if let why = refusal(of: try await work.take(sheet, lines)) {
                refused.append(Refusal(outcome: "\(moment) \(sheet)", why: why))
            }
        }
        return refused
    }

    /// Every fault of a file that was not taken; nil for one that was.
    private func refusal(of report: ImportReport) -> String? {
        guard report.reading.isBlocked else { return nil }
        return report.reading.findings.map { "\($0.cell) \($0.code): \($0.expected.english)" }
            .joined(separator: "; ")
    }

    /// Adds a row to the sheet of this moment.
    func add(row: [String], to sheet: String, header: [String]) {
        rows[sheet, default: [header.joined(separator: ";")]].append(row.joined(separator: ";"))
    }

    /// Takes one row by itself, now.
    func take(row: [String], of sheet: String, header: String) async throws {
        let report = try await work.take(sheet, [header, row.joined(separator: ";")])
        if let why = refusal(of: report) { throw EngineError(.invalid, why) }
    }

    /// One change of a deadline, by the coordinator.
    func change(
        _ body: @Sendable @escaping (DeadlineDesk, LedgerTransaction) throws -> DeadlineRecord
    ) async throws {
        let desk = DeadlineDesk(office: office, by: "K")
        _ = try await work.stages.ledger.write(at: work.clock.now) { try body(desk, $0) }
    }
}
