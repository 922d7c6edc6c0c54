/// What one salesperson is to achieve in one period.
package struct Target: RegisterEntry {
    package static let sheet = SheetKind.targets

    /// `2026-11` or `2026-Q4`.
    package var period: String
    package var salesperson: String
    /// In the currency's smallest unit used.
    package var amount: Int64
    package var units: Int64?

    package var key: String { "\(period) \(salesperson)" }

    package init?(row: SheetRow) {
        guard let period = row.text("period"), let salesperson = row.text("salesperson"),
            let amount = row.number("target_amount")
        else { return nil }
        self.period = period
        self.salesperson = salesperson
        self.amount = amount
        self.units = row.number("target_units")
    }

    package var values: [String: SheetValue] {
        let values: [String: SheetValue?] = [
            "period": .period(period), "salesperson": .text(salesperson),
            "target_amount": .number(amount), "target_units": units.map(SheetValue.number),
        ]
        return values.compactMapValues { $0 }
    }

    package var references: [Reference] {
        [Reference(column: "salesperson", in: [.people], code: salesperson)]
    }
}
