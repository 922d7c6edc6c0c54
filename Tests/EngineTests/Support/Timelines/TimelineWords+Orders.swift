import Almanac
import Coordination
import Ledger

@testable import Engine

extension TimelineWord {
    private static let orderColumns = [
        "client", "promised", "expected", "delivered", "reason", "client_po", "told",
        "informed_on", "status",
    ]

    /// What clients were promised, by sheet and by command.
    static let orderWords: [TimelineWord] = [
        TimelineWord(
            "order", plain: 2...2, fields: orderColumns.joined(separator: " ")
        ) { player, line in
            player.add(
                row: [line[0], line[1]] + orderColumns.map { line.fields[$0] ?? "" }
                    + ["Meja", "5", "unit"],
                to: "orders.csv",
                header: ["order", "line"] + orderColumns + ["item", "quantity", "unit"])
        },
        change("slip"), change("recover"), change("deliver"), change("told"),
        change("cancel-order", as: .cancel),
    ]

    private static func change(
        _ name: String, as kind: OrderChanges.Change.Kind? = nil
    ) -> TimelineWord {
        TimelineWord(name, plain: 1...1, fields: "line date quantity reason") { player, line in
            let fields = line.fields
            let change = OrderChanges.Change(
                kind: kind ?? OrderChanges.Change.Kind(rawValue: name) ?? .slip,
                lines: fields["line"].map { [$0] } ?? [],
                date: fields["date"].flatMap { CivilDate($0) },
                quantity: fields["quantity"].flatMap { Double($0).flatMap(Quantity.init) },
                reason: fields["reason"])
            let changes = OrderChanges(office: player.office, by: "K")
            try await player.work.stages.ledger.write(at: player.work.clock.now) { transaction in
                _ = try changes.apply(change, to: line[0], in: transaction)
            }
        }
    }
}
