extension SubmissionRule {
    /// The same rule with its amounts in the currency's smallest unit, in which figures are kept;
    /// people write them in whole ones.
    ///
    /// - Parameter sheet: whose columns it names.
    package func inSmallestUnit(of currency: Currency, sheet: SheetKind) -> SubmissionRule {
        let unit = (0..<currency.decimals).reduce(Int64(1)) { unit, _ in unit * 10 }
        guard unit > 1 else { return self }
        let isAmount = { (column: String) in sheet.figureColumn(column)?.isTotal ?? false }
        let scaled = { (amount: Int64) in
            let (product, overflows) = amount.multipliedReportingOverflow(by: unit)
            return overflows ? (amount < 0 ? Int64.min : .max) : product
        }
        var rule = self
        switch check {
        case .range(let column, let min, let max) where isAmount(column):
            rule.check = .range(column: column, min: min.map(scaled), max: max.map(scaled))
        case .tieOut(let column, let counterpart, .difference(let difference))
        where isAmount(column):
            rule.check = .tieOut(
                column: column, to: counterpart, tolerance: .difference(scaled(difference)))
        case .required(let column, let condition?) where isAmount(condition.column):
            guard let amount = Int64(condition.value) else { break }
            rule.check = .required(
                column: column,
                when: Condition(column: condition.column, value: "\(scaled(amount))"))
        default: break
        }
        return rule
    }
}
