// swift-format-ignore-file
// Made by scripts/generate-contract from org.tenggat.Control.varlink: change that, not this.

package import FoundationEssentials

/// One firing of a job.
package struct Run: Codable, Sendable {
    package var startedAt: String
    package var endedAt: String
    /// `done` or `failed`.
    package var result: String
    package var counts: [String: Int]
    package var detail: String?

    package init(
        startedAt: String, endedAt: String, result: String, counts: [String: Int], detail: String?
    ) {
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.result = result
        self.counts = counts
        self.detail = detail
    }
}

/// A job and its state.
package struct Job: Codable, Sendable {
    package var name: String
    /// `waiting`, `running`, `retrying` or `paused`.
    package var state: String
    package var next: String?
    package var lastRun: Run?
    /// Since when it is paused, by whom and why; absent for one that is not.
    package var pausedAt: String?
    package var pausedBy: String?
    package var pausedBecause: String?

    package init(
        name: String, state: String, next: String?, lastRun: Run?, pausedAt: String?,
        pausedBy: String?, pausedBecause: String?
    ) {
        self.name = name
        self.state = state
        self.next = next
        self.lastRun = lastRun
        self.pausedAt = pausedAt
        self.pausedBy = pausedBy
        self.pausedBecause = pausedBecause
    }
}

/// The service at a glance.
package struct Status: Codable, Sendable {
    package var version: String
    package var now: String
    package var startedAt: String
    package var office: String
    package var timeZone: String
    package var courier: String
    package var jobs: [Job]
    package var deadlinesOpen: Int
    package var deadlinesOverdue: Int
    package var noticesWaiting: Int
    package var noticesHeld: Int
    package var noticesUncertain: Int
    package var ordersLate: Int
    /// What a person should see to, as sentences.
    package var warnings: [String]

    package init(
        version: String, now: String, startedAt: String, office: String, timeZone: String,
        courier: String, jobs: [Job], deadlinesOpen: Int, deadlinesOverdue: Int,
        noticesWaiting: Int, noticesHeld: Int, noticesUncertain: Int, ordersLate: Int,
        warnings: [String]
    ) {
        self.version = version
        self.now = now
        self.startedAt = startedAt
        self.office = office
        self.timeZone = timeZone
        self.courier = courier
        self.jobs = jobs
        self.deadlinesOpen = deadlinesOpen
        self.deadlinesOverdue = deadlinesOverdue
        self.noticesWaiting = noticesWaiting
        self.noticesHeld = noticesHeld
        self.noticesUncertain = noticesUncertain
        self.ordersLate = ordersLate
        self.warnings = warnings
    }
}

/// One setting that a reload finds otherwise than it was.
package struct SettingChange: Codable, Sendable {
    /// `mail.smtp.port`.
    package var name: String
    /// As the files say it; absent where they said nothing.
    package var old: String?
    package var new: String?
    /// Whether it counts only once the service is started anew.
    package var needsRestart: Bool

    package init(name: String, old: String?, new: String?, needsRestart: Bool) {
        self.name = name
        self.old = old
        self.new = new
        self.needsRestart = needsRestart
    }
}

/// One thing that was looked at to tell whether an office is set up.
package struct SetupFinding: Codable, Sendable {
    /// `mail`, `people`, …
    package var topic: String
    /// `good`, `advice`, or `missing`: somebody is not told what they should be.
    package var weight: String
    /// What was found, as a sentence.
    package var words: String
    package var remedy: String?

    package init(topic: String, weight: String, words: String, remedy: String?) {
        self.topic = topic
        self.weight = weight
        self.words = words
        self.remedy = remedy
    }
}

