package import Almanac

/// One thing that must be right about a submission, beyond what its sheet's columns already ask.
package struct SubmissionRule: Hashable, Sendable {
    package var check: Check
    package var severity: Finding.Severity

    /// What must hold; etc/manual/periods.md explains each.
    package enum Check: Hashable, Sendable {
        /// Every row names the period that is handed in.
        case samePeriod(column: String)
        /// Every date lies within the period.
        case dateWithinPeriod(column: String)
        /// Every code stands in one of the registers.
        case known(column: String, in: [SheetKind])
        /// Every row has it, or every row of which a condition holds.
        case required(column: String, when: Condition?)
        /// Every number lies within bounds, both included; nil is no bound.
        case range(column: String, min: Int64?, max: Int64?)
        /// Every number is on the right side of zero.
        case sign(column: String, is: Sign)
        /// No two rows have the same in all of these columns.
        case unique(columns: [String])
        /// Every date is at most so old, counted back from the day of the check, at the latest from the
        /// period's last day.
        case fresh(column: String, within: Interval)
        /// The file declares the column's sum in a total row.
        case declaredTotal(column: String)
        /// The column's sum agrees with what somebody else says.
        case tieOut(column: String, to: Counterpart, tolerance: Tolerance)
        /// The column's sum changed by at most so much against the team's period before.
        case change(column: String, beyond: Percentage)
        /// A nil report although the team has a target.
        case nilWithoutTarget
        /// A file without rows says that it is a nil report.
        case explicitNil
    }

    package init(_ check: Check, severity: Finding.Severity = .blocker) {
        self.check = check
        self.severity = severity
    }
}

extension SubmissionRule {
    /// What a row must say for a rule to ask something of it.
    package struct Condition: Hashable, Sendable {
        package var column: String
        /// As a cell is written: `0`, `JKT`. A blank cell is 0.
        package var value: String

        package init(column: String, value: String) {
            self.column = column
            self.value = value
        }
    }

    /// Which side of zero.
    package enum Sign: String, Hashable, Sendable, CaseIterable {
        case positive
        case zeroOrPositive = "zero-or-positive"
        case negative
        case zeroOrNegative = "zero-or-negative"

        /// Whether a number has the sign that is wanted.
        package func holds(of number: Int64) -> Bool {
            switch self {
            case .positive: number > 0
            case .zeroOrPositive: number >= 0
            case .negative: number < 0
            case .zeroOrNegative: number <= 0
            }
        }
    }

    /// Whose figure a sum must agree with.
    package enum Counterpart: Hashable, Sendable {
        /// A total of the same team's and period's submission of another type, by its name.
        case submission(String, column: String)
        /// How many pieces orders say that the team's salespeople delivered within the period.
        case deliveries
    }

    /// How far two figures may lie apart.
    package enum Tolerance: Hashable, Sendable {
        /// Of the counterpart's figure.
        case percentage(Percentage)
        /// In the smallest unit used.
        case difference(Int64)

        package static let none = Tolerance.difference(0)

        /// Whether two figures agree as closely as they must.
        package func allows(_ figure: Int64, for counterpart: Int64) -> Bool {
            switch self {
            case .percentage(let percentage): percentage.covers(figure, from: counterpart)
            case .difference(let difference):
                (Int128(figure) - Int128(counterpart)).magnitude <= difference.magnitude
            }
        }
    }
}
