import Almanac
import Coordination
import Foundation
import Testing

@testable import Settings

/// What teams hand in and when a period closes, as an administrator writes it, right and wrong.
@Suite struct SubmissionSettingsTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "s-\(UUID())")

    private static let good = """
        office: {name: PT Uji, language: id, time_zone: UTC, calendar: five}
        calendars: {five: {mon-fri: "08:00-17:00"}}
        ladders: {standard: [{when: WD-1 09:00, tell: owner}], submission: [{when: due, tell: team}]}

        """

    private func load(_ text: String) throws -> OfficeProfile {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "tenggat.yaml")
        try (Self.good + text).write(to: path, atomically: true, encoding: .utf8)
        return try Settings.load(path: path.path) { _ in Zone(fixed: "UTC", seconds: 0) }.profile
    }

    /// The faults of a file, without the folder before its name.
    private func faults(_ text: String) -> [String] {
        do {
            _ = try load(text)
            return []
        } catch {
            return "\(error)".split(separator: "\n").map {
                $0.replacingOccurrences(of: folder.path + "/", with: "")
            }
        }
    }

    private func submission(_ more: String) -> String {
        "submissions: {a: {sheet: achievements, cut_off: WD+2 15:00, \(more)}}"
    }

    @Test func whoOwesItAndWhoSigns() throws {
        let usual = try #require(try load(submission("")).submissionTypes.first)
        #expect(usual.owedBy == nil && usual.isOwed(by: "MKS"))
        #expect(usual.signOff == .optional && usual.figures == nil)
        #expect(try load(submission("owed_by: all")).submissionTypes.first?.owedBy == nil)
        let some = try #require(
            try load(submission("owed_by: [JKT, sby], sign_off: required")).submissionTypes.first)
        #expect(some.owedBy == ["JKT", "sby"] && some.signOff == .required)
        #expect(some.isOwed(by: "jkt") && some.isOwed(by: "SBY") && !some.isOwed(by: "MKS"))
    }

    @Test func twoSubmissionsThatNoFileCouldTellApartAreRefused() {
        let two = { (first: String, second: String) in
            "submissions: {a: {sheet: achievements, cut_off: WD+2, \(first)}, "
                + "b: {sheet: achievements, cut_off: WD+4, \(second)}}"
        }
        #expect(faults(two("", "owed_by: [MKS]")).contains { $0.contains("a and b are the same") })
        #expect(faults(two("owed_by: [jkt]", "owed_by: [MKS, JKT]")).count == 1)
        #expect(faults(two("owed_by: [JKT]", "owed_by: [MKS]")).isEmpty)
        #expect(faults(two("", "every: quarter")).isEmpty)
    }

    @Test func twoThatWouldWaitForEachOtherAreRefused() {
        let pair = { (severity: String) in
            "submissions: {a: {sheet: achievements, cut_off: WD+2, rules: [{check: tie-out, "
                + "column: amount, to: b, to_column: amount}]}, b: {sheet: collections, "
                + "cut_off: WD+2, rules: [{check: tie-out, column: amount, to: a, "
                + "to_column: amount, severity: \(severity)}]}}"
        }
        #expect(faults(pair("blocker")).contains { $0.contains("wait for the other") })
        #expect(faults(pair("warning")).isEmpty)
    }

    @Test func whatCountsAgainstTheTarget() throws {
        let both = try load(submission("figures: {net: [amount, returns], gross: amount}"))
        let figures = try #require(both.submissionTypes.first?.figures)
        let totals: [String: Int64] = ["amount": 1_000, "returns": -50, "paid": 7]
        #expect(figures.gross(in: totals) == 1_000 && figures.net(in: totals) == 950)
        let one = try load(submission("figures: {gross: amount}")).submissionTypes.first
        #expect(one?.figures?.net(in: totals) == 1_000)
    }

    @Test func theCloseIsReadAsWritten() throws {
        let usual = try load("")
        #expect(usual.closeCalendar == CloseCalendar(ladder: "standard"))
        #expect(
            usual.closeCalendar.checks.map(\.description)
                == ["WD-3 08:00", "WD-1 08:00", "WD+1 08:00", "WD+2 15:30", "WD+3 08:00"])
        #expect(usual.closeCalendar.due.description == "WD+5 17:00")
        let set = try load(
            """
            close: {first: 2026-11, checks: [D-1 08:00], due: D+9, ladder: submission, tell: [director, a@uji.test]}
            """
        ).closeCalendar
        #expect(set.first == Period("2026-11") && set.checks.map(\.description) == ["D-1 08:00"])
        #expect(set.due.description == "D+9" && set.ladder == "submission")
        #expect(set.tell == [.director, .address("a@uji.test")])
        let ladder = try load("ladder_aliases: {close: submission}").closeCalendar.ladder
        #expect(ladder == "close")
    }

    @Test(
        "Each fault is told with its place and what to do",
        arguments: [
            (
                "owed_by: []",
                "70: submissions.a.owed_by: found nothing, wanted `all` or codes of teams"
            ),
            (
                "owed_by: [all, JKT]",
                "70: submissions.a.owed_by: `all` stands alone, or codes of teams do"
            ),
            (
                "sign_off: yes",
                "71: submissions.a.sign_off: found “yes”, wanted one of optional, required"
            ),
            (
                "figures: {net: amount}",
                "70: submissions.a.figures: `figures` needs `gross`, a column whose total counts against the target"
            ),
            (
                "figures: {gross: amout}",
                "78: submissions.a.figures.gross: achievements has no total column “amout”; did you mean `amount`?"
            ),
            (
                "figures: {gross: amount, net: [amount, units]}",
                "100: submissions.a.figures.net[2]: achievements has no total column “units”; it has: amount, returns"
            ),
        ])
    func fault(_ more: String, _ expected: String) {
        #expect(faults(submission(more)) == ["tenggat.yaml:4:\(expected)"])
    }

    @Test(
        "Each fault of the close, too",
        arguments: [
            (
                "first: November",
                "16: close.first: found “November”, wanted a period such as 2026-11 or 2026-Q4"
            ),
            (
                "ladder: close",
                "17: close.ladder: no ladder “close”; known: ask, standard, submission, unanswered"
            ),
            (
                "tell: [owner]",
                "16: close.tell[1]: found “owner”, wanted coordinator, manager, director, a person's code or an address"
            ),
        ])
    func closeFault(_ more: String, _ expected: String) {
        #expect(faults("close: {\(more)}") == ["tenggat.yaml:4:\(expected)"])
    }

    @Test func aMomentOfTheCloseThatCannotBeReadIsNamed() {
        let faults = faults("close: {checks: [WD-1 08:00, soon], due: later}")
        #expect(
            faults.map { $0.prefix(22) } == ["tenggat.yaml:4:30: clo", "tenggat.yaml:4:42: clo"])
    }

    // MARK: Rules

    /// One rule of achievements, beside collections by the month and expenses by the quarter.
    private func rule(_ rule: String) -> String {
        """
        submissions:
          collections: {sheet: collections, cut_off: D+1}
          quarterly: {sheet: expenses, every: quarter, cut_off: D+1}
          achievements: {sheet: achievements, cut_off: D+1, rules: [\(rule)]}
        """
    }

    private func read(_ text: String) throws -> SubmissionRule? {
        try load(rule(text)).submissionTypes.first { $0.name == "achievements" }?.rules.first
    }

    @Test func everyRuleIsReadAsWritten() throws {
        let half = try #require(Percentage("0.5%"))
        let rules: [(String, SubmissionRule.Check)] = [
            ("same-period, column: period", .samePeriod(column: "period")),
            ("date-within-period, column: date", .dateWithinPeriod(column: "date")),
            (
                "known, column: salesperson, in: [people, teams]",
                .known(column: "salesperson", in: [.people, .teams])
            ),
            ("required, column: date", .required(column: "date", when: nil)),
            (
                "required, column: date, when: {column: returns, is: 0}",
                .required(column: "date", when: .init(column: "returns", value: "0"))
            ),
            ("range, column: amount, min: 0", .range(column: "amount", min: 0, max: nil)),
            (
                "range, column: units, min: 1, max: 5000000000",
                .range(column: "units", min: 1, max: 5_000_000_000)
            ),
            ("sign, column: returns, is: negative", .sign(column: "returns", is: .negative)),
            ("unique, columns: [invoice, date]", .unique(columns: ["invoice", "date"])),
            (
                "fresh, column: date, within: 5wd",
                .fresh(column: "date", within: try Interval("5wd"))
            ),
            ("declared-total, column: units", .declaredTotal(column: "units")),
            (
                "tie-out, column: amount, to: collections, tolerance: 0.5%",
                .tieOut(
                    column: "amount", to: .submission("collections", column: "amount"),
                    tolerance: .percentage(half))
            ),
            (
                "tie-out, column: amount, to: collections, to_column: paid, tolerance: 100000",
                .tieOut(
                    column: "amount", to: .submission("collections", column: "paid"),
                    tolerance: .difference(100_000))
            ),
            (
                "tie-out, column: units, to: orders",
                .tieOut(column: "units", to: .deliveries, tolerance: .none)
            ),
            ("change, column: amount, beyond: 0.5%", .change(column: "amount", beyond: half)),
            ("nil-without-target", .nilWithoutTarget),
            ("explicit-nil", .explicitNil),
        ]
        for (text, check) in rules {
            #expect(try read("{check: \(text)}") == SubmissionRule(check))
            let warning = try read("{check: \(text), severity: warning}")
            #expect(warning == SubmissionRule(check, severity: .warning))
        }
    }

    @Test(
        "What a message shows as an example is read",
        arguments: SubmissionRuleReader.CheckName.allCases)
    func example(_ name: SubmissionRuleReader.CheckName) throws {
        let others = "collections: {sheet: collections, owed_by: JKT, cut_off: D+1}"
        let sheets: [SheetKind] = [.achievements, .collections]
        let read = sheets.contains { sheet in
            faults(
                "submissions: {\(others), a: {sheet: \(sheet), owed_by: MKS, cut_off: D+1, rules: [\(name.example)]}}"
            ).isEmpty
        }
        #expect(read, "\(name.example)")
        #expect(name.example.contains("check: \(name.rawValue)"))
    }

    @Test func anEmptyFileIsRuledOnEvenWhereNoRuleIsWritten() throws {
        #expect(
            try load(submission("")).submissionTypes.first?.rules == [SubmissionRule(.explicitNil)])
        let rules = try load(submission("rules: [{check: explicit-nil, severity: warning}]"))
        #expect(
            rules.submissionTypes.first?.rules == [SubmissionRule(.explicitNil, severity: .warning)]
        )
    }

    @Test(
        "A rule that cannot be meant is told with its place",
        arguments: [
            (
                "{column: amount}",
                "61: rules[1]: a rule needs `check`: one of same-period, date-within-period, known, required, range, sign, unique, fresh, declared-total, tie-out, change, nil-without-target, explicit-nil"
            ),
            ("strict", "61: rules[1]: found “strict”, wanted names with values below it"),
            (
                "{check: knwon, column: salesperson}",
                "69: rules[1].check: found “knwon”, wanted one of same-period, date-within-period, known, required, range, sign, unique, fresh, declared-total, tie-out, change, nil-without-target, explicit-nil"
            ),
            (
                "{check: known, column: salespersn, in: people}",
                "84: rules[1].column: achievements has no text column “salespersn”; did you mean `salesperson`?"
            ),
            (
                "{check: known, column: salesperson, in: orders}",
                "101: rules[1].in: found “orders”, wanted one of people, teams, clients, reasons"
            ),
            (
                "{check: date-within-period, column: due}",
                "97: rules[1].column: achievements has no date column “due”; did you mean `date`?"
            ),
            (
                "{check: required, column: promise_date}",
                "87: rules[1].column: achievements has no column “promise_date”; it has: amount, date, invoice, period, product, returns, salesperson, units"
            ),
            (
                "{check: required, column: date, when: {column: paid}}",
                "108: rules[1].when.column: achievements has no column “paid”; it has: amount, date, invoice, period, product, returns, salesperson, units",
            ),
            (
                "{check: range, column: amount}",
                "61: rules[1]: `min` or `max` is missing; write {check: range, column: amount, min: 0, max: 5000000000}"
            ),
            (
                "{check: range, column: amount, min: 5, max: 4}",
                "61: rules[1]: no number is from 5 to 4: `min` is the smaller one"
            ),
            (
                "{check: range, column: amount, min: many}",
                "97: rules[1].min: found “many”, wanted a whole number such as 5000000"
            ),
            (
                "{check: range, column: amount, mini: 5}",
                "92: unknown setting `rules[1].mini`; did you mean `min`?"
            ),
            (
                "{check: sign, column: returns}",
                "61: rules[1]: `is` is missing; write {check: sign, column: returns, is: zero-or-negative}"
            ),
            (
                "{check: sign, column: returns, is: minus}",
                "96: rules[1].is: found “minus”, wanted one of positive, zero-or-positive, negative, zero-or-negative"
            ),
            (
                "{check: unique, columns: [invoice, item]}",
                "96: rules[1].columns[2]: achievements has no column “item”; it has: amount, date, invoice, period, product, returns, salesperson, units"
            ),
            (
                "{check: fresh, column: date, within: 7h}",
                "98: rules[1].within: found “7h”, wanted days such as 7d, or working days such as 5wd"
            ),
            (
                "{check: change, column: units, beyond: 50%}",
                "85: rules[1].column: achievements has no total column “units”; it has: amount, returns"
            ),
            (
                "{check: change, column: amount, beyond: half}",
                "101: rules[1].beyond: found “half”, wanted a percentage such as 50%"
            ),
            (
                "{check: tie-out, column: amount, to: collection}",
                "98: rules[1].to: no other submission “collection”; known: collections, orders, quarterly"
            ),
            (
                "{check: tie-out, column: amount, to: achievements}",
                "98: rules[1].to: no other submission “achievements”; known: collections, orders, quarterly"
            ),
            (
                "{check: tie-out, column: amount, to: quarterly}",
                "98: rules[1].to: quarterly is handed in by the quarter, achievements by the month: name one of the same length"
            ),
            (
                "{check: tie-out, column: units, to: collections}",
                "97: rules[1].to: collections has no total column “units”; it has: amount, paid"
            ),
            (
                "{check: tie-out, column: units, to: orders, to_column: quantity}",
                "116: rules[1].to_column: orders have no total to choose: leave `to_column` out"
            ),
            (
                "{check: tie-out, column: units, to: orders, tolerance: -5}",
                "116: rules[1].tolerance: found “-5”, wanted a percentage such as 0.5%, or an amount such as 100000"
            ),
        ])
    func ruleFault(_ text: String, _ expected: String) throws {
        let told = faults(rule(text))
        let (place, message) = try #require(
            expected.firstIndex(of: " ").map {
                (expected[..<$0], expected[$0...].dropFirst())
            })
        let name = "submissions.achievements."
        let wanted =
            message.hasPrefix("unknown")
            ? message.replacingOccurrences(of: "`rules", with: "`\(name)rules") : name + message
        #expect(told.first == "tenggat.yaml:7:\(place) \(wanted)")
        // A condition names a column that is not there and lacks what it must be.
        #expect(told.count == (text.contains("when:") ? 2 : 1), "\(told)")
    }
}