/// A promise: who owes what, by when, and what will be done about it next.
package struct Deadline: Codable, Sendable {
    package var code: String
    /// Which one of a series.
    package var occurrence: String?
    package var title: String
    package var owner: String
    package var ownerName: String?
    /// As it was meant: local date and time, `2026-12-04 15:00`, in `time_zone`.
    package var due: String
    package var timeZone: String
    /// The same instant as `due`, in UTC.
    package var dueAt: String
    package var kind: String
    package var ladder: String
    /// How it comes back; there for one of a series.
    package var `repeat`: String?
    package var client: String?
    package var note: String?
    /// What must be shown when it is done.
    package var evidence: String?
    package var after: [String]
    /// Whether what it depends on is still open.
    package var waiting: Bool
    /// `open`, `done`, `cancelled` or `waived`.
    package var state: String
    package var revision: Int
    /// When its ladder next tells somebody.
    package var nextAt: String?
    /// Which step that is, and whom it tells.
    package var nextStep: String?
    package var acknowledgedUntil: String?
    package var acknowledgedBy: String?
    package var snoozedUntil: String?
    package var finishedAt: String?
    package var finishedBy: String?
    /// What was shown.
    package var proof: String?
    /// What is still to be shown, of what it asks for, separated by semicolons.
    package var missingEvidence: String?
    package var reason: String?

    package init(
        code: String, occurrence: String?, title: String, owner: String, ownerName: String?,
        due: String, timeZone: String, dueAt: String, kind: String, ladder: String, repeat: String?,
        client: String?, note: String?, evidence: String?, after: [String], waiting: Bool,
        state: String, revision: Int, nextAt: String?, nextStep: String?,
        acknowledgedUntil: String?, acknowledgedBy: String?, snoozedUntil: String?,
        finishedAt: String?, finishedBy: String?, proof: String?, missingEvidence: String?,
        reason: String?
    ) {
        self.code = code
        self.occurrence = occurrence
        self.title = title
        self.owner = owner
        self.ownerName = ownerName
        self.due = due
        self.timeZone = timeZone
        self.dueAt = dueAt
        self.kind = kind
        self.ladder = ladder
        self.repeat = `repeat`
        self.client = client
        self.note = note
        self.evidence = evidence
        self.after = after
        self.waiting = waiting
        self.state = state
        self.revision = revision
        self.nextAt = nextAt
        self.nextStep = nextStep
        self.acknowledgedUntil = acknowledgedUntil
        self.acknowledgedBy = acknowledgedBy
        self.snoozedUntil = snoozedUntil
        self.finishedAt = finishedAt
        self.finishedBy = finishedBy
        self.proof = proof
        self.missingEvidence = missingEvidence
        self.reason = reason
    }
}

/// One step of a deadline's ladder.
package struct Step: Codable, Sendable {
    /// When it goes, or would have.
    package var at: String
    /// As the ladder writes it: `WD-3 09:00`.
    package var when: String
    package var role: String
    package var urgent: Bool
    /// `fired`, `missed`, `superseded`, `merged` or `unreachable`; absent while it is ahead.
    package var outcome: String?

    package init(at: String, when: String, role: String, urgent: Bool, outcome: String?) {
        self.at = at
        self.when = when
        self.role = role
        self.urgent = urgent
        self.outcome = outcome
    }
}

/// One line of the append-only history.
package struct Event: Codable, Sendable {
    package var at: String
    package var what: String
    package var by: String?
    package var detail: String?

    package init(at: String, what: String, by: String?, detail: String?) {
        self.at = at
        self.what = what
        self.by = by
        self.detail = detail
    }
}

/// Whoever is away, and who stands in. Dates are civil, both days included.
package struct Delegation: Codable, Sendable {
    package var person: String
    package var from: String
    package var until: String
    package var standIn: String
    package var reason: String?

    package init(person: String, from: String, until: String, standIn: String, reason: String?) {
        self.person = person
        self.from = from
        self.until = until
        self.standIn = standIn
        self.reason = reason
    }
}

