import Almanac
import Control
import Coordination
import Engine
import FoundationEssentials
import Host
import Ledger
import Logging
import ServiceLifecycle
import Settings
import Systemd
import UnixSignals

/// The daemon from its start to its end.
struct OfficeDaemon {
    let places: Assembly.Places
    let assembly: Assembly

    func run() async throws {
        try assembly.refuseOtherUser()
        let ground = try ground()
        let health = LedgerHealth(ground.ledger, logger: ground.logger)
        let isToBeChecked = try await health.checkBeforeStart()
        let socket = try listeningSocket()
        let office = try await assembly.office(on: ground)
        try await begin(office, on: ground)
        let current = CurrentOffice(office, gate: ground.gate)
        let notifier = ServiceNotifier()
        let reloading = Reloading(
            assembly, at: places, current: current, ground: ground, notifier: notifier)
        let handlers = ControlHandlers(current, clock: ground.clock, reloader: reloading)
        let server = ControlServer(
            socket: socket, methods: handlers.methods, version: ground.version,
            role: { current.office.permissions.callerRole(of: $0) },
            onFailure: { [logger = ground.logger] method, error in
                logger.error("the call \(method) failed: \(error)")
            })
        try await serve(
            current, reloading: reloading, server: server, ground: ground, notifier: notifier,
            health: isToBeChecked ? health : nil)
        let stages = current.office.stages
        try await stages.end(at: stages.clockGuard.presumedNow)
        try ground.ledger.close()
    }

    private func ground() throws -> Ground {
        let threshold = LogThreshold(Logger.Level(assembly.settings.logLevel))
        let isJournal = JournalStream.isStandardError(
            environment: ProcessInfo.processInfo.environment)
        let logger = Logger(label: "tenggatd") { _ -> any LogHandler in
            if isJournal { return JournalLogHandler(threshold) }
            return TerminalLogHandler(threshold)
        }
        let timeDaemon = TimeDaemon()
        let clock = SystemClock(whereDenied: { timeDaemon.isSynchronised })
        return Ground(
            ledger: try Ledger(path: "\(assembly.settings.state)/ledger.sqlite"), clock: clock,
            logger: logger, threshold: threshold, version: ProgramVersion.text,
            startedAt: clock.now, gate: WorkGate())
    }

    private func listeningSocket() throws -> ListeningSocket {
        if let descriptor = ActivatedSocket.first() {
            return ListeningSocket(activated: descriptor)
        }
        return try ListeningSocket(path: assembly.settings.control.socket)
    }

    /// What comes before the loops, and what of it an administrator should know.
    private func begin(_ office: ServedOffice, on ground: Ground) async throws {
        let (stages, logger) = (office.stages, ground.logger)
        let beginning = try await stages.prepare(
            at: stages.clockGuard.presumedNow, zoneData: assembly.zoneData,
            machine: MachineIdentity.read())
        for effect in beginning.effects { logger.notice("the settings changed: \(effect)") }
        if let since = beginning.liveSince {
            let words =
                "the ledger was put back from before the end of the trial, \(since.rfc3339): the office "
                + "stays live; for another trial start once without `mode` in the settings"
            logger.warning("\(words)")
        }
        if let hold = beginning.hold {
            logger.warning(
                "\(hold.warning(in: stages.store.office.profile.zone))",
                metadata: ["message_id": "\(MessageID.clientMailHeld)"])
        }
        for warning in office.about.warnings + stages.store.office.warnings(at: ground.startedAt) {
            logger.warning("\(warning)")
        }
    }

    /// Runs the services until they are told to stop.
    private func serve(
        _ current: CurrentOffice, reloading: Reloading, server: ControlServer, ground: Ground,
        notifier: ServiceNotifier, health: LedgerHealth?
    ) async throws {
        let (ledger, logger) = (ground.ledger, ground.logger)
        // In the order of what needs what: the stop goes through it backwards, intake first.
        var services: [any Service] = [
            WatchdogService(
                notifier: notifier, ledger: ledger, current: current,
                memory: IdleMemory(ledger: ledger), logger: logger),
            OfficeServices(reloading.offices, logger: logger),
            HangUpService(reloading: reloading),
            ZoneDataWatch(reloading: reloading, logger: logger),
            ControlService(server: server),
            ReadinessService(
                notifier: notifier, office: assembly.settings.profile.name, logger: logger),
        ]
        if let health { services.append(LedgerCheckService(health: health)) }
        services.append(StopLimit(ledger: ledger, current: current, logger: logger))
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map {
                    .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup)
                }, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger))
        try await group.run()
    }
}
