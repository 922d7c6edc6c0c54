// swift-format-ignore-file
// Made by scripts/generate-contract from org.tenggat.Control.varlink: change that, not this.

package import FoundationEssentials

/// How the service stands.
package struct GetStatus: ControlCall {
    package static let method = "GetStatus"
    package static let parameters: Set<String> = []
    package init() {}

    /// What `GetStatus` answers.
    package struct Reply: Codable, Sendable {
        package var status: Status

        package init(status: Status) {
            self.status = status
        }
    }
}

/// The jobs, and what each did last.
package struct ListJobs: ControlCall {
    package static let method = "ListJobs"
    package static let parameters: Set<String> = []
    package init() {}

    /// What `ListJobs` answers.
    package struct Reply: Codable, Sendable {
        package var jobs: [Job]

        package init(jobs: [Job]) {
            self.jobs = jobs
        }
    }
}

/// Runs a job now, whatever it waits for, also a paused one.
package struct RunJob: ControlCall {
    package static let method = "RunJob"
    package static let parameters: Set<String> = ["name"]
    package var name: String

    package init(name: String) {
        self.name = name
    }

    /// What `RunJob` answers.
    package struct Reply: Codable, Sendable {
        package var run: Run

        package init(run: Run) {
            self.run = run
        }
    }
}

/// Has a job do nothing of its own accord, restarts included, until it is resumed.
package struct PauseJob: ControlCall {
    package static let method = "PauseJob"
    package static let parameters: Set<String> = ["name", "reason", "by"]
    package var name: String
    package var reason: String?
    package var by: String?

    package init(name: String, reason: String? = nil, by: String? = nil) {
        self.name = name
        self.reason = reason
        self.by = by
    }

    /// What `PauseJob` answers.
    package struct Reply: Codable, Sendable {
        package var job: Job

        package init(job: Job) {
            self.job = job
        }
    }
}

/// Lets a paused job go on; what came due meanwhile is done now.
package struct ResumeJob: ControlCall {
    package static let method = "ResumeJob"
    package static let parameters: Set<String> = ["name", "by"]
    package var name: String
    package var by: String?

    package init(name: String, by: String? = nil) {
        self.name = name
        self.by = by
    }

    package typealias Reply = PauseJob.Reply
}

/// What a job did, the latest first; a look at which nothing was due is no run.
package struct ListRuns: ControlCall {
    package static let method = "ListRuns"
    package static let parameters: Set<String> = ["name", "limit"]
    package var name: String
    /// At most so many; absent it is 50.
    package var limit: Int?

    package init(name: String, limit: Int? = nil) {
        self.name = name
        self.limit = limit
    }

    /// What `ListRuns` answers.
    package struct Reply: Codable, Sendable {
        package var runs: [Run]

        package init(runs: [Run]) {
            self.runs = runs
        }
    }
}

/// Reads settings, templates, holidays and certificates anew and puts them in force, all of it or
/// nothing: what is wrong is refused with file, line and column. For administrators.
package struct Reload: ControlCall {
    package static let method = "Reload"
    package static let parameters: Set<String> = ["dry_run"]
    /// Says what would change and what that sets in motion; nothing changes.
    package var dryRun: Bool?

    package init(dryRun: Bool? = nil) {
        self.dryRun = dryRun
    }

    /// What `Reload` answers.
    package struct Reply: Codable, Sendable {
        package var changes: [SettingChange]
        /// Templates that say something else, by language and file.
        package var templates: [String]
        /// What it sets in motion, as sentences.
        package var effects: [String]
        /// What an administrator should know of the settings.
        package var warnings: [String]

        package init(
            changes: [SettingChange], templates: [String], effects: [String], warnings: [String]
        ) {
            self.changes = changes
            self.templates = templates
            self.effects = effects
            self.warnings = warnings
        }
    }
}

/// How much the journal is told until the next reload or start. For administrators.
package struct SetLogLevel: ControlCall {
    package static let method = "SetLogLevel"
    package static let parameters: Set<String> = ["level"]
    /// `debug`, `info`, `notice`, `warning` or `error`; absent it is that of the settings.
    package var level: String?

    package init(level: String? = nil) {
        self.level = level
    }

    /// What `SetLogLevel` answers.
    package struct Reply: Codable, Sendable {
        package var level: String

        package init(level: String) {
            self.level = level
        }
    }
}

/// The service's numbers in OpenMetrics' text format.
package struct GetMetrics: ControlCall {
    package static let method = "GetMetrics"
    package static let parameters: Set<String> = []
    package init() {}

    /// What `GetMetrics` answers.
    package struct Reply: Codable, Sendable {
        package var text: String

        package init(text: String) {
            self.text = text
        }
    }
}

/// What the office still lacks: mail, clock, people, ladders, wordings, holidays, backups, the next year.
package struct CheckSetup: ControlCall {
    package static let method = "CheckSetup"
    package static let parameters: Set<String> = []
    package init() {}

    /// What `CheckSetup` answers.
    package struct Reply: Codable, Sendable {
        package var findings: [SetupFinding]

        package init(findings: [SetupFinding]) {
            self.findings = findings
        }
    }
}

/// Deadlines by their due moment.
package struct ListDeadlines: ControlCall {
    package static let method = "ListDeadlines"
    package static let parameters: Set<String> = ["state", "owner"]
    /// `open`, `done`, `cancelled`, `waived` or `all`; absent it is `open`.
    package var state: String?
    /// A person's or a team's code.
    package var owner: String?

    package init(state: String? = nil, owner: String? = nil) {
        self.state = state
        self.owner = owner
    }

    /// What `ListDeadlines` answers.
    package struct Reply: Codable, Sendable {
        package var deadlines: [Deadline]

        package init(deadlines: [Deadline]) {
            self.deadlines = deadlines
        }
    }
}

