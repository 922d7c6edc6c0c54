import Almanac
import Coordination

/// What teams hand in, and when a period that is full of it closes.
extension SettingsReader {
    func submissions(_ cursor: Cursor) {
        for (name, value) in cursor.entries {
            if let submission = submission(name, value) { submissions[name] = submission }
        }
    }

    private func submission(
        _ name: String, _ cursor: Cursor
    ) -> (type: SubmissionType, at: Cursor, rulesAt: [Cursor])? {
        var sheet: SheetKind?
        var words: [String: String] = [:]
        var owedBy: [String]?
        var every = PeriodKind.month
        var cutOff: Offset?
        var ladder = "submission"
        var signOff = SubmissionType.SignOff.optional
        var figuresAt: Cursor?
        var rulesAt: Cursor?
        var isAnswered = false
        var followsPromises = false
        var confirmBeyond: Percentage?
        cursor.read([
            "sheet": {
                sheet = $0.value(
                    "one of "
                        + SheetKind.allCases.filter(\.isSubmission).map(\.rawValue)
                        .joined(separator: ", ")
                ) { SheetKind(rawValue: $0).flatMap { $0.isSubmission ? $0 : nil } }
            },
            "words": { words = self.words($0) },
            "owed_by": { owedBy = self.owedBy($0) },
            "every": { every = $0.word() ?? every },
            "cut_off": { cutOff = $0.value("an offset such as WD+2 15:00") { try Offset($0) } },
            "ladder": { ladder = $0.text()?.lowercased() ?? ladder },
            "sign_off": { signOff = $0.word() ?? signOff },
            "figures": { figuresAt = $0 },
            "rules": { rulesAt = $0 },
            "answer": { isAnswered = $0.flag() ?? isAnswered },
            "follow_promises": { followsPromises = $0.flag() ?? followsPromises },
            "confirm_beyond": {
                confirmBeyond = $0.value("a percentage such as 50%", Percentage.init)
            },
        ])
        // Columns are judged by the sheet, wherever it stands.
        let columns = sheet.map { ColumnNames(sheet: $0) }
        let figures = figuresAt.flatMap { self.figures($0, columns) }
        let rules = (rulesAt?.elements ?? []).compactMap { at in
            SubmissionRuleReader(cursor: at, columns: columns).rule.map { (rule: $0, at: at) }
        }
        guard let sheet, let cutOff else {
            let given = Set(cursor.entries.map(\.key))
            for name in ["sheet", "cut_off"] where !given.contains(name) {
                cursor.fail("a submission needs `\(name)`")
            }
            return nil
        }
        var all = rules.map(\.rule)
        // An empty file is never taken for a nil report, unless the settings rule on it.
        if !all.contains(where: { $0.check == .explicitNil }) {
            all.append(SubmissionRule(.explicitNil))
        }
        let type = SubmissionType(
            name: name, sheet: sheet, words: words, owedBy: owedBy, every: every, cutOff: cutOff,
            ladder: ladder, signOff: signOff, figures: figures, rules: all, isAnswered: isAnswered,
            followsPromises: followsPromises, confirmBeyond: confirmBeyond)
        return (type, cursor, rules.map(\.at))
    }

    /// `all`, or codes of teams; nil for all of them.
    private func owedBy(_ cursor: Cursor) -> [String]? {
        let wanted = "`all` or codes of teams"
        let codes = cursor.elements.compactMap { $0.text(wanted: wanted) }
        if codes == ["all"] { return nil }
        if codes.isEmpty { cursor.fail("found nothing, wanted \(wanted)") }
        if codes.contains("all") { cursor.fail("`all` stands alone, or codes of teams do") }
        return codes
    }

    /// `{gross: amount, net: [amount, returns]}`; without `net` it is the gross one.
    private func figures(_ cursor: Cursor, _ columns: ColumnNames?) -> SubmissionType.Figures? {
        var gross: String?
        var net: [String]?
        cursor.read([
            "gross": { gross = columns?.name($0, .total) },
            "net": { net = $0.elements.compactMap { columns?.name($0, .total) } },
        ])
        if !cursor.entries.contains(where: { $0.key == "gross" }) {
            cursor.fail("`figures` needs `gross`, a column whose total counts against the target")
        }
        return gross.map { SubmissionType.Figures(gross: $0, net: net ?? [$0]) }
    }

    /// Two submissions on one sheet of one team for one kind of period: of a file nobody could tell
    /// which it is.
    func checkSheets() {
        let all = submissions.sorted { $0.key < $1.key }.map(\.value)
        for (index, (type, at, _)) in all.enumerated() {
            for other in all.prefix(index).map(\.type)
            where other.sheet == type.sheet && other.every == type.every
                && other.sharesTeams(with: type)
            {
                at.fail(
                    "\(other.name) and \(type.name) are the same sheet for the same "
                        + "\(type.every.rawValue): name different teams in their `owed_by`")
            }
        }
    }

    /// Sums that are to agree with those of submissions that are not there, or cannot be compared.
    func checkTieOuts() {
        for (type, _, rulesAt) in submissions.values {
            for (rule, at) in zip(type.rules, rulesAt) {
                guard case .tieOut(_, .submission(let name, let column), _) = rule.check else {
                    continue
                }
                let at = at.entries.first { $0.key == "to" }?.value ?? at
                guard let other = submissions[name]?.type, name != type.name else {
                    let others = submissions.keys.filter { $0 != type.name }
                    at.fail("no other submission “\(name)”; " + known(others + ["orders"]))
                    continue
                }
                if other.every != type.every {
                    at.fail(
                        "\(name) is handed in by the \(other.every.rawValue), \(type.name) by the "
                            + "\(type.every.rawValue): name one of the same length")
                }
                _ = ColumnNames(sheet: other.sheet).check(column, .total, at: at)
                let isMutual = other.rules.contains { back in
                    guard case .tieOut(_, .submission(type.name, _), _) = back.check else {
                        return false
                    }
                    return back.severity == .blocker
                }
                if rule.severity == .blocker, isMutual, type.name < name {
                    at.fail(
                        "\(type.name) and \(name) would each wait for the other: make one of the "
                            + "two rules a warning")
                }
            }
        }
    }

    /// `{checks: [WD-1 08:00, WD+3 08:00], due: WD+5 17:00, ladder: close, tell: coordinator}`.
    func close(_ cursor: Cursor) {
        let offset = { (at: Cursor) in
            at.value("an offset such as WD+5 17:00") { try Offset($0) }
        }
        cursor.read([
            "first": {
                self.closeCalendar.first = $0.value(
                    "a period such as 2026-11 or 2026-Q4", Period.init)
            },
            "announce": {
                self.closeCalendar.announcesClose =
                    $0.flag() ?? self.closeCalendar.announcesClose
            },
            "checks": { self.closeCalendar.checks = $0.elements.compactMap(offset) },
            "due": { self.closeCalendar.due = offset($0) ?? self.closeCalendar.due },
            "ladder": { at in
                self.closeLadderAt = at
                self.closeCalendar.ladder = at.text()?.lowercased() ?? self.closeCalendar.ladder
            },
            "tell": {
                self.closeCalendar.tell = $0.elements.compactMap(self.summaryReader)
            },
        ])
    }

    /// A summary is of the office's, so that it has neither an owner nor a team.
    private func summaryReader(_ cursor: Cursor) -> Role? {
        guard let role = role(cursor) else { return nil }
        guard ![.owner, .team].contains(role) else {
            cursor.fail(
                "found “\(role)”, wanted coordinator, manager, director, a person's code or an address"
            )
            return nil
        }
        return role
    }
}
