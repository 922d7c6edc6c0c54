import Coordination
import Ledger
import Testing

@testable import Engine

/// Each rule of a submission blames what is wrong, by its cell, and nothing else.
@Suite struct SubmissionRuleTests {
    /// One file under one rule.
    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var sheet = SheetKind.achievements
        var header = "period;salesperson;invoice;date;product;units;amount;returns"
        var rows: [String]
        /// Cells, codes and severities in the file's order.
        var findings: [String]

        var testDescription: String { "{check: \(rule)} \(findings)" }
    }

    private static let collections = "team;client;invoice;amount;due;paid;promise_date;updated"

    static let cases = [
        Case(
            rule: "same-period, column: period",
            rows: ["2026-11;S;F-1;2026-11-04;A;1;10;0", "2026-10;S;F-2;2026-11-04;A;1;10;0"],
            findings: ["A3 wrong-period blocker"]),
        Case(
            rule: "date-within-period, column: date, severity: warning",
            rows: ["2026-11;S;F-1;2026-11-20;A;1;10;0", "2026-11;S;F-2;2026-10-31;A;1;10;0"],
            findings: ["D3 outside-period warning"]),
        Case(
            rule: "known, column: salesperson, in: [people, teams]",
            rows: [
                "2026-11;S;F-1;;A;1;10;0", "2026-11;XX;F-2;;A;1;10;0", "2026-11;jkt;F-3;;A;1;1;0",
            ],
            findings: ["B3 unknown-code blocker"]),
        Case(
            rule: "required, column: date",
            rows: ["2026-11;S;F-1;2026-11-04;A;1;10;0", "2026-11;S;F-2;;A;1;10;0"],
            findings: ["D3 required blocker"]),
        Case(
            rule: "required, column: promise_date, when: {column: paid, is: 0}",
            sheet: .collections, header: collections,
            rows: [
                "JKT;C1;F-1;10;2026-11-09;0;;2026-11-20", "JKT;C1;F-2;10;2026-11-09;;;2026-11-20",
                "JKT;C1;F-3;10;2026-11-09;5;;2026-11-20",
                "JKT;C1;F-4;10;2026-11-09;0;2026-12-01;2026-11-20",
            ],
            findings: ["G2 required blocker", "G3 required blocker"]),
        Case(
            rule: "required, column: promise_date, severity: warning", sheet: .collections,
            header: "team;client;invoice;amount;due;updated",
            rows: ["JKT;C1;F-1;10;2026-11-09;2026-11-20", "JKT;C1;F-2;10;2026-11-09;2026-11-20"],
            findings: [" required warning"]),
        Case(
            rule: "range, column: amount, min: 1, max: 1000",
            rows: [0, 1, 1_000, 1_001].map { "2026-11;S;F-\($0);;A;1;\($0);0" },
            findings: ["G2 out-of-range blocker", "G5 out-of-range blocker"]),
        Case(
            rule: "range, column: units, max: 2",
            rows: [2, 3].map { "2026-11;S;F-\($0);;A;\($0);1;0" },
            findings: ["F3 out-of-range blocker"]),
        Case(
            rule: "range, column: amount, min: -5",
            rows: [-5, -6].map { "2026-11;S;F\($0);;A;1;\($0);0" },
            findings: ["G3 out-of-range blocker"]),
        Case(
            rule: "sign, column: amount, is: positive", rows: signs,
            findings: ["G2 out-of-range blocker", "G3 out-of-range blocker"]),
        Case(
            rule: "sign, column: amount, is: zero-or-positive", rows: signs,
            findings: ["G2 out-of-range blocker"]),
        Case(
            rule: "sign, column: amount, is: negative", rows: signs,
            findings: ["G3 out-of-range blocker", "G4 out-of-range blocker"]),
        Case(
            rule: "sign, column: amount, is: zero-or-negative", rows: signs,
            findings: ["G4 out-of-range blocker"]),
        Case(
            rule: "unique, columns: [salesperson, product]",
            rows: [
                "2026-11;S;F-1;;A;1;10;0", "2026-11;S;F-2;;B;1;10;0", "2026-11;s;F-3;;a;1;10;0",
                "2026-11;M;F-4;;A;1;10;0",
            ],
            findings: ["B4 duplicate-key blocker"]),
        Case(
            rule: "declared-total, column: amount",
            rows: ["2026-11;S;F-1;;A;1;10;0", "TOTAL;;;;;1;;"],
            findings: [" missing-total blocker"]),
        Case(
            rule: "explicit-nil, severity: warning", rows: [], findings: [" no-rows warning"]),
        Case(
            rule: "fresh, column: updated, within: 7d", sheet: .collections, header: collections,
            rows: ["16", "15"].map { "JKT;C1;F-\($0);10;2026-11-09;0;;2026-11-\($0)" },
            findings: ["H3 stale blocker"]),
        // The 23rd is a Monday: the fifth working day before it is the Monday before.
        Case(
            rule: "fresh, column: updated, within: 5wd, severity: warning", sheet: .collections,
            header: collections,
            rows: ["16", "15"].map { "JKT;C1;F-\($0);10;2026-11-09;0;;2026-11-\($0)" },
            findings: ["H3 stale warning"]),
    ]

    private static let signs = [-1, 0, 1].map { "2026-11;S;F\($0);;A;1;\($0);0" }

    @Test("A rule finds what is wrong, and nothing is found without it", arguments: cases)
    func rule(_ example: Case) async throws {
        let work = try await office("\(example.sheet)", rules: ["{check: \(example.rule)}"])
        let report = try await hand(in: example.sheet, example.header, example.rows, to: work)
        #expect(found(in: report) == example.findings)
        let isTaken = example.findings.allSatisfy { $0.hasSuffix("warning") }
        #expect(report.accepted == (isTaken ? example.rows.count : 0))
        for finding in report.reading.findings {
            let expected = finding.expected
            #expect(!expected.english.isEmpty && expected.english != expected.indonesian)
        }
        let lenient = try await office(
            "\(example.sheet)", rules: ["{check: explicit-nil, severity: warning}"])
        let other = try await hand(in: example.sheet, example.header, example.rows, to: lenient)
        #expect(found(in: other).filter { !$0.contains("no-rows") } == [])
    }

    // MARK: Totals beside other figures

    @Test("Two submissions tie out within the tolerance", arguments: ["0.5%", "5", "0"])
    func tieOut(_ tolerance: String) async throws {
        let rules =
            "{check: tie-out, column: amount, to: collections, to_column: paid, "
            + "tolerance: \(tolerance), severity: warning}"
        let work = try await office("achievements", rules: [rules])
        // Nothing is said while there is nothing to compare with.
        #expect(found(in: try await sell(900, in: work)).isEmpty)
        try await hand(
            in: .collections, Self.collections,
            ["JKT;C1;F-1;7;2026-11-09;1000;;2026-11-20"], to: work)
        let margin: Int64 = tolerance == "0" ? 0 : 5
        for sum in [1_000, 1_000 - margin, 1_000 + margin] {
            #expect(found(in: try await sell(sum, in: work)).isEmpty, "\(sum)")
        }
        for sum in [1_000 - margin - 1, 1_001 + margin] {
            let report = try await sell(sum, in: work)
            #expect(found(in: report) == [" tie-out warning"], "\(sum)")
            let finding = try #require(report.reading.findings.first)
            #expect(finding.value == "\(sum)")
            #expect(finding.expected.english.contains("paid of the collections report, 1000"))
            #expect(
                finding.expected.indonesian.contains("dibayar pada laporan penagihan, yaitu 1000"))
        }
        // Of another team, or of a file that was refused, nothing is compared.
        #expect(found(in: try await sell(900, by: "SM", of: "MKS", in: work)).isEmpty)
    }

    @Test func aNilReportTiesOutWithNothingElse() async throws {
        let work = try await office(
            "achievements", rules: ["{check: tie-out, column: amount, to: collections}"])
        try await hand(
            in: .collections, Self.collections, ["JKT;NIHIL;;;;;;"], to: work)
        #expect(found(in: try await sell(5, in: work)) == [" tie-out blocker"])
        let row = "2026-11;NIHIL;;;;;;"
        #expect(
            found(in: try await hand(in: .achievements, Self.cases[0].header, [row], to: work))
                .isEmpty)
    }

    @Test func unitsTieOutWithWhatOrdersSayWasDelivered() async throws {
        let work = try await office(
            "achievements",
            rules: ["{check: tie-out, column: units, to: orders, tolerance: 2%, severity: warning}"]
        )
        #expect(found(in: try await sell(10, units: 40, in: work)).isEmpty)
        try await work.take(
            "orders.csv",
            "order;line;client;promised;item;quantity;delivered;delivered_on;salesperson",
            "O1;1;C1;2026-12-10;Meja;90;60;2026-11-01;s",
            "O1;2;C1;2026-12-10;Kursi;90;40;2026-11-20;M",
            "O2;1;C1;2026-12-10;Meja;90;70;2026-10-31;S",
            "O3;1;C1;2026-12-10;Meja;90;80;2026-11-20;SM",
            "O4;1;C1;2026-12-10;Meja;90;90;;S")
        for units in [98, 102] {
            #expect(found(in: try await sell(10, units: units, in: work)).isEmpty, "\(units)")
        }
        for units in [97, 103] {
            let report = try await sell(10, units: units, in: work)
            #expect(found(in: report) == [" tie-out warning"], "\(units)")
            #expect(report.reading.findings.first?.expected.english.contains("100") == true)
        }
    }

    @Test func aSumFarFromThePeriodBeforeIsTold() async throws {
        let rules = "{check: change, column: amount, beyond: 50%, severity: warning}"
        let work = try await office("achievements", rules: [rules])
        #expect(found(in: try await sell(7, in: work)).isEmpty)
        #expect(found(in: try await sell(1_000, in: work, period: "2026-10")).isEmpty)
        for sum: Int64 in [500, 1_500] {
            #expect(found(in: try await sell(sum, in: work)).isEmpty, "\(sum)")
        }
        for sum: Int64 in [499, 1_501] {
            let report = try await sell(sum, in: work)
            #expect(found(in: report) == [" large-change warning"], "\(sum)")
            #expect(
                report.reading.findings.first?.expected.indonesian.contains(
                    "50% dari Oktober 2026, yaitu 1000") == true)
        }
        // Against nought nothing can be told.
        let row = "2026-10;NIHIL;;;;;;"
        try await hand(in: .achievements, Self.cases[0].header, [row], to: work, period: "2026-10")
        #expect(found(in: try await sell(1_501, in: work)).isEmpty)
    }

    @Test func aSumThatCannotBeReadIsNotCompared() async throws {
        let work = try await office(
            "achievements",
            rules: [
                "{check: change, column: amount, beyond: 50%}",
                "{check: tie-out, column: amount, to: collections}",
                "{check: declared-total, column: amount, severity: warning}",
            ])
        #expect(
            found(in: try await sell(1_000, in: work, period: "2026-10"))
                == [" missing-total warning"])
        try await hand(
            in: .collections, Self.collections, ["JKT;C1;F-1;7;2026-11-09;;;2026-11-20"], to: work)
        let report = try await hand(
            in: .achievements, Self.cases[0].header, ["2026-11;S;F-1;;A;1;#N/A;0"], to: work)
        #expect(found(in: report) == [" missing-total warning", "G2 not-a-number blocker"])
        #expect(
            report.reading.findings.first?.expected.english
                == "a TOTAL row that declares the sum of amount")
    }

    // MARK: Files

    @Test func aDeclaredSumIsEnoughAndAWrongOneTheReadersFinding() async throws {
        let work = try await office(
            "achievements", rules: ["{check: declared-total, column: amount}"])
        let header = Self.cases[0].header
        let row = "2026-11;S;F-1;;A;1;10;0"
        let good = try await hand(in: .achievements, header, [row, "TOTAL;;;;;;10;"], to: work)
        #expect(found(in: good).isEmpty && good.accepted == 1)
        let wrong = try await hand(in: .achievements, header, [row, "TOTAL;;;;;;11;"], to: work)
        #expect(found(in: wrong) == ["G3 total-mismatch blocker"])
    }

    @Test("An empty file is no nil report, whatever the rules", arguments: SheetKind.allCases)
    func empty(_ sheet: SheetKind) async throws {
        guard sheet.isSubmission else { return }
        let work = try await office(sheet.rawValue, rules: [])
        let header = sheet.figureColumns.map(\.name).sorted().joined(separator: ";")
        let report = try await hand(in: sheet, header, [], to: work)
        #expect(found(in: report) == [" no-rows blocker"] && !report.reading.isNilReport)
    }

    @Test func anEarlyFileGoesStaleButNotAfterThePeriodsEnd() async throws {
        let work = try await office(
            "collections", rules: ["{check: fresh, column: updated, within: 7d}"])
        let row = { (day: Int) in "JKT;C1;F-1;10;2026-11-09;0;;2026-11-\(day)" }
        let days = [
            ("2026-11-29", 22, false), ("2026-11-30", 22, true), ("2026-12-20", 22, true),
            ("2026-12-20", 23, false),
        ]
        for (day, updated, isStale) in days {
            work.clock.set(try work.instant("\(day) 09:00"))
            let report = try await hand(
                in: .collections, Self.collections, [row(updated)], to: work)
            #expect(found(in: report) == (isStale ? ["H2 stale blocker"] : []), "\(day)")
        }
        let old = try await hand(in: .collections, Self.collections, [row(22)], to: work)
        let words = try #require(old.reading.findings.first?.expected)
        #expect(words.english.contains("at most 7 days old") && words.indonesian.contains("7 hari"))
    }

    @Test func everyRuleIsHeardOfEveryRow() async throws {
        let work = try await office(
            "achievements",
            rules: [
                "{check: same-period, column: period}", "{check: required, column: date}",
                "{check: range, column: amount, min: 0}",
                "{check: sign, column: amount, is: zero-or-positive}",
                "{check: sign, column: returns, is: zero-or-negative}",
                "{check: unique, columns: [invoice, product]}",
                "{check: range, column: units, max: 5, severity: warning}",
                "{check: range, column: units, max: 9}",
            ])
        let report = try await hand(
            in: .achievements, Self.cases[0].header,
            [
                "2026-10;S;F-1;;A;7;-10;5", "2026-11;S;F-1;2026-11-04;A;12;10;0",
                "2026-11;S;F-2;2026-11-04;A;1;10;0",
            ], to: work)
        // The reader blames positive returns and the repeated key: that is said once. Two rules about
        // one amount are two things to mend; a warning beside a blocker is none.
        #expect(
            found(in: report) == [
                "A2 wrong-period blocker", "D2 required blocker", "F2 out-of-range warning",
                "G2 out-of-range blocker", "G2 out-of-range blocker", "H2 out-of-range blocker",
                "C3 duplicate-key blocker", "F3 out-of-range blocker",
            ])
    }

    // MARK: What happens

    /// An office whose one submission has only these rules, and whose others have none.
    private func office(_ name: String, rules: [String]) async throws -> TestOffice {
        let words = [
            "achievements": "{id: laporan capaian, en: achievement report}",
            "collections": "{id: laporan penagihan, en: collections report}",
            "expenses": "{id: laporan biaya, en: expense report}",
        ]
        let types = words.sorted { $0.key < $1.key }.map { type, words in
            "\(type): {sheet: \(type), words: \(words), cut_off: WD+2 15:00, ladder: standard, "
                + "rules: [\(type == name ? rules.joined(separator: ", ") : "")]}"
        }
        return try await TestOffice(
            at: "2026-11-23 09:00",
            settings: ["submissions: {\(types.joined(separator: ", "))}"])
    }

    @discardableResult
    private func hand(
        in sheet: SheetKind, _ header: String, _ rows: [String], to work: TestOffice,
        team: String = "JKT", period: String = "2026-11"
    ) async throws -> ImportReport {
        let text = ([header] + rows).joined(separator: "\r\n") + "\r\n"
        return try await work.stages.intake.submit(
            Intake.File(name: "figures.csv", content: Array(text.utf8)), type: sheet.rawValue,
            team: team, period: Period(period), by: "K", at: work.clock.now)
    }

    /// One invoice of so much.
    private func sell(
        _ amount: Int64, units: Int = 1, by salesperson: String = "S", of team: String = "JKT",
        in work: TestOffice, period: String = "2026-11"
    ) async throws -> ImportReport {
        try await hand(
            in: .achievements, Self.cases[0].header,
            ["\(period);\(salesperson);F-\(amount)-\(units);;A;\(units);\(amount);0"], to: work,
            team: team, period: period)
    }

    private func found(in report: ImportReport) -> [String] {
        report.reading.findings.map { "\($0.cell) \($0.code.rawValue) \($0.severity.rawValue)" }
    }
}