/// One thing that a notice tells.
package struct NoticeItem: Codable, Sendable {
    /// The template that words it: `reminder`, `slip`, …
    package var kind: String
    /// `deadline`, `order`, `submission`, …
    package var subjectKind: String
    package var subject: String
    package var isUrgent: Bool
    package var withdrawnBecause: String?

    package init(
        kind: String, subjectKind: String, subject: String, isUrgent: Bool,
        withdrawnBecause: String?
    ) {
        self.kind = kind
        self.subjectKind = subjectKind
        self.subject = subject
        self.isUrgent = isUrgent
        self.withdrawnBecause = withdrawnBecause
    }
}

/// One message to one recipient, and where it stands.
package struct Notice: Codable, Sendable {
    package var id: Int
    /// A person's, team's or client's code, or a bare address.
    package var recipient: String
    package var recipientName: String?
    /// `office` or `client`.
    package var audience: String
    /// `waiting`, `held`, `claimed`, `deferred`, `sent`, `refused`, `uncertain`, `withdrawn` or `expired`.
    package var state: String
    package var holdReasons: [String]
    package var items: [NoticeItem]
    package var createdAt: String
    package var leaveAt: String?
    package var attempts: Int
    package var approvedBy: String?
    /// What the mail server said last.
    package var response: String?
    package var finishedAt: String?
    /// What keeps it from leaving though its moment comes, in sentences: a stop of all mail to clients, a clock that is
    /// not trusted, a client whose letters rest. Said where one is shown, approved or tried now, else empty.
    package var waits: [String]
    /// The same by the rules that `why` names (`client-mail-held`, `no-way-out`, …). Said in lists, else empty.
    package var stops: [String]

    package init(
        id: Int, recipient: String, recipientName: String?, audience: String, state: String,
        holdReasons: [String], items: [NoticeItem], createdAt: String, leaveAt: String?,
        attempts: Int, approvedBy: String?, response: String?, finishedAt: String?, waits: [String],
        stops: [String]
    ) {
        self.id = id
        self.recipient = recipient
        self.recipientName = recipientName
        self.audience = audience
        self.state = state
        self.holdReasons = holdReasons
        self.items = items
        self.createdAt = createdAt
        self.leaveAt = leaveAt
        self.attempts = attempts
        self.approvedBy = approvedBy
        self.response = response
        self.finishedAt = finishedAt
        self.waits = waits
        self.stops = stops
    }
}

/// A letter as its reader gets it.
package struct Letter: Codable, Sendable {
    package var messageId: String
    package var recipients: [String]
    package var subject: String
    package var text: String
    package var html: String
    /// What an approval binds to: SHA-256 over what the letter says and to whom.
    package var hash: String

    package init(
        messageId: String, recipients: [String], subject: String, text: String, html: String,
        hash: String
    ) {
        self.messageId = messageId
        self.recipients = recipients
        self.subject = subject
        self.text = text
        self.html = html
        self.hash = hash
    }
}

/// One letter that somebody read.
package struct Approval: Codable, Sendable {
    package var id: Int
    /// Which wording of it.
    package var hash: String

    package init(id: Int, hash: String) {
        self.id = id
        self.hash = hash
    }
}

/// Why a letter was not released.
package struct ApprovalProblem: Codable, Sendable {
    package var id: Int
    package var message: String

    package init(id: Int, message: String) {
        self.id = id
        self.message = message
    }
}

/// A file as it lies on the sender's disk.
package struct File: Codable, Sendable {
    /// Without folders.
    package var name: String
    /// Base64 (RFC 4648).
    package var content: Data

    package init(name: String, content: Data) {
        self.name = name
        self.content = content
    }
}

/// A file as it is sent: its content, or the upload that its pieces came as.
package struct SentFile: Codable, Sendable {
    /// Without folders.
    package var name: String
    /// Base64 (RFC 4648); absent for a file that came in pieces.
    package var content: Data?
    /// What `SendPiece` named it; absent for a file whose content is here.
    package var upload: String?

    package init(name: String, content: Data?, upload: String?) {
        self.name = name
        self.content = content
        self.upload = upload
    }
}

