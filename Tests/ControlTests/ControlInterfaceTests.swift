import Foundation
import Testing

@testable import Control

/// The interface's text and the structs that travel are the same contract.
@Suite struct ControlInterfaceTests {
    /// Fields by type name, as the text declares them: `due_at: string`, `note: ?string`.
    private func declared() -> [String: [String: String]] {
        var types: [String: [String: String]] = [:]
        let text = ControlInterface.definition.split(separator: "\n")
            .map { $0.prefix { $0 != "#" } }.joined(separator: " ")
        for declaration in text.split(separator: "type ").dropFirst() {
            let name = declaration.prefix { $0.isLetter }
            guard let open = declaration.firstIndex(of: "("),
                let close = declaration.firstIndex(of: ")"), open < close
            else { continue }
            var fields: [String: String] = [:]
            for field in declaration[declaration.index(after: open)..<close].split(separator: ",") {
                let parts = field.split(separator: ":").map {
                    $0.filter { !$0.isWhitespace }
                }
                if parts.count == 2 { fields[parts[0]] = parts[1] }
            }
            types[String(name)] = fields
        }
        return types
    }

    /// How a struct's properties read in the text.
    private func fields(of value: Any) -> [String: String] {
        var fields: [String: String] = [:]
        for child in Mirror(reflecting: value).children {
            guard let label = child.label else { continue }
            fields[snakeCase(label)] = varlink("\(type(of: child.value))")
        }
        return fields
    }

    private func snakeCase(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
    }

    private func varlink(_ type: String) -> String {
        if type.hasPrefix("Optional<") {
            return "?" + varlink(String(type.dropFirst(9).dropLast()))
        }
        if type.hasPrefix("Array<") { return "[]" + varlink(String(type.dropFirst(6).dropLast())) }
        if type.hasPrefix("Dictionary<String, ") {
            return "[string]" + varlink(String(type.dropFirst(19).dropLast()))
        }
        return [
            "String": "string", "Int": "int", "Bool": "bool", "Double": "float", "Data": "string",
        ][type] ?? type
    }

    private static let run = Run(
        startedAt: "", endedAt: "", result: "", counts: [:], detail: nil)
    private static let finding = Finding(
        file: "", worksheet: nil, cell: "", code: "", severity: "", value: "", expected: "",
        suggestion: nil)

    @Test func everyStructIsDeclaredFieldForField() {
        let values: [Any] = [
            Self.run, Job(name: "", state: "", next: nil, lastRun: nil), exampleStatus,
            Deadline(
                code: "", occurrence: nil, title: "", owner: "", ownerName: nil, due: "",
                timeZone: "", dueAt: "", kind: "", ladder: "", repeat: nil, client: nil, note: nil,
                evidence: nil, dependsOn: [], waiting: false, state: "", revision: 1, nextAt: nil,
                nextStep: nil, acknowledgedUntil: nil, acknowledgedBy: nil, snoozedUntil: nil,
                finishedAt: nil, finishedBy: nil, proof: nil, reason: nil),
            Step(at: "", when: "", role: "", urgent: false, outcome: nil),
            Event(at: "", what: "", by: nil, detail: nil),
            Delegation(person: "", from: "", until: "", standIn: "", reason: nil),
            NoticeItem(
                kind: "", subjectKind: "", subject: "", isUrgent: true, withdrawnBecause: nil),
            Notice(
                id: 1, recipient: "", recipientName: nil, audience: "", state: "", holdReasons: [],
                items: [], createdAt: "", leaveAt: nil, attempts: 0, approvedBy: nil, response: nil,
                finishedAt: nil),
            Letter(messageId: "", recipients: [], subject: "", text: "", html: "", hash: ""),
            Approval(id: 1, hash: ""), ApprovalProblem(id: 1, message: ""),
            File(name: "", content: Data()), SentFile(name: ""), Self.finding,
            Change(key: "", column: "", old: nil, new: nil), ImportProgress(file: nil, rows: 1),
            SheetReport(
                file: "", sheet: nil, dryRun: true, accepted: 0, added: 0, changed: 0, unchanged: 0,
                absent: 0, absentKeys: [], changes: [], totals: [:], nilReport: false, remarks: [],
                findings: [], effects: [], rowsLeft: [], team: nil, period: nil, version: nil),
            ImportProgress(file: nil, rows: 0),
            OrderLine(
                line: "", item: "", quantity: 1, unit: nil, promised: "", expected: nil, told: [],
                delivered: 0, deliveredOn: nil, reason: nil, state: ""),
            Order(
                order: "", client: "", clientName: nil, clientPo: nil, salesperson: nil, state: "",
                lines: [], notice: nil),
            ToldDate(line: "", date: "", at: "", notice: nil),
            Promises(client: "", promised: 0, kept: 0, percent: nil, undated: 0),
            Period(
                period: "", firstDay: "", lastDay: "", state: "", dueAt: "", accepted: 0,
                rejected: 0, missing: 0, expected: 0, waived: 0),
            BoardRow(
                team: "", teamName: "", type: "", state: "", version: nil, file: nil,
                receivedAt: nil, dueAt: "", minutesLeft: nil, rows: 0, totals: [:], target: nil,
                gross: nil, net: nil, waivedBy: nil, reason: nil, signOff: "", signedBy: nil,
                signedAt: nil, findings: []),
            Achievement(
                gross: 0, net: 0, targetOfAccepted: nil, targetOfAll: nil, percentOfAccepted: nil,
                percentOfAll: nil),
            Board(
                period: Period(
                    period: "", firstDay: "", lastDay: "", state: "", dueAt: "", accepted: 0,
                    rejected: 0, missing: 0, expected: 0, waived: 0),
                movedBy: nil, movedAt: nil, reason: nil, rows: [], achieved: nil, blockers: []),
            ClockState(
                now: "", timeZone: "", isSynchronised: true, verdict: "", jumpedFrom: nil,
                jumpedTo: nil, warning: nil),
        ]
        let declared = declared()
        #expect(Set(declared.keys) == Set(values.map { "\(type(of: $0))" }))
        for value in values {
            #expect(fields(of: value) == declared["\(type(of: value))"], "\(type(of: value))")
        }
    }

