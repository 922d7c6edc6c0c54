import Almanac
import Coordination
import Engine
import FoundationEssentials
import Host
import Ledger
import Logging
import Post
import ServiceLifecycle
import Settings
import Systemd

/// What stands in the files that an administrator writes, and what is made of it: read once at the start, and
/// once more by each reload.
struct Assembly {
    /// Where the files lie.
    struct Places: Sendable {
        var settings: String
        /// The shipped templates.
        var templates: String
    }

    private(set) var settings: Settings
    let templates: Templates
    private let zones: SystemZones
    private let letterhead: Letterhead
    /// Why letters go without their logo; nil where they do not.
    private let logoFault: String?
    private let environment = ProcessInfo.processInfo.environment

    /// Reads what an administrator can get wrong, before anything is opened.
    init(_ places: Places) throws {
        // New at each reading: the system's zone data may be.
        let zones = SystemZones()
        self.zones = zones
        settings = try Self.settings(at: places, zones)
        templates = try Templates(directories: [places.templates] + settings.templates)
        try CourierFactory(
            mail: settings.mail, state: settings.state, environment: environment,
            logger: Logger(label: "tenggatd")
        ).validate()
        var fault: String?
        letterhead = Letterhead(settings.mail.letterhead, fault: &fault)
        logoFault = fault
    }

    /// Reads the settings alone.
    static func settings(at places: Places, _ zones: SystemZones = SystemZones()) throws -> Settings
    {
        try Settings.load(path: places.settings, zones: { zones.find($0) })
    }

    /// Leaves what a running service cannot change as it is.
    mutating func keepPlaces(of running: Assembly) {
        settings = settings.keepingPlaces(of: running.settings)
    }

    /// The version of the system's zone data.
    var zoneData: String { zones.version }

    // MARK: The office at work

    /// The office by these settings.
    ///
    /// - Parameter former: the one in whose place it comes; nil at the start.
    func office(on ground: Ground, after former: ServedOffice? = nil) async throws -> ServedOffice {
        let couriers = CourierFactory(
            mail: settings.mail, state: settings.state, environment: environment,
            logger: ground.logger)
        let routes = try couriers.routes()
        let names = PrincipalNames(settings.control)
        let stages = try await Stages(
            settings: settings, ledger: ground.ledger, templates: templates,
            zones: { [zones] in try zones.zone(named: $0) }, routes: routes, clock: ground.clock,
            logger: ground.logger, permissions: names.permissions, letterhead: letterhead,
            heartbeat: settings.heartbeat.map {
                (beat: couriers.heartbeat($0), interval: $0.interval)
            },
            after: former?.stages)
        let loops = try stages.jobs.map { job in
            JobLoop(
                job, alarm: try Alarm(), clock: ground.clock, ledger: ground.ledger,
                logger: ground.logger, longestSilence: longestSilence(of: job),
                gate: ground.gate)
        }
        for loop in loops { stages.wakes.connect(loop.job) { [weak loop] in loop?.wake() } }
        return ServedOffice(
            stages: stages, loops: loops, permissions: names.permissions,
            about: ControlHandlers.About(
                version: ground.version, startedAt: ground.startedAt,
                courier: routes.destinations[0].name,
                warnings: warnings + names.warnings + stages.warnings,
                metricsFile: settings.metricsFile))
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

    // MARK: Before it

    /// - Throws: why root must not serve it.
    func refuseOtherUser() throws {
        try StartCheck(settings, environment: environment).refuseOtherUser()
    }

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
}

/// What outlives every reload.
struct Ground: Sendable {
    let ledger: Ledger
    let clock: SystemClock
    let logger: Logger
    let threshold: LogThreshold
    /// The program's version.
    let version: String
    let startedAt: Instant
    let gate: WorkGate
}

extension Logger.Level {
    init(_ level: LogLevel) {
        self =
            switch level {
            case .debug: .debug
            case .info: .info
            case .notice: .notice
            case .warning: .warning
            case .error: .error
            }
    }
}
