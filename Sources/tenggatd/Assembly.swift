import Almanac
import Control
import Coordination
import Engine
import FoundationEssentials
import Glibc
import Host
import Ledger
import Logging
import Post
import ServiceLifecycle
import Settings
import Sheets
import Systemd
import UnixSignals

/// Everything the daemon is made of, put together once.
struct Assembly {
    private let settings: Settings
    private let zones: SystemZones
    private let templates: Templates
    private let letterhead: Letterhead
    /// Why letters go without their logo; nil where they do not.
    private let logoFault: String?
    private let environment = ProcessInfo.processInfo.environment

    /// Reads what an administrator can get wrong, before anything is opened.
    init(settingsPath: String, templatesPath: String) throws {
        let zones = SystemZones()
        self.zones = zones
        settings = try Settings.load(path: settingsPath, zones: { zones.find($0) })
        templates = try Templates(directories: [templatesPath] + settings.templates)
        try CourierFactory(
            mail: settings.mail, state: settings.state, environment: environment,
            logger: Logger(label: "tenggatd")
        ).validate()
        var fault: String?
        letterhead = Letterhead(settings.mail.letterhead, fault: &fault)
        logoFault = fault
    }

    func run() async throws {
        try StartCheck(settings, environment: environment).refuseOtherUser()
        let logger = makeLogger()
        let timeDaemon = TimeDaemon()
        let clock = SystemClock(whereDenied: { timeDaemon.isSynchronised })
        let startedAt = clock.now
        let ledger = try Ledger(path: "\(settings.state)/ledger.sqlite")
        let health = LedgerHealth(ledger, logger: logger)
        let isToBeChecked = try await health.checkBeforeStart()
        let socket = try listeningSocket()
        let routes = try CourierFactory(
            mail: settings.mail, state: settings.state, environment: environment, logger: logger
        ).routes()
        let names = PrincipalNames(settings.control)
        let stages = try await Stages(
            settings: settings, ledger: ledger, templates: templates,
            zones: { [zones] in try zones.zone(named: $0) }, routes: routes, clock: clock,
            logger: logger, permissions: names.permissions, letterhead: letterhead)
        try await begin(stages, logger: logger)
        let loops = try stages.jobs.map { job in
            JobLoop(
                job, alarm: try Alarm(), clock: clock, ledger: ledger, logger: logger,
                longestSilence: longestSilence(of: job))
        }
        for loop in loops { stages.wakes.connect(loop.job) { loop.wake() } }
        let warnings = warnings + names.warnings + stages.warnings
        for warning in warnings + stages.store.office.warnings(at: startedAt) {
            logger.warning("\(warning)")
        }
        let handlers = ControlHandlers(
            stages: stages, loops: loops, permissions: names.permissions, clock: clock,
            about: ControlHandlers.About(
                version: ProgramVersion.text, startedAt: startedAt,
                courier: routes.destinations[0].name,
                warnings: warnings))
        let server = ControlServer(
            socket: socket, methods: handlers.methods, version: ProgramVersion.text,
            role: names.permissions.callerRole(of:)
        ) { method, error in
            logger.error("the call \(method) failed: \(error)")
        }
        try await serve(
            stages, loops: loops, server: server, ledger: ledger,
            health: isToBeChecked ? health : nil, logger: logger)
        try await stages.end(at: stages.clockGuard.presumedNow)
        try ledger.close()
    }

    /// What comes before the loops, and what of it an administrator should know.
    private func begin(_ stages: Stages, logger: Logger) async throws {
        let beginning = try await stages.prepare(
            at: stages.clockGuard.presumedNow, zoneData: zones.version,
            machine: MachineIdentity.read())
        for effect in beginning.effects { logger.notice("the settings changed: \(effect)") }
        if let hold = beginning.hold {
            logger.warning(
                "\(hold.warning(in: stages.store.office.profile.zone))",
                metadata: ["message_id": "\(MessageID.clientMailHeld)"])
        }
    }

    /// Runs the services until they are told to stop.
    private func serve(
        _ stages: Stages, loops: [JobLoop], server: ControlServer, ledger: Ledger,
        health: LedgerHealth?, logger: Logger
    ) async throws {
        let notifier = ServiceNotifier()
        // In the order of what needs what: the stop goes through it backwards, intake first.
        var services: [any Service] = [
            WatchdogService(
                notifier: notifier, ledger: ledger, loops: loops,
                memory: IdleMemory(ledger: ledger), logger: logger)
        ]
        services += loops
        services += watches(of: stages, logger: logger)
        services += [
            ClockRecheck(stages.clockGuard), ReloadService(logger: logger),
            ControlService(server: server),
            ReadinessService(notifier: notifier, office: settings.profile.name, logger: logger),
        ]
        if let health { services.append(LedgerCheckService(health: health)) }
        services.append(
            StopLimit(ledger: ledger, outbox: stages.outbox, logger: logger))
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map {
                    .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup)
                }, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger))
        try await group.run()
    }

    private func watches(of stages: Stages, logger: Logger) -> [any Service] {
        guard let inbox = stages.inbox else { return [] }
        do {
            return [try InboxWatch(inbox, wakes: stages.wakes, clock: SystemClock())]
        } catch {
            logger.warning("\(error): what is dropped is found every ten minutes only")
            return []
        }
    }

    /// A courier may take its own time with every letter of a batch, a hundred at most, before any of
    /// them is recorded.
    private func longestSilence(of job: any Engine.Job) -> Duration {
        guard job.name == JobName.outbox else { return .seconds(600) }
        let longest = settings.mail.servers.map { smtp in
            let rounds = (100 + smtp.connections - 1) / smtp.connections
            return (smtp.connectTimeout + smtp.timeout) * rounds
        }.max()
        return (longest ?? .zero) + .seconds(600)
    }

    /// What puts a backup in the ledger's place.
    var restore: Restore { Restore(state: settings.state) }

    /// What a start needs of the machine, tried without changing anything.
    func check() -> StartCheck {
        var check = StartCheck(settings, environment: environment)
        check.run()
        if let logoFault { check.warn(logoFault) }
        return check
    }

    /// What is not wrong, but what an administrator should know.
    private var warnings: [String] {
        var warnings = [logoFault].compactMap(\.self)
        if settings.mail.couriers[settings.mail.courier] == .journal {
            warnings.append(
                "no mail is set up: reminders are lines in the journal, and letters to clients "
                    + "wait; set `mail.courier` in the settings")
        }
        if let address = settings.mail.redirectAllTo {
            warnings.append("every letter goes to \(address) instead (mail.redirect_all_to)")
        }
        return warnings
    }

    private func makeLogger() -> Logger {
        let level: Logger.Level =
            switch settings.logLevel {
            case .debug: .debug
            case .info: .info
            case .notice: .notice
            case .warning: .warning
            case .error: .error
            }
        let isJournal = JournalStream.isStandardError(environment: environment)
        return Logger(label: "tenggatd") { _ -> any LogHandler in
            if isJournal { return JournalLogHandler(level: level) }
            return TerminalLogHandler(level: level)
        }
    }

    private func listeningSocket() throws -> ListeningSocket {
        if let descriptor = ActivatedSocket.first() {
            return ListeningSocket(activated: descriptor)
        }
        return try ListeningSocket(path: settings.control.socket)
    }
}
