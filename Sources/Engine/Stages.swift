package import Almanac
import Coordination
import Glibc
package import Host
package import Ledger
package import Logging
package import Post
package import Settings
import Sheets

/// The engine's stages, put together on one ledger: the way in, the jobs, the way out.
package struct Stages: Sendable {
    package let ledger: Ledger
    package let office: CurrentOffice
    package let intake: Intake
    package let writer: LetterWriter
    package let outbox: Outbox
    package let clockGuard: ClockGuard
    let note: LedgerNote
    /// Nil when the settings want no drop folder.
    package let inbox: DropIntake?
    let periods: PeriodKeeper
    /// What of the settings names nobody of the registers.
    package let warnings: [String]
    /// In the order in which one's work becomes the next one's; all rest while the clock is doubted.
    package let jobs: [any Job]
    package let pokes = Pokes()

    /// - Parameters:
    ///   - zones: a zone by its IANA name.
    ///   - permissions: what the owners of dropped files may change.
    ///   - ownUser: the daemon's own user, whose files are nobody's.
    package init(
        settings: Settings, ledger: Ledger, templates: Templates,
        zones: @escaping @Sendable (String) throws -> Zone, courier: any Courier,
        clock: any WallClock, logger: Logger, permissions: Permissions,
        ownUser: UInt32 = geteuid()
    ) async throws {
        let mail = settings.mail
        let reachesClients = mail.courier != .journal
        self.ledger = ledger
        office = try await CurrentOffice(profile: settings.profile, ledger: ledger)
        do {
            try settings.checkPeople(in: office.office.directory)
            warnings = []
        } catch {
            // Their steps go to the coordinator; a start that fails would tell nobody anything.
            warnings = ["\(error)"]
        }
        let clockGuard = try await ClockGuard(
            clock, settings: settings.clock, office: office, ledger: ledger, pokes: pokes,
            logger: logger)
        self.clockGuard = clockGuard
        writer = LetterWriter(
            templates: templates, zones: zones,
            sender: LetterWriter.Sender(
                name: mail.senderName, address: mail.senderAddress, replyTo: mail.replyTo,
                envelope: mail.envelopeSender),
            ledgerID: try await ledger.read { try $0.identity() },
            redirection: mail.redirectAllTo, needsAddress: reachesClients)
        let delays = DelayNotices(
            ledger: ledger, office: office, writer: writer,
            pokes: pokes, logger: logger)
        intake = Intake(
            ledger: ledger, office: office,
            reader: SheetReader(
                aliases: settings.sheets.aliases, conventions: SheetConventions(settings.profile)),
            writer: writer, delays: delays, clockGuard: clockGuard, pokes: pokes, logger: logger)
        note = LedgerNote(of: ledger, logger: logger)
        outbox = Outbox(
            ledger: ledger, note: note, office: office, writer: writer, courier: courier,
            retry: RetryPolicy(
                first: mail.firstRetry, most: mail.longestRetry, giveUpAfter: mail.giveUpAfter),
            pokes: pokes, logger: logger, clockGuard: clockGuard)
        inbox = settings.inbox.map { [ledger, intake] inbox in
            DropIntake(
                folder: DropFolder(path: inbox.folder ?? "\(settings.state)/inbox"),
                intake: intake,
                owners: OwnerRoles(
                    permissions: permissions, fallback: inbox.role, ownUser: ownUser),
                ledger: ledger, logger: logger)
        }
        periods = PeriodKeeper(
            ledger: ledger, office: office, intake: intake, pokes: pokes, logger: logger,
            now: { clock.now })
        var others: [any Job] = [
            delays, periods,
            DeadlineReminders(ledger: ledger, office: office, pokes: pokes, logger: logger),
            MorningDigests(
                ledger: ledger, office: office, writer: writer, pokes: pokes, now: { clock.now }),
            outbox,
        ]
        if let path = settings.calendarFeed {
            others.append(CalendarFile(path: path, ledger: ledger, office: office))
        }
        let jobs = [inbox].compactMap { $0 as (any Job)? } + others
        let firstPass = FirstPass(of: jobs.map(\.name).filter { $0 != JobName.outbox })
        self.jobs = jobs.map { [pokes] job in
            GuardedJob(job: job, clockGuard: clockGuard, firstPass: firstPass, pokes: pokes)
        }
    }
}
