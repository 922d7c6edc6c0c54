package import FoundationEssentials

/// Takes the files of one import; they may refer to each other.
package struct ImportSheets: ControlCall {
    package static let method = "ImportSheets"
    package var files: [SentFile]
    /// What the sheets are, where they cannot be recognised.
    package var kind: String?
    package var dryRun: Bool
    /// Take the rows without faults, although others have some.
    package var partial: Bool?
    package var by: String?

    package init(
        files: [SentFile], kind: String? = nil, dryRun: Bool = false, partial: Bool? = nil,
        by: String? = nil
    ) {
        self.files = files
        self.kind = kind
        self.dryRun = dryRun
        self.partial = partial
        self.by = by
    }

    package struct Reply: Codable, Sendable {
        /// One for each file, in their order; empty in replies before the last.
        package var reports: [SheetReport]
        /// How far it is; nil in the last reply.
        package var progress: ImportProgress?

        package init(reports: [SheetReport], progress: ImportProgress? = nil) {
            self.reports = reports
            self.progress = progress
        }
    }
}

/// How far an import is.
package struct ImportProgress: Codable, Sendable, Hashable {
    /// The file that is being read; nil while all are checked and taken.
    package var file: String?
    /// Rows read so far, of this file or of all.
    package var rows: Int

    package init(file: String?, rows: Int) {
        self.file = file
        self.rows = rows
    }
}

/// Hands in one team's file for one period.
package struct Submit: ControlCall {
    package static let method = "Submit"
    package var file: SentFile
    /// What the file's name and rows do not say.
    package var type: String?
    package var team: String?
    package var period: String?
    package var by: String?

    package init(
        file: SentFile, type: String? = nil, team: String? = nil, period: String? = nil,
        by: String? = nil
    ) {
        self.file = file
        self.type = type
        self.team = team
        self.period = period
        self.by = by
    }

    package struct Reply: Codable, Sendable {
        package var report: SheetReport
        package init(report: SheetReport) { self.report = report }
    }
}

/// A file as it lies on the sender's disk.
package struct File: Codable, Sendable {
    /// Without folders.
    package var name: String
    /// On the wire in Base64 (RFC 4648).
    package var content: Data

    package init(name: String, content: Data) {
        self.name = name
        self.content = content
    }
}

/// What one file came to.
package struct SheetReport: Codable, Sendable {
    package var file: String
    /// The kind of sheet, nil when none was recognised.
    package var sheet: String?
    package var dryRun: Bool
    /// Rows taken: all or none, or all but those left out.
    package var accepted: Int
    package var added: Int
    package var changed: Int
    package var unchanged: Int
    /// Entries that the ledger has and the file leaves out: nothing happens to them.
    package var absent: Int
    package var absentKeys: [String]
    package var changes: [Change]
    /// Cells that repeat what was said before while something else is so since; that is `old`, what the
    /// cell says `new`.
    package var kept: [Change]
    /// Cells that say what was said before and replaced since: not applied.
    package var oldCopies: [Change]
    /// Cells that were applied over what was changed otherwise since the sheet before.
    package var overridden: [Change]
    package var totals: [String: Int]
    /// How many digits of an amount stand behind its decimal mark; null where none do.
    package var decimals: Int?
    /// How the office writes numbers, by example: `1.250,50`.
    package var numberStyle: String?
    package var nilReport: Bool
    package var remarks: [String]
    package var findings: [Finding]
    /// What it sets in motion, as sentences.
    package var effects: [String]
    /// Numbers of the rows that were left out, where that was asked for, while the others were taken.
    package var rowsLeft: [Int]
    /// For a submission: whose, for when, and its how manieth version.
    package var team: String?
    package var period: String?
    package var version: Int?

    package init(
        file: String, sheet: String?, dryRun: Bool, accepted: Int, added: Int, changed: Int,
        unchanged: Int, absent: Int, absentKeys: [String], changes: [Change],
        kept: [Change] = [], oldCopies: [Change] = [], overridden: [Change] = [],
        totals: [String: Int], nilReport: Bool, remarks: [String], findings: [Finding],
        effects: [String], rowsLeft: [Int], team: String?, period: String?, version: Int?,
        decimals: Int? = nil, numberStyle: String? = nil
    ) {
        self.file = file
        self.sheet = sheet
        self.dryRun = dryRun
        self.accepted = accepted
        self.added = added
        self.changed = changed
        self.unchanged = unchanged
        self.absent = absent
        self.absentKeys = absentKeys
        self.changes = changes
        self.kept = kept
        self.oldCopies = oldCopies
        self.overridden = overridden
        self.totals = totals
        self.decimals = decimals
        self.numberStyle = numberStyle
        self.nilReport = nilReport
        self.remarks = remarks
        self.findings = findings
        self.effects = effects
        self.rowsLeft = rowsLeft
        self.team = team
        self.period = period
        self.version = version
    }

    /// With null where there is nothing: scripts find every name in every answer.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(file, forKey: .file)
        try container.encode(sheet, forKey: .sheet)
        try container.encode(dryRun, forKey: .dryRun)
        try container.encode(accepted, forKey: .accepted)
        try container.encode(added, forKey: .added)
        try container.encode(changed, forKey: .changed)
        try container.encode(unchanged, forKey: .unchanged)
        try container.encode(absent, forKey: .absent)
        try container.encode(absentKeys, forKey: .absentKeys)
        try container.encode(changes, forKey: .changes)
        try container.encode(kept, forKey: .kept)
        try container.encode(oldCopies, forKey: .oldCopies)
        try container.encode(overridden, forKey: .overridden)
        try container.encode(totals, forKey: .totals)
        try container.encode(decimals, forKey: .decimals)
        try container.encode(numberStyle, forKey: .numberStyle)
        try container.encode(nilReport, forKey: .nilReport)
        try container.encode(remarks, forKey: .remarks)
        try container.encode(findings, forKey: .findings)
        try container.encode(effects, forKey: .effects)
        try container.encode(rowsLeft, forKey: .rowsLeft)
        try container.encode(team, forKey: .team)
        try container.encode(period, forKey: .period)
        try container.encode(version, forKey: .version)
    }
}

/// One value that a sheet changes.
package struct Change: Codable, Sendable {
    package var key: String
    package var column: String
    package var old: String?
    package var new: String?

    package init(key: String, column: String, old: String?, new: String?) {
        self.key = key
        self.column = column
        self.old = old
        self.new = new
    }
}

/// One fault in one cell.
package struct Finding: Codable, Sendable {
    package var file: String
    package var worksheet: String?
    /// As Excel names it, `F11`; empty for the whole file.
    package var cell: String
    package var code: String
    /// `blocker` or `warning`.
    package var severity: String
    package var value: String
    /// In English; a letter about the same fault has it in its reader's language.
    package var expected: String
    package var suggestion: String?

    package init(
        file: String, worksheet: String?, cell: String, code: String, severity: String,
        value: String, expected: String, suggestion: String?
    ) {
        self.file = file
        self.worksheet = worksheet
        self.cell = cell
        self.code = code
        self.severity = severity
        self.value = value
        self.expected = expected
        self.suggestion = suggestion
    }

    /// With null where there is nothing: scripts find every name in every answer.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(file, forKey: .file)
        try container.encode(worksheet, forKey: .worksheet)
        try container.encode(cell, forKey: .cell)
        try container.encode(code, forKey: .code)
        try container.encode(severity, forKey: .severity)
        try container.encode(value, forKey: .value)
        try container.encode(expected, forKey: .expected)
        try container.encode(suggestion, forKey: .suggestion)
    }
}