/// A new promise.
package struct AddDeadline: ControlCall {
    package static let method = "AddDeadline"
    package static let parameters: Set<String> = ["title", "owner", "due", "code", "time_zone", "kind", "ladder", "client", "note", "repeat", "roll", "evidence", "after", "by"]
    package var title: String
    package var owner: String
    /// `2026-12-04 15:00`, or `2026-12-04` for that day's closing hour; a day may be written as the office's sheets have it.
    package var due: String
    /// Absent it is the next free `D-…`.
    package var code: String?
    package var timeZone: String?
    package var kind: String?
    package var ladder: String?
    package var client: String?
    package var note: String?
    /// How it comes back: `weekly`, or a calendar expression.
    package var `repeat`: String?
    /// `preceding` or `following`: where it goes from a day off.
    package var roll: String?
    /// What must be shown when it is done.
    package var evidence: String?
    /// Codes of deadlines that must end first.
    package var after: [String]?
    package var by: String?

    package init(
        title: String, owner: String, due: String, code: String? = nil, timeZone: String? = nil,
        kind: String? = nil, ladder: String? = nil, client: String? = nil, note: String? = nil,
        repeat: String? = nil, roll: String? = nil, evidence: String? = nil, after: [String]? = nil,
        by: String? = nil
    ) {
        self.title = title
        self.owner = owner
        self.due = due
        self.code = code
        self.timeZone = timeZone
        self.kind = kind
        self.ladder = ladder
        self.client = client
        self.note = note
        self.repeat = `repeat`
        self.roll = roll
        self.evidence = evidence
        self.after = after
        self.by = by
    }

    /// What `AddDeadline` answers.
    package struct Reply: Codable, Sendable {
        package var deadline: Deadline

        package init(deadline: Deadline) {
            self.deadline = deadline
        }
    }
}

/// A deadline with its ladder and its history.
package struct ShowDeadline: ControlCall {
    package static let method = "ShowDeadline"
    package static let parameters: Set<String> = ["code", "occurrence"]
    package var code: String
    /// Of a series, the occurrence or the beginning of its date; absent it is the open one due first.
    package var occurrence: String?

    package init(code: String, occurrence: String? = nil) {
        self.code = code
        self.occurrence = occurrence
    }

    /// What `ShowDeadline` answers.
    package struct Reply: Codable, Sendable {
        package var deadline: Deadline
        package var steps: [Step]
        package var events: [Event]

        package init(deadline: Deadline, steps: [Step], events: [Event]) {
            self.deadline = deadline
            self.steps = steps
            self.events = events
        }
    }
}

/// Ends a deadline.
package struct FinishDeadline: ControlCall {
    package static let method = "FinishDeadline"
    package static let parameters: Set<String> = ["code", "occurrence", "outcome", "scope", "evidence", "by", "reason"]
    package var code: String
    package var occurrence: String?
    /// `done`, `waived` or `cancelled`; absent it is `done`. The others need a reason.
    package var outcome: String?
    /// `this` or `following`; of a series, what is waived or cancelled.
    package var scope: String?
    /// What was shown, where the deadline asks for it.
    package var evidence: String?
    package var by: String?
    package var reason: String?

    package init(
        code: String, occurrence: String? = nil, outcome: String? = nil, scope: String? = nil,
        evidence: String? = nil, by: String? = nil, reason: String? = nil
    ) {
        self.code = code
        self.occurrence = occurrence
        self.outcome = outcome
        self.scope = scope
        self.evidence = evidence
        self.by = by
        self.reason = reason
    }

    package typealias Reply = AddDeadline.Reply
}

/// Moves a due moment; whoever was told the old one hears of it.
package struct MoveDeadline: ControlCall {
    package static let method = "MoveDeadline"
    package static let parameters: Set<String> = ["code", "occurrence", "due", "scope", "by", "reason"]
    package var code: String
    package var occurrence: String?
    /// `2026-12-18 15:00`, or `2026-12-18` at the time of day it had, where that was not its day's closing hour.
    package var due: String
    /// `this` or `following`; one of a series needs it.
    package var scope: String?
    package var by: String?
    package var reason: String?

    package init(
        code: String, occurrence: String? = nil, due: String, scope: String? = nil,
        by: String? = nil, reason: String? = nil
    ) {
        self.code = code
        self.occurrence = occurrence
        self.due = due
        self.scope = scope
        self.by = by
        self.reason = reason
    }

    package typealias Reply = AddDeadline.Reply
}

/// Has escalations wait: somebody knows, and works on it.
package struct AcknowledgeDeadline: ControlCall {
    package static let method = "AcknowledgeDeadline"
    package static let parameters: Set<String> = ["code", "occurrence", "until", "by"]
    package var code: String
    package var occurrence: String?
    /// Local to the office, or RFC 3339; absent it is the office's usual number of working days.
    package var until: String?
    package var by: String?

    package init(code: String, occurrence: String? = nil, until: String? = nil, by: String? = nil) {
        self.code = code
        self.occurrence = occurrence
        self.until = until
        self.by = by
    }

    package typealias Reply = AddDeadline.Reply
}

/// Has the owner's reminders wait.
package struct SnoozeDeadline: ControlCall {
    package static let method = "SnoozeDeadline"
    package static let parameters: Set<String> = ["code", "occurrence", "until", "by"]
    package var code: String
    package var occurrence: String?
    /// Local to the office, or RFC 3339; before the due moment.
    package var until: String
    package var by: String?

    package init(code: String, occurrence: String? = nil, until: String, by: String? = nil) {
        self.code = code
        self.occurrence = occurrence
        self.until = until
        self.by = by
    }

    package typealias Reply = AddDeadline.Reply
}

