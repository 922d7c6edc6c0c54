import Coordination
import Engine
import Ledger

/// Sheets that people save, and what they may change: only what they newly say.
extension SimulatedOffice {
    /// Takes rows as the coordinator, and looks at what the sheet did not say.
    func take(_ sheet: SheetRows) async throws {
        let name = "\(sheet.kind).csv"
        guard let keys = Self.keys[sheet.kind] else {
            try await take(name, sheet.content)
            return
        }
        let before = try await standing(of: sheet.kind)
        let isTaken = try await take(name, sheet.content)
        guard !power.isOff else { return }
        let after = try await standing(of: sheet.kind)
        var news: [String: [String: String]] = [:]
        for row in sheet.rows {
            let cells = Dictionary(
                zip(sheet.header, row), uniquingKeysWith: { first, _ in first })
            let key = SaidCells.key(keys.compactMap { cells[$0] })
            if let known = before[key], let now = after[key] {
                try look(cells, of: sheet.kind, key, known: known, now: now)
            }
            guard isTaken, sheet.kind == "orders" else { continue }
            let new = cells.filter { !saidCells.isOld($0.value, in: $0.key, of: key) }
            news[key] = saidCells.unsaid(new, of: key)
            saidCells.note(new, of: key)
        }
        if isTaken {
            try await noteTaken(sheet.kind, before: before, after: after, news: news)
        }
    }

    /// Puts a line's date right in an export, as SHEETS has it: beside what was exported, not beside what was said.
    func putRight(_ order: String, _ line: String, to date: String) async throws {
        let file = try await stages.export(.orders, as: .csv, at: clock.now)
        let cells = ["expected": date, "reason": "KAPAL"]
        saidCells.note(cells, of: SaidCells.key([order, line]))
        let isTaken = try await take(
            file.name, EditedSheet(file.content).content(changing: cells, ofRow: [order, line]))
        guard isTaken, !power.isOff else { return }
        count("wrong rows corrected")
        let row = try await standing(of: "orders")[SaidCells.key([order, line])]
        guard let row, row["status"] == "open", row["expected"] != date else { return }
        throw Violation(
            "a correction in an export is taken",
            "\(order)/\(line) expected: \(row["expected"] ?? "") instead of \(date)", at: truth)
    }

    private static let keys = [
        "orders": ["order", "line"], "clients": ["code"], "people": ["code"],
    ]

    /// What is said together with another column: it goes with that.
    private static let followers: Set<String> = ["reason"]

    private func look(
        _ cells: [String: String], of kind: String, _ key: String, known: [String: String],
        now: [String: String]
    ) throws {
        for (column, value) in known.sorted(by: { $0.key < $1.key }) where now[column] != value {
            let change = "\(kind) \(key) \(column): \(value) → \(now[column] ?? "")"
            guard let cell = cells[column] else {
                if Self.followers.contains(column) { continue }
                if column == "status", undoneRows.contains(key) { continue }
                throw Violation("an absent column says nothing", change, at: truth)
            }
            guard kind == "orders", saidCells.isOld(cell, in: column, of: key) else { continue }
            throw Violation("an old copy changes nothing", change, at: truth)
        }
        guard kind == "orders" else { return }
        let old = SaidCells.columns.filter { column in
            cells[column].map { saidCells.isOld($0, in: column, of: key) } ?? false
        }
        if !old.isEmpty { count("old copy of a cell") }
    }

    /// What is so of everything that a kind of sheet speaks of, by key, in the sheet's columns.
    func standing(of kind: String) async throws -> [String: [String: String]] {
        try await stages.ledger.read { view in
            var rows: [String: [String: String]] = [:]
            switch kind {
            case "orders":
                for line in try view.orders().flatMap(\.lines) {
                    rows["\(line.order)/\(line.line)"] = line.standingCells
                }
            case "clients":
                for client in try view.directory().clients.values {
                    rows[client.code] = client.standingCells
                }
            default:
                for person in try view.directory().people.values {
                    rows[person.code] = person.standingCells
                }
            }
            return rows
        }
    }
}

extension OrderLine {
    fileprivate var standingCells: [String: String] {
        [
            "client": client, "item": item, "quantity": "\(quantity)", "unit": unit ?? "",
            "promised": "\(promised)", "expected": expected.map { "\($0)" } ?? "",
            "delivered": "\(delivered)", "reason": reason ?? "",
            "status": isCancelled ? "cancelled" : "open", "client_po": purchaseOrder ?? "",
            "salesperson": salesperson ?? "",
        ]
    }
}

extension Client {
    fileprivate var standingCells: [String: String] {
        [
            "name": name, "contact": contact, "salutation": salutation ?? "",
            "email": email ?? "", "cc": cc ?? "", "phone": phone ?? "", "language": language ?? "",
            "time_zone": zone ?? "", "calendar": calendar ?? "", "notices": policy.rawValue,
        ]
    }
}

extension Person {
    fileprivate var standingCells: [String: String] {
        [
            "name": name, "email": email ?? "", "phone": phone ?? "", "team": team ?? "",
            "status": hasLeft ? "left" : "active", "successor": successor ?? "",
            "role": post.rawValue,
            "reports_to": reportsTo ?? "", "language": language ?? "", "time_zone": zone ?? "",
            "calendar": calendar ?? "",
        ]
    }
}
