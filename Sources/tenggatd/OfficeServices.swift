import Almanac
import Engine
import Host
import Logging
import ServiceLifecycle
import Systemd
import UnixSignals

/// Runs what serves the office: its jobs' loops, and what wakes them. A reload brings another office, whose
/// services begin while those of the one before come to their end.
struct OfficeServices: NamedService {
    private let offices: AsyncStream<ServiceGroup>
    private let logger: Logger

    init(_ offices: AsyncStream<ServiceGroup>, logger: Logger) {
        self.offices = offices
        self.logger = logger
    }

    func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for await office in offices.cancelOnGracefulShutdown() {
                group.addTask { try await office.run() }
            }
        }
    }

    /// The services of one office.
    static func group(
        of office: ServedOffice, notifier: ServiceNotifier, logger: Logger
    ) -> ServiceGroup {
        let stages = office.stages
        var services: [any Service] = office.loops
        if let inbox = stages.inbox {
            do {
                services.append(try InboxWatch(inbox, wakes: stages.wakes, clock: SystemClock()))
            } catch {
                logger.warning("\(error): what is dropped is found every ten minutes only")
            }
        }
        services.append(ClockRecheck(stages.clockGuard))
        do {
            services += try renewals(of: office, notifier: notifier, logger: logger)
        } catch {
            logger.warning("what systemctl status shows and the metrics file grow old: \(error)")
        }
        return ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map {
                    .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup)
                }, logger: logger))
    }
}

extension OfficeServices {
    /// What is kept fresh for others to look at.
    private static func renewals(
        of office: ServedOffice, notifier: ServiceNotifier, logger: Logger
    ) throws(HostError) -> [any Service] {
        let line = StatusLine(office.stages)
        let status = try RenewalService(
            "the line of systemctl status", pause: .seconds(1), logger: logger,
            following: line.follow,
            renew: {
                let (text, until) = try await line.read(at: SystemClock().now)
                notifier.status(text)
                return until
            })
        guard let path = office.about.metricsFile else { return [status] }
        let metrics = ServiceMetrics(of: office)
        return [
            status,
            try RenewalService(
                "the metrics file", pause: .seconds(60), logger: logger,
                following: metrics.follow,
                renew: {
                    let (text, until) = try await metrics.read(at: SystemClock().now)
                    try WholeFile.put(
                        Array(text.utf8), inFolderOf: path, permissions: 0o644)
                    return until
                }),
        ]
    }
}

/// Renews something whenever what it says may be another, at most once in a pause: an empty day wakes it
/// at midnight only.
struct RenewalService: NamedService {
    private let what: String
    private let pause: Duration
    private let alarm: Alarm
    private let logger: Logger
    private let renew: @Sendable () async throws -> Instant

    /// - Parameters:
    ///   - what: for the journal, where it cannot be renewed.
    ///   - follow: has its argument called whenever there may be something to renew.
    ///   - renew: returns when time alone asks for the next one.
    /// - Throws: `HostError` `.timer`.
    init(
        _ what: String, pause: Duration, logger: Logger,
        following follow: (@escaping @Sendable () -> Void) -> Void,
        renew: @escaping @Sendable () async throws -> Instant
    ) throws(HostError) {
        self.what = what
        self.pause = pause
        self.logger = logger
        self.renew = renew
        alarm = try Alarm()
        follow { [alarm] in alarm.poke() }
        alarm.poke()
    }

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                for await _ in alarm.signals {
                    do {
                        try alarm.arm(at: try await renew())
                    } catch {
                        logger.debug("\(what) is not renewed, ignoring: \(error)")
                    }
                    try await Task.sleep(for: pause)
                }
            }
        } catch is CancellationError {
            // How a stop reaches a sleep.
        }
        alarm.cancel()
    }
}

/// Takes SIGHUP for the wish that settings are read anew.
struct HangUpService: NamedService {
    let reloading: Reloading

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        for await _ in signals.cancelOnGracefulShutdown() {
            await reloading.reload(because: "SIGHUP")
        }
    }
}

/// Has settings read anew when the system's zone data was replaced (tzdata.zi of the tz database's releases).
struct ZoneDataWatch: NamedService {
    let reloading: Reloading
    let logger: Logger

    /// The file whose first line tells the version.
    private static let file = Array("tzdata.zi".utf8)
    /// A package's files come one after another.
    private static let settling = Duration.seconds(2)

    func run() async throws {
        let watch: FolderWatch
        do {
            watch = try FolderWatch()
            try watch.watch(SystemZones().directory)
        } catch {
            logger.debug("new zone data is noticed with the next start, ignoring: \(error)")
            try await gracefulShutdown()
            return
        }
        await withGracefulShutdownHandler {
            for await arrivals in watch.arrivals
            where arrivals.contains(where: { $0.name == Self.file && $0.event == .whole }) {
                // A stop ends it sooner, and then nothing is to be read.
                try? await Task.sleep(for: Self.settling)
                await reloading.follow(zoneData: SystemZones().version)
            }
        } onGracefulShutdown: {
            watch.cancel()
        }
    }
}
