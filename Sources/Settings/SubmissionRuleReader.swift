import Almanac
import Coordination

/// Reads one rule of a submission: `{check: known, column: salesperson, in: people, severity: warning}`.
struct SubmissionRuleReader {
    let cursor: Cursor
    /// The sheet's; nil when it is not known which sheet that is, which is a fault of its own.
    let columns: ColumnNames?

    /// Nil, and a fault, when it is no rule.
    var rule: SubmissionRule? {
        let entries = cursor.entries
        guard let at = entries.first(where: { $0.key == "check" })?.value else {
            if !entries.isEmpty { cursor.fail("a rule needs `check`: \(Self.known)") }
            return nil
        }
        guard let name = at.word(CheckName.self) else { return nil }
        var severity = Finding.Severity.blocker
        var given: [String: Cursor] = [:]
        var readers: [String: (Cursor) -> Void] = [
            "check": { _ in }, "severity": { severity = $0.word() ?? severity },
        ]
        for field in name.fields { readers[field] = { given[field] = $0 } }
        cursor.read(readers)
        // A name that is not known may be a needed one, misspelt: that is told already.
        guard entries.allSatisfy({ readers[$0.key] != nil }) else { return nil }
        let missing = name.needed.filter { given[$0] == nil }
        guard missing.isEmpty else {
            let names = missing.map { "`\($0)`" }.joined(separator: ", ")
            cursor.fail("\(names) is missing; write \(name.example)")
            return nil
        }
        return check(name, given).map { SubmissionRule($0, severity: severity) }
    }

    private static let known =
        "one of " + CheckName.allCases.map(\.rawValue).joined(separator: ", ")

    private func check(_ name: CheckName, _ given: [String: Cursor]) -> SubmissionRule.Check? {
        let column = { (content: ColumnNames.Content) in
            given["column"].flatMap { columns?.name($0, content) }
        }
        switch name {
        case .samePeriod: return column(.period).map { .samePeriod(column: $0) }
        case .dateWithinPeriod: return column(.date).map { .dateWithinPeriod(column: $0) }
        case .known:
            let registers = given["in"]?.elements.compactMap(register) ?? []
            return column(.text).flatMap {
                registers.isEmpty ? nil : .known(column: $0, in: registers)
            }
        case .required: return required(column(.any), given["when"])
        case .range: return range(column(.number), given)
        case .sign:
            let sign = given["is"]?.word(SubmissionRule.Sign.self)
            return column(.number).flatMap { column in
                sign.map { .sign(column: column, is: $0) }
            }
        case .unique:
            let at = given["columns"]?.elements ?? []
            let names = at.compactMap { columns?.name($0, .any) }
            return names.isEmpty || names.count < at.count ? nil : .unique(columns: names)
        case .fresh:
            let age = given["within"]?.value(
                "days such as 7d, or working days such as 5wd", Self.age)
            return column(.date).flatMap { column in
                age.map { .fresh(column: column, within: $0) }
            }
        case .declaredTotal: return column(.number).map { .declaredTotal(column: $0) }
        case .tieOut: return tieOut(given)
        case .change:
            let limit = given["beyond"]?.value("a percentage such as 50%", Percentage.init)
            return column(.total).flatMap { column in
                limit.map { .change(column: column, beyond: $0) }
            }
        case .nilWithoutTarget: return .nilWithoutTarget
        case .explicitNil: return .explicitNil
        }
    }

    private func register(_ cursor: Cursor) -> SheetKind? {
        let registers: [SheetKind] = [.people, .teams, .clients, .reasons]
        let names = registers.map(\.rawValue).joined(separator: ", ")
        return cursor.value("one of \(names)") { text in
            registers.first { $0.rawValue == text }
        }
    }

    /// `when: {column: paid, is: 0}`.
    private func required(_ column: String?, _ when: Cursor?) -> SubmissionRule.Check? {
        guard let when else { return column.map { .required(column: $0, when: nil) } }
        var other: String?
        var value: String?
        when.read([
            "column": { other = columns?.name($0, .any) },
            "is": { value = $0.text(wanted: "what a cell says, such as 0") },
        ])
        let names = Set(when.entries.map(\.key))
        if !names.isSuperset(of: ["column", "is"]) {
            when.fail("`when` needs `column` and `is`, as in {column: paid, is: 0}")
        }
        guard let column, let other, let value else { return nil }
        return .required(column: column, when: .init(column: other, value: value))
    }

