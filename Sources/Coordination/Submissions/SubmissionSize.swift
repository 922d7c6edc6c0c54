/// How much a file says: what is compared when another one takes its place.
package struct SubmissionSize: Hashable, Sendable {
    package var rows: Int
    /// What it comes to, in the currency's smallest unit used; nil where nothing is summed up.
    package var amount: Int64?

    package init(rows: Int, amount: Int64?) {
        self.rows = rows
        self.amount = amount
    }
}

extension SubmissionType {
    /// What a file comes to: its net figure, else the total of its one amount column.
    package func size(rows: Int, totals: [String: Int64]) -> SubmissionSize {
        SubmissionSize(rows: rows, amount: figures?.net(in: totals) ?? totals["amount"])
    }

    /// Whether figures that are right in themselves wait for a person's word, why they changed so much: beside
    /// the file whose place they take, or, by a rule that only warns, beside the period before.
    ///
    /// - Parameter former: the file that stood before; nil where there was none.
    package func asksWhy(
        _ size: SubmissionSize, insteadOf former: SubmissionSize?, findings: [Finding]
    ) -> Bool {
        guard let limit = confirmBeyond else { return false }
        if findings.contains(where: { $0.code == .largeChange }) { return true }
        guard let former else { return false }
        if !limit.covers(Int64(size.rows), from: Int64(former.rows)) { return true }
        guard let amount = size.amount, let before = former.amount else { return false }
        return !limit.covers(amount, from: before)
    }
}
