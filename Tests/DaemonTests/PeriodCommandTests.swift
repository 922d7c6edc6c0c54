import Control
import Foundation
import Testing

/// `tenggatctl period`: the board as people read it.
@Suite(.timeLimit(.minutes(10))) struct PeriodCommandTests {
    private static func row(
        _ team: String, _ type: String, _ state: String, findings: [Finding] = [],
        minutesLeft: Int? = nil, target: Int? = nil, net: Int? = nil, signOff: String = "none",
        waivedBy: String? = nil, reason: String? = nil
    ) -> BoardRow {
        let names = ["JKT": "Jakarta", "MKS": "Makassar"]
        return BoardRow(
            team: team, teamName: names[team] ?? team, type: type, state: state, version: 1,
            file: "\(type)-\(team).csv", receivedAt: "2026-12-01T03:00:00Z",
            dueAt: "2026-12-02T08:00:00Z", minutesLeft: minutesLeft, rows: 12, totals: [:],
            target: target, gross: net, net: net, waivedBy: waivedBy, reason: reason,
            signOff: signOff, signedBy: nil, signedAt: nil, why: nil, findings: findings)
    }

    private static func finding(
        _ cell: String, _ value: String, _ expected: String, severity: String = "blocker",
        worksheet: String? = nil, suggestion: String? = nil
    ) -> Finding {
        Finding(
            file: "f.csv", worksheet: worksheet, cell: cell, code: "not-a-number",
            severity: severity, value: value, expected: expected, suggestion: suggestion)
    }

    private static func board(
        _ state: String, _ rows: [BoardRow], achieved: Achievement? = nil, blockers: [String] = []
    ) -> Board {
        let count = { (state: String) in
            rows.count { $0.state == state && $0.signOff != "unconfirmed" }
        }
        return Board(
            period: Period(
                period: "2026-11", firstDay: "2026-11-01", lastDay: "2026-11-30", state: state,
                dueAt: "2026-12-07T10:00:00Z", accepted: count("accepted") + count("nil"),
                provisional: rows.count { $0.signOff == "unconfirmed" },
                rejected: count("rejected"), missing: count("missing"),
                expected: count("expected"), waived: count("waived")),
            movedBy: state == "open" ? nil : "K",
            movedAt: state == "open" ? "2026-11-01T01:00:00Z" : "2026-12-04T02:00:00Z",
            reason: state == "open" ? nil : "all are in", rows: rows, achieved: achieved,
            decimals: nil, numberStyle: "1.250,50", blockers: blockers)
    }

    private static let open = board(
        "open",
        [
            row(
                "JKT", "achievements", "accepted",
                findings: [finding("B2", "", "a date in November", severity: "warning")],
                target: 1_350_000_000, net: 1_250_000_000, signOff: "signed"),
            row("JKT", "expenses", "missing", minutesLeft: 425, target: 1_350_000_000),
            row(
                "MKS", "achievements", "rejected",
                findings: [
                    finding("F11", "#N/A", "a number", worksheet: "Capaian"),
                    finding("G3", "1,2,5", "a number", suggestion: "125"),
                ], minutesLeft: 45, target: 690_000_000),
            row("MKS", "expenses", "waived", target: 690_000_000, waivedBy: "K", reason: "moved"),
            row("SBY", "achievements", "nil", net: 0, signOff: "suspended"),
            row("SBY", "expenses", "accepted", signOff: "unconfirmed"),
        ],
        achieved: Achievement(
            gross: 1_300_000_000, net: 1_250_000_000, targetOfAccepted: 1_350_000_000,
            targetOfAll: 2_040_000_000, percentOfAccepted: 92, percentOfAll: 61),
        blockers: ["Jakarta, expense report: missing", "Makassar: rejected, 2 items to correct"])

    private static let openText = """
        2026-11: open since 2026-11-01 01:00 UTC; 2026-11-01 to 2026-11-30, to be closed by \
        2026-12-07 10:00 UTC
        6 submissions: 2 accepted, 1 accepted provisionally, 1 rejected, 1 missing, 0 expected, 1 waived

        TEAM          ACHIEVEMENTS                 EXPENSES
        JKT Jakarta   accepted ✓signed, 1 warning  missing 7h
        MKS Makassar  rejected 2, 45m              waived
        SBY           nil (to sign again)          accepted (provisional)
        MKS expenses waived by K: moved

        TEAM                   TARGET       ACHIEVED   %
        JKT Jakarta     1.350.000.000  1.250.000.000  92  ███████████░
        MKS Makassar      690.000.000              -   -
        SBY                         -              0   -
        accepted teams  1.350.000.000  1.250.000.000  92  ███████████░
        all teams       2.040.000.000  1.250.000.000  61  ███████░░░░░
        before returns 1.300.000.000

        NOT READY TO CLOSE
        - Jakarta, expense report: missing
        - Makassar: rejected, 2 items to correct

        MKS achievements, achievements-MKS.csv: 2 findings
        - Capaian F11: not-a-number “#N/A”, expected a number
        - G3: not-a-number “1,2,5”, expected a number (perhaps 125)

        """

    @Test func theBoardIsATableOfTeamsAndTypes() async throws {
        let outcomes = try await BoardServer(Self.open).asked(
            ["period", "show", "2026-11"], ["period", "check", "2026-11"],
            ["period", "show", "--findings"])
        #expect(outcomes[0].output == Self.openText)
        #expect(outcomes[1].output == Self.openText)
        #expect(
            outcomes[2].output.contains(
                """

                JKT achievements, achievements-JKT.csv: 1 finding
                - B2: not-a-number, expected a date in November, a warning

                """))
    }

    @Test func figuresAreGroupedAsTheOfficeDoes() async throws {
        var board = Self.open
        for (style, decimals, figure) in [
            ("1,250.50", nil, "1,300,000,000"), ("1 250,50", 2, "13 000 000,00"),
            ("1,250.50", 2, "13,000,000.00"),
        ] as [(String, Int?, String)] {
            board.numberStyle = style
            board.decimals = decimals
            let outcome = try await BoardServer(board).asked(["period", "show"])[0]
            #expect(outcome.output.contains("before returns \(figure)\n"), "\(outcome.output)")
        }
    }

    @Test func aClosedPeriodReadsTheSameEverywhere() async throws {
        let board = Self.board(
            "closed", [Self.row("JKT", "achievements", "accepted", signOff: "signed")])
        let text = """
            2026-11: closed since 2026-12-04 02:00 UTC by K (all are in); 2026-11-01 to \
            2026-11-30, to be closed by 2026-12-07 10:00 UTC
            1 submission: 1 accepted, 0 rejected, 0 missing, 0 expected, 0 waived

            TEAM         ACHIEVEMENTS
            JKT Jakarta  accepted ✓signed

            CLOSED

            """
        for environment in [
            [:], ["TZ": "Asia/Jayapura", "LC_ALL": "id_ID.UTF-8", "COLUMNS": "20"],
            ["TZ": "America/New_York", "LC_ALL": "C", "TERM": "dumb"],
        ] {
            let outcomes = try await BoardServer(board).asked(
                ["period", "show", "2026-11"], environment: environment)
            #expect(outcomes[0].output == text)
        }
    }

    @Test func whatIsReadySaysSo() async throws {
        let locked = Self.board("locked", [Self.row("JKT", "achievements", "expected")])
        let outcomes = try await BoardServer(locked).asked(
            ["period", "show"], ["period", "lock", "2026-11"])
        #expect(outcomes[0].output.hasSuffix("\nJKT Jakarta  expected\n\nREADY TO CLOSE\n"))
        #expect(outcomes[1].output == "2026-11 is locked.\nIt is ready to be closed.\n")
        let empty = try await BoardServer(Self.board("open", [])).asked(["period", "show"])
        #expect(empty[0].output.contains("\nNo team owes anything for 2026-11.\n"))
    }

    @Test(arguments: [
        (
            ["period", "lock", "2026-11", "--by", "K"], "MovePeriod 2026-11 locked - K"
        ),
        (["period", "close", "2026-11"], "MovePeriod 2026-11 closed - -"),
        (
            ["period", "reopen", "2026-11", "--reason", "late invoice", "--by", "K"],
            "MovePeriod 2026-11 open late invoice K"
        ),
        (
            ["submission", "waive", "2026-11", "expenses", "MKS", "--reason", "moved"],
            "WaiveSubmission 2026-11 expenses MKS moved false -"
        ),
        (
            [
                "submission", "waive", "2026-11", "expenses", "MKS", "--reason", "moved",
                "--withdraw", "--by",
                "K",
            ],
            "WaiveSubmission 2026-11 expenses MKS moved true K"
        ),
        (
            [
                "submission", "sign", "2026-11", "achievements", "JKT", "--version", "2", "--by",
                "M-JKT",
            ],
            "SignSubmission 2026-11 achievements JKT 2 M-JKT"
        ),
        (
            ["submission", "sign", "2026-11", "achievements", "JKT", "--by", "M-JKT"],
            "SignSubmission 2026-11 achievements JKT - M-JKT"
        ),
    ])
    func everyVerbAsksForWhatItSays(_ arguments: [String], _ asked: String) async throws {
        @Sendable func answer(_ words: String?...) -> ShowPeriod.Reply {
            var board = Self.open
            board.reason = words.map { $0 ?? "-" }.joined(separator: " ")
            return ShowPeriod.Reply(board: board)
        }
        let server = BoardServer(
            ControlMethod(MovePeriod.self) { call, _ in
                answer("MovePeriod", call.period, call.state, call.reason, call.by)
            },
            ControlMethod(WaiveSubmission.self) { call, _ in
                answer(
                    "WaiveSubmission", call.period, call.type, call.team, call.reason,
                    "\(call.withdraw ?? false)", call.by)
            },
            ControlMethod(SignSubmission.self) { call, _ in
                answer(
                    "SignSubmission", call.period, call.type, call.team,
                    call.version.map(String.init), call.by)
            })
        let outcomes = try await server.asked(
            arguments + ["--json"], arguments)
        let json = try JSONSerialization.jsonObject(with: Data(outcomes[0].output.utf8))
        #expect((json as? [String: Any])?["reason"] as? String == asked)
        #expect(
            outcomes[1].output.hasSuffix(
                "\n2 things keep 2026-11 from being closed: tenggatctl period show 2026-11\n"))
    }

    @Test func aCloseThatIsRefusedSaysWhy() async throws {
        let message = "2026-11 cannot be closed:\n- Jakarta, expense report: missing"
        let server = BoardServer(
            ControlMethod(MovePeriod.self) { _, _ in throw ControlError(.conflict, message) })
        let outcome = try await server.asked(["period", "close", "2026-11"])[0]
        #expect(outcome.status == 73 && outcome.output.isEmpty)
        #expect(outcome.error == "tenggatctl: \(message)\n")
        let reopening = try await server.asked(["period", "reopen", "2026-11"])[0]
        #expect(reopening.status == 64 && reopening.error.contains("--reason"))
    }

    @Test func theListHasALineForEachPeriod() async throws {
        let server = BoardServer(
            ControlMethod(ListPeriods.self) { _, _ in
                ListPeriods.Reply(periods: [Self.open.period])
            })
        let outcome = try await server.asked(["period", "list"])[0]
        #expect(
            outcome.output == """
                PERIOD   STATE  TO BE CLOSED BY       ACCEPTED  PROVISIONAL  REJECTED  MISSING  EXPECTED  WAIVED
                2026-11  open   2026-12-07 10:00 UTC         2            1         1        1         0       1

                """)
    }
}