/// Opens a deadline again that had ended.
package struct ReopenDeadline: ControlCall {
    package static let method = "ReopenDeadline"
    package static let parameters: Set<String> = ["code", "occurrence", "by", "reason"]
    package var code: String
    package var occurrence: String?
    package var by: String?
    package var reason: String?

    package init(
        code: String, occurrence: String? = nil, by: String? = nil, reason: String? = nil
    ) {
        self.code = code
        self.occurrence = occurrence
        self.by = by
        self.reason = reason
    }

    package typealias Reply = AddDeadline.Reply
}

/// Who is away and who stands in, by settings, sheet and command.
package struct ListDelegations: ControlCall {
    package static let method = "ListDelegations"
    package static let parameters: Set<String> = []
    package init() {}

    /// What `ListDelegations` answers.
    package struct Reply: Codable, Sendable {
        package var delegations: [Delegation]

        package init(delegations: [Delegation]) {
            self.delegations = delegations
        }
    }
}

/// Has somebody stand in; the same person and first day again replaces it.
package struct AddDelegation: ControlCall {
    package static let method = "AddDelegation"
    package static let parameters: Set<String> = ["delegation", "by"]
    package var delegation: Delegation
    package var by: String?

    package init(delegation: Delegation, by: String? = nil) {
        self.delegation = delegation
        self.by = by
    }

    /// What `AddDelegation` answers.
    package struct Reply: Codable, Sendable {
        /// What it sets in motion, as sentences.
        package var effects: [String]

        package init(effects: [String]) {
            self.effects = effects
        }
    }
}

/// Takes a delegation back.
package struct RemoveDelegation: ControlCall {
    package static let method = "RemoveDelegation"
    package static let parameters: Set<String> = ["person", "from", "by"]
    package var person: String
    /// Its first day.
    package var from: String
    package var by: String?

    package init(person: String, from: String, by: String? = nil) {
        self.person = person
        self.from = from
        self.by = by
    }

    package typealias Reply = AddDelegation.Reply
}

/// Notices, the newest last.
package struct ListNotices: ControlCall {
    package static let method = "ListNotices"
    package static let parameters: Set<String> = ["state", "limit"]
    /// A state's name, or `all`; absent it is all that are not finished.
    package var state: String?
    /// At most so many, the newest; absent it is 200.
    package var limit: Int?

    package init(state: String? = nil, limit: Int? = nil) {
        self.state = state
        self.limit = limit
    }

    /// What `ListNotices` answers.
    package struct Reply: Codable, Sendable {
        package var notices: [Notice]

        package init(notices: [Notice]) {
            self.notices = notices
        }
    }
}

/// A notice with its letter, exactly as it went, may have arrived, or would go now.
package struct ShowNotice: ControlCall {
    package static let method = "ShowNotice"
    package static let parameters: Set<String> = ["id"]
    package var id: Int

    package init(id: Int) {
        self.id = id
    }

    /// What `ShowNotice` answers.
    package struct Reply: Codable, Sendable {
        package var notice: Notice
        package var letter: Letter?
        /// Copies that a letter which went did not go to, or not yet, in sentences.
        package var copies: [String]

        package init(notice: Notice, letter: Letter?, copies: [String]) {
            self.notice = notice
            self.letter = letter
            self.copies = copies
        }
    }
}

/// Releases letters that wait for a person: all of them, or none.
package struct ApproveNotices: ControlCall {
    package static let method = "ApproveNotices"
    package static let parameters: Set<String> = ["approvals", "partial", "by"]
    package var approvals: [Approval]
    /// Releases those that can be, although others cannot.
    package var partial: Bool?
    package var by: String?

    package init(approvals: [Approval], partial: Bool? = nil, by: String? = nil) {
        self.approvals = approvals
        self.partial = partial
        self.by = by
    }

    /// What `ApproveNotices` answers.
    package struct Reply: Codable, Sendable {
        package var notices: [Notice]
        /// Those that wait on; empty unless the call was a partial one.
        package var problems: [ApprovalProblem]

        package init(notices: [Notice], problems: [ApprovalProblem]) {
            self.notices = notices
            self.problems = problems
        }
    }
}

/// Takes a letter back that waits for a person.
package struct RefuseNotice: ControlCall {
    package static let method = "RefuseNotice"
    package static let parameters: Set<String> = ["id", "reason", "by"]
    package var id: Int
    package var reason: String
    package var by: String?

    package init(id: Int, reason: String, by: String? = nil) {
        self.id = id
        self.reason = reason
        self.by = by
    }

    /// What `RefuseNotice` answers.
    package struct Reply: Codable, Sendable {
        package var notice: Notice

        package init(notice: Notice) {
            self.notice = notice
        }
    }
}

/// Has letters wait: the named ones, or all mail to clients until it is resumed.
package struct HoldClientMail: ControlCall {
    package static let method = "HoldClientMail"
    package static let parameters: Set<String> = ["ids", "reason", "by"]
    /// Absent it is all mail to clients.
    package var ids: [Int]?
    package var reason: String
    package var by: String?

    package init(ids: [Int]? = nil, reason: String, by: String? = nil) {
        self.ids = ids
        self.reason = reason
        self.by = by
    }

    package typealias Reply = ListNotices.Reply
}

/// Has no letters go to a client, or about an order, up to a day: somebody calls instead.
package struct MuteLetters: ControlCall {
    package static let method = "MuteLetters"
    package static let parameters: Set<String> = ["code", "until", "reason", "by"]
    /// A client's code or an order's.
    package var code: String
    /// The last day (2026-12-31); absent it has letters go again.
    package var until: String?
    /// Why; wanted with a day.
    package var reason: String?
    package var by: String?

    package init(code: String, until: String? = nil, reason: String? = nil, by: String? = nil) {
        self.code = code
        self.until = until
        self.reason = reason
        self.by = by
    }

    /// What `MuteLetters` answers.
    package struct Reply: Codable, Sendable {
        /// What rests, in words.
        package var about: String
        /// The last day; null where letters go again.
        package var until: String?
        /// The numbers of the letters that were taken back for it.
        package var withdrawn: [Int]

        package init(about: String, until: String?, withdrawn: [Int]) {
            self.about = about
            self.until = until
            self.withdrawn = withdrawn
        }
    }
}

