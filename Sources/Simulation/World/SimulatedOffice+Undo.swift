import Control
import Coordination
import Engine
import Ledger

/// A sheet that was taken, and how things stood before and after it.
struct TakenSheet {
    var number: Int
    var kind: String
    /// The cells of every row, by key and column.
    var before: [String: [String: String]]
    var after: [String: [String: String]]
    /// What it was first to say, by row.
    var news: [String: [String: String]]
}

/// Imports that are taken back.
extension SimulatedOffice {
    /// Remembers a sheet of which something came.
    func noteTaken(
        _ kind: String, before: [String: [String: String]], after: [String: [String: String]],
        news: [String: [String: String]]
    ) async throws {
        // Decisions and teams' reports stand in the list, too.
        let known = try await caller.call(ListImports(limit: 20)).imports
            .first { $0.sheet == kind }
        guard let known, known.number > takenSheets.last?.number ?? 0 else { return }
        takenSheets.append(
            TakenSheet(
                number: known.number, kind: kind, before: before, after: after, news: news))
    }

    /// Takes back the last sheet but so many; what nobody touched since must be as it was before it.
    func takeBackImport(back: Int, bySheet isBySheet: Bool) async throws {
        guard takenSheets.count > back else { return }
        let sheet = takenSheets.remove(at: takenSheets.count - 1 - back)
        let found = try await standing(of: sheet.kind)
        if isBySheet {
            let row = DecisionRow(code: "IMPORT-\(sheet.number)", decision: "undo", date: "")
            try await take(row.sheet)
        } else {
            _ = try await caller.call(UndoImport(number: sheet.number, by: "K"))
        }
        guard !power.isOff else { return }
        let known = try await caller.call(ListImports(limit: 1_000)).imports
        guard known.first(where: { $0.number == sheet.number })?.undoneAt != nil else { return }
        count("import undone")
        for (row, cells) in sheet.news { saidCells.forget(cells, of: row) }
        let left = try await standing(of: sheet.kind)
        for (row, after) in sheet.after.sorted(by: { $0.key < $1.key }) {
            guard let before = sheet.before[row] else {
                undoneRows.insert(row)
                continue
            }
            guard let now = left[row], found[row] == after else { continue }
            for (column, value) in before where value != after[column] && now[column] != value {
                throw Violation(
                    "an undone import leaves what was before it",
                    "\(sheet.kind) \(row) \(column): \(now[column] ?? "") instead of \(value)",
                    at: truth)
            }
        }
    }
}
