// swift-format-ignore-file
// Made by scripts/generate-contract from org.tenggat.Control.varlink: change that, not this.

extension ControlInterface {
    package static let name = "org.tenggat.Control"

    /// The interface as org.varlink.service describes it to anybody who asks (varlink.org).
    package static let definition = #"""
# Deadlines, letters and submissions of an office, asked and told.
# Instants are RFC 3339 in UTC; a date with a time zone's name beside it is local.
# What is optional may be absent or null, in calls as in replies.
#
# Limits. A message holds at most 1 MiB of an operator, 64 KiB of a viewer, 16 KiB of anybody
# else, and comes whole within 30 seconds (5); files travel in pieces (SendPiece). One user has
# at most 256, 64 or 4 connections open; a connection that says nothing is closed after an
# hour, five minutes or five seconds, and one that does not read its reply after a minute.
# ListDeadlines and ListOrders come in several replies to whoever calls with more; without it
# they give up to 1000 rows and else org.varlink.service.ExpectedMore.
interface org.tenggat.Control

# One firing of a job.
type Run (
  started_at: string,
  ended_at: string,
  # `done` or `failed`.
  result: string,
  counts: [string]int,
  detail: ?string
)

# A job and its state.
type Job (
  name: string,
  # `waiting`, `running`, `retrying` or `paused`.
  state: string,
  next: ?string,
  last_run: ?Run,
  # Since when it is paused, by whom and why; absent for one that is not.
  paused_at: ?string,
  paused_by: ?string,
  paused_because: ?string
)

# The service at a glance.
type Status (
  version: string,
  now: string,
  started_at: string,
  office: string,
  time_zone: string,
  courier: string,
  jobs: []Job,
  deadlines_open: int,
  deadlines_overdue: int,
  notices_waiting: int,
  notices_held: int,
  notices_uncertain: int,
  orders_late: int,
  # What a person should see to, as sentences.
  warnings: []string
)

# How the service stands.
method GetStatus() -> (status: Status)

# The jobs, and what each did last.
method ListJobs() -> (jobs: []Job)

# Runs a job now, whatever it waits for, also a paused one.
method RunJob(name: string) -> (run: Run)

# Has a job do nothing of its own accord, restarts included, until it is resumed.
method PauseJob(name: string, reason: ?string, by: ?string) -> (job: Job)

# Lets a paused job go on; what came due meanwhile is done now.
method ResumeJob(name: string, by: ?string) -> (job: Job)

# What a job did, the latest first; a look at which nothing was due is no run.
method ListRuns(
  name: string,
  # At most so many; absent it is 50.
  limit: ?int
) -> (runs: []Run)

# One setting that a reload finds otherwise than it was.
type SettingChange (
  # `mail.smtp.port`.
  name: string,
  # As the files say it; absent where they said nothing.
  old: ?string,
  new: ?string,
  # Whether it counts only once the service is started anew.
  needs_restart: bool
)

# Reads settings, templates, holidays and certificates anew and puts them in force, all of it or
# nothing: what is wrong is refused with file, line and column. For administrators.
method Reload(
  # Says what would change and what that sets in motion; nothing changes.
  dry_run: ?bool
) -> (
  changes: []SettingChange,
  # Templates that say something else, by language and file.
  templates: []string,
  # What it sets in motion, as sentences.
  effects: []string,
  # What an administrator should know of the settings.
  warnings: []string
)

# How much the journal is told until the next reload or start. For administrators.
method SetLogLevel(
  # `debug`, `info`, `notice`, `warning` or `error`; absent it is that of the settings.
  level: ?string
) -> (level: string)

# The service's numbers in OpenMetrics' text format.
method GetMetrics() -> (text: string)

# One thing that was looked at to tell whether an office is set up.
type SetupFinding (
  # `mail`, `people`, …
  topic: string,
  # `good`, `advice`, or `missing`: somebody is not told what they should be.
  weight: string,
  # What was found, as a sentence.
  words: string,
  remedy: ?string
)

# What the office still lacks: mail, clock, people, ladders, wordings, holidays, backups, the next year.
method CheckSetup() -> (findings: []SetupFinding)

# A promise: who owes what, by when, and what will be done about it next.
type Deadline (
  code: string,
  # Which one of a series.
  occurrence: ?string,
  title: string,
  owner: string,
  owner_name: ?string,
  # As it was meant: local date and time, `2026-12-04 15:00`, in `time_zone`.
  due: string,
  time_zone: string,
  # The same instant as `due`, in UTC.
  due_at: string,
  kind: string,
  ladder: string,
  # How it comes back; there for one of a series.
  repeat: ?string,
  client: ?string,
  note: ?string,
  # What must be shown when it is done.
  evidence: ?string,
  after: []string,
  # Whether what it depends on is still open.
  waiting: bool,
  # `open`, `done`, `cancelled` or `waived`.
  state: string,
  revision: int,
  # When its ladder next tells somebody.
  next_at: ?string,
  # Which step that is, and whom it tells.
  next_step: ?string,
  acknowledged_until: ?string,
  acknowledged_by: ?string,
  snoozed_until: ?string,
  finished_at: ?string,
  finished_by: ?string,
  # What was shown.
  proof: ?string,
  # What is still to be shown, of what it asks for, separated by semicolons.
  missing_evidence: ?string,
  reason: ?string
)

# One step of a deadline's ladder.
type Step (
  # When it goes, or would have.
  at: string,
  # As the ladder writes it: `WD-3 09:00`.
  when: string,
  role: string,
  urgent: bool,
  # `fired`, `missed`, `superseded`, `merged` or `unreachable`; absent while it is ahead.
  outcome: ?string
)

# One line of the append-only history.
type Event (at: string, what: string, by: ?string, detail: ?string)

# Deadlines by their due moment.
method ListDeadlines(
  # `open`, `done`, `cancelled`, `waived` or `all`; absent it is `open`.
  state: ?string,
  # A person's or a team's code.
  owner: ?string
) -> (deadlines: []Deadline)

# A new promise.
method AddDeadline(
  title: string,
  owner: string,
  # `2026-12-04 15:00`, or `2026-12-04` for that day's closing hour; a day may be written as the office's sheets have it.
  due: string,
  # Absent it is the next free `D-…`.
  code: ?string,
  time_zone: ?string,
  kind: ?string,
  ladder: ?string,
  client: ?string,
  note: ?string,
  # How it comes back: `weekly`, or a calendar expression.
  repeat: ?string,
  # `preceding` or `following`: where it goes from a day off.
  roll: ?string,
  # What must be shown when it is done.
  evidence: ?string,
  # Codes of deadlines that must end first.
  after: ?[]string,
  by: ?string
) -> (deadline: Deadline)

# A deadline with its ladder and its history.
method ShowDeadline(
  code: string,
  # Of a series, the occurrence or the beginning of its date; absent it is the open one due first.
  occurrence: ?string
) -> (deadline: Deadline, steps: []Step, events: []Event)

# Ends a deadline.
method FinishDeadline(
  code: string,
  occurrence: ?string,
  # `done`, `waived` or `cancelled`; absent it is `done`. The others need a reason.
  outcome: ?string,
  # `this` or `following`; of a series, what is waived or cancelled.
  scope: ?string,
  # What was shown, where the deadline asks for it.
  evidence: ?string,
  by: ?string,
  reason: ?string
) -> (deadline: Deadline)

# Moves a due moment; whoever was told the old one hears of it.
method MoveDeadline(
  code: string,
  occurrence: ?string,
  # `2026-12-18 15:00`, or `2026-12-18` at the time of day it had, where that was not its day's closing hour.
  due: string,
  # `this` or `following`; one of a series needs it.
  scope: ?string,
  by: ?string,
  reason: ?string
) -> (deadline: Deadline)

# Has escalations wait: somebody knows, and works on it.
method AcknowledgeDeadline(
  code: string,
  occurrence: ?string,
  # Local to the office, or RFC 3339; absent it is the office's usual number of working days.
  until: ?string,
  by: ?string
) -> (deadline: Deadline)

# Has the owner's reminders wait.
method SnoozeDeadline(
  code: string,
  occurrence: ?string,
  # Local to the office, or RFC 3339; before the due moment.
  until: string,
  by: ?string
) -> (deadline: Deadline)

# Opens a deadline again that had ended.
method ReopenDeadline(
  code: string,
  occurrence: ?string,
  by: ?string,
  reason: ?string
) -> (deadline: Deadline)

# Whoever is away, and who stands in. Dates are civil, both days included.
type Delegation (
  person: string,
  from: string,
  until: string,
  stand_in: string,
  reason: ?string
)

# Who is away and who stands in, by settings, sheet and command.
method ListDelegations() -> (delegations: []Delegation)

# Has somebody stand in; the same person and first day again replaces it.
method AddDelegation(
  delegation: Delegation,
  by: ?string
) -> (
  # What it sets in motion, as sentences.
  effects: []string
)

# Takes a delegation back.
method RemoveDelegation(
  person: string,
  # Its first day.
  from: string,
  by: ?string
) -> (
  # What it sets in motion, as sentences.
  effects: []string
)

# One thing that a notice tells.
type NoticeItem (
  # The template that words it: `reminder`, `slip`, …
  kind: string,
  # `deadline`, `order`, `submission`, …
  subject_kind: string,
  subject: string,
  is_urgent: bool,
  withdrawn_because: ?string
)

# One message to one recipient, and where it stands.
type Notice (
  id: int,
  # A person's, team's or client's code, or a bare address.
  recipient: string,
  recipient_name: ?string,
  # `office` or `client`.
  audience: string,
  # `waiting`, `held`, `claimed`, `deferred`, `sent`, `refused`, `uncertain`, `withdrawn` or `expired`.
  state: string,
  hold_reasons: []string,
  items: []NoticeItem,
  created_at: string,
  leave_at: ?string,
  attempts: int,
  approved_by: ?string,
  # What the mail server said last.
  response: ?string,
  finished_at: ?string,
  # What keeps it from leaving though its moment comes, in sentences: a stop of all mail to clients, a clock that is
  # not trusted, a client whose letters rest. Said where one is shown, approved or tried now, else empty.
  waits: []string,
  # The same by the rules that `why` names (`client-mail-held`, `no-way-out`, …). Said in lists, else empty.
  stops: []string
)

# A letter as its reader gets it.
type Letter (
  message_id: string,
  recipients: []string,
  subject: string,
  text: string,
  html: string,
  # What an approval binds to: SHA-256 over what the letter says and to whom.
  hash: string
)

# One letter that somebody read.
type Approval (
  id: int,
  # Which wording of it.
  hash: string
)

# Why a letter was not released.
type ApprovalProblem (id: int, message: string)

# Notices, the newest last.
method ListNotices(
  # A state's name, or `all`; absent it is all that are not finished.
  state: ?string,
  # At most so many, the newest; absent it is 200.
  limit: ?int
) -> (notices: []Notice)

# A notice with its letter, exactly as it went, may have arrived, or would go now.
method ShowNotice(id: int) -> (
  notice: Notice,
  letter: ?Letter,
  # Copies that a letter which went did not go to, or not yet, in sentences.
  copies: []string
)

# Releases letters that wait for a person: all of them, or none.
method ApproveNotices(
  approvals: []Approval,
  # Releases those that can be, although others cannot.
  partial: ?bool,
  by: ?string
) -> (
  notices: []Notice,
  # Those that wait on; empty unless the call was a partial one.
  problems: []ApprovalProblem
)

# Takes a letter back that waits for a person.
method RefuseNotice(id: int, reason: string, by: ?string) -> (notice: Notice)

# Has letters wait: the named ones, or all mail to clients until it is resumed.
method HoldClientMail(
  # Absent it is all mail to clients.
  ids: ?[]int,
  reason: string,
  by: ?string
) -> (notices: []Notice)

# Has no letters go to a client, or about an order, up to a day: somebody calls instead.
method MuteLetters(
  # A client's code or an order's.
  code: string,
  # The last day (2026-12-31); absent it has letters go again.
  until: ?string,
  # Why; wanted with a day.
  reason: ?string,
  by: ?string
) -> (
  # What rests, in words.
  about: string,
  # The last day; null where letters go again.
  until: ?string,
  # The numbers of the letters that were taken back for it.
  withdrawn: []int
)

# Lets all client mail go again.
method ResumeClientMail(
  by: ?string
) -> (
  # How many letters leave at their next moment.
  waiting: int,
  # What keeps all of them still, in sentences.
  waits: []string
)

# Has letters that are tried again later tried now: the named ones, as far as they can be, or all; ways out
# that did not answer are tried as well. It is an error only where none of the named ones can be.
method RetryLetters(
  # Absent it is all of them.
  ids: ?[]int,
  by: ?string
) -> (
  notices: []Notice,
  # How many letters are to leave now.
  due: int,
  # What keeps letters still, in sentences.
  waits: []string,
  # Of several that were named, those that cannot be tried, each with why.
  problems: []ApprovalProblem
)

# Takes a person's word that an uncertain letter arrived: what it says is told.
method ConfirmArrival(id: int, by: ?string) -> (notice: Notice)

# Puts a person's own words into a letter that has not left; it then needs approval.
method EditNotice(
  id: int,
  # Goes after what the letter says.
  paragraph: ?string,
  # Goes in place of what the letter says; with neither the letter is as it was.
  body: ?string,
  by: ?string
) -> (notice: Notice, letter: Letter)

# Writes to clients in a person's own words; the letters are held until they are approved.
method WriteNotice(
  # Clients' codes.
  clients: ?[]string,
  # The order that it is about; it goes to the order's client and nobody else.
  order: ?string,
  subject: string,
  # Empty lines part paragraphs.
  text: string,
  by: ?string
) -> (
  notices: []Notice,
  # Codes of the calls to make instead, for clients who get no mail.
  calls: []string
)

# A file as it lies on the sender's disk.
type File (
  # Without folders.
  name: string,
  # Base64 (RFC 4648).
  content: string
)

# A file as it is sent: its content, or the upload that its pieces came as.
type SentFile (
  # Without folders.
  name: string,
  # Base64 (RFC 4648); absent for a file that came in pieces.
  content: ?string,
  # What `SendPiece` named it; absent for a file whose content is here.
  upload: ?string
)

# One fault in one cell. Every name is there, with null where there is nothing.
type Finding (
  file: string,
  worksheet: ?string,
  # As Excel names it, `F11`; empty for the whole file.
  cell: string,
  code: string,
  # `blocker` or `warning`.
  severity: string,
  value: string,
  # In English; a letter about the same fault has it in its reader's language.
  expected: string,
  suggestion: ?string
)

# How far an import is.
type ImportProgress (
  # The file that is being read; absent while all are checked and taken.
  file: ?string,
  # Rows read so far, of this file or of all.
  rows: int
)

# One value that a sheet changes.
type Change (key: string, column: string, old: ?string, new: ?string)

# What one file came to. Every name is there, with null where there is nothing.
type SheetReport (
  file: string,
  # The kind of sheet, null when none was recognised.
  sheet: ?string,
  dry_run: bool,
  # Rows taken: all or none, or, in a partial import, all but those left out.
  accepted: int,
  added: int,
  changed: int,
  unchanged: int,
  # Entries that are remembered and that the file leaves out: nothing happens to them.
  absent: int,
  absent_keys: []string,
  changes: []Change,
  # Cells that repeat what was said before while something else is so since; that is `old`, what
  # the cell says `new`.
  kept: []Change,
  # Cells that say what was said before and replaced since: not applied.
  old_copies: []Change,
  # Cells that were applied over what was changed otherwise since the sheet before.
  overridden: []Change,
  # Amounts are in the smallest unit of the currency.
  totals: [string]int,
  # How many digits of an amount stand behind its decimal mark; null where none do.
  decimals: ?int,
  # How the office writes numbers, by example: `1.250,50`.
  number_style: ?string,
  nil_report: bool,
  remarks: []string,
  findings: []Finding,
  # What it sets in motion, as sentences.
  effects: []string,
  # Numbers of the rows that a partial import left out.
  rows_left: []int,
  # Whose submission it is; null for another sheet.
  team: ?string,
  # The period that the submission is for.
  period: ?string,
  # Which version of the submission it is, from 1.
  version: ?int,
  # Under which number it can be undone; null of what changed nothing.
  number: ?int
)

# A file that was taken.
type ImportedFile (
  number: int,
  at: string,
  by: ?string,
  # The kind of sheet.
  sheet: string,
  file: string,
  # How many entries were new, and how many changed.
  added: int,
  changed: int,
  undone_at: ?string,
  undone_by: ?string
)

# How lists of another program are read, as somebody said.
type Mapping (
  number: int,
  at: string,
  by: ?string,
  # The kind of sheet.
  sheet: string,
  # The file about which it was said.
  file: string,
  # Names of the list's columns by those of ours.
  columns: [string]string,
  # What our columns that such a list does not have hold in every row.
  constants: [string]string
)

# Hands over a piece of a file that is too large for one message: a whole file of 32 MiB at most,
# which is kept for five minutes, or until it is imported or submitted.
method SendPiece(
  # What the reply to the first piece named it; absent for the first.
  upload: ?string,
  # Base64 (RFC 4648).
  content: string
) -> (
  upload: string,
  # How many bytes have come.
  size: int
)

# Takes the files of one import; they may refer to each other.
method ImportSheets(
  files: []SentFile,
  # What the sheets are, where they cannot be recognised.
  kind: ?string,
  dry_run: bool,
  # Leaves out rows with faults, and with them the other lines of their orders.
  partial: ?bool,
  by: ?string
) -> (
  # One for each file, in their order; empty in replies before the last.
  reports: []SheetReport,
  # How far it is, in the replies before the last of whoever asked for more.
  progress: ?ImportProgress
)

# Keeps a list of another program, and makes a workbook that asks what its columns are: filled in and
# imported, it has the list taken, and those like it from then on.
method AskColumns(
  file: SentFile,
  # What the list is, where the workbook should propose nothing else.
  kind: ?string,
  by: ?string
) -> (file: File)

# A workbook to begin with: a sheet of each kind, with an example that is never taken and lists to choose
# from. It is filled in and imported as it is.
method MakeStarter(
  # The kinds of sheets; what an office begins with when absent.
  kinds: ?[]string,
  # id or en; the office's when absent.
  language: ?string
) -> (file: File)

# How lists of other programs are read.
method ListMappings() -> (mappings: []Mapping)

# Has no new list read by a mapping. What was taken by it stays.
method RemoveMapping(
  number: int,
  by: ?string
) -> ()

# Hands in one team's file for one period.
method Submit(
  file: SentFile,
  # What the file's name and rows do not say.
  type: ?string,
  team: ?string,
  period: ?string,
  by: ?string
) -> (report: SheetReport)

# The files that were taken last, the latest first.
method ListImports(
  # From 1 to 1000; 20 when absent.
  limit: ?int
) -> (imports: []ImportedFile)

# Takes back what a file changed: what nobody has touched since comes back, of a workbook in all its sheets,
# by the number of any of them. Clients who were told because of it get a letter that corrects it, which waits.
method UndoImport(
  number: int,
  dry_run: ?bool,
  by: ?string
) -> (
  # What came back, or is gone, as reports of changes name it.
  restored: []string,
  # What somebody changed since, or is in use, and was left.
  kept: []string,
  # Why each of them was left, in their order.
  kept_because: []string,
  # The numbers of the letters that wait.
  letters: []int,
  # What else came of it, a sentence each: what ended, who was told meanwhile, what waits.
  effects: []string
)

# Writes a sheet of what is remembered, such that importing it again changes nothing.
method ExportSheet(
  kind: string,
  # `csv` when absent, or `xlsx`.
  format: ?string,
  # Of submissions only.
  team: ?string,
  # Of submissions only: `2026-11` or `2026-Q4`.
  period: ?string
) -> (file: File)

# The open deadlines as an iCalendar file.
method ExportCalendar(
  # A person's or a team's code; absent it is everybody.
  owner: ?string
) -> (file: File)

# One line of an order. Dates are civil: `2026-12-10`.
type OrderLine (
  line: string,
  item: string,
  # In the line's unit, with up to three decimals.
  quantity: float,
  unit: ?string,
  promised: string,
  expected: ?string,
  # Every date the client was told, the promise first.
  told: []string,
  delivered: float,
  delivered_on: ?string,
  reason: ?string,
  # `open`, `late`, `needs-date`, `delivered` or `cancelled`.
  state: string
)

# What a client was promised, and where it stands.
type Order (
  order: string,
  client: string,
  client_name: ?string,
  client_po: ?string,
  salesperson: ?string,
  # `on-time`, `late`, `needs-date` or `finished`.
  state: string,
  lines: []OrderLine,
  # The letter that has not left yet, if there is one.
  notice: ?int
)

# One date that a client was told of a line.
type ToldDate (
  line: string,
  date: string,
  at: string,
  # The letter that told it; absent for the promise and for what people told by themselves.
  notice: ?int
)

# How a client's promises were kept, against the first date told of each line.
type Promises (
  client: string,
  # Lines whose promise can be judged.
  promised: int,
  kept: int,
  # Whole percent; absent while nothing can be judged.
  percent: ?int,
  # Further lines, delivered on a day that nobody entered.
  undated: int
)

# Orders by code.
method ListOrders(
  # True lists only those that are late or need a date.
  late: ?bool
) -> (orders: []Order)

# An order with what became of its promises.
method ShowOrder(
  order: string
) -> (
  order: Order,
  # Every date that the client was told, line by line, oldest first.
  told: []ToldDate,
  promises: Promises,
  # Changes and commands, oldest first.
  events: []Event
)

# What happened to an order, as the orders sheet would say it.
method ChangeOrder(
  order: string,
  # `slip` (needs a date; without a reason the new date has none, whatever the last one had),
  # `recover` (to a date, else to the promise), `deliver` (all, or a quantity in all of one line),
  # `cancel` (needs a reason) or `told` (the client knows the date by other ways).
  change: string,
  # Absent it is every line that is outstanding.
  lines: ?[]string,
  date: ?string,
  quantity: ?float,
  # The same as people write it in this office, `2,75`; read instead of `quantity`.
  quantity_text: ?string,
  reason: ?string,
  by: ?string
) -> (
  order: Order,
  # What is possible and yet asks whether it is meant, in English.
  warnings: []string
)

# A period in few words.
type Period (
  # `2026-11` or `2026-Q4`.
  period: string,
  first_day: string,
  last_day: string,
  # `open`, `locked` or `closed`.
  state: string,
  # When it is to be closed.
  due_at: string,
  # How many submissions are in and right, nil reports included and provisional ones not.
  accepted: int,
  # How many are in, and are provisional until somebody says why their figures changed so much.
  provisional: ?int,
  rejected: int,
  # Not here although the period has ended.
  missing: int,
  # Not here, and not asked for yet.
  expected: int,
  waived: int
)

# One team's one submission.
type BoardRow (
  team: string,
  team_name: string,
  type: string,
  # `accepted`, `nil`, `rejected`, `missing`, `expected` or `waived`.
  state: string,
  version: ?int,
  file: ?string,
  received_at: ?string,
  due_at: string,
  # Working minutes that the team has left; absent where nothing is asked of it, or no time is left.
  minutes_left: ?int,
  rows: int,
  # Amounts are in the smallest unit of the currency.
  totals: [string]int,
  target: ?int,
  gross: ?int,
  # Less returns.
  net: ?int,
  # Who let the team off; for what is waived.
  waived_by: ?string,
  reason: ?string,
  # `none`, `wanted`, `signed`, `suspended` when the file has changed since, or `unconfirmed` while nobody has said
  # why the figures changed so much.
  sign_off: string,
  signed_by: ?string,
  signed_at: ?string,
  # Why figures that changed much are right, as who signed says.
  why: ?string,
  findings: []Finding
)

# What teams whose figures are in and right have achieved, in the smallest unit of the currency.
type Achievement (
  gross: int,
  # Less returns.
  net: int,
  # Of the teams whose figures are in and right; absent where they have none.
  target_of_accepted: ?int,
  target_of_all: ?int,
  # Whole percent that `net` is of the target, cut off.
  percent_of_accepted: ?int,
  percent_of_all: ?int
)

# Where a period stands.
type Board (
  period: Period,
  # Who moved it to its state; absent for one that nobody moved.
  moved_by: ?string,
  moved_at: ?string,
  reason: ?string,
  rows: []BoardRow,
  # Absent where no submission of the period counts against targets.
  achieved: ?Achievement,
  # How many digits of an amount stand behind its decimal mark; absent where none do.
  decimals: ?int,
  # How the office writes numbers, by example: `1.250,50`.
  number_style: ?string,
  # What keeps it from being closed, one sentence each; empty when nothing does.
  blockers: []string
)

# The periods that are looked after, the latest first.
method ListPeriods() -> (periods: []Period)

# A period's board: what each team owes and what came of it. Of a closed one, as it was closed.
method ShowPeriod(
  # `2026-11` or `2026-Q4`; absent it is the month that today lies in.
  period: ?string
) -> (board: Board)

# Judges anew what came for a period, and tells whoever is to know when anything changed.
method CheckPeriod(period: string) -> (board: Board)

# Has a period take no more files, as `locked` or, once nothing is open any more, as `closed`; or
# has it take files again, as `open`. One with blockers is not closed.
method MovePeriod(
  period: string,
  # `open`, `locked` or `closed`.
  state: string,
  # Needed for `open`.
  reason: ?string,
  by: ?string
) -> (board: Board)

# Lets a team off one submission, or asks for it again.
method WaiveSubmission(
  period: string,
  type: string,
  team: string,
  reason: string,
  # Asks for it again.
  withdraw: ?bool,
  by: ?string
) -> (board: Board)

# A manager's word that a team's accepted figures are right; it holds for that file.
method SignSubmission(
  period: string,
  type: string,
  team: string,
  # The version that was read; absent it is the latest.
  version: ?int,
  # Why the figures are right; wanted of those that changed by more than `confirm_beyond` of the settings.
  reason: ?string,
  # The code of the person who signs: the team's manager, or who stands in.
  by: ?string
) -> (board: Board)

# The wall clock, and what the service makes of it.
type ClockState (
  now: string,
  time_zone: string,
  # The kernel's word: a time server keeps the clock.
  is_synchronised: bool,
  # `trusted`, `unsynchronised` (letters to clients wait) or `doubted` (everything waits: it jumped
  # ahead, and nothing confirms that so much time passed).
  verdict: string,
  # What the clock should have shown when it jumped; absent unless it is doubted.
  jumped_from: ?string,
  jumped_to: ?string,
  # What waits, and what to do, as a sentence.
  warning: ?string
)

# What the service's clock shows, and whether it is acted on.
method GetClock() -> (clock: ClockState)

# Has the service believe the clock as it stands. While it is doubted, every other command that
# changes something is refused with `Conflict`.
method ConfirmClock() -> (clock: ClockState)

# One step on a test letter's way, and what was answered.
type MailStep (
  name: string,
  is_good: bool,
  # The server's own words, or the system's.
  said: string,
  # What to do, where it is not good.
  remedy: ?string
)

# Hands a test letter to a courier at once, past the outbox, and says what was answered.
method TestMail(
  # Whom it is for.
  to: string,
  # A courier of the settings; else the one of ordinary letters to the office.
  courier: ?string
) -> (courier: string, steps: []MailStep)

# A template as it is on the disk now.
type TemplateState (
  # Its kind, or the name of a frame or a partial.
  name: string,
  # `common` for what serves every language.
  language: string,
  # `subject`, `text` or `html`.
  format: string,
  path: string,
  # Whether it takes the place of a shipped one.
  is_override: bool,
  # Whether the shipped one is newer.
  is_outdated: bool,
  # Why it cannot be taken, or is never read.
  fault: ?string
)

# All templates, and which of them are the office's own.
method ListTemplates() -> (templates: []TemplateState)

# Reads the templates anew, as a start would; nothing changes.
method CheckTemplates() -> (
  # What keeps them from being taken, each with file and line.
  faults: []string,
  # Files that are older than what they replace.
  outdated: []string,
  # Files that are never read, each with why and the nearest right name.
  unread: []string
)

# A letter of made-up facts, by the templates as they are on the disk now.
method PreviewTemplate(
  kind: string,
  # `id` or `en`; else the office's.
  language: ?string
) -> (subject: string, text: string, html: string)

# A whole copy of the ledger.
type Backup (
  # Its file.
  path: string,
  # In bytes.
  size: int,
  taken_at: string,
  # What is wrong with it, where it was looked over and something is.
  fault: ?string
)

# Makes a copy of the ledger now, in each backup folder, and verifies it.
method CreateBackup() -> (backups: []Backup)

# The copies in the backup folders, the newest first.
method ListBackups() -> (backups: []Backup)

# Looks over the newest copy of each folder, or the one with this path.
method VerifyBackup(path: ?string) -> (backups: []Backup)

# One line of an answer to Why: what happened at a moment, did not happen, or is to come.
type WhyLine (
  at: string,
  # `changed`, `skipped`, `merged`, `withdrawn`, `held`, `waiting`, `sent`, `failed` or `planned`.
  kind: string,
  # The same in the language that was asked for.
  heading: string,
  # The rules that made it so, the most telling first: words that scripts can rely on.
  rules: []string,
  # A sentence or several, in the language that was asked for.
  text: string,
  by: ?string,
  # Who was told, was not, or is to be.
  person: ?string,
  notice: ?int,
  # The ladder's step, `WD-3 09:00`.
  step: ?string
)

# Everything that was told about a subject, and what was not, each with the rule that made it so, and
# what comes next. It comes in several replies to whoever calls with more.
method Why(
  # The code of a deadline, an order, a person or a client, `ORDER/LINE`, a period, a report as
  # `TYPE TEAM PERIOD`, a letter's number, a file's name or hash; with `KIND:` before it where it may mean
  # several.
  subject: string,
  # A day, `2026-12-24`: what a person got on it, or did not, and why.
  on: ?string,
  # `en` or `id`; absent it is `en`.
  language: ?string
) -> (
  # `deadline SO-4`.
  subject: string,
  title: string,
  lines: []WhyLine
)

# One thing that a message tells.
type RehearsedItem (
  kind: string,
  # What it is about: `deadline T-004`.
  subject: string,
  # The ladder's step, `WD-3 09:00`.
  step: ?string
)

# One mail that a rehearsal saw leave, or a letter that waits for a person at its end.
type RehearsedMessage (
  # When it leaves; of what waits, since when.
  at: string,
  recipient: string,
  recipient_name: ?string,
  client: bool,
  subject: string,
  # Why it waits for a person; empty of what leaves.
  hold_reasons: []string,
  items: []RehearsedItem,
  # The whole letter, where it was asked for.
  text: ?string
)

# One thing told to one person that a change has go at another moment, or makes or takes away.
type RehearsalChange (
  # `moved`, `added`, `gone`; `reworded` of the same at the same moment; `held` of what waits for a person with
  # the change, `released` of what does not any more.
  kind: string,
  recipient: string,
  item: RehearsedItem,
  # When it goes as things are.
  former_at: ?string,
  # When it goes with the change.
  at: ?string,
  # Whether with the change it comes after the moment that it reminds of.
  after_due: bool
)

# A sheet, and when it came.
type DatedFile (
  # A day, `2026-09-01`, for its opening hour, or a moment.
  at: string,
  file: SentFile,
  # The folder that it lay in, by which answers name it; absent is none.
  folder: ?string
)

# Plays the office forward on a copy of what is remembered, by the same code that runs live: every
# message that would go, to whom and when. With files it is played twice, and the difference is
# told. One is played at a time; it ends when whoever asked goes. Whoever calls with more hears some times a
# second which day was played, and gets the messages in several replies.
method Rehearse(
  # The last day, `2026-12-31`, or a moment, `2026-12-31 12:00`.
  until: string,
  # Only what this person, team or client is told, by code.
  reader: ?string,
  # What is tried: sheets, settings (`.yaml`, read after the service's own; administrators only), wordings
  # (`id/slip.text.mustache`).
  with: ?[]SentFile,
  # What people do: `nothing`, `done` (each deadline a minute before it is due), `approve` (each letter
  # that can be).
  assume: ?[]string,
  # Old sheets that are played from an empty office instead: the answer begins with the first, has the
  # ten most delicate letters in full, and says in `summary` who got how many.
  history: ?[]DatedFile,
  # True has whole letters in the answer.
  texts: ?bool,
  # `ics` or `html`: the answer as a file beside.
  format: ?string,
  # Of sentences and files: `en` or `id`; absent it is `en`.
  language: ?string
) -> (
  from: string,
  until: string,
  messages: []RehearsedMessage,
  # What the files change; empty where none were given.
  changes: []RehearsalChange,
  # That in sentences.
  summary: []string,
  # What taking the files in sets in motion.
  effects: []string,
  file: ?File,
  # The day that has been played, in replies before the last.
  day: ?string
)

# Ends the trial (`mode: trial`) for good, in the caller's name: letters go to whom they are for. What
# went to the coordinator only and still holds is written anew, and waits for approval.
method GoLive() -> (
  # What that set in motion.
  effects: []string
)

# Removes what is known of somebody with whom nothing is open any more: their entry, the words of letters to
# them and about them, addresses, and the sheets and exports of their register. Codes, dates and that letters went stay.
method EraseReader(
  # `client` or `person`.
  kind: string,
  code: string,
  # False looks what would be erased, and erases nothing.
  for_good: bool
) -> (
  # How many letters lose their words.
  letters: int
)

# One thing of the history that is not as it was.
type ProofProblem (
  # `line-changed`, `line-deleted`, `line-inserted`, `line-replaced`, `line-unlinked`, `cell-unreadable`, `mark-changed`, `mark-removed`, `mark-added`,
  # `letter-changed`, `rules-changed`, `table-changed`, `sum-missing`, `trigger-changed`, `schema-changed`, `chain-broken`, `head-missing`,
  # `step-missing`, `step-extra`, `letter-unapproved`,
  # `letter-approved-otherwise`, `letter-unsent`, `letter-told-otherwise`, `letter-unrecorded`, `letter-unpromised` or
  # `letter-elsewhere`.
  fault: string,
  # A line's number and words, a deadline and its step, a notice's number, a table and how many rows it has more or less,
  # a cell's table, row and column.
  subject: string,
  text: string
)

# How much could not be judged, and why.
type ProofGap (
  # `deadline` or `letter`.
  what: string,
  # `trial`, `before`, `forgotten`, `changed`, `down`, `course`, `unreadable` or `older`.
  reason: string,
  count: int,
  # The same as a sentence.
  text: string
)

# The end of the history as it was kept elsewhere: in the journal, each night and at each close.
type KeptHead (
  # 64 hexadecimal digits.
  hash: string,
  # After how many links it was.
  links: ?int,
  # When it was kept.
  at: ?string
)

# Looks the history over against its chain of hashes: lines, marks of steps, letters that left. Then a
# second reading of the design says which steps of deadlines should have been told, to whom and when,
# and that is held against what was, of deadlines whose course the history has whole; and each letter to a
# client that left is held against what allows it.
method Prove(
  # A head that was kept of an earlier day: that the history since is a continuation of it.
  head: ?string,
  # Every head that the journal has; a line that is dated a day before a head it was written after counts as
  # inserted.
  heads: ?[]KeptHead,
  # `en` or `id`; absent it is `en`.
  language: ?string
) -> (
  # How many links there are.
  links: int,
  # The last one's hash; absent of a history that has none.
  head: ?string,
  # Whether the head that was named is part of it; absent where none was named.
  holds_head: ?bool,
  # How many of the heads that were given are part of it.
  heads_held: int,
  # From before when lines were forgotten after their time; absent where none were.
  forgotten_before: ?string,
  # Since when ladders, calendars and registers are kept as they were: no deadline that was made before is judged. Absent
  # where they are not kept, and no deadline is judged.
  judged_since: ?string,
  # How many deadlines were judged, of the newest thousand.
  judged: int,
  # How many were not, of the newest thousand: the gaps say why.
  not_judged: int,
  # How many letters to clients were judged, of the newest thousand.
  letters_judged: int,
  # What was not judged, and why.
  gaps: []ProofGap,
  problems: []ProofProblem
)

# What was given is malformed or not known.
error InvalidArgument (
  message: string,
  # The parameter at fault.
  field: ?string
)

# What was asked for is not there.
error NotFound (message: string)

# It is there, in a state that does not allow what was asked.
error Conflict (message: string)

# Whoever asks may not.
error PermissionDenied (message: string)

# The service failed at it; its journal says more.
error Failed (message: string)

# A message that is no call, or longer than its sender may send.
error MalformedCall (message: string)

# Too many connections are open, or the service is stopping: ask again.
error Busy (message: string)

"""#
}
