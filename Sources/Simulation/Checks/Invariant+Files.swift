import Almanac
import Coordination
import Engine
import Foundation
import Ledger

/// What becomes of files that people put into the drop folder.
extension Invariant {
    static let files = [
        Invariant("a file stays as it was dropped", isDear: true, whole),
        Invariant("a dropped file is taken or refused in time", isDear: true, inTime),
        Invariant("a dropped file changes what its owner may", isDear: true, owners),
        Invariant("whoever dropped a file is told the cells", isDear: true, cells),
        Invariant("a dropped file is decided about once", isDear: true, once),
    ]

    /// How long a file may lie there that nobody writes any more: a look each ten minutes, and what it waits for
    /// where nobody saw its writer.
    private static let patience = Duration.seconds(16 * 60)

    private static let whole: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        let places = try office.inbox.places()
        return try office.inbox.drops.compactMap { drop in
            guard let place = places[drop.inode] else { return "\(drop.file.path) is gone" }
            let bytes = drop.file.content.bytes
            let expected = drop.finishedAt == nil ? Array(bytes.prefix(bytes.count / 2)) : bytes
            if drop.finishedAt == nil, place.folder != drop.file.folder ?? "" {
                return "\(drop.file.path) lies in \(place.folder) and is half"
            }
            let found = [UInt8](try Data(contentsOf: place.url))
            return found == expected
                ? nil : "\(drop.file.path) has \(found.count) bytes of \(expected.count)"
        }
    }

    /// What must be decided by now, with where it lies.
    private static func decided(
        _ office: SimulatedOffice
    ) throws -> [(drop: SimulatedInbox.Drop, place: SimulatedInbox.Place)] {
        // While nobody may act by the clock, nothing is taken.
        guard office.stages.clockGuard.look().jump == nil else { return [] }
        let places = try office.inbox.places()
        return office.inbox.drops.compactMap { drop in
            guard let finishedAt = drop.finishedAt, let place = places[drop.inode],
                max(finishedAt, office.hinderedAt) + patience < office.clock.truth
            else { return nil }
            return (drop, place)
        }
    }

    private static let inTime: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        try decided(office).flatMap { drop, place -> [String] in
            let name = drop.file.path
            guard [SimulatedInbox.accepted, SimulatedInbox.rejected].contains(place.folder) else {
                return ["\(name) still lies there"]
            }
            office.decidedDrops[drop.inode] = place.folder
            let report = place.url.path + ".report.txt"
            return FileManager.default.fileExists(atPath: report)
                ? [] : ["\(name) has no report in \(place.folder)"]
        }
    }

    private static let owners: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        try decided(office).compactMap { drop, place in
            guard !drop.file.isAllowed, place.folder == SimulatedInbox.accepted else { return nil }
            return "\(drop.file.path) of the login \(drop.file.owner.rawValue) was taken"
        }
    }

    private static let cells: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        try decided(office).compactMap { drop, place in
            guard drop.file.isAllowed, let cell = drop.file.faultyCell else { return nil }
            guard place.folder == SimulatedInbox.rejected else {
                return "\(drop.file.path) was taken, though \(cell) is wrong"
            }
            let report = try String(
                contentsOfFile: place.url.path + ".report.txt", encoding: .utf8)
            return CellNames(in: report).contains(cell)
                ? nil : "the report on \(drop.file.path) does not name \(cell)"
        }
    }

    /// Files that the history knows to have been taken twice, or not as they lie.
    private static let once: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        let decided = try decided(office)
        let isAnyThere = decided.count < office.inbox.drops.count
        return try await office.stages.ledger.read { view in
            let imports = try view.events(of: Subject(.sheet, SheetKind.orders.rawValue))
            var faults = decided.compactMap { drop, place -> String? in
                guard case .rows = drop.file.content else { return nil }
                let times = imports.count {
                    $0.what == "imported" && $0.detail?.hasPrefix("\(drop.file.name) ") ?? false
                }
                let expected = place.folder == SimulatedInbox.accepted ? 1 : 0
                return times == expected
                    ? nil : "\(drop.file.path) in \(place.folder) was taken \(times) times"
            }
            if !isAnyThere {
                faults += try view.droppedFiles().map { "\($0.key) is still to be moved" }
            }
            return faults
        }
    }
}

/// The cells that a report names, alone or from one to another.
private struct CellNames {
    private let ranges: [(column: Substring, rows: ClosedRange<Int>)]

    init(in report: String) {
        ranges = report.matches(of: /\b([A-Z]{1,2})([0-9]+)(?::\1([0-9]+))?\b/).compactMap {
            match in
            guard let first = Int(match.2) else { return nil }
            let last = match.3.flatMap { Int($0) } ?? first
            return first <= last ? (match.1, first...last) : nil
        }
    }

    func contains(_ cell: String) -> Bool {
        let column = cell.prefix { $0.isLetter }
        guard let row = Int(cell.dropFirst(column.count)) else { return false }
        return ranges.contains { $0.column == column && $0.rows.contains(row) }
    }
}
