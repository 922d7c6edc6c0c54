import Control
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine
@testable import Simulation

/// SHEETS, "What a cell says", as a table that can be read at one glance, beside the merge of the program.
@Suite struct MergeModelTests {
    /// What happens to one row.
    enum Operation: CustomStringConvertible {
        /// A sheet comes with these columns of it; a blank cell is an empty word.
        case sheet([String: String])
        /// A person sets a column by a command.
        case command(String)
        case export
        /// The last export comes back with other words in it.
        case edited([String: String])

        var description: String {
            switch self {
            case .sheet(let cells): "sheet \(cells.sorted { $0.key < $1.key })"
            case .command(let word): "command \(word)"
            case .export: "export"
            case .edited(let cells): "edited \(cells.sorted { $0.key < $1.key })"
            }
        }
    }

    /// What a blank cell means where something was said before.
    enum Blank {
        case cleared, kept
        /// Kept, and the coordinator is asked: somebody said it.
        case asked
    }

    /// What was said in a column, the last word and those before.
    struct Words {
        var last: String?
        var former: Set<String> = []

        mutating func say(_ word: String) {
            if let last, last != word { former.insert(last) }
            former.remove(word)
            last = word
        }
    }

    struct Model {
        let blanks: [String: Blank]
        var isKnown = false
        var current: [String: String] = [:]
        var said: [String: Words] = [:]
        var exported: [String: (original: String, words: Words)]?

        mutating func play(_ operation: Operation) {
            switch operation {
            case .sheet(let cells):
                for (column, word) in cells { take(word, in: column) }
                isKnown = true
            case .command(let word): current["expected"] = word
            case .export:
                exported = current.mapValues { ($0, Words(last: $0)) }
            case .edited(let cells):
                for (column, word) in cells { takeEdited(word, in: column) }
            }
        }

        private mutating func take(_ word: String, in column: String) {
            var words = said[column] ?? Words()
            defer { said[column] = words }
            guard isKnown else {
                current[column] = word
                return words.say(word)
            }
            if words.last == word { return }
            if word.isEmpty {
                let isSaid = words.last.map { !$0.isEmpty } ?? false
                guard isSaid, current[column] != "" else { return words.say(word) }
                switch blanks[column] {
                case .kept: return
                case .asked: return words.say(word)
                case .cleared, nil:
                    guard !words.former.contains(word) else { return }
                    current[column] = ""
                    return words.say(word)
                }
            }
            // What is so is no news, whoever says it.
            if current[column] != word, words.former.contains(word) { return }
            current[column] = word
            words.say(word)
        }

        /// Compared with what was exported, not with what was last said.
        private mutating func takeEdited(_ word: String, in column: String) {
            guard var cell = exported?[column], word != cell.original, word != cell.words.last
            else { return }
            defer { exported?[column] = cell }
            if word.isEmpty {
                if current[column] == "" { return }
                switch blanks[column] {
                case .kept, .asked: return
                case .cleared, nil: break
                }
            }
            if current[column] == word || cell.words.former.contains(word) { return }
            current[column] = word
            cell.words.say(word)
            said[column, default: Words()].say(word)
        }
    }

    // MARK: Registers

    private static let clientWords = [
        "email": ["", "a@uji.test", "b@uji.test", "c@uji.test"],
        "cc": ["", "x@uji.test", "y@uji.test"], "salutation": ["", "Bapak", "Ibu"],
    ]