/// Lets all client mail go again.
package struct ResumeClientMail: ControlCall {
    package static let method = "ResumeClientMail"
    package static let parameters: Set<String> = ["by"]
    package var by: String?

    package init(by: String? = nil) {
        self.by = by
    }

    /// What `ResumeClientMail` answers.
    package struct Reply: Codable, Sendable {
        /// How many letters leave at their next moment.
        package var waiting: Int
        /// What keeps all of them still, in sentences.
        package var waits: [String]

        package init(waiting: Int, waits: [String]) {
            self.waiting = waiting
            self.waits = waits
        }
    }
}

/// Has letters that are tried again later tried now: the named ones, as far as they can be, or all; ways out
/// that did not answer are tried as well. It is an error only where none of the named ones can be.
package struct RetryLetters: ControlCall {
    package static let method = "RetryLetters"
    package static let parameters: Set<String> = ["ids", "by"]
    /// Absent it is all of them.
    package var ids: [Int]?
    package var by: String?

    package init(ids: [Int]? = nil, by: String? = nil) {
        self.ids = ids
        self.by = by
    }

    /// What `RetryLetters` answers.
    package struct Reply: Codable, Sendable {
        package var notices: [Notice]
        /// How many letters are to leave now.
        package var due: Int
        /// What keeps letters still, in sentences.
        package var waits: [String]
        /// Of several that were named, those that cannot be tried, each with why.
        package var problems: [ApprovalProblem]

        package init(notices: [Notice], due: Int, waits: [String], problems: [ApprovalProblem]) {
            self.notices = notices
            self.due = due
            self.waits = waits
            self.problems = problems
        }
    }
}

/// Takes a person's word that an uncertain letter arrived: what it says is told.
package struct ConfirmArrival: ControlCall {
    package static let method = "ConfirmArrival"
    package static let parameters: Set<String> = ["id", "by"]
    package var id: Int
    package var by: String?

    package init(id: Int, by: String? = nil) {
        self.id = id
        self.by = by
    }

    package typealias Reply = RefuseNotice.Reply
}

/// Puts a person's own words into a letter that has not left; it then needs approval.
package struct EditNotice: ControlCall {
    package static let method = "EditNotice"
    package static let parameters: Set<String> = ["id", "paragraph", "body", "by"]
    package var id: Int
    /// Goes after what the letter says.
    package var paragraph: String?
    /// Goes in place of what the letter says; with neither the letter is as it was.
    package var body: String?
    package var by: String?

    package init(id: Int, paragraph: String? = nil, body: String? = nil, by: String? = nil) {
        self.id = id
        self.paragraph = paragraph
        self.body = body
        self.by = by
    }

    /// What `EditNotice` answers.
    package struct Reply: Codable, Sendable {
        package var notice: Notice
        package var letter: Letter

        package init(notice: Notice, letter: Letter) {
            self.notice = notice
            self.letter = letter
        }
    }
}

/// Writes to clients in a person's own words; the letters are held until they are approved.
package struct WriteNotice: ControlCall {
    package static let method = "WriteNotice"
    package static let parameters: Set<String> = ["clients", "order", "subject", "text", "by"]
    /// Clients' codes.
    package var clients: [String]?
    /// The order that it is about; it goes to the order's client and nobody else.
    package var order: String?
    package var subject: String
    /// Empty lines part paragraphs.
    package var text: String
    package var by: String?

    package init(
        clients: [String]? = nil, order: String? = nil, subject: String, text: String,
        by: String? = nil
    ) {
        self.clients = clients
        self.order = order
        self.subject = subject
        self.text = text
        self.by = by
    }

    /// What `WriteNotice` answers.
    package struct Reply: Codable, Sendable {
        package var notices: [Notice]
        /// Codes of the calls to make instead, for clients who get no mail.
        package var calls: [String]

        package init(notices: [Notice], calls: [String]) {
            self.notices = notices
            self.calls = calls
        }
    }
}

/// Hands over a piece of a file that is too large for one message: a whole file of 32 MiB at most,
/// which is kept for five minutes, or until it is imported or submitted.
package struct SendPiece: ControlCall {
    package static let method = "SendPiece"
    package static let parameters: Set<String> = ["upload", "content"]
    /// What the reply to the first piece named it; absent for the first.
    package var upload: String?
    /// Base64 (RFC 4648).
    package var content: Data

    package init(upload: String? = nil, content: Data) {
        self.upload = upload
        self.content = content
    }

    /// What `SendPiece` answers.
    package struct Reply: Codable, Sendable {
        package var upload: String
        /// How many bytes have come.
        package var size: Int

        package init(upload: String, size: Int) {
            self.upload = upload
            self.size = size
        }
    }
}

/// Takes the files of one import; they may refer to each other.
package struct ImportSheets: ControlCall {
    package static let method = "ImportSheets"
    package static let parameters: Set<String> = ["files", "kind", "dry_run", "partial", "by"]
    package var files: [SentFile]
    /// What the sheets are, where they cannot be recognised.
    package var kind: String?
    package var dryRun: Bool
    /// Leaves out rows with faults, and with them the other lines of their orders.
    package var partial: Bool?
    package var by: String?

    package init(
        files: [SentFile], kind: String? = nil, dryRun: Bool, partial: Bool? = nil,
        by: String? = nil
    ) {
        self.files = files
        self.kind = kind
        self.dryRun = dryRun
        self.partial = partial
        self.by = by
    }

    /// What `ImportSheets` answers.
    package struct Reply: Codable, Sendable {
        /// One for each file, in their order; empty in replies before the last.
        package var reports: [SheetReport]
        /// How far it is, in the replies before the last of whoever asked for more.
        package var progress: ImportProgress?

        package init(reports: [SheetReport], progress: ImportProgress?) {
            self.reports = reports
            self.progress = progress
        }
    }
}

