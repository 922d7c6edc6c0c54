extension ControlInterface {
    /// The interface as org.varlink.service describes it to anybody who asks (varlink.org).
    ///
    /// Calls are checked against it: a parameter that it does not name is refused.
    package static let definition = """
        # Deadlines, letters and submissions of an office, asked and told.
        # Instants are RFC 3339 in UTC; a date with a time zone's name beside it is local.
        #
        # Limits. A message holds at most 1 MiB of an operator, 64 KiB of a viewer, 16 KiB of anybody
        # else, and comes whole within 30 seconds (5); files travel in pieces (SendPiece). One user has
        # at most 256, 64 or 4 connections open; a connection that says nothing is closed after an
        # hour, five minutes or five seconds, and one that does not read its reply after a minute.
        # ListDeadlines and ListOrders come in several replies to whoever calls with more; without it
        # they give up to 1000 rows and else org.varlink.service.ExpectedMore.
        interface org.tenggat.Control

        # One firing of a job; result is done or failed.
        type Run (
          started_at: string,
          ended_at: string,
          result: string,
          counts: [string]int,
          detail: ?string
        )

        # A job; state is waiting, running or retrying.
        type Job (name: string, state: string, next: ?string, last_run: ?Run)

        # The service at a glance; warnings are what a person should see to.
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
          warnings: []string
        )

        # A promise; due is local in time_zone, due_at the same instant in UTC. repeat is there for
        # one of a series; waiting is true while what it depends on is open.
        type Deadline (
          code: string,
          occurrence: ?string,
          title: string,
          owner: string,
          owner_name: ?string,
          due: string,
          time_zone: string,
          due_at: string,
          kind: string,
          ladder: string,
          repeat: ?string,
          client: ?string,
          note: ?string,
          evidence: ?string,
          depends_on: []string,
          waiting: bool,
          state: string,
          revision: int,
          next_at: ?string,
          next_step: ?string,
          acknowledged_until: ?string,
          acknowledged_by: ?string,
          snoozed_until: ?string,
          finished_at: ?string,
          finished_by: ?string,
          proof: ?string,
          reason: ?string
        )

        # One step of a ladder; outcome is there once it is settled: fired, missed, superseded, merged
        # or unreachable.
        type Step (at: string, when: string, role: string, urgent: bool, outcome: ?string)

        # One line of the history.
        type Event (at: string, what: string, by: ?string, detail: ?string)

        # Whoever is away and who stands in, both days included.
        type Delegation (
          person: string,
          from: string,
          until: string,
          stand_in: string,
          reason: ?string
        )

        # One thing that a notice tells.
        type NoticeItem (
          kind: string,
          subject_kind: string,
          subject: string,
          is_urgent: bool,
          withdrawn_because: ?string
        )

        # One message to one recipient. audience is office or client; state is waiting, held,
        # claimed, deferred, sent, refused, uncertain, withdrawn or expired.
        type Notice (
          id: int,
          recipient: string,
          recipient_name: ?string,
          audience: string,
          state: string,
          hold_reasons: []string,
          items: []NoticeItem,
          created_at: string,
          leave_at: ?string,
          attempts: int,
          approved_by: ?string,
          response: ?string,
          finished_at: ?string
        )

        # A letter as its reader gets it; an approval binds to the hash.
        type Letter (
          message_id: string,
          recipients: []string,
          subject: string,
          text: string,
          html: string,
          hash: string
        )

        # One letter that somebody read, and which wording of it.
        type Approval (id: int, hash: string)

        \(approvalTypes)

        \(sheetTypes)

        # One line of an order; told is every date that the client was told, the promise first.
        # state is open, late, needs-date, delivered or cancelled.
        type OrderLine (
          line: string,
          item: string,
          quantity: float,
          unit: ?string,
          promised: string,
          expected: ?string,
          told: []string,
          delivered: float,
          delivered_on: ?string,
          reason: ?string,
          state: string
        )

        # What a client was promised; state is on-time, late, needs-date or finished. notice is the
        # letter that has not left yet.
        type Order (
          order: string,
          client: string,
          client_name: ?string,
          client_po: ?string,
          salesperson: ?string,
          state: string,
          lines: []OrderLine,
          notice: ?int
        )

        \(promiseTypes)

        \(periodTypes)

        # The wall clock; verdict is trusted, unsynchronised (letters to clients wait) or doubted
        # (everything waits: it jumped ahead, and nothing confirms that so much time passed).
        type ClockState (
          now: string,
          time_zone: string,
          is_synchronised: bool,
          verdict: string,
          jumped_from: ?string,
          jumped_to: ?string,
          warning: ?string
        )

        # How the service stands.
        method GetStatus() -> (status: Status)

        # The jobs, and what each did last.
        method ListJobs() -> (jobs: []Job)

        # Runs a job now, whatever it waits for.
        method RunJob(name: string) -> (run: Run)

        # Deadlines by their due moment; state is open (when absent), done, cancelled, waived or all.
        method ListDeadlines(state: ?string, owner: ?string) -> (deadlines: []Deadline)

        # A new promise; due is "2026-12-04 15:00", or a date alone for that day's closing hour.
        method AddDeadline(
          title: string,
          owner: string,
          due: string,
          code: ?string,
          time_zone: ?string,
          kind: ?string,
          ladder: ?string,
          client: ?string,
          note: ?string,
          repeat: ?string,
          roll: ?string,
          evidence: ?string,
          depends_on: ?[]string,
          by: ?string
        ) -> (deadline: Deadline)

        # A deadline with its ladder and its history.
        method ShowDeadline(
          code: string,
          occurrence: ?string
        ) -> (deadline: Deadline, steps: []Step, events: []Event)

        # Ends a deadline; outcome is done (when absent), waived or cancelled, which need a reason and,
        # for one of a series, a scope: this, or following. evidence is what was shown.
        method FinishDeadline(
          code: string,
          occurrence: ?string,
          outcome: ?string,
          scope: ?string,
          evidence: ?string,
          by: ?string,
          reason: ?string
        ) -> (deadline: Deadline)

        # Moves a due moment; whoever was told the old one hears of it. One of a series needs a scope.
        method MoveDeadline(
          code: string,
          occurrence: ?string,
          due: string,
          scope: ?string,
          by: ?string,
          reason: ?string
        ) -> (deadline: Deadline)

        # Has escalations wait, until a moment or for the office's usual number of working days.
        method AcknowledgeDeadline(
          code: string,
          occurrence: ?string,
          until: ?string,
          by: ?string
        ) -> (deadline: Deadline)

        # Has the owner's reminders wait until a moment before the due one.
        method SnoozeDeadline(
          code: string,
          occurrence: ?string,
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

        # Who is away and who stands in, by settings, sheet and command.
        method ListDelegations() -> (delegations: []Delegation)

        # Has somebody stand in for whoever is away; the same person and first day again replaces it.
        # effects says what that moves.
        method AddDelegation(delegation: Delegation, by: ?string) -> (effects: []string)

        # Takes a delegation back, by its person and first day.
        method RemoveDelegation(
          person: string,
          from: string,
          by: ?string
        ) -> (effects: []string)

        # Notices, the newest last; without a state those that are not finished.
        method ListNotices(state: ?string, limit: ?int) -> (notices: []Notice)

        # A notice with its letter, exactly as it went, may have arrived, or would go now.
        method ShowNotice(id: int) -> (notice: Notice, letter: ?Letter)

        \(approvalMethods)

        # Takes a letter back that waits for a person.
        method RefuseNotice(id: int, reason: string, by: ?string) -> (notice: Notice)

        \(clientMailMethods)

        \(sheetMethods)

        \(orderMethods)

        \(periodMethods)

        # The wall clock, and whether it is acted on.
        method GetClock() -> (clock: ClockState)

        # Believes the wall clock as it stands. While it is doubted, every other command that
        # changes something is refused with Conflict.
        method ConfirmClock() -> (clock: ClockState)

        # What was given is malformed or not known; field names the parameter.
        error InvalidArgument (message: string, field: ?string)

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

        """
}
