import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// Commands and sheets keep the same rules: what one refuses, the other finds, for the same reason.
@Suite struct OneRuleTests {
    /// The same bad value by command and by sheet.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Where the finding stands.
        var column: String
        var code: Coordination.Finding.Code
        var command: @Sendable (ControlHandlers) async throws -> Void
        var sheet: String
        var lines: [String]
        /// What is there before.
        var before: [String] = []
    }

    private static func add(
        _ what: String, _ column: String, _ code: Coordination.Finding.Code,
        columns: String, row: String, _ change: @escaping @Sendable (inout AddDeadline) -> Void
    ) -> Case {
        Case(
            testDescription: what, column: column, code: code,
            command: { handlers in
                var call = AddDeadline(title: "Laporan", owner: "S", due: "2026-12-04")
                change(&call)
                _ = try await handlers.addDeadline(call, by: "K")
            }, sheet: "deadlines.csv",
            lines: ["code;title;owner;due_date;" + columns, "T-1;Laporan;S;2026-12-04;" + row])
    }

    private static let newDeadlines: [Case] = [
        Case(
            testDescription: "an owner whom nobody knows", column: "owner", code: .unknownCode,
            command: {
                _ = try await $0.addDeadline(
                    AddDeadline(title: "Laporan", owner: "SX", due: "2026-12-04"), by: "K")
            }, sheet: "deadlines.csv",
            lines: ["code;title;owner;due_date", "T-1;Laporan;SX;2026-12-04"]),
        add(
            "a client whom nobody knows", "client", .unknownCode, columns: "client", row: "C9"
        ) { $0.client = "C9" },
        add("a kind of no settings", "kind", .unknownWord, columns: "kind", row: "tsk") {
            $0.kind = "tsk"
        },
        add(
            "a ladder of no settings", "ladder", .unknownCode, columns: "ladder",
            row: "standrd"
        ) { $0.ladder = "standrd" },
        add(
            "what does not say how it comes back", "repeat", .invalidRecurrence, columns: "repeat",
            row: "now and then"
        ) { $0.repeat = "now and then" },
        add(
            "what never comes", "repeat", .invalidRecurrence, columns: "repeat", row: "*-02-30"
        ) { $0.repeat = "*-02-30" },
        add(
            "what never comes any more", "repeat", .invalidRecurrence, columns: "repeat",
            row: "2025-*-15"
        ) { $0.repeat = "2025-*-15" },
        add(
            "what comes back and waits", "after", .invalidRecurrence, columns: "repeat;after",
            row: "weekly;T-0"
        ) {
            $0.repeat = "weekly"
            $0.after = ["T-0"]
        },
        add("waiting for nothing", "after", .unknownCode, columns: "after", row: "T-9") {
            $0.after = ["T-9"]
        },
    ]

    private static func decide(
        _ what: String, _ column: String, _ code: Coordination.Finding.Code, columns: String,
        row: String, _ command: @escaping @Sendable (ControlHandlers) async throws -> Void
    ) -> Case {
        let header = "code;title;owner;due_date;evidence"
        return Case(
            testDescription: what, column: column, code: code, command: command,
            sheet: "deadlines.csv",
            lines: ["\(header);\(columns)", "T-1;Laporan;S;2026-12-04;kuitansi;\(row)"],
            before: [header, "T-1;Laporan;S;2026-12-04;kuitansi"])
    }

    private static let decisions: [Case] = [
        decide(
            "a waiver that nobody explains", "status", .required, columns: "status", row: "waived"
        ) {
            _ = try await $0.finishDeadline(
                FinishDeadline(code: "T-1", outcome: "waived"), by: "K")
        },
        decide(
            "what is done without what it asks for", "status", .required, columns: "status",
            row: "done"
        ) { _ = try await $0.finishDeadline(FinishDeadline(code: "T-1"), by: "K") },
        decide(
            "reminders that wait too long", "snooze_until", .outOfRange, columns: "snooze_until",
            row: "2026-12-07"
        ) {
            _ = try await $0.snoozeDeadline(
                SnoozeDeadline(code: "T-1", until: "2026-12-07"), by: "K")
        },
    ]

    private static func order(
        _ what: String, _ column: String, _ code: Coordination.Finding.Code, columns: String,
        row: String, _ change: ChangeOrder
    ) -> Case {
        let header = "order;line;client;item;quantity;unit;promised"
        return Case(
            testDescription: what, column: column, code: code,
            command: { handlers in
                let reply = try await handlers.changeOrder(change, by: "K")
                if let warning = reply.warnings.first { throw Warned(message: warning) }
            }, sheet: "orders.csv",
            lines: ["\(header);\(columns)", "O1;1;C1;Meja;5;unit;2026-12-10;\(row)"],
            before: [header, "O1;1;C1;Meja;5;unit;2026-12-10"])
    }

    /// What a command did, and asks about.
    private struct Warned: Error {
        var message: String
    }

    private static let orders: [Case] = [
        order(
            "a date that is past", "expected", .pastDate, columns: "expected", row: "2026-11-02",
            ChangeOrder(order: "O1", change: "slip", lines: ["1"], date: "2026-11-02")),
        order(
            "a date on a day off", "expected", .nonWorkingDay, columns: "expected;reason",
            row: "2026-12-19;KAPAL",
            ChangeOrder(order: "O1", change: "slip", date: "2026-12-19", reason: "KAPAL")),
        order(
            "a reason on no list", "reason", .unknownCode, columns: "expected;reason",
            row: "2026-12-18;entah",
            ChangeOrder(order: "O1", change: "slip", date: "2026-12-18", reason: "entah")),
        order(
            "half a piece", "delivered", .notANumber, columns: "delivered", row: "2,5",
            ChangeOrder(order: "O1", change: "deliver", quantity: 2.5)),
        order(
            "more than was ordered", "delivered", .outOfRange, columns: "delivered", row: "6",
            ChangeOrder(order: "O1", change: "deliver", lines: ["1"], quantity: 6)),
        order(
            "a delivery to come", "delivered_on", .implausibleDate,
            columns: "delivered;delivered_on", row: "2;2026-12-20",
            ChangeOrder(
                order: "O1", change: "deliver", lines: ["1"], date: "2026-12-20", quantity: 2)),
    ]

    private static func delegation(
        _ what: String, _ column: String, _ code: Coordination.Finding.Code, _ standIn: String,
        until: String = "2026-12-04"
    ) -> Case {
        Case(
            testDescription: what, column: column, code: code,
            command: { handlers in
                let delegation = Control.Delegation(
                    person: "M", from: "2026-12-01", until: until, standIn: standIn,
                    reason: nil)
                _ = try await handlers.addDelegation(
                    AddDelegation(delegation: delegation),
                    ControlHandlers.Caller(
                        actor: Actor("K"), authority: TestOffice.sender.authority))
            }, sheet: "delegations.csv",
            lines: ["person;from;until;stand_in", "M;2026-12-01;\(until);\(standIn)"])
    }

    private static let delegations: [Case] = [
        delegation("a stand-in whom nobody knows", "stand_in", .unknownCode, "SX"),
        delegation("somebody who stands in for themselves", "stand_in", .notPossible, "m"),
        delegation(
            "an end before the beginning", "until", .outOfRange, "S", until: "2026-11-30"),
    ]

    @Test(
        "The same bad value by command and by sheet",
        arguments: newDeadlines + decisions + orders + delegations)
    func sameRule(_ rule: Case) async throws {
        let work = try await TestOffice(at: "2026-11-23 08:00")
        if !rule.before.isEmpty { try await work.take(rule.sheet, rule.before) }
        let report = try await work.take(rule.sheet, rule.lines)
        let column = try #require(
            rule.lines[0].split(separator: ";").firstIndex { $0 == rule.column })
        let cell = "\(["A", "B", "C", "D", "E", "F", "G", "H", "I"][column])2"
        let found = report.reading.findings.filter { $0.code == rule.code && $0.cell == cell }
        let finding = try #require(found.first, "\(report.reading.findings)")
        let other = try await TestOffice(at: "2026-11-23 08:00")
        if !rule.before.isEmpty { try await other.take(rule.sheet, rule.before) }
        do {
            try await rule.command(other.handlers)
            Issue.record("the command was taken: \(finding.expected.english)")
        } catch let error as EngineError {
            let violation = try #require(error.violation, "\(error)")
            #expect(violation.code == finding.code)
            #expect(finding.expected.english.hasPrefix(violation.expected.english))
            #expect(finding.expected.indonesian.hasPrefix(violation.expected.indonesian))
            #expect(violation.suggestion == finding.suggestion)
        } catch let warning as Warned {
            #expect(finding.severity == .warning)
            #expect(warning.message.contains(finding.expected.english))
        }
    }
}