/// Keeps a list of another program, and makes a workbook that asks what its columns are: filled in and
/// imported, it has the list taken, and those like it from then on.
package struct AskColumns: ControlCall {
    package static let method = "AskColumns"
    package static let parameters: Set<String> = ["file", "kind", "by"]
    package var file: SentFile
    /// What the list is, where the workbook should propose nothing else.
    package var kind: String?
    package var by: String?

    package init(file: SentFile, kind: String? = nil, by: String? = nil) {
        self.file = file
        self.kind = kind
        self.by = by
    }

    /// What `AskColumns` answers.
    package struct Reply: Codable, Sendable {
        package var file: File

        package init(file: File) {
            self.file = file
        }
    }
}

/// A workbook to begin with: a sheet of each kind, with an example that is never taken and lists to choose
/// from. It is filled in and imported as it is.
package struct MakeStarter: ControlCall {
    package static let method = "MakeStarter"
    package static let parameters: Set<String> = ["kinds", "language"]
    /// The kinds of sheets; what an office begins with when absent.
    package var kinds: [String]?
    /// id or en; the office's when absent.
    package var language: String?

    package init(kinds: [String]? = nil, language: String? = nil) {
        self.kinds = kinds
        self.language = language
    }

    package typealias Reply = AskColumns.Reply
}

/// How lists of other programs are read.
package struct ListMappings: ControlCall {
    package static let method = "ListMappings"
    package static let parameters: Set<String> = []
    package init() {}

    /// What `ListMappings` answers.
    package struct Reply: Codable, Sendable {
        package var mappings: [Mapping]

        package init(mappings: [Mapping]) {
            self.mappings = mappings
        }
    }
}

/// Has no new list read by a mapping. What was taken by it stays.
package struct RemoveMapping: ControlCall {
    package static let method = "RemoveMapping"
    package static let parameters: Set<String> = ["number", "by"]
    package var number: Int
    package var by: String?

    package init(number: Int, by: String? = nil) {
        self.number = number
        self.by = by
    }

    /// What `RemoveMapping` answers.
    package struct Reply: Codable, Sendable {
        package init() {}
    }
}

/// Hands in one team's file for one period.
package struct Submit: ControlCall {
    package static let method = "Submit"
    package static let parameters: Set<String> = ["file", "type", "team", "period", "by"]
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

    /// What `Submit` answers.
    package struct Reply: Codable, Sendable {
        package var report: SheetReport

        package init(report: SheetReport) {
            self.report = report
        }
    }
}

/// The files that were taken last, the latest first.
package struct ListImports: ControlCall {
    package static let method = "ListImports"
    package static let parameters: Set<String> = ["limit"]
    /// From 1 to 1000; 20 when absent.
    package var limit: Int?

    package init(limit: Int? = nil) {
        self.limit = limit
    }

    /// What `ListImports` answers.
    package struct Reply: Codable, Sendable {
        package var imports: [ImportedFile]

        package init(imports: [ImportedFile]) {
            self.imports = imports
        }
    }
}

/// Takes back what a file changed: what nobody has touched since comes back, of a workbook in all its sheets,
/// by the number of any of them. Clients who were told because of it get a letter that corrects it, which waits.
package struct UndoImport: ControlCall {
    package static let method = "UndoImport"
    package static let parameters: Set<String> = ["number", "dry_run", "by"]
    package var number: Int
    package var dryRun: Bool?
    package var by: String?

    package init(number: Int, dryRun: Bool? = nil, by: String? = nil) {
        self.number = number
        self.dryRun = dryRun
        self.by = by
    }

    /// What `UndoImport` answers.
    package struct Reply: Codable, Sendable {
        /// What came back, or is gone, as reports of changes name it.
        package var restored: [String]
        /// What somebody changed since, or is in use, and was left.
        package var kept: [String]
        /// Why each of them was left, in their order.
        package var keptBecause: [String]
        /// The numbers of the letters that wait.
        package var letters: [Int]
        /// What else came of it, a sentence each: what ended, who was told meanwhile, what waits.
        package var effects: [String]

        package init(
            restored: [String], kept: [String], keptBecause: [String], letters: [Int],
            effects: [String]
        ) {
            self.restored = restored
            self.kept = kept
            self.keptBecause = keptBecause
            self.letters = letters
            self.effects = effects
        }
    }
}

/// Writes a sheet of what is remembered, such that importing it again changes nothing.
package struct ExportSheet: ControlCall {
    package static let method = "ExportSheet"
    package static let parameters: Set<String> = ["kind", "format", "team", "period"]
    package var kind: String
    /// `csv` when absent, or `xlsx`.
    package var format: String?
    /// Of submissions only.
    package var team: String?
    /// Of submissions only: `2026-11` or `2026-Q4`.
    package var period: String?

    package init(kind: String, format: String? = nil, team: String? = nil, period: String? = nil) {
        self.kind = kind
        self.format = format
        self.team = team
        self.period = period
    }

    package typealias Reply = AskColumns.Reply
}

/// The open deadlines as an iCalendar file.
package struct ExportCalendar: ControlCall {
    package static let method = "ExportCalendar"
    package static let parameters: Set<String> = ["owner"]
    /// A person's or a team's code; absent it is everybody.
    package var owner: String?

    package init(owner: String? = nil) {
        self.owner = owner
    }

    package typealias Reply = AskColumns.Reply
}

