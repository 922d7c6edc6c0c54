import Almanac

/// Rules about single cells and rows.
extension SubmissionCheck {
    func foreignPeriods(in column: String, of reading: SheetReading) -> [Fault] {
        each(column, of: reading, code: .wrongPeriod) { cell in
            guard case .period(let text) = cell.value, text != period.description else {
                return nil
            }
            return BilingualText(en: "the period \(period)", id: "periode \(period)")
        }
    }

    func datesOutside(in column: String, of reading: SheetReading) -> [Fault] {
        each(column, of: reading, code: .outsidePeriod) { cell in
            guard case .date(let date) = cell.value, !period.contains(date) else { return nil }
            return BilingualText(
                en: "a date from \(period.firstDay) to \(period.lastDay)",
                id: "tanggal \(period.firstDay) sampai dengan \(period.lastDay)")
        }
    }

    func unknown(in column: String, of reading: SheetReading, _ registers: [SheetKind]) -> [Fault] {
        var faults = each(column, of: reading, code: .unknownCode) { cell in
            guard case .text(let code) = cell.value,
                !registers.contains(where: { directory.holds(code, in: $0) })
            else { return nil }
            return directory.expectedCode(insteadOf: code, in: registers)
        }
        for index in faults.indices {
            faults[index].suggestion = directory.suggestedCode(
                insteadOf: faults[index].value, in: registers)
        }
        return faults
    }

    func blanks(
        in column: String, of reading: SheetReading, when condition: SubmissionRule.Condition?
    ) -> [Fault] {
        let rows = reading.rows.filter { row in
            row[column] == nil && condition?.holds(of: row) != false
        }
        guard let letters = reading.columnLetters[column] else {
            guard let first = rows.first else { return [] }
            let words = words(for: column)
            return [
                Fault(
                    code: .required,
                    expected: BilingualText(
                        en: "a column \(words.english), filled in from row \(first.number) on",
                        id: "kolom \(words.indonesian), terisi mulai baris \(first.number)"))
            ]
        }
        return rows.map { row in
            var expected = BilingualText(
                en: "a value; it may not be blank", id: "isi; tidak boleh kosong")
            if let condition {
                let cell = row.cell(condition.column)?.address
                let words = words(for: condition.column)
                expected = BilingualText(
                    en: "a value, since \(cell ?? words.english) is \(condition.value)",
                    id: "isi, karena \(cell ?? words.indonesian) bernilai \(condition.value)")
            }
            return Fault(code: .required, cell: "\(letters)\(row.number)", expected: expected)
        }
    }

    func outside(
        _ min: Int64?, _ max: Int64?, in column: String, of reading: SheetReading
    ) -> [Fault] {
        let least = min.map { written($0, in: column) } ?? ""
        let most = max.map { written($0, in: column) } ?? ""
        let expected: BilingualText =
            switch (min, max) {
            case (_?, _?):
                BilingualText(
                    en: "a number from \(least) to \(most)",
                    id: "bilangan \(least) sampai dengan \(most)")
            case (_?, nil):
                BilingualText(
                    en: "a number of \(least) or more", id: "bilangan \(least) atau lebih")
            case (nil, _?):
                BilingualText(
                    en: "a number of \(most) or less", id: "bilangan \(most) atau kurang")
            case (nil, nil): BilingualText(en: "a number", id: "bilangan")
            }
        return each(column, of: reading, code: .outOfRange) { cell in
            guard case .number(let number) = cell.value,
                min.map({ number < $0 }) == true || max.map({ number > $0 }) == true
            else { return nil }
            return expected
        }
    }

    func wrongSigns(
        in column: String, of reading: SheetReading, wanted sign: SubmissionRule.Sign
    ) -> [Fault] {
        each(column, of: reading, code: .outOfRange) { cell in
            guard case .number(let number) = cell.value, !sign.holds(of: number) else {
                return nil
            }
            return sign.words
        }
    }

    /// The later of two rows is blamed, in its first column, and the earlier one named. A row with a blank
    /// in one of the columns is like no other.
    func repetitions(of columns: [String], in reading: SheetReading) -> [Fault] {
        var rows: [[String]: Int] = [:]
        let names = columns.map(words).joined(en: " and ", id: " dan ")
        return reading.rows.compactMap { row in
            let cells = columns.compactMap(row.cell)
            guard cells.count == columns.count, let first = cells.first else { return nil }
            let key = cells.map { $0.value.written.foldedCode }
            guard let earlier = rows[key] else {
                rows[key] = row.number
                return nil
            }
            return Fault(
                code: .duplicateKey, cell: first.address, value: first.raw,
                expected: BilingualText(
                    en: "\(names.english) once: row \(earlier) has the same",
                    id: "\(names.indonesian) satu kali saja: baris \(earlier) memuat hal yang sama")
            )
        }
    }

    /// The words name no day of the check, so that a file that is checked again and again is found to be
    /// wrong in the same way.
    func stale(in column: String, of reading: SheetReading, within age: Interval) -> [Fault] {
        let from = min(context.today, period.lastDay)
        let isWorkingDays = age.unit == .workingDays
        let oldest =
            (isWorkingDays ? context.calendar.workingDay(-age.count, from: from) : nil)
            ?? from.adding(days: -age.count)
        let days = age.count == 1 ? "day" : "days"
        let expected = BilingualText(
            en:
                "a date at most \(age.count) \(isWorkingDays ? "working " : "")\(days) old, counted "
                + "back from the day of the check, at the latest from \(period.lastDay)",
            id:
                "tanggal paling lama \(age.count) hari \(isWorkingDays ? "kerja " : "")sebelum hari "
                + "pemeriksaan, paling akhir sebelum \(period.lastDay)")
        return each(column, of: reading, code: .stale) { cell in
            guard case .date(let date) = cell.value, date < oldest else { return nil }
            return expected
        }
    }

    private func each(
        _ column: String, of reading: SheetReading, code: Finding.Code,
        expected: (SheetCell) -> BilingualText?
    ) -> [Fault] {
        reading.rows.compactMap { row in
            guard let cell = row.cell(column), let expected = expected(cell) else { return nil }
            return Fault(code: code, cell: cell.address, value: cell.raw, expected: expected)
        }
    }
}

extension SubmissionRule.Condition {
    fileprivate func holds(of row: SheetRow) -> Bool {
        (row[column]?.written ?? "0").isCode(value)
    }
}

extension SubmissionRule.Sign {
    fileprivate var words: BilingualText {
        switch self {
        case .positive: BilingualText(en: "a number above 0", id: "bilangan di atas 0")
        case .zeroOrPositive: BilingualText(en: "0 or a number above it", id: "0 atau di atasnya")
        case .negative: BilingualText(en: "a number below 0", id: "bilangan di bawah 0")
        case .zeroOrNegative: BilingualText(en: "0 or a number below it", id: "0 atau di bawahnya")
        }
    }
}