    private func range(_ column: String?, _ given: [String: Cursor]) -> SubmissionRule.Check? {
        let min = given["min"].flatMap(number)
        let max = given["max"].flatMap(number)
        if given["min"] == nil, given["max"] == nil {
            cursor.fail("`min` or `max` is missing; write \(CheckName.range.example)")
            return nil
        }
        if let min, let max, max < min {
            cursor.fail("no number is from \(min) to \(max): `min` is the smaller one")
            return nil
        }
        guard let column, min != nil || max != nil else { return nil }
        return .range(column: column, min: min, max: max)
    }

    private func tieOut(_ given: [String: Cursor]) -> SubmissionRule.Check? {
        let column = given["column"].flatMap { columns?.name($0, .number) }
        let name = given["to"]?.text(wanted: "a submission's name, or orders")
        let other = given["to_column"].map { $0.text(wanted: "a column's English name") }
        var tolerance: SubmissionRule.Tolerance? = SubmissionRule.Tolerance.none
        if let at = given["tolerance"] {
            tolerance = at.value("a percentage such as 0.5%, or an amount such as 100000") { text in
                Percentage(text).map { .percentage($0) }
                    ?? Int64(text).flatMap { $0 < 0 ? nil : .difference($0) }
            }
        }
        guard let column, let name, let tolerance else { return nil }
        if name == "orders" {
            given["to_column"]?.fail("orders have no total to choose: leave `to_column` out")
            return .tieOut(column: column, to: .deliveries, tolerance: tolerance)
        }
        guard let target = other ?? column else { return nil }
        return .tieOut(
            column: column, to: .submission(name, column: target), tolerance: tolerance)
    }

    private func number(_ cursor: Cursor) -> Int64? {
        cursor.value("a whole number such as 5000000") { Int64($0) }
    }

    private static func age(_ text: String) throws -> Interval? {
        let interval = try Interval(text)
        return [.days, .workingDays].contains(interval.unit) ? interval : nil
    }
}

extension SubmissionRuleReader {
    /// What a rule may check.
    enum CheckName: String, CaseIterable {
        case samePeriod = "same-period"
        case dateWithinPeriod = "date-within-period"
        case known, required, range, sign, unique, fresh
        case declaredTotal = "declared-total"
        case tieOut = "tie-out"
        case change
        case nilWithoutTarget = "nil-without-target"
        case explicitNil = "explicit-nil"

        /// What it cannot do without.
        var needed: [String] {
            switch self {
            case .samePeriod, .dateWithinPeriod, .required, .range, .declaredTotal: ["column"]
            case .known: ["column", "in"]
            case .sign: ["column", "is"]
            case .unique: ["columns"]
            case .fresh: ["column", "within"]
            case .tieOut: ["column", "to"]
            case .change: ["column", "beyond"]
            case .nilWithoutTarget, .explicitNil: []
            }
        }

        /// Everything that it may name.
        var fields: [String] {
            switch self {
            case .required: needed + ["when"]
            case .range: needed + ["min", "max"]
            case .tieOut: needed + ["to_column", "tolerance"]
            default: needed
            }
        }

        /// One as people write it.
        var example: String {
            switch self {
            case .samePeriod: "{check: same-period, column: period}"
            case .dateWithinPeriod: "{check: date-within-period, column: date}"
            case .known: "{check: known, column: client, in: clients}"
            case .required: "{check: required, column: promise_date}"
            case .range: "{check: range, column: amount, min: 0, max: 5000000000}"
            case .sign: "{check: sign, column: returns, is: zero-or-negative}"
            case .unique: "{check: unique, columns: [invoice, product]}"
            case .fresh: "{check: fresh, column: updated, within: 7d}"
            case .declaredTotal: "{check: declared-total, column: amount}"
            case .tieOut: "{check: tie-out, column: amount, to: collections, tolerance: 0.5%}"
            case .change: "{check: change, column: amount, beyond: 50%}"
            case .nilWithoutTarget: "{check: nil-without-target}"
            case .explicitNil: "{check: explicit-nil}"
            }
        }
    }
}