/// Orders by code.
package struct ListOrders: ControlCall {
    package static let method = "ListOrders"
    package static let parameters: Set<String> = ["late"]
    /// True lists only those that are late or need a date.
    package var late: Bool?

    package init(late: Bool? = nil) {
        self.late = late
    }

    /// What `ListOrders` answers.
    package struct Reply: Codable, Sendable {
        package var orders: [Order]

        package init(orders: [Order]) {
            self.orders = orders
        }
    }
}

/// An order with what became of its promises.
package struct ShowOrder: ControlCall {
    package static let method = "ShowOrder"
    package static let parameters: Set<String> = ["order"]
    package var order: String

    package init(order: String) {
        self.order = order
    }

    /// What `ShowOrder` answers.
    package struct Reply: Codable, Sendable {
        package var order: Order
        /// Every date that the client was told, line by line, oldest first.
        package var told: [ToldDate]
        package var promises: Promises
        /// Changes and commands, oldest first.
        package var events: [Event]

        package init(order: Order, told: [ToldDate], promises: Promises, events: [Event]) {
            self.order = order
            self.told = told
            self.promises = promises
            self.events = events
        }
    }
}

/// What happened to an order, as the orders sheet would say it.
package struct ChangeOrder: ControlCall {
    package static let method = "ChangeOrder"
    package static let parameters: Set<String> = ["order", "change", "lines", "date", "quantity", "quantity_text", "reason", "by"]
    package var order: String
    /// `slip` (needs a date; without a reason the new date has none, whatever the last one had),
    /// `recover` (to a date, else to the promise), `deliver` (all, or a quantity in all of one line),
    /// `cancel` (needs a reason) or `told` (the client knows the date by other ways).
    package var change: String
    /// Absent it is every line that is outstanding.
    package var lines: [String]?
    package var date: String?
    package var quantity: Double?
    /// The same as people write it in this office, `2,75`; read instead of `quantity`.
    package var quantityText: String?
    package var reason: String?
    package var by: String?

    package init(
        order: String, change: String, lines: [String]? = nil, date: String? = nil,
        quantity: Double? = nil, quantityText: String? = nil, reason: String? = nil,
        by: String? = nil
    ) {
        self.order = order
        self.change = change
        self.lines = lines
        self.date = date
        self.quantity = quantity
        self.quantityText = quantityText
        self.reason = reason
        self.by = by
    }

    /// What `ChangeOrder` answers.
    package struct Reply: Codable, Sendable {
        package var order: Order
        /// What is possible and yet asks whether it is meant, in English.
        package var warnings: [String]

        package init(order: Order, warnings: [String]) {
            self.order = order
            self.warnings = warnings
        }
    }
}

/// The periods that are looked after, the latest first.
package struct ListPeriods: ControlCall {
    package static let method = "ListPeriods"
    package static let parameters: Set<String> = []
    package init() {}

    /// What `ListPeriods` answers.
    package struct Reply: Codable, Sendable {
        package var periods: [Period]

        package init(periods: [Period]) {
            self.periods = periods
        }
    }
}

/// A period's board: what each team owes and what came of it. Of a closed one, as it was closed.
package struct ShowPeriod: ControlCall {
    package static let method = "ShowPeriod"
    package static let parameters: Set<String> = ["period"]
    /// `2026-11` or `2026-Q4`; absent it is the month that today lies in.
    package var period: String?

    package init(period: String? = nil) {
        self.period = period
    }

    /// What `ShowPeriod` answers.
    package struct Reply: Codable, Sendable {
        package var board: Board

        package init(board: Board) {
            self.board = board
        }
    }
}

/// Judges anew what came for a period, and tells whoever is to know when anything changed.
package struct CheckPeriod: ControlCall {
    package static let method = "CheckPeriod"
    package static let parameters: Set<String> = ["period"]
    package var period: String

    package init(period: String) {
        self.period = period
    }

    package typealias Reply = ShowPeriod.Reply
}

/// Has a period take no more files, as `locked` or, once nothing is open any more, as `closed`; or
/// has it take files again, as `open`. One with blockers is not closed.
package struct MovePeriod: ControlCall {
    package static let method = "MovePeriod"
    package static let parameters: Set<String> = ["period", "state", "reason", "by"]
    package var period: String
    /// `open`, `locked` or `closed`.
    package var state: String
    /// Needed for `open`.
    package var reason: String?
    package var by: String?

    package init(period: String, state: String, reason: String? = nil, by: String? = nil) {
        self.period = period
        self.state = state
        self.reason = reason
        self.by = by
    }

    package typealias Reply = ShowPeriod.Reply
}

/// Lets a team off one submission, or asks for it again.
package struct WaiveSubmission: ControlCall {
    package static let method = "WaiveSubmission"
    package static let parameters: Set<String> = ["period", "type", "team", "reason", "withdraw", "by"]
    package var period: String
    package var type: String
    package var team: String
    package var reason: String
    /// Asks for it again.
    package var withdraw: Bool?
    package var by: String?

    package init(
        period: String, type: String, team: String, reason: String, withdraw: Bool? = nil,
        by: String? = nil
    ) {
        self.period = period
        self.type = type
        self.team = team
        self.reason = reason
        self.withdraw = withdraw
        self.by = by
    }

    package typealias Reply = ShowPeriod.Reply
}

/// A manager's word that a team's accepted figures are right; it holds for that file.
package struct SignSubmission: ControlCall {
    package static let method = "SignSubmission"
    package static let parameters: Set<String> = ["period", "type", "team", "version", "reason", "by"]
    package var period: String
    package var type: String
    package var team: String
    /// The version that was read; absent it is the latest.
    package var version: Int?
    /// Why the figures are right; wanted of those that changed by more than `confirm_beyond` of the settings.
    package var reason: String?
    /// The code of the person who signs: the team's manager, or who stands in.
    package var by: String?

    package init(
        period: String, type: String, team: String, version: Int? = nil, reason: String? = nil,
        by: String? = nil
    ) {
        self.period = period
        self.type = type
        self.team = team
        self.version = version
        self.reason = reason
        self.by = by
    }

    package typealias Reply = ShowPeriod.Reply
}

