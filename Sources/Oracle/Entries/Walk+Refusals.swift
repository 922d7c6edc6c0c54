import Almanac

/// What must not be taken at all (§8, 7: *a file is taken whole or not at all*).
extension Walk {
    func mustRefuse(_ entry: Entry) -> Bool {
        switch entry {
        case .add(let promise):
            promise.repetition.map { !comesRoundSlowly($0) } ?? false
                || promise.after.contains { world.promises[$0] == nil }
        case .done(let reference, let evidence):
            // What asks for evidence ends with it (§4).
            isOver(reference)
                || occurrence(reference).map {
                    world.promises[$0.code]?.promise.needsEvidence == true && evidence == nil
                } ?? true
        case .move(let reference, _, _), .acknowledge(let reference, _),
            .snooze(let reference, _), .cancel(let reference, _), .waive(let reference):
            isOver(reference)
        case .reopen(let reference): !isOver(reference)
        case .mail(.resume): !world.post.isStopped
        case .order(let command): lines(of: command).isEmpty
        case .sheet(let sheet):
            sheet.rows.contains { isWrong($0, in: sheet.kind) || movesUnasked($0, of: sheet) }
                || partsAnOrder(sheet)
        case .period(.submit(_, _, let period, _)): !world.book.isOpen(period)
        default: false
        }
    }

    /// Whether what a command names has ended already.
    private func isOver(_ reference: String) -> Bool {
        guard let id = occurrence(reference) else { return true }
        return world.occurrences[id]?.isEnded ?? false
    }

    private func isWrong(_ row: [String: String], in kind: SheetKind) -> Bool {
        func text(_ column: String) -> String? { row[column].flatMap { $0.isEmpty ? nil : $0 } }
        switch kind {
        case .deadlines: return text("repeat").map { !comesRoundSlowly($0) } ?? false
        case .holidays:
            guard let date = text("date").flatMap({ CivilDate($0) }) else { return true }
            if let hours = text("hours"), DayHours(hours) == nil { return true }
            guard let until = text("until") else { return false }
            return CivilDate(until).map { $0 < date } ?? true
        case .delegations:
            // Nobody stands in for themselves, and no absence ends before it begins.
            if text("person")?.lowercased() == text("stand_in")?.lowercased() { return true }
            guard let from = text("from").flatMap({ CivilDate($0) }),
                let until = text("until").flatMap({ CivilDate($0) })
            else { return false }
            return until < from
        case .orders:
            if let client = text("client"), world.registers.clients[client] == nil { return true }
            let dates = ["promised", "expected", "told", "informed_on"].compactMap(text)
            let quantities = ["quantity", "delivered"].compactMap(text)
            return dates.contains { CivilDate($0) == nil }
                || quantities.contains { Int($0).map { $0 < 0 } ?? true }
        default: return false
        }
    }

    /// An order is one client's, and known it goes to another where the sheet says so of each line that is open.
    private func partsAnOrder(_ sheet: Sheet) -> Bool {
        guard sheet.kind == .orders else { return false }
        let named = sheet.rows.filter { !($0["client"] ?? "").isEmpty }
        return Dictionary(grouping: named, by: { $0["order"] ?? "" }).contains { code, rows in
            let clients = Set(rows.compactMap { $0["client"] })
            guard let order = world.post.orders[code], rows.contains(where: saysClientAnew),
                clients != [order.client]
            else { return clients.count > 1 }
            let open = order.lines.filter(\.isOutstanding)
            let owed = Set((open.isEmpty ? order.lines : open).map(\.number))
            return clients.count > 1 || !owed.isSubset(of: Set(rows.compactMap { $0["line"] }))
        }
    }

    private func saysClientAnew(_ row: [String: String]) -> Bool {
        var memory = world.memory
        let saying = memory.take(
            row["client"] ?? "", .orders, Sheet.key(of: row, .orders), "client", edited: false)
        return saying == .new(row["client"] ?? "")
    }

    /// A row that gives another day or hour to what comes back, and does not say whether one or all of it is meant.
    private func movesUnasked(_ row: [String: String], of sheet: Sheet) -> Bool {
        // Our own export has every column.
        guard sheet.kind == .deadlines, !sheet.isEditedExport, let code = row["code"],
            row["repeat"] ?? "" == "", ["", "open"].contains(row["status"] ?? ""),
            world.promises[code]?.promise.repetition != nil
        else { return false }
        var memory = world.memory
        return ["due_date", "due_time"].contains { column in
            guard let value = row[column], !value.isEmpty else { return false }
            let saying = memory.take(
                value, sheet.kind, Sheet.key(of: row, sheet.kind), column, edited: false)
            return saying == .new(value)
        }
    }

    /// Nothing comes back sooner than an hour after itself.
    private func comesRoundSlowly(_ rule: String) -> Bool {
        if ["daily", "weekly", "monthly", "quarterly", "yearly"].contains(rule) { return true }
        // What cannot be read as an expression is refused as well.
        let read = try? CalendarExpression(rule, in: office.zone, zones: { office.zones[$0] })
        return read?.isAtLeast(.seconds(3600)) ?? false
    }
}
