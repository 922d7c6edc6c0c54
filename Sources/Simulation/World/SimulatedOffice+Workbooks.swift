import Control
import Engine
import Foundation
import Ledger

/// Lists of other programs, the starter workbook, and lists of ours that come back.
extension SimulatedOffice {
    /// A list of another program: asked about once, by a sheet that comes back as it is, then taken like any other.
    func takeForeign(_ list: ForeignList) async throws {
        let name = "daftar \(list.order).csv"
        let isKnown = try await stages.ledger.read { try $0.mappings() }
            .contains { $0.removedAt == nil }
        let isTaken = try await take(name, list.content)
        guard !power.isOff else { return }
        if isKnown {
            guard isTaken else { return }
            count("known list taken")
            return try await look(for: list)
        }
        guard !isTaken else {
            throw Violation(
                "a list is taken once somebody has said what its columns are", list.order,
                at: truth)
        }
        let asked = try await caller.call(
            AskColumns(
                file: SentFile(name: name, content: Data(list.content), upload: nil), kind: nil)
        ).file
        guard !power.isOff else { return }
        let isExplained = try await take(asked.name, [UInt8](asked.content))
        guard isExplained, !power.isOff else { return }
        count("list explained")
        try await look(for: list)
    }

    private func look(for list: ForeignList) async throws {
        let lines = try await standing(of: "orders")
        for (key, quantity) in list.expected.sorted(by: { $0.key < $1.key })
        where lines[key]?["quantity"] != "\(quantity)" {
            throw Violation(
                "a list that was taken is there",
                "\(key): \(lines[key]?["quantity"] ?? "nothing") instead of \(quantity)", at: truth)
        }
    }

    /// The starter, handed in as it came: its examples are never taken.
    func takeStarter(_ language: String) async throws {
        let file = try await caller.call(MakeStarter(language: language)).file
        try await takeWithoutChange(file.name, [UInt8](file.content), counted: "starter handed in")
    }

    /// The list of open orders, dropped back as it lies there, whatever has happened since it was written.
    func takeList() async throws {
        let url = folder.appending(path: "lists/open orders.xlsx")
        guard FileManager.default.fileExists(atPath: url.path) else { return }
        try await takeWithoutChange(
            "copy.xlsx", [UInt8](try Data(contentsOf: url)), counted: "list handed back")
    }

    private func takeWithoutChange(
        _ name: String, _ content: [UInt8], counted what: String
    ) async throws {
        var before: [String: [String: [String: String]]] = [:]
        let kinds = ["clients", "orders", "people"]
        for kind in kinds { before[kind] = try await standing(of: kind) }
        let isTaken = try await take(name, content)
        guard !power.isOff else { return }
        if isTaken { count(what) }
        for kind in kinds where try await standing(of: kind) != before[kind] {
            throw Violation("what nobody filled in changes nothing", "\(name): \(kind)", at: truth)
        }
    }
}