    @Test func aRegistersCells() async throws {
        var office = try await QuietOffice.open()
        var count = 0
        let check = ModelCheck<Operation> { operations in
            count += 1
            // What other cases left behind takes time.
            if count % 20 == 0 { office = try await QuietOffice.open() }
            let code = "M\(count)"
            var model = Model(blanks: [:])
            for column in Self.clientWords.keys { model.current[column] = "" }
            var export: [UInt8] = []
            for (index, operation) in operations.enumerated() {
                switch operation {
                case .sheet(let cells):
                    let columns = cells.keys.sorted()
                    let sheet = SheetRows(
                        kind: "clients", header: ["code", "name", "contact"] + columns,
                        rows: [[code, "PT \(code)", "Pak"] + columns.map { cells[$0] ?? "" }])
                    guard try await office.take("clients.csv", sheet.content) else {
                        return "\(index): refused"
                    }
                case .export:
                    guard model.isKnown else { continue }
                    export = try await office.stages.export(
                        .clients, as: .csv, at: office.clock.now
                    ).content
                case .edited(let cells):
                    guard !export.isEmpty else { continue }
                    let edited = EditedSheet(export).content(changing: cells, ofRow: [code])
                    guard try await office.take("clients.csv", edited) else {
                        return "\(index): refused"
                    }
                case .command: continue
                }
                model.play(operation)
                let found = try await office.stages.ledger.read { view in
                    try view.directory().client(code)?.values ?? [:]
                }
                for (column, expected) in model.current.sorted(by: { $0.key < $1.key }) {
                    let word = found[column]?.written ?? ""
                    if word != expected {
                        return "\(index) \(operation): \(column) is “\(word)”, not “\(expected)”"
                    }
                }
            }
            return nil
        }
        try await check.play(seeds: ModelCases.seeds(50)) { random in
            let columns = Self.clientWords.keys.sorted()
            return (0..<random.whole(3...9)).map { index in
                var cells: [String: String] = [:]
                for column in columns where random.chance(60) {
                    cells[column] = random.pick(Self.clientWords[column] ?? [])
                }
                return switch random.whole(1...10) {
                case _ where index == 0: .sheet(cells)
                case ...6: .sheet(cells)
                case ...8: .edited(cells)
                default: .export
                }
            }
        }
    }

    // MARK: Orders

    private static let orderWords = [
        "expected": ["", "2026-12-18", "2026-12-21", "2027-01-05"],
        "delivered": ["", "1", "2", "3"],
    ]

    @Test func anOrdersCells() async throws {
        var office = try await QuietOffice.open()
        var count = 0
        let check = ModelCheck<Operation> { operations in
            count += 1
            // What other cases left behind takes time.
            if count % 20 == 0 { office = try await QuietOffice.open() }
            let code = "SO-\(count)"
            var model = Model(blanks: ["expected": .asked, "delivered": .kept])
            for column in Self.orderWords.keys { model.current[column] = "" }
            var export: [UInt8] = []
            for (index, operation) in operations.enumerated() {
                switch operation {
                case .sheet(let cells):
                    let columns = cells.keys.sorted()
                    let fixed = ["order", "line", "client", "item", "quantity", "promised"]
                    let sheet = SheetRows(
                        kind: "orders", header: fixed + columns,
                        rows: [
                            [code, "1", "C2", "Meja", "9", "2026-12-10"]
                                + columns.map { cells[$0] ?? "" }
                        ])
                    guard try await office.take("orders.csv", sheet.content) else {
                        return "\(index): refused"
                    }
                case .command(let date):
                    guard model.isKnown else { continue }
                    do {
                        _ = try await office.caller.call(
                            ChangeOrder(
                                order: code, change: "slip", date: date, reason: "KAPAL", by: "K"))
                    } catch is ControlError {
                        // It stands there already, or was told.
                        continue
                    }
                case .export:
                    guard model.isKnown else { continue }
                    export = try await office.stages.export(
                        .orders, as: .csv, at: office.clock.now
                    ).content
                case .edited(let cells):
                    guard !export.isEmpty else { continue }
                    let edited = EditedSheet(export).content(changing: cells, ofRow: [code, "1"])
                    guard try await office.take("orders.csv", edited) else {
                        return "\(index): refused"
                    }
                }
                model.play(operation)
                let line = try await office.stages.ledger.read { try $0.order(code)?.lines.first }
                let found = [
                    "expected": line?.expected.map { "\($0)" } ?? "",
                    "delivered": (line?.delivered ?? 0) == 0 ? "" : "\(line?.delivered ?? 0)",
                ]
                for (column, expected) in model.current.sorted(by: { $0.key < $1.key }) {
                    let word = found[column] ?? ""
                    if word != expected {
                        return "\(index) \(operation): \(column) is “\(word)”, not “\(expected)”"
                    }
                }
            }
            return nil
        }
        try await check.play(seeds: ModelCases.seeds(50)) { random in
            let columns = Self.orderWords.keys.sorted()
            return (0..<random.whole(3...9)).map { index in
                var cells: [String: String] = [:]
                for column in columns where random.chance(60) {
                    cells[column] = random.pick(Self.orderWords[column] ?? [])
                }
                return switch random.whole(1...10) {
                case _ where index == 0: .sheet(cells)
                case ...5: .sheet(cells)
                case ...7: .edited(cells)
                case ...8: .export
                default:
                    .command(random.pick(Array((Self.orderWords["expected"] ?? []).dropFirst())))
                }
            }
        }
    }
}
