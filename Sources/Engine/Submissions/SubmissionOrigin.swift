import Almanac
import Coordination
import Sheets

/// Whose figures a file holds, and for which period: said beside it, in its name, or by its rows.
struct SubmissionOrigin {
    let office: Office
    /// What the file may be; never empty.
    let types: [SubmissionType]

    /// The team that a file's name tells, else its rows.
    func teamIfTold(by reading: SheetReading) -> Team? {
        if let named = hints(reading).team.flatMap(office.directory.team) { return named }
        let written = teamCodes(in: reading)
        return (written.count == 1 ? written.first : nil).flatMap(office.directory.team)
    }

    func team(of reading: SheetReading, stated: String?) throws -> Team {
        if let stated { return try office.team(named: stated) }
        guard let team = teamIfTold(by: reading) else {
            throw EngineError(
                .invalid,
                "neither the name of \(reading.file) nor its rows tell the team: name "
                    + "it, as in achievement-JKT-2026-11.csv, or say it with --team",
                field: "team",
                violation: Violation(
                    of: "file", .wrongTeam,
                    expected: BilingualText(
                        en: "a team in the file's name or rows, as in "
                            + "achievement-JKT-2026-11.csv",
                        id: "tim pada nama atau baris berkas, misalnya "
                            + "achievement-JKT-2026-11.csv")))
        }
        return team
    }

    func period(of reading: SheetReading, stated: Period?) throws -> Period {
        let written = Set(reading.rows.compactMap { $0.text("period") })
        let period =
            stated ?? hints(reading).period.flatMap(Period.init)
            ?? (written.count == 1 ? written.first : nil).flatMap(Period.init)
        guard let period else {
            throw EngineError(
                .invalid,
                "neither the name of \(reading.file) nor its rows tell the period: name "
                    + "it, as in achievement-JKT-2026-11.csv, or say it with --period",
                field: "period",
                violation: Violation(
                    of: "file", .wrongPeriod,
                    expected: BilingualText(
                        en: "a period in the file's name or rows, as in "
                            + "achievement-JKT-2026-11.csv",
                        id: "periode pada nama atau baris berkas, misalnya "
                            + "achievement-JKT-2026-11.csv")))
        }
        guard types.contains(where: { $0.every == period.kind }) else {
            let type = types[0]
            throw EngineError(
                .invalid,
                "\(type.name) is handed in by the \(type.every.rawValue), and "
                    + "\(period) is none", field: "period",
                violation: Violation(of: "file", .wrongPeriod, expected: type.every.expected))
        }
        return period
    }

    /// Which of them it is: what the team owes for such a period, else the only one there is.
    func type(for team: Team, _ period: Period) throws -> SubmissionType {
        let possible = types.filter { $0.every == period.kind }
        let owed = possible.filter { $0.isOwed(by: team.code) }
        let found = owed.isEmpty ? possible : owed
        if found.count == 1 { return found[0] }
        let names = found.map(\.name)
        throw EngineError(
            .invalid,
            "the file may be team \(team.code)'s " + names.joined(separator: " or ")
                + " for \(period): say which with --type", field: "type",
            violation: Violation(
                of: "file", .ambiguousSheet,
                expected: BilingualText(
                    en: "one of " + names.joined(separator: ", ")
                        + ": hand it in with tenggatctl submission send --type",
                    id: "salah satu dari " + names.joined(separator: ", ")
                        + ": kirimkan dengan tenggatctl submission send --type")))
    }

    /// Findings where what was said, the name and the rows contradict each other. Single rows of
    /// another period are the rules' business.
    func disagreements(
        in reading: SheetReading, team: String, period: Period
    ) -> [Finding] {
        var findings: [Finding] = []
        let hints = hints(reading)
        if let named = hints.team, !named.isCode(team) {
            findings.append(
                Finding(
                    file: reading.file, worksheet: reading.worksheet, code: .wrongTeam,
                    value: named,
                    expected: BilingualText(
                        en: "a file of team \(team): its name says \(named)",
                        id: "berkas tim \(team): nama berkas menyebut \(named)")))
        }
        if let named = hints.period, named != period.description {
            findings.append(
                Finding(
                    file: reading.file, worksheet: reading.worksheet, code: .wrongPeriod,
                    value: named,
                    expected: BilingualText(
                        en: "a file for \(period): its name says \(named)",
                        id: "berkas untuk \(period): nama berkas menyebut \(named)")))
        }
        let written = teamCodes(in: reading)
        if !written.isEmpty,
            !written.contains(where: { $0.isCode(team) })
        {
            findings.append(
                Finding(
                    file: reading.file, worksheet: reading.worksheet, code: .wrongTeam,
                    value: written.sorted().joined(separator: ", "),
                    expected: BilingualText(
                        en: "rows of team \(team)", id: "baris milik tim \(team)")))
        }
        return findings
    }

