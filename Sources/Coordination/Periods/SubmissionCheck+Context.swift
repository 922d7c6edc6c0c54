package import Almanac

extension SubmissionCheck {
    /// What a check must know beside the file and the registers; figures that are not known yet are nil or
    /// absent, and nothing is said about them.
    package struct Context: Sendable {
        /// The office's day on which the check is made.
        package var today: CivilDate
        /// The office's, in which working days are counted.
        package var calendar: WorkingCalendar
        /// Totals of the same type that were last accepted of the team for the period before.
        package var previous: [String: Int64]?
        /// What was last accepted of the team for the same period, by other types' names.
        package var others: [String: Accepted]
        /// How many pieces orders say that the team's salespeople delivered within the period.
        package var delivered: Int64?
        /// How findings write amounts.
        package var style: WritingStyle

        package init(
            today: CivilDate, calendar: WorkingCalendar, previous: [String: Int64]? = nil,
            others: [String: Accepted] = [:], delivered: Int64? = nil,
            style: WritingStyle = WritingStyle()
        ) {
            self.today = today
            self.calendar = calendar
            self.previous = previous
            self.others = others
            self.delivered = delivered
            self.style = style
        }
    }

    /// Another submission's figures.
    package struct Accepted: Sendable {
        package var type: SubmissionType
        package var totals: [String: Int64]

        package init(type: SubmissionType, totals: [String: Int64]) {
            self.type = type
            self.totals = totals
        }
    }
}

extension SubmissionType {
    /// Names of the types whose figures its rules compare with its own.
    package var counterparts: [String] {
        let names = rules.compactMap { rule -> String? in
            guard case .tieOut(_, .submission(let name, column: _), _) = rule.check else {
                return nil
            }
            return name
        }
        return Set(names).sorted()
    }

    /// Whether its rules ask what orders say was delivered.
    package var comparesDeliveries: Bool {
        rules.contains { rule in
            if case .tieOut(_, .deliveries, _) = rule.check { true } else { false }
        }
    }

    /// Whether its rules ask what was accepted for the period before.
    package var comparesPeriods: Bool {
        rules.contains { rule in if case .change = rule.check { true } else { false } }
    }

    /// What people call it.
    package var title: BilingualText {
        BilingualText(en: words["en"] ?? name, id: words["id"] ?? name)
    }
}