    @Test func everyCallIsDeclaredWithItsParameters() {
        let calls: [(String, Any)] = [
            (GetStatus.method, GetStatus()), (ListJobs.method, ListJobs()),
            (RunJob.method, RunJob(name: "")), (ListDeadlines.method, ListDeadlines()),
            (AddDeadline.method, AddDeadline(title: "", owner: "", due: "")),
            (ShowDeadline.method, ShowDeadline(code: "")),
            (FinishDeadline.method, FinishDeadline(code: "")),
            (MoveDeadline.method, MoveDeadline(code: "", due: "")),
            (AcknowledgeDeadline.method, AcknowledgeDeadline(code: "")),
            (SnoozeDeadline.method, SnoozeDeadline(code: "", until: "")),
            (ReopenDeadline.method, ReopenDeadline(code: "")),
            (ListDelegations.method, ListDelegations()),
            (
                AddDelegation.method,
                AddDelegation(
                    delegation: Delegation(
                        person: "", from: "", until: "", standIn: "", reason: nil))
            ),
            (RemoveDelegation.method, RemoveDelegation(person: "", from: "")),
            (ListNotices.method, ListNotices()), (ShowNotice.method, ShowNotice(id: 1)),
            (ApproveNotices.method, ApproveNotices(approvals: [])),
            (RefuseNotice.method, RefuseNotice(id: 1, reason: "")),
            (ImportSheets.method, ImportSheets(files: [SentFile]())),
            (SendPiece.method, SendPiece(content: Data())),
            (Submit.method, Submit(file: File(name: "", content: Data()))),
            (HoldClientMail.method, HoldClientMail(reason: "")),
            (ResumeClientMail.method, ResumeClientMail()),
            (ConfirmArrival.method, ConfirmArrival(id: 1)),
            (EditNotice.method, EditNotice(id: 1)),
            (WriteNotice.method, WriteNotice(subject: "", text: "")),
            (ShowOrder.method, ShowOrder(order: "")),
            (ChangeOrder.method, ChangeOrder(order: "", change: "")),
            (ExportSheet.method, ExportSheet(kind: "")), (ExportCalendar.method, ExportCalendar()),
            (ListOrders.method, ListOrders()), (ListPeriods.method, ListPeriods()),
            (ShowPeriod.method, ShowPeriod()), (CheckPeriod.method, CheckPeriod(period: "")),
            (MovePeriod.method, MovePeriod(period: "", state: "")),
            (
                WaiveSubmission.method,
                WaiveSubmission(period: "", type: "", team: "", reason: "")
            ),
            (SignSubmission.method, SignSubmission(period: "", type: "", team: "")),
            (GetClock.method, GetClock()), (ConfirmClock.method, ConfirmClock()),
        ]
        let declared = InterfaceText(ControlInterface.definition).parameters
        #expect(Set(declared.keys) == Set(calls.map(\.0)))
        for (name, call) in calls {
            #expect(Set(fields(of: call).keys) == declared[name], "\(name)")
        }
    }
}
