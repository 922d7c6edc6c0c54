import Almanac
import Coordination
import Foundation
import Ledger

@testable import Engine

/// Plays a timeline on the engine and tells every mail that went.
final class TimelinePlayer {
    let timeline: Timeline
    let work: TestOffice
    /// Whether the service does not run.
    var isDown = false
    /// Rows of sheets that came at the present moment, by the sheet's name, the header first.
    var rows: [String: [String]] = [:]
    /// Whole files of the present moment, which come while the service is down.
    var files: [Intake.File] = []
    /// Files that were dropped while the service was down, and when.
    private var dropped: [(at: CivilDateTime, file: String)] = []

    /// What was exported last of each kind.
    var exports: [SheetKind: ExportedFile] = [:]

    init(_ timeline: Timeline) async throws {
        self.timeline = timeline
        // The drop folder is looked through every ten minutes: not for days before anything happens, but
        // where a period asks for something by itself.
        let isQuiet = !timeline.settings.contains { $0.hasPrefix("close:") }
        let start =
            timeline.dropsFiles && isQuiet ? timeline.events.first?.at.description : nil
        work = try await TestOffice(
            at: start ?? "2026-11-23 08:00",
            settings: timeline.settings + (timeline.dropsFiles ? ["inbox: {}"] : []),
            isSynchronised: timeline.startsSynchronised)
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

    var office: Coordination.Office { work.stages.store.office }

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
                } catch let error as Timeline.Malformed {
                    throw error
                } catch {
                    refusals.append(
                        Refusal(outcome: "\(moment) \(event.line.name)", why: "\(error)"))
                }
                index += 1
            }
            refusals += try await takeRows(at: moment)
            if !isDown { try await work.settle() }
        }
        if let until = timeline.until { try await work.advance(to: zone.instant(until)) }
        refusals += dropped.filter { wasRejected($0.file) }.map {
            Refusal(outcome: "\($0.at) \($0.file)", why: "")
        }
        return Result(
            mails: try await mails(in: zone), refusals: refusals,
            leftovers: try await leftovers())
    }

    /// Sheets in the order in which they may refer to each other; those of one list are one import.
    private static let imports = [
        ["people.csv", "teams.csv", "clients.csv", "delegations.csv", "holidays.csv"],
        ["deadlines.csv"], ["orders.csv"],
    ]

    /// Takes the rows of this moment, or drops them where the service is down.
    private func takeRows(at moment: CivilDateTime) async throws -> [Refusal] {
        defer { (rows, files) = ([:], []) }
        for file in files { try drop(file, named: file.name, at: moment) }
        var refused: [Refusal] = []
        let known = Set(Self.imports.joined())
        let further = rows.keys.filter { !known.contains($0) }.sorted().map { [$0] }
        for sheets in Self.imports + further {
            let files = sheets.compactMap { sheet in rows[sheet].map { file(sheet, $0) } }
            guard !files.isEmpty else { continue }
            if isDown {
                for file in files {
                    try drop(file, named: "\(dropped.count + 1)-\(file.name)", at: moment)
                }
                continue
            }
            for (file, report) in zip(files, try await work.take(files)) {
                guard let why = refusal(of: report) else { continue }
                refused.append(Refusal(outcome: "\(moment) \(file.name)", why: why))
            }
        }
        return refused
    }

    private func file(_ sheet: String, _ lines: [String]) -> Intake.File {
        Intake.File(
            name: sheet, content: Array((lines.joined(separator: "\r\n") + "\r\n").utf8))
    }

    /// Puts a file into the drop folder, as old as the clock says.
    private func drop(_ file: Intake.File, named name: String, at moment: CivilDateTime) throws {
        let inbox = work.folder.appending(path: "inbox")
        try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
        let path = inbox.appending(path: name)
        try Data(file.content).write(to: path)
        let seconds = Double(work.clock.now.microseconds) / 1_000_000
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: path.path)
        dropped.append((moment, name))
    }

    private func wasRejected(_ name: String) -> Bool {
        FileManager.default.fileExists(
            atPath: work.folder.appending(path: "inbox/rejected/\(name)").path)
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
    func take(row: [String], of sheet: String, header: [String]) async throws {
        guard !isDown else { return add(row: row, to: sheet, header: header) }
        let lines = [header, row].map { $0.joined(separator: ";") }
        if let why = refusal(of: try await work.take(sheet, lines)) {
            throw EngineError(.invalid, why)
        }
    }

    /// One change of a deadline, by the coordinator.
    func change(
        _ body: @Sendable @escaping (DeadlineChanges, LedgerTransaction) throws -> DeadlineRecord
    ) async throws {
        let changes = DeadlineChanges(office: office, by: "K")
        _ = try await work.stages.ledger.write(at: work.clock.now) { try body(changes, $0) }
    }
}