/// What the service's clock shows, and whether it is acted on.
package struct GetClock: ControlCall {
    package static let method = "GetClock"
    package static let parameters: Set<String> = []
    package init() {}

    /// What `GetClock` answers.
    package struct Reply: Codable, Sendable {
        package var clock: ClockState

        package init(clock: ClockState) {
            self.clock = clock
        }
    }
}

/// Has the service believe the clock as it stands. While it is doubted, every other command that
/// changes something is refused with `Conflict`.
package struct ConfirmClock: ControlCall {
    package static let method = "ConfirmClock"
    package static let parameters: Set<String> = []
    package init() {}

    package typealias Reply = GetClock.Reply
}

/// Hands a test letter to a courier at once, past the outbox, and says what was answered.
package struct TestMail: ControlCall {
    package static let method = "TestMail"
    package static let parameters: Set<String> = ["to", "courier"]
    /// Whom it is for.
    package var to: String
    /// A courier of the settings; else the one of ordinary letters to the office.
    package var courier: String?

    package init(to: String, courier: String? = nil) {
        self.to = to
        self.courier = courier
    }

    /// What `TestMail` answers.
    package struct Reply: Codable, Sendable {
        package var courier: String
        package var steps: [MailStep]

        package init(courier: String, steps: [MailStep]) {
            self.courier = courier
            self.steps = steps
        }
    }
}

/// All templates, and which of them are the office's own.
package struct ListTemplates: ControlCall {
    package static let method = "ListTemplates"
    package static let parameters: Set<String> = []
    package init() {}

    /// What `ListTemplates` answers.
    package struct Reply: Codable, Sendable {
        package var templates: [TemplateState]

        package init(templates: [TemplateState]) {
            self.templates = templates
        }
    }
}

/// Reads the templates anew, as a start would; nothing changes.
package struct CheckTemplates: ControlCall {
    package static let method = "CheckTemplates"
    package static let parameters: Set<String> = []
    package init() {}

    /// What `CheckTemplates` answers.
    package struct Reply: Codable, Sendable {
        /// What keeps them from being taken, each with file and line.
        package var faults: [String]
        /// Files that are older than what they replace.
        package var outdated: [String]
        /// Files that are never read, each with why and the nearest right name.
        package var unread: [String]

        package init(faults: [String], outdated: [String], unread: [String]) {
            self.faults = faults
            self.outdated = outdated
            self.unread = unread
        }
    }
}

/// A letter of made-up facts, by the templates as they are on the disk now.
package struct PreviewTemplate: ControlCall {
    package static let method = "PreviewTemplate"
    package static let parameters: Set<String> = ["kind", "language"]
    package var kind: String
    /// `id` or `en`; else the office's.
    package var language: String?

    package init(kind: String, language: String? = nil) {
        self.kind = kind
        self.language = language
    }

    /// What `PreviewTemplate` answers.
    package struct Reply: Codable, Sendable {
        package var subject: String
        package var text: String
        package var html: String

        package init(subject: String, text: String, html: String) {
            self.subject = subject
            self.text = text
            self.html = html
        }
    }
}

/// Makes a copy of the ledger now, in each backup folder, and verifies it.
package struct CreateBackup: ControlCall {
    package static let method = "CreateBackup"
    package static let parameters: Set<String> = []
    package init() {}

    /// What `CreateBackup` answers.
    package struct Reply: Codable, Sendable {
        package var backups: [Backup]

        package init(backups: [Backup]) {
            self.backups = backups
        }
    }
}

/// The copies in the backup folders, the newest first.
package struct ListBackups: ControlCall {
    package static let method = "ListBackups"
    package static let parameters: Set<String> = []
    package init() {}

    package typealias Reply = CreateBackup.Reply
}

/// Looks over the newest copy of each folder, or the one with this path.
package struct VerifyBackup: ControlCall {
    package static let method = "VerifyBackup"
    package static let parameters: Set<String> = ["path"]
    package var path: String?

    package init(path: String? = nil) {
        self.path = path
    }

    package typealias Reply = CreateBackup.Reply
}

/// Everything that was told about a subject, and what was not, each with the rule that made it so, and
/// what comes next. It comes in several replies to whoever calls with more.
package struct Why: ControlCall {
    package static let method = "Why"
    package static let parameters: Set<String> = ["subject", "on", "language"]
    /// The code of a deadline, an order, a person or a client, `ORDER/LINE`, a period, a report as
    /// `TYPE TEAM PERIOD`, a letter's number, a file's name or hash; with `KIND:` before it where it may mean
    /// several.
    package var subject: String
    /// A day, `2026-12-24`: what a person got on it, or did not, and why.
    package var on: String?
    /// `en` or `id`; absent it is `en`.
    package var language: String?

    package init(subject: String, on: String? = nil, language: String? = nil) {
        self.subject = subject
        self.on = on
        self.language = language
    }

    /// What `Why` answers.
    package struct Reply: Codable, Sendable {
        /// `deadline SO-4`.
        package var subject: String
        package var title: String
        package var lines: [WhyLine]

        package init(subject: String, title: String, lines: [WhyLine]) {
            self.subject = subject
            self.title = title
            self.lines = lines
        }
    }
}

