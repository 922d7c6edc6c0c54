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
    package let store: OfficeStore
    package let intake: Intake
    package let writer: LetterWriter
    package let outbox: Outbox
    /// The ways out.
    let routes: CourierRoutes
    package let clockGuard: ClockGuard
    let note: LedgerNote
    /// Nil when the settings want no drop folder.
    package let inbox: DropIntake?
    let periods: PeriodSchedule
    /// Whether the ledger's disk has room; nil where nobody asks.
    let room: DiskRoom?
    /// Nil when the settings want no backups.
    let backups: Backups?
    /// What of the settings names nobody of the registers.
    package let warnings: [String]
    /// In the order in which one's work becomes the next one's; all rest while the clock is doubted.
    package let jobs: [any Job]
    package let wakes = Wakes()
    let paused: PausedJobs
    /// What they were made of, for whoever makes others like them.
    let parts: Parts

    /// What the stages of an office are made of beside its ledger, its clock and its ways out.
    struct Parts: Sendable {
        var settings: Settings
        var templates: Templates
        var zones: @Sendable (String) throws -> Zone
        var permissions: Permissions
        var letterhead: Letterhead
    }

    package var ledger: Ledger { store.ledger }

    /// - Parameters:
    ///   - zones: a zone by its IANA name.
    ///   - routes: the ways out.
    ///   - permissions: what the owners of dropped files may change.
    ///   - ownUser: the daemon's own user, whose files are nobody's.
    ///   - letterhead: what stands above and below each letter.
    ///   - heartbeat: tells elsewhere that the service lives, and how often; nil tells nobody.
    ///   - former: those in whose place these come by a reload (``takeOver()``); nil at a start.
    ///   - chance: between 0 and 1, what pauses between attempts are spread by.
    ///   - isRehearsal: whether nothing outside the ledger is read or written.
    ///   - isAbridging: whether nobody reads more of the office's mails than their subjects.
    package init(
        settings: Settings, ledger: Ledger, templates: Templates,
        zones: @escaping @Sendable (String) throws -> Zone, routes: CourierRoutes,
        clock: any WallClock, logger: Logger, permissions: Permissions,
        ownUser: UInt32 = geteuid(), letterhead: Letterhead = Letterhead(),
        heartbeat: (beat: Heartbeat, interval: Duration)? = nil, after former: Stages? = nil,
        chance: @escaping @Sendable () -> Double = { .random(in: 0...1) },
        isRehearsal: Bool = false, isAbridging: Bool = false
    ) async throws {
        parts = Parts(
            settings: settings, templates: templates, zones: zones, permissions: permissions,
            letterhead: letterhead)
        let mail = settings.mail
        let reachesClients = mail.reachesClients
        self.routes = routes
        let store = try await OfficeStore(profile: settings.profile, ledger: ledger)
        self.store = store
        if former == nil { wakes.follow(ledger) }
        var warnings = mail.channelWarnings(of: store.office.directory)
        do {
            try settings.checkPeople(in: store.office.directory)
        } catch {
            // Their steps go to the coordinator; a start that fails would tell nobody anything.
            warnings.append("\(error)")
        }
        let filling = FillingRuns()
        let unread =
            isRehearsal || settings.inbox == nil
            ? nil : UnreadFiles(longest: DropIntake.longestUnread, wakes: wakes)
        let note = LedgerNote(of: ledger, logger: logger)
        self.note = note
        var isTrial = settings.mode == .trial
        if isTrial {
            let noted = note.read()
            isTrial = try await ledger.read { view in
                try view.mark(.live) == nil && view.liveBefore(noted) == nil
            }
            warnings.append(
                isTrial
                    ? "mode: trial: every letter goes to the coordinator until tenggatctl go-live"
                    : "the settings say mode: trial, and the trial has ended: letters go to their "
                        + "readers; take `mode` out of the settings, after which mode: trial begins "
                        + "another trial")
        }
        self.warnings = warnings
        let clockGuard = try await ClockGuard(
            clock, settings: settings.clock, store: store, wakes: wakes, logger: logger,
            after: former?.clockGuard)
        self.clockGuard = clockGuard
        var writer = LetterWriter(
            templates: templates, zones: zones,
            sender: LetterWriter.Sender(
                name: mail.senderName, address: mail.senderAddress, replyTo: mail.replyTo,
                envelope: mail.envelopeSender),
            ledgerID: try await ledger.read { try $0.identity() },
            redirection: isTrial ? .coordinator : mail.redirectAllTo.map { .address($0) },
            needsAddress: reachesClients, letterhead: letterhead, forms: TaskForms())
        writer.isAbridging = isAbridging
        self.writer = writer
        let delays = DelayNotices(store: store, writer: writer, logger: logger)
        let paused = PausedJobs(try await ledger.read { try $0.pausedJobs() })
        self.paused = paused
        outbox = Outbox(
            store: store, note: note, writer: writer, routes: routes,
            retry: RetryPolicy(
                first: mail.firstRetry, most: mail.longestRetry, giveUpAfter: mail.giveUpAfter,
                chance: chance),
            warning: OutageWarning(after: mail.warnAfter, administrator: mail.administrator),
            logger: logger, clockGuard: clockGuard, filling: filling, unread: unread,
            isPaused: { paused.rests(JobName.outbox) })
        // Not the outbox itself, which holds the ledger, which is followed by the wakes.
        wakes.connect(outbox) { [state = outbox.state] in state.poke() }
        intake = Intake(
            store: store,
            reader: SheetReader(
                aliases: settings.sheets.aliases, conventions: SheetConventions(settings.profile)),
            writer: writer, delays: delays, clockGuard: clockGuard, logger: logger,
            stops: ServiceStops.ofLetters { [writer, clockGuard, paused, state = outbox.state] in
                ServiceStops(writer, clockGuard, paused, state, routes)
            })
        inbox =
            isRehearsal
            ? nil
            : settings.inbox.map { [intake] inbox in
                DropIntake(
                    folder: DropFolder(path: inbox.folder ?? "\(settings.state)/inbox"),
                    intake: intake,
                    owners: OwnerRoles(
                        permissions: permissions, fallback: inbox.role, ownUser: ownUser),
                    store: store, unread: unread, logger: logger)
            }
        periods = PeriodSchedule(
            store: store, logger: logger, now: { clock.now },
            recheck: { [intake] in _ = try await intake.recheckSubmissions($0, at: $1) })
        var others: [any Job] = [
            delays, periods,
            DeadlineReminders(store: store, logger: logger),
            MorningDigests(store: store, writer: writer, now: { clock.now }),
            outbox,
        ]
        backups =
            isRehearsal
            ? nil
            : settings.backup.map {
                Backups($0, state: settings.state, store: store, logger: logger)
            }
        if let backups { others.append(backups) }
        let room =
            isRehearsal
            ? nil : settings.housekeeping.map { DiskRoom(of: ledger, leastRoom: $0.leastRoom) }
        self.room = room
        if let housekeeping = settings.housekeeping {
            others.append(
                Housekeeping(
                    settings: housekeeping, store: store, writer: writer, room: room,
                    inbox: inbox?.folder, administrator: mail.administrator, logger: logger))
        }
        if isTrial { others.append(TrialTally(store: store)) }
        if let heartbeat {
            others.append(
                Heartbeats(
                    every: heartbeat.interval, ledger: ledger, beat: heartbeat.beat.beat))
        }
        if let lists = settings.lists, !isRehearsal {
            others.append(
                ListFolder(
                    folder: lists.folder ?? "\(settings.state)/lists", settings: lists,
                    store: store, writer: writer))
        }
        if settings.calendarFeed ?? settings.calendarFeeds != nil, !isRehearsal {
            others.append(
                CalendarFile(
                    path: settings.calendarFeed, ofEach: settings.calendarFeeds, store: store))
        }
        let jobs = [inbox].compactMap { $0 as (any Job)? } + others
        let firstPass = FirstPass(
            of: jobs.map(\.name).filter {
                ![JobName.outbox, JobName.backup, JobName.housekeeping, JobName.heartbeat]
                    .contains($0)
            })
        self.jobs = jobs.map { [wakes] job in
            GuardedJob(
                job: job, clockGuard: clockGuard, firstPass: firstPass, filling: filling,
                unread: unread,
                wakes: wakes, paused: paused)
        }
    }
}
