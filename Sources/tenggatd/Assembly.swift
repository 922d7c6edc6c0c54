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
    private let environment = ProcessInfo.processInfo.environment

    /// Reads what an administrator can get wrong, before anything is opened.
    init(settingsPath: String, templatesPath: String) throws {
        let zones = SystemZones()
        self.zones = zones
        settings = try Settings.load(path: settingsPath, zones: { zones.find($0) })
        templates = try Templates(directories: [templatesPath] + settings.templates)
    }

    func run() async throws {
        let logger = makeLogger()
        let clock = SystemClock()
        let startedAt = clock.now
        let ledger = try Ledger(path: "\(settings.state)/ledger.sqlite")
        let socket = try listeningSocket()
        let courier = try CourierFactory(
            mail: settings.mail, environment: environment, logger: logger
        )
        .courier()
        let permissions = try PrincipalNames(settings.control).permissions()
        let stages = try await Stages(
            settings: settings, ledger: ledger, templates: templates,
            zones: { [zones] in try zones.zone(named: $0) }, courier: courier, clock: clock,
            logger: logger, permissions: permissions)
        let beginning = try await stages.begin(
            at: stages.clockGuard.presumedNow, zoneData: zones.version,
            machine: MachineIdentity.read())
        for effect in beginning.effects { logger.notice("the settings changed: \(effect)") }
        if let hold = beginning.hold {
            logger.warning(
                "\(hold.warning)", metadata: ["message_id": "\(MessageID.clientMailHeld)"])
        }
        let loops = try stages.jobs.map { job in
            JobLoop(job, alarm: try Alarm(), clock: clock, ledger: ledger, logger: logger)
        }
        for loop in loops { stages.pokes.connect(loop.job.name) { loop.poke() } }
        let desk = ControlDesk(
            stages: stages, loops: loops,
            permissions: permissions, clock: clock,
            about: ControlDesk.About(
                version: ProgramVersion.text, startedAt: startedAt, courier: courier.name,
                warnings: warnings))
        for warning in warnings + stages.office.office.warnings(at: startedAt) {
            logger.warning("\(warning)")
        }
        let notifier = ServiceNotifier()
        var watches: [any Service] = []
        do {
            watches =
                try stages.inbox.map {
                    [try InboxWatch($0, pokes: stages.pokes, clock: clock)]
                } ?? []
        } catch {
            logger.warning("\(error): what is dropped is found every ten minutes only")
        }
        // In the order of what needs what: the stop goes through it backwards, intake first.
        let services: [any Service] =
            [WatchdogService(notifier: notifier, ledger: ledger)] + loops + watches + [
                ClockRecheck(stages.clockGuard),
                ControlService(
                    server: ControlServer(
                        socket: socket, methods: desk.methods, version: ProgramVersion.text)),
                ReadinessService(notifier: notifier, office: settings.profile.name, logger: logger),
            ]
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint, .sighup],
                logger: logger))
        try await group.run()
        try await stages.end(at: stages.clockGuard.presumedNow)
        try ledger.close()
    }

    /// What is not wrong, but what an administrator should know.
    private var warnings: [String] {
        var warnings: [String] = []
        if settings.mail.courier == .journal {
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