/// Plays the office forward on a copy of what is remembered, by the same code that runs live: every
/// message that would go, to whom and when. With files it is played twice, and the difference is
/// told. One is played at a time; it ends when whoever asked goes. Whoever calls with more hears some times a
/// second which day was played, and gets the messages in several replies.
package struct Rehearse: ControlCall {
    package static let method = "Rehearse"
    package static let parameters: Set<String> = ["until", "reader", "with", "assume", "history", "texts", "format", "language"]
    /// The last day, `2026-12-31`, or a moment, `2026-12-31 12:00`.
    package var until: String
    /// Only what this person, team or client is told, by code.
    package var reader: String?
    /// What is tried: sheets, settings (`.yaml`, read after the service's own; administrators only), wordings
    /// (`id/slip.text.mustache`).
    package var with: [SentFile]?
    /// What people do: `nothing`, `done` (each deadline a minute before it is due), `approve` (each letter
    /// that can be).
    package var assume: [String]?
    /// Old sheets that are played from an empty office instead: the answer begins with the first, has the
    /// ten most delicate letters in full, and says in `summary` who got how many.
    package var history: [DatedFile]?
    /// True has whole letters in the answer.
    package var texts: Bool?
    /// `ics` or `html`: the answer as a file beside.
    package var format: String?
    /// Of sentences and files: `en` or `id`; absent it is `en`.
    package var language: String?

    package init(
        until: String, reader: String? = nil, with: [SentFile]? = nil, assume: [String]? = nil,
        history: [DatedFile]? = nil, texts: Bool? = nil, format: String? = nil,
        language: String? = nil
    ) {
        self.until = until
        self.reader = reader
        self.with = with
        self.assume = assume
        self.history = history
        self.texts = texts
        self.format = format
        self.language = language
    }

    /// What `Rehearse` answers.
    package struct Reply: Codable, Sendable {
        package var from: String
        package var until: String
        package var messages: [RehearsedMessage]
        /// What the files change; empty where none were given.
        package var changes: [RehearsalChange]
        /// That in sentences.
        package var summary: [String]
        /// What taking the files in sets in motion.
        package var effects: [String]
        package var file: File?
        /// The day that has been played, in replies before the last.
        package var day: String?

        package init(
            from: String, until: String, messages: [RehearsedMessage], changes: [RehearsalChange],
            summary: [String], effects: [String], file: File?, day: String?
        ) {
            self.from = from
            self.until = until
            self.messages = messages
            self.changes = changes
            self.summary = summary
            self.effects = effects
            self.file = file
            self.day = day
        }
    }
}

/// Ends the trial (`mode: trial`) for good, in the caller's name: letters go to whom they are for. What
/// went to the coordinator only and still holds is written anew, and waits for approval.
package struct GoLive: ControlCall {
    package static let method = "GoLive"
    package static let parameters: Set<String> = []
    package init() {}

    /// What `GoLive` answers.
    package struct Reply: Codable, Sendable {
        /// What that set in motion.
        package var effects: [String]

        package init(effects: [String]) {
            self.effects = effects
        }
    }
}

/// Removes what is known of somebody with whom nothing is open any more: their entry, the words of letters to
/// them and about them, addresses, and the sheets and exports of their register. Codes, dates and that letters went stay.
package struct EraseReader: ControlCall {
    package static let method = "EraseReader"
    package static let parameters: Set<String> = ["kind", "code", "for_good"]
    /// `client` or `person`.
    package var kind: String
    package var code: String
    /// False looks what would be erased, and erases nothing.
    package var forGood: Bool

    package init(kind: String, code: String, forGood: Bool) {
        self.kind = kind
        self.code = code
        self.forGood = forGood
    }

    /// What `EraseReader` answers.
    package struct Reply: Codable, Sendable {
        /// How many letters lose their words.
        package var letters: Int

        package init(letters: Int) {
            self.letters = letters
        }
    }
}

/// Looks the history over against its chain of hashes: lines, marks of steps, letters that left. Then a
/// second reading of the design says which steps of deadlines should have been told, to whom and when,
/// and that is held against what was, of deadlines whose course the history has whole; and each letter to a
/// client that left is held against what allows it.
package struct Prove: ControlCall {
    package static let method = "Prove"
    package static let parameters: Set<String> = ["head", "heads", "language"]
    /// A head that was kept of an earlier day: that the history since is a continuation of it.
    package var head: String?
    /// Every head that the journal has; a line that is dated a day before a head it was written after counts as
    /// inserted.
    package var heads: [KeptHead]?
    /// `en` or `id`; absent it is `en`.
    package var language: String?

    package init(head: String? = nil, heads: [KeptHead]? = nil, language: String? = nil) {
        self.head = head
        self.heads = heads
        self.language = language
    }

    /// What `Prove` answers.
    package struct Reply: Codable, Sendable {
        /// How many links there are.
        package var links: Int
        /// The last one's hash; absent of a history that has none.
        package var head: String?
        /// Whether the head that was named is part of it; absent where none was named.
        package var holdsHead: Bool?
        /// How many of the heads that were given are part of it.
        package var headsHeld: Int
        /// From before when lines were forgotten after their time; absent where none were.
        package var forgottenBefore: String?
        /// Since when ladders, calendars and registers are kept as they were: no deadline that was made before is judged. Absent
        /// where they are not kept, and no deadline is judged.
        package var judgedSince: String?
        /// How many deadlines were judged, of the newest thousand.
        package var judged: Int
        /// How many were not, of the newest thousand: the gaps say why.
        package var notJudged: Int
        /// How many letters to clients were judged, of the newest thousand.
        package var lettersJudged: Int
        /// What was not judged, and why.
        package var gaps: [ProofGap]
        package var problems: [ProofProblem]

        package init(
            links: Int, head: String?, holdsHead: Bool?, headsHeld: Int, forgottenBefore: String?,
            judgedSince: String?, judged: Int, notJudged: Int, lettersJudged: Int, gaps: [ProofGap],
            problems: [ProofProblem]
        ) {
            self.links = links
            self.head = head
            self.holdsHead = holdsHead
            self.headsHeld = headsHeld
            self.forgottenBefore = forgottenBefore
            self.judgedSince = judgedSince
            self.judged = judged
            self.notJudged = notJudged
            self.lettersJudged = lettersJudged
            self.gaps = gaps
            self.problems = problems
        }
    }
}
