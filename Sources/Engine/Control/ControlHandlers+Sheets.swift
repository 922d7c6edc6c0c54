import Almanac
import Control
import Coordination
import Host

extension ControlHandlers {
    @Sendable func importSheets(
        _ call: ImportSheets, _ caller: Caller,
        interim: InterimReplies<ImportSheets.Reply>
    ) async throws -> ImportSheets.Reply {
        let kind: SheetKind? = try call.kind.map {
            try CallWords.word($0, "sheet", field: "kind")
        }
        let (updates, feed) = AsyncStream.makeStream(
            of: Intake.Progress.self, bufferingPolicy: .bufferingNewest(1))
        async let told: Void = {
            for await update in updates {
                let progress = ImportProgress(file: update.file, rows: update.rows)
                try await interim(ImportSheets.Reply(reports: [], progress: progress))
            }
        }()
        defer { feed.finish() }
        let files = try uploads.files(call.files, of: caller.actor.enterer, at: clock.elapsed)
        let reports = try await stages.intake.take(
            files, as: kind, isDryRun: call.dryRun,
            isPartial: call.partial ?? false,
            from: Sender(by: caller.by, authority: caller.authority), at: clock.now,
            progress: { feed.yield($0) })
        feed.finish()
        try await told
        return ImportSheets.Reply(
            reports: reports.map { SheetReport($0, in: style) }, progress: nil)
    }

    @Sendable func submit(_ call: Submit, by: String) async throws -> Submit.Reply {
        let period = try call.period.map(CallWords.period)
        let file = try uploads.files([call.file], of: Actor(by).enterer, at: clock.elapsed)[0]
        let report = try await stages.intake.submit(
            file, type: call.type, team: call.team, period: period,
            by: by, at: clock.now)
        return Submit.Reply(report: SheetReport(report, in: style))
    }

    private var style: WritingStyle { stages.store.office.profile.style }
}

extension ControlHandlers {
    @Sendable func sendPiece(_ call: SendPiece, by: String) async throws -> SendPiece.Reply {
        let (upload, size) = try uploads.add(
            call.content, to: call.upload, of: Actor(by).enterer, at: clock.elapsed)
        return SendPiece.Reply(upload: upload, size: size)
    }
}

extension SheetReport {
    /// - Parameter style: how the report's amounts are written.
    init(_ report: ImportReport, in style: WritingStyle) {
        let reading = report.reading
        let difference = report.difference
        self.init(
            file: reading.file, sheet: reading.kind?.rawValue, dryRun: report.isDryRun,
            accepted: report.accepted, added: difference.added.count,
            changed: difference.changedCount, unchanged: difference.unchanged,
            absent: difference.absent.count, absentKeys: difference.absent,
            changes: difference.changed.map {
                Control.Change(key: $0.key, column: $0.column, old: $0.old, new: $0.new)
            },
            kept: report.cells(.kept, .blanked), oldCopies: report.cells(.old),
            overridden: report.cells(.overridden),
            totals: reading.totals.mapValues(Int.init), decimals: style.currency.shownDecimals,
            numberStyle: style.cells.rawValue, nilReport: reading.isNilReport,
            remarks: reading.remarks.map(\.english)
                + difference.answers.map {
                    "row \($0.row), \($0.about?.english ?? $0.code): \($0.text.english)"
                },
            findings: reading.findings.map(Control.Finding.init),
            effects: report.effectWords.map(\.english), rowsLeft: report.left, team: report.team,
            period: report.period, version: report.version, number: report.number.map { Int($0) })
    }
}

extension ImportReport {
    fileprivate func cells(_ kinds: MergedSheet.Note.Kind...) -> [Control.Change] {
        notes.filter { kinds.contains($0.kind) }.map {
            Control.Change(key: $0.key, column: $0.column, old: $0.known, new: $0.said)
        }
    }
}

extension Control.Finding {
    init(_ finding: Coordination.Finding) {
        self.init(
            file: finding.file, worksheet: finding.worksheet, cell: finding.cell,
            code: finding.code.rawValue, severity: finding.severity.rawValue,
            value: finding.value, expected: finding.expected.english,
            suggestion: finding.suggestion)
    }
}