/// One fault in one cell. Every name is there, with null where there is nothing.
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

/// How far an import is.
package struct ImportProgress: Codable, Sendable {
    /// The file that is being read; absent while all are checked and taken.
    package var file: String?
    /// Rows read so far, of this file or of all.
    package var rows: Int

    package init(file: String?, rows: Int) {
        self.file = file
        self.rows = rows
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

/// What one file came to. Every name is there, with null where there is nothing.
package struct SheetReport: Codable, Sendable {
    package var file: String
    /// The kind of sheet, null when none was recognised.
    package var sheet: String?
    package var dryRun: Bool
    /// Rows taken: all or none, or, in a partial import, all but those left out.
    package var accepted: Int
    package var added: Int
    package var changed: Int
    package var unchanged: Int
    /// Entries that are remembered and that the file leaves out: nothing happens to them.
    package var absent: Int
    package var absentKeys: [String]
    package var changes: [Change]
    /// Cells that repeat what was said before while something else is so since; that is `old`, what
    /// the cell says `new`.
    package var kept: [Change]
    /// Cells that say what was said before and replaced since: not applied.
    package var oldCopies: [Change]
    /// Cells that were applied over what was changed otherwise since the sheet before.
    package var overridden: [Change]
    /// Amounts are in the smallest unit of the currency.
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
    /// Numbers of the rows that a partial import left out.
    package var rowsLeft: [Int]
    /// Whose submission it is; null for another sheet.
    package var team: String?
    /// The period that the submission is for.
    package var period: String?
    /// Which version of the submission it is, from 1.
    package var version: Int?
    /// Under which number it can be undone; null of what changed nothing.
    package var number: Int?

    package init(
        file: String, sheet: String?, dryRun: Bool, accepted: Int, added: Int, changed: Int,
        unchanged: Int, absent: Int, absentKeys: [String], changes: [Change], kept: [Change],
        oldCopies: [Change], overridden: [Change], totals: [String: Int], decimals: Int?,
        numberStyle: String?, nilReport: Bool, remarks: [String], findings: [Finding],
        effects: [String], rowsLeft: [Int], team: String?, period: String?, version: Int?,
        number: Int?
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
        self.number = number
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
        try container.encode(number, forKey: .number)
    }
}

/// A file that was taken.
package struct ImportedFile: Codable, Sendable {
    package var number: Int
    package var at: String
    package var by: String?
    /// The kind of sheet.
    package var sheet: String
    package var file: String
    /// How many entries were new, and how many changed.
    package var added: Int
    package var changed: Int
    package var undoneAt: String?
    package var undoneBy: String?

    package init(
        number: Int, at: String, by: String?, sheet: String, file: String, added: Int, changed: Int,
        undoneAt: String?, undoneBy: String?
    ) {
        self.number = number
        self.at = at
        self.by = by
        self.sheet = sheet
        self.file = file
        self.added = added
        self.changed = changed
        self.undoneAt = undoneAt
        self.undoneBy = undoneBy
    }
}

/// How lists of another program are read, as somebody said.
package struct Mapping: Codable, Sendable {
    package var number: Int
    package var at: String
    package var by: String?
    /// The kind of sheet.
    package var sheet: String
    /// The file about which it was said.
    package var file: String
    /// Names of the list's columns by those of ours.
    package var columns: [String: String]
    /// What our columns that such a list does not have hold in every row.
    package var constants: [String: String]

    package init(
        number: Int, at: String, by: String?, sheet: String, file: String,
        columns: [String: String], constants: [String: String]
    ) {
        self.number = number
        self.at = at
        self.by = by
        self.sheet = sheet
        self.file = file
        self.columns = columns
        self.constants = constants
    }
}

/// One line of an order. Dates are civil: `2026-12-10`.
package struct OrderLine: Codable, Sendable {
    package var line: String
    package var item: String
    /// In the line's unit, with up to three decimals.
    package var quantity: Double
    package var unit: String?
    package var promised: String
    package var expected: String?
    /// Every date the client was told, the promise first.
    package var told: [String]
    package var delivered: Double
    package var deliveredOn: String?
    package var reason: String?
    /// `open`, `late`, `needs-date`, `delivered` or `cancelled`.
    package var state: String

    package init(
        line: String, item: String, quantity: Double, unit: String?, promised: String,
        expected: String?, told: [String], delivered: Double, deliveredOn: String?, reason: String?,
        state: String
    ) {
        self.line = line
        self.item = item
        self.quantity = quantity
        self.unit = unit
        self.promised = promised
        self.expected = expected
        self.told = told
        self.delivered = delivered
        self.deliveredOn = deliveredOn
        self.reason = reason
        self.state = state
    }
}

/// What a client was promised, and where it stands.
package struct Order: Codable, Sendable {
    package var order: String
    package var client: String
    package var clientName: String?
    package var clientPo: String?
    package var salesperson: String?
    /// `on-time`, `late`, `needs-date` or `finished`.
    package var state: String
    package var lines: [OrderLine]
    /// The letter that has not left yet, if there is one.
    package var notice: Int?

    package init(
        order: String, client: String, clientName: String?, clientPo: String?, salesperson: String?,
        state: String, lines: [OrderLine], notice: Int?
    ) {
        self.order = order
        self.client = client
        self.clientName = clientName
        self.clientPo = clientPo
        self.salesperson = salesperson
        self.state = state
        self.lines = lines
        self.notice = notice
    }
}

/// One date that a client was told of a line.
package struct ToldDate: Codable, Sendable {
    package var line: String
    package var date: String
    package var at: String
    /// The letter that told it; absent for the promise and for what people told by themselves.
    package var notice: Int?

    package init(line: String, date: String, at: String, notice: Int?) {
        self.line = line
        self.date = date
        self.at = at
        self.notice = notice
    }
}

/// How a client's promises were kept, against the first date told of each line.
package struct Promises: Codable, Sendable {
    package var client: String
    /// Lines whose promise can be judged.
    package var promised: Int
    package var kept: Int
    /// Whole percent; absent while nothing can be judged.
    package var percent: Int?
    /// Further lines, delivered on a day that nobody entered.
    package var undated: Int

    package init(client: String, promised: Int, kept: Int, percent: Int?, undated: Int) {
        self.client = client
        self.promised = promised
        self.kept = kept
        self.percent = percent
        self.undated = undated
    }
}

/// A period in few words.
package struct Period: Codable, Sendable {
    /// `2026-11` or `2026-Q4`.
    package var period: String
    package var firstDay: String
    package var lastDay: String
    /// `open`, `locked` or `closed`.
    package var state: String
    /// When it is to be closed.
    package var dueAt: String
    /// How many submissions are in and right, nil reports included and provisional ones not.
    package var accepted: Int
    /// How many are in, and are provisional until somebody says why their figures changed so much.
    package var provisional: Int?
    package var rejected: Int
    /// Not here although the period has ended.
    package var missing: Int
    /// Not here, and not asked for yet.
    package var expected: Int
    package var waived: Int

    package init(
        period: String, firstDay: String, lastDay: String, state: String, dueAt: String,
        accepted: Int, provisional: Int?, rejected: Int, missing: Int, expected: Int, waived: Int
    ) {
        self.period = period
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.state = state
        self.dueAt = dueAt
        self.accepted = accepted
        self.provisional = provisional
        self.rejected = rejected
        self.missing = missing
        self.expected = expected
        self.waived = waived
    }
}

/// One team's one submission.
package struct BoardRow: Codable, Sendable {
    package var team: String
    package var teamName: String
    package var type: String
    /// `accepted`, `nil`, `rejected`, `missing`, `expected` or `waived`.
    package var state: String
    package var version: Int?
    package var file: String?
    package var receivedAt: String?
    package var dueAt: String
    /// Working minutes that the team has left; absent where nothing is asked of it, or no time is left.
    package var minutesLeft: Int?
    package var rows: Int
    /// Amounts are in the smallest unit of the currency.
    package var totals: [String: Int]
    package var target: Int?
    package var gross: Int?
    /// Less returns.
    package var net: Int?
    /// Who let the team off; for what is waived.
    package var waivedBy: String?
    package var reason: String?
    /// `none`, `wanted`, `signed`, `suspended` when the file has changed since, or `unconfirmed` while nobody has said
    /// why the figures changed so much.
    package var signOff: String
    package var signedBy: String?
    package var signedAt: String?
    /// Why figures that changed much are right, as who signed says.
    package var why: String?
    package var findings: [Finding]

    package init(
        team: String, teamName: String, type: String, state: String, version: Int?, file: String?,
        receivedAt: String?, dueAt: String, minutesLeft: Int?, rows: Int, totals: [String: Int],
        target: Int?, gross: Int?, net: Int?, waivedBy: String?, reason: String?, signOff: String,
        signedBy: String?, signedAt: String?, why: String?, findings: [Finding]
    ) {
        self.team = team
        self.teamName = teamName
        self.type = type
        self.state = state
        self.version = version
        self.file = file
        self.receivedAt = receivedAt
        self.dueAt = dueAt
        self.minutesLeft = minutesLeft
        self.rows = rows
        self.totals = totals
        self.target = target
        self.gross = gross
        self.net = net
        self.waivedBy = waivedBy
        self.reason = reason
        self.signOff = signOff
        self.signedBy = signedBy
        self.signedAt = signedAt
        self.why = why
        self.findings = findings
    }
}

/// What teams whose figures are in and right have achieved, in the smallest unit of the currency.
package struct Achievement: Codable, Sendable {
    package var gross: Int
    /// Less returns.
    package var net: Int
    /// Of the teams whose figures are in and right; absent where they have none.
    package var targetOfAccepted: Int?
    package var targetOfAll: Int?
    /// Whole percent that `net` is of the target, cut off.
    package var percentOfAccepted: Int?
    package var percentOfAll: Int?

    package init(
        gross: Int, net: Int, targetOfAccepted: Int?, targetOfAll: Int?, percentOfAccepted: Int?,
        percentOfAll: Int?
    ) {
        self.gross = gross
        self.net = net
        self.targetOfAccepted = targetOfAccepted
        self.targetOfAll = targetOfAll
        self.percentOfAccepted = percentOfAccepted
        self.percentOfAll = percentOfAll
    }
}

/// Where a period stands.
package struct Board: Codable, Sendable {
    package var period: Period
    /// Who moved it to its state; absent for one that nobody moved.
    package var movedBy: String?
    package var movedAt: String?
    package var reason: String?
    package var rows: [BoardRow]
    /// Absent where no submission of the period counts against targets.
    package var achieved: Achievement?
    /// How many digits of an amount stand behind its decimal mark; absent where none do.
    package var decimals: Int?
    /// How the office writes numbers, by example: `1.250,50`.
    package var numberStyle: String?
    /// What keeps it from being closed, one sentence each; empty when nothing does.
    package var blockers: [String]

    package init(
        period: Period, movedBy: String?, movedAt: String?, reason: String?, rows: [BoardRow],
        achieved: Achievement?, decimals: Int?, numberStyle: String?, blockers: [String]
    ) {
        self.period = period
        self.movedBy = movedBy
        self.movedAt = movedAt
        self.reason = reason
        self.rows = rows
        self.achieved = achieved
        self.decimals = decimals
        self.numberStyle = numberStyle
        self.blockers = blockers
    }
}

/// The wall clock, and what the service makes of it.
package struct ClockState: Codable, Sendable {
    package var now: String
    package var timeZone: String
    /// The kernel's word: a time server keeps the clock.
    package var isSynchronised: Bool
    /// `trusted`, `unsynchronised` (letters to clients wait) or `doubted` (everything waits: it jumped
    /// ahead, and nothing confirms that so much time passed).
    package var verdict: String
    /// What the clock should have shown when it jumped; absent unless it is doubted.
    package var jumpedFrom: String?
    package var jumpedTo: String?
    /// What waits, and what to do, as a sentence.
    package var warning: String?

    package init(
        now: String, timeZone: String, isSynchronised: Bool, verdict: String, jumpedFrom: String?,
        jumpedTo: String?, warning: String?
    ) {
        self.now = now
        self.timeZone = timeZone
        self.isSynchronised = isSynchronised
        self.verdict = verdict
        self.jumpedFrom = jumpedFrom
        self.jumpedTo = jumpedTo
        self.warning = warning
    }
}

/// One step on a test letter's way, and what was answered.
package struct MailStep: Codable, Sendable {
    package var name: String
    package var isGood: Bool
    /// The server's own words, or the system's.
    package var said: String
    /// What to do, where it is not good.
    package var remedy: String?

    package init(name: String, isGood: Bool, said: String, remedy: String?) {
        self.name = name
        self.isGood = isGood
        self.said = said
        self.remedy = remedy
    }
}

/// A template as it is on the disk now.
package struct TemplateState: Codable, Sendable {
    /// Its kind, or the name of a frame or a partial.
    package var name: String
    /// `common` for what serves every language.
    package var language: String
    /// `subject`, `text` or `html`.
    package var format: String
    package var path: String
    /// Whether it takes the place of a shipped one.
    package var isOverride: Bool
    /// Whether the shipped one is newer.
    package var isOutdated: Bool
    /// Why it cannot be taken, or is never read.
    package var fault: String?

    package init(
        name: String, language: String, format: String, path: String, isOverride: Bool,
        isOutdated: Bool, fault: String?
    ) {
        self.name = name
        self.language = language
        self.format = format
        self.path = path
        self.isOverride = isOverride
        self.isOutdated = isOutdated
        self.fault = fault
    }
}

/// A whole copy of the ledger.
package struct Backup: Codable, Sendable {
    /// Its file.
    package var path: String
    /// In bytes.
    package var size: Int
    package var takenAt: String
    /// What is wrong with it, where it was looked over and something is.
    package var fault: String?

    package init(path: String, size: Int, takenAt: String, fault: String?) {
        self.path = path
        self.size = size
        self.takenAt = takenAt
        self.fault = fault
    }
}

/// One line of an answer to Why: what happened at a moment, did not happen, or is to come.
package struct WhyLine: Codable, Sendable {
    package var at: String
    /// `changed`, `skipped`, `merged`, `withdrawn`, `held`, `waiting`, `sent`, `failed` or `planned`.
    package var kind: String
    /// The same in the language that was asked for.
    package var heading: String
    /// The rules that made it so, the most telling first: words that scripts can rely on.
    package var rules: [String]
    /// A sentence or several, in the language that was asked for.
    package var text: String
    package var by: String?
    /// Who was told, was not, or is to be.
    package var person: String?
    package var notice: Int?
    /// The ladder's step, `WD-3 09:00`.
    package var step: String?

    package init(
        at: String, kind: String, heading: String, rules: [String], text: String, by: String?,
        person: String?, notice: Int?, step: String?
    ) {
        self.at = at
        self.kind = kind
        self.heading = heading
        self.rules = rules
        self.text = text
        self.by = by
        self.person = person
        self.notice = notice
        self.step = step
    }
}

/// One thing that a message tells.
package struct RehearsedItem: Codable, Sendable {
    package var kind: String
    /// What it is about: `deadline T-004`.
    package var subject: String
    /// The ladder's step, `WD-3 09:00`.
    package var step: String?

    package init(kind: String, subject: String, step: String?) {
        self.kind = kind
        self.subject = subject
        self.step = step
    }
}

/// One mail that a rehearsal saw leave, or a letter that waits for a person at its end.
package struct RehearsedMessage: Codable, Sendable {
    /// When it leaves; of what waits, since when.
    package var at: String
    package var recipient: String
    package var recipientName: String?
    package var client: Bool
    package var subject: String
    /// Why it waits for a person; empty of what leaves.
    package var holdReasons: [String]
    package var items: [RehearsedItem]
    /// The whole letter, where it was asked for.
    package var text: String?

    package init(
        at: String, recipient: String, recipientName: String?, client: Bool, subject: String,
        holdReasons: [String], items: [RehearsedItem], text: String?
    ) {
        self.at = at
        self.recipient = recipient
        self.recipientName = recipientName
        self.client = client
        self.subject = subject
        self.holdReasons = holdReasons
        self.items = items
        self.text = text
    }
}

/// One thing told to one person that a change has go at another moment, or makes or takes away.
package struct RehearsalChange: Codable, Sendable {
    /// `moved`, `added`, `gone`; `reworded` of the same at the same moment; `held` of what waits for a person with
    /// the change, `released` of what does not any more.
    package var kind: String
    package var recipient: String
    package var item: RehearsedItem
    /// When it goes as things are.
    package var formerAt: String?
    /// When it goes with the change.
    package var at: String?
    /// Whether with the change it comes after the moment that it reminds of.
    package var afterDue: Bool

    package init(
        kind: String, recipient: String, item: RehearsedItem, formerAt: String?, at: String?,
        afterDue: Bool
    ) {
        self.kind = kind
        self.recipient = recipient
        self.item = item
        self.formerAt = formerAt
        self.at = at
        self.afterDue = afterDue
    }
}

/// A sheet, and when it came.
package struct DatedFile: Codable, Sendable {
    /// A day, `2026-09-01`, for its opening hour, or a moment.
    package var at: String
    package var file: SentFile
    /// The folder that it lay in, by which answers name it; absent is none.
    package var folder: String?

    package init(at: String, file: SentFile, folder: String?) {
        self.at = at
        self.file = file
        self.folder = folder
    }
}

/// One thing of the history that is not as it was.
package struct ProofProblem: Codable, Sendable {
    /// `line-changed`, `line-deleted`, `line-inserted`, `line-replaced`, `line-unlinked`, `cell-unreadable`, `mark-changed`, `mark-removed`, `mark-added`,
    /// `letter-changed`, `rules-changed`, `table-changed`, `sum-missing`, `trigger-changed`, `schema-changed`, `chain-broken`, `head-missing`,
    /// `step-missing`, `step-extra`, `letter-unapproved`,
    /// `letter-approved-otherwise`, `letter-unsent`, `letter-told-otherwise`, `letter-unrecorded`, `letter-unpromised` or
    /// `letter-elsewhere`.
    package var fault: String
    /// A line's number and words, a deadline and its step, a notice's number, a table and how many rows it has more or less,
    /// a cell's table, row and column.
    package var subject: String
    package var text: String

    package init(fault: String, subject: String, text: String) {
        self.fault = fault
        self.subject = subject
        self.text = text
    }
}

/// How much could not be judged, and why.
package struct ProofGap: Codable, Sendable {
    /// `deadline` or `letter`.
    package var what: String
    /// `trial`, `before`, `forgotten`, `changed`, `down`, `course`, `unreadable` or `older`.
    package var reason: String
    package var count: Int
    /// The same as a sentence.
    package var text: String

    package init(what: String, reason: String, count: Int, text: String) {
        self.what = what
        self.reason = reason
        self.count = count
        self.text = text
    }
}

/// The end of the history as it was kept elsewhere: in the journal, each night and at each close.
package struct KeptHead: Codable, Sendable {
    /// 64 hexadecimal digits.
    package var hash: String
    /// After how many links it was.
    package var links: Int?
    /// When it was kept.
    package var at: String?

    package init(hash: String, links: Int?, at: String?) {
        self.hash = hash
        self.links = links
        self.at = at
    }
}
