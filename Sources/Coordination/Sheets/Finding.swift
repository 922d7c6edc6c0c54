/// One fault in a file that somebody handed in, named the way a spreadsheet names it.
///
/// People read findings and mend their file by them, so a finding always says where (cell), what was
/// seen and what was expected. Codes are stable: scripts and tests match them, wordings may change.
package struct Finding: Hashable, Sendable, Codable {
    /// Whether the file may be taken with this fault in it.
    package enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
        /// Nothing of the file is taken.
        case blocker
        /// The file is taken and the sender is told.
        case warning
    }

    /// The file's name as the sender gave it, without folders.
    package var file: String
    /// The worksheet's name; nil in a CSV file.
    package var worksheet: String?
    /// The cell as Excel names it (`F11`); in CSV, column letter and record number; empty when the
    /// finding is about the whole file.
    package var cell: String
    /// What kind of fault it is; etc/manual/sheets.md has the list.
    package var code: Code
    package var severity: Severity
    /// The text as it stands in the cell, empty when there is none.
    package var value: String
    /// What the reader wanted there, ready to show.
    package var expected: BilingualText
    /// A correction, only where one is sure.
    package var suggestion: String?
    /// What is done with the cell all the same, where its row is taken: it is said once that is known.
    package var ifTaken: BilingualText?

    package init(
        file: String, worksheet: String? = nil, cell: String = "", code: Code,
        severity: Severity = .blocker, value: String = "", expected: BilingualText,
        suggestion: String? = nil, ifTaken: BilingualText? = nil
    ) {
        self.file = file
        self.worksheet = worksheet
        self.cell = cell
        self.code = code
        self.severity = severity
        self.value = value
        self.expected = expected
        self.suggestion = suggestion
        self.ifTaken = ifTaken
    }

    /// As its sender reads it: of a row that is refused nothing is said to be taken.
    package func wordedForSender(isTaken: Bool) -> Finding {
        var finding = self
        finding.ifTaken = nil
        if isTaken, let ifTaken { finding.expected = expected.followed(by: ifTaken) }
        return finding
    }
}

extension Finding {
    /// The stable names of faults. Add where these do not serve; never rename one.
    package enum Code: String, Hashable, Sendable, Codable, CaseIterable {
        case unrecognisedSheet = "unrecognised-sheet"
        case ambiguousSheet = "ambiguous-sheet"
        case missingColumns = "missing-columns"
        case notAWorkbook = "not-a-workbook"
        case unknownEncoding = "unknown-encoding"
        case required
        case unknownCode = "unknown-code"
        case notANumber = "not-a-number"
        case ambiguousNumber = "ambiguous-number"
        case invalidDate = "invalid-date"
        case ambiguousDate = "ambiguous-date"
        case invalidTime = "invalid-time"
        case outOfRange = "out-of-range"
        case outsidePeriod = "outside-period"
        case wrongPeriod = "wrong-period"
        case duplicateKey = "duplicate-key"
        case totalMismatch = "total-mismatch"
        case controlCharacter = "control-character"
        case formulaWithoutValue = "formula-without-value"
        case mergedCells = "merged-cells"
        case stale
        /// A file for a period that takes no more.
        case periodClosed = "period-closed"
        /// A word that is not one of the column's allowed words (a role, a language, yes or no).
        case unknownWord = "unknown-word"
        /// A date that lies in the past where that is worth a warning.
        case pastDate = "past-date"
        /// A file larger, longer or wider than the reader's stated bounds.
        case tooLarge = "too-large"
        /// What should be a mail address and is none.
        case invalidAddress = "invalid-address"
        /// A code of which a spreadsheet has rounded the last digits away (`8.96213E+12`).
        case digitsLost = "digits-lost"
        /// A code with letters that only look like those of another one.
        case lookAlike = "look-alike"
        /// A cell that holds something, and no column's name above it.
        case beyondHeader = "beyond-header"
        /// A header cell in which another separator stands between columns' names.
        case mixedSeparators = "mixed-separators"
        /// A text longer than what shows it has room for.
        case tooLong = "too-long"
        /// A quotation mark that opens a cell and is never closed.
        case unclosedQuote = "unclosed-quote"
        /// Lines of one order that name different clients; a warning where an order goes to another client
        /// after one was told dates of it.
        case clientMismatch = "client-mismatch"
        /// Rows, file name and sender that do not agree on the team.
        case wrongTeam = "wrong-team"
        /// What does not say how a deadline comes back.
        case invalidRecurrence = "invalid-recurrence"
        /// Deadlines that wait for each other in a ring.
        case dependencyLoop = "dependency-loop"
        /// People who stand in for each other, so that none of them is there.
        case standInCircle = "stand-in-circle"
        /// Somebody who has left, where somebody is to do something, or leaves behind what nobody takes over.
        case personLeft = "person-left"
        /// A decision that cannot be carried out as things stand.
        case notPossible = "not-possible"
        /// A date on which nobody works, where that is worth a warning.
        case nonWorkingDay = "non-working-day"
        /// Whoever sent the file may not change what it changes.
        case notAllowed = "not-allowed"
        /// A link, a folder, a device, or a file that cannot be read, where a file was wanted.
        case notAFile = "not-a-file"
        /// A nil report where a target says that figures were expected.
        case nilAgainstTarget = "nil-against-target"
        /// A file that neither has rows nor says that there is nothing to report.
        case noRows = "no-rows"
        /// No total row where one must declare the sum.
        case missingTotal = "missing-total"
        /// A sum that does not agree with what another submission, or orders, say.
        case tieOut = "tie-out"
        /// A sum far from that of the period before.
        case largeChange = "large-change"
        /// A date is hardly meant: a year typed wrong, or told when it was past already.
        case implausibleDate = "implausible-date"
    }
}

extension Finding {
    /// The row of its cell; nil when it is about the whole file.
    package var row: Int? { Int(cell.drop { $0.isLetter }) }

    /// As a person goes through the file: by row, then by column; what is about all of it first.
    private var place: (Int, Int, String) {
        let letters = cell.prefix { $0.isLetter }
        return (row ?? 0, letters.count, String(letters))
    }

    /// Whether a person who goes through the file meets one before the other.
    package static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
        left.place < right.place
    }
}
