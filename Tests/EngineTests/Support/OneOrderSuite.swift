import Coordination
import Ledger
import Testing

@testable import Engine

/// A suite that takes sheets about one order of one line, O1, and reads what came of them.
protocol OneOrderSuite {}

extension OneOrderSuite {
    func take(
        _ work: TestOffice, _ name: String, _ lines: String...
    ) async throws -> ImportReport {
        let text = lines.joined(separator: "\r\n") + "\r\n"
        return try await work.take([Intake.File(name: name, content: Array(text.utf8))])[0]
    }

    func codes(_ report: ImportReport) -> [String] {
        report.reading.findings.map { "\($0.cell) \($0.code.rawValue) \($0.severity.rawValue)" }
    }

    func notes(_ report: ImportReport) -> [String] {
        report.notes.map { "\($0.kind) \($0.key) \($0.column)" }
    }

    static var order: String {
        "order;line;client;item;quantity;promised;expected;delivered;status;reason;told;informed_on"
    }

    func line(_ work: TestOffice) async throws -> Coordination.OrderLine {
        try #require(try await work.stages.ledger.read { try $0.order("O1") }?.lines.first)
    }

    func row(
        promised: String = "2026-12-10", _ expected: String = "", delivered: String = "",
        status: String = "", reason: String = "", told: String = "", on: String = ""
    ) -> String {
        "O1;1;C1;Meja;5;\(promised);\(expected);\(delivered);\(status);\(reason);\(told);\(on)"
    }

    func order(_ work: TestOffice, _ row: String) async throws -> ImportReport {
        try await take(work, "orders.csv", Self.order, row)
    }

    func change(_ work: TestOffice, _ change: OrderChanges.Change) async throws {
        let office = work.stages.store.office
        _ = try await work.stages.ledger.write(at: work.clock.now) {
            try OrderChanges(office: office, by: "K").apply(change, to: "O1", in: $0)
        }
    }
}
