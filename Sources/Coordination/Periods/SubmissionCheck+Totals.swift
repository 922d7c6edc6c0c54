/// Rules about a file as a whole.
extension SubmissionCheck {
    func missingTotal(of column: String, in reading: SheetReading) -> [Fault] {
        guard !reading.rows.isEmpty, !reading.declaredTotals.contains(column) else { return [] }
        let words = words(for: column)
        var expected = BilingualText(
            en: "a TOTAL row that declares the sum of \(words.english)",
            id: "baris TOTAL yang memuat jumlah \(words.indonesian)")
        if let sum = sum(of: column, in: reading) {
            let written = written(sum, in: column)
            expected = expected.followed(en: ", \(written)", id: ", yaitu \(written)")
        }
        return [Fault(code: .missingTotal, expected: expected)]
    }

    func totalDifference(
        of column: String, in reading: SheetReading, from counterpart: SubmissionRule.Counterpart,
        _ tolerance: SubmissionRule.Tolerance
    ) -> [Fault] {
        guard let sum = sum(of: column, in: reading), let other = figure(of: counterpart),
            !tolerance.allows(sum, for: other.figure)
        else { return [] }
        let words = words(for: column)
        let margin = margin(of: tolerance, in: column)
        let figure = written(other.figure, in: column)
        return [
            Fault(
                code: .tieOut, value: written(sum, in: column),
                expected: BilingualText(
                    en: "a total of \(words.english) that agrees with \(other.words.english), "
                        + "\(figure)\(margin.english)",
                    id: "total \(words.indonesian) yang sesuai dengan \(other.words.indonesian), "
                        + "yaitu \(figure)\(margin.indonesian)"))
        ]
    }

    /// Nil while it is not known.
    private func figure(
        of counterpart: SubmissionRule.Counterpart
    ) -> (figure: Int64, words: BilingualText)? {
        switch counterpart {
        case .deliveries:
            return context.delivered.map {
                (
                    $0,
                    BilingualText(
                        en: "what orders say was delivered",
                        id: "jumlah terkirim menurut pesanan")
                )
            }
        case .submission(let name, let column):
            guard let other = context.others[name], let total = other.totals[column] else {
                return nil
            }
            let words = other.type.sheet.figureColumn(column)?.words
            let title = other.type.title
            return (
                total,
                BilingualText(
                    en: "\(words?.english ?? column) of the \(title.english)",
                    id: "\(words?.indonesian ?? column) pada \(title.indonesian)")
            )
        }
    }

    /// Against nothing, or nought, no change can be told.
    func change(
        of column: String, in reading: SheetReading, beyond limit: Percentage
    ) -> [Fault] {
        guard let sum = sum(of: column, in: reading), let before = context.previous?[column],
            before != 0, !limit.covers(sum, from: before)
        else { return [] }
        let words = words(for: column)
        let earlier = period.previous.words
        let former = written(before, in: column)
        return [
            Fault(
                code: .largeChange, value: written(sum, in: column),
                expected: BilingualText(
                    en: "a total of \(words.english) that differs by at most "
                        + "\(limit.words.english) from \(earlier.english), \(former)",
                    id: "total \(words.indonesian) yang berbeda paling banyak "
                        + "\(limit.words.indonesian) dari \(earlier.indonesian), yaitu \(former)"))
        ]
    }

    func nilAgainstTarget(in reading: SheetReading) -> [Fault] {
        let target = directory.target(ofTeam: team, for: period) ?? 0
        guard reading.isNilReport, target > 0 else { return [] }
        return [
            Fault(
                code: .nilAgainstTarget, value: "NIHIL",
                expected: BilingualText(
                    en: "figures: the team's target for \(period) is \(context.style.cell(target))",
                    id: "angka: target tim untuk \(period) adalah \(context.style.cell(target))"))
        ]
    }

    /// Whoever has nothing to report says so: an empty file may be the wrong one.
    func silence(in reading: SheetReading) -> [Fault] {
        guard reading.rows.isEmpty, !reading.isNilReport, !reading.isBlocked else { return [] }
        return [
            Fault(
                code: .noRows,
                expected: BilingualText(
                    en: "rows, or one row that says NIHIL when there is nothing to report",
                    id: "baris data, atau satu baris NIHIL bila memang tidak ada yang dilaporkan"))
        ]
    }

    /// The sum of a column; nil when the file does not say, or a cell of it cannot be read.
    private func sum(of column: String, in reading: SheetReading) -> Int64? {
        if reading.isNilReport { return 0 }
        guard !reading.rows.isEmpty, let letters = reading.columnLetters[column] else { return nil }
        let isUnreadable = reading.findings.contains { finding in
            finding.severity == .blocker && finding.code != .totalMismatch
                && finding.row != nil && finding.cell.prefix { $0.isLetter } == letters
        }
        // What a cell may hold has bounds: beyond them it is a finding, and there is no sum.
        return isUnreadable
            ? nil : reading.rows.reduce(0) { $0 &+ ($1.number(column) ?? 0) }
    }
}

extension SubmissionCheck {
    /// What follows the figure that was wanted; empty when it was wanted exactly.
    private func margin(of tolerance: SubmissionRule.Tolerance, in column: String) -> BilingualText
    {
        switch tolerance {
        case .difference(0): BilingualText(en: "", id: "")
        case .difference(let difference):
            BilingualText(
                en: ", give or take \(written(difference, in: column))",
                id: ", toleransi \(written(difference, in: column))")
        case .percentage(let percentage):
            BilingualText(
                en: ", give or take \(percentage.words.english)",
                id: ", toleransi \(percentage.words.indonesian)")
        }
    }
}