    /// Warnings of single rows that name another team, or a salesperson of another one: its figures would count for
    /// this team.
    func strangers(in reading: SheetReading, team: String) -> [Finding] {
        let columns = ["team", "salesperson"]
        let found = reading.rows.flatMap { row in
            columns.compactMap { column -> Finding? in
                guard let cell = row.cell(column), let other = self.team(in: column, of: row),
                    !other.isCode(team)
                else { return nil }
                return Finding(
                    file: reading.file, worksheet: reading.worksheet, cell: cell.address,
                    code: .wrongTeam, severity: .warning, value: cell.raw,
                    expected: BilingualText(
                        en: "a row of team \(team): this one is of team \(other)",
                        id: "baris milik tim \(team): yang ini milik tim \(other)"))
            }
        }
        // A file that is another team's as a whole has that said once.
        return teamCodes(in: reading).contains { $0.isCode(team) } ? found : []
    }

    private func team(in column: String, of row: SheetRow) -> String? {
        guard let text = row.text(column) else { return nil }
        return column == "team"
            ? office.directory.team(text)?.code : office.directory.person(text)?.team
    }

    /// Warnings of what is said to have happened after the file came: a date typed wrong, or a period that has not
    /// begun.
    ///
    /// - Parameter day: on which it came first, where the office is.
    func eventsToCome(in reading: SheetReading, period: Period, on day: CivilDate) -> [Finding] {
        guard period.firstDay <= day else {
            return [
                Finding(
                    file: reading.file, worksheet: reading.worksheet, code: .implausibleDate,
                    severity: .warning, value: period.description,
                    expected: BilingualText(
                        en: "a period that had begun by \(day.words.english), when the file came",
                        id: "periode yang sudah dimulai pada \(day.words.indonesian), saat berkas "
                            + "diterima"))
            ]
        }
        let columns = (reading.kind?.figureColumns ?? []).filter(\.isOfWhatHappened)
        return reading.rows.flatMap { row in
            columns.compactMap { column -> Finding? in
                guard let cell = row.cell(column.name), case .date(let date) = cell.value,
                    date > day
                else { return nil }
                return Finding(
                    file: reading.file, worksheet: reading.worksheet, cell: cell.address,
                    code: .implausibleDate, severity: .warning, value: cell.raw,
                    expected: BilingualText(
                        en: "a date up to \(day.words.english), when the file came",
                        id: "tanggal paling akhir \(day.words.indonesian), saat berkas diterima"))
            }
        }
    }

    /// Whether name and rows do not agree on whose file it is, or for when: it may be another team's, or
    /// another period's, under a wrong name.
    func isMisnamed(_ reading: SheetReading, team: String, period: Period) -> Bool {
        let periods = Set(reading.rows.compactMap { $0.text("period") })
        return !disagreements(in: reading, team: team, period: period).isEmpty
            || !periods.isEmpty && !periods.contains(period.description)
    }

    private func hints(_ reading: SheetReading) -> FileNameHints {
        FileNameHints(
            fileName: reading.file,
            teams: office.directory.teams.values.map { (code: $0.code, name: $0.name) })
    }

    /// The teams that rows name, or whose salespeople they name.
    private func teamCodes(in reading: SheetReading) -> Set<String> {
        Set(
            reading.rows.compactMap { row in
                row.text("team").flatMap(office.directory.team)?.code
                    ?? row.text("salesperson").flatMap(office.directory.person)?.team
            })
    }
}

extension PeriodKind {
    /// Of a file for periods of this kind.
    fileprivate var expected: BilingualText {
        switch self {
        case .month:
            BilingualText(
                en: "a file for a month, such as 2026-11", id: "berkas bulanan, misalnya 2026-11")
        case .quarter:
            BilingualText(
                en: "a file for a quarter, such as 2026-Q4",
                id: "berkas triwulanan, misalnya 2026-Q4")
        }
    }
}

extension Office {
    /// The team that a submission's name tells, else its rows.
    func teamTold(by reading: SheetReading) -> Team? {
        SubmissionOrigin(office: self, types: profile.submissionTypes).teamIfTold(by: reading)
    }
}
