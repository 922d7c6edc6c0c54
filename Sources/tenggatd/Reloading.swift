import Almanac
import Coordination
import Engine
import Host
import Ledger
import Logging
import Post
import ServiceLifecycle
import Settings
import Synchronization
import Systemd

/// Reads the files anew while the service runs, and serves the office by what they say: all of it, or nothing.
final class Reloading: SettingsReloader {
    /// The services of the office, and of each that comes in its place.
    let offices: AsyncStream<ServiceGroup>
    private let places: Assembly.Places
    private let current: CurrentOffice
    private let ground: Ground
    private let notifier: ServiceNotifier
    private let continuation: AsyncStream<ServiceGroup>.Continuation
    private let inForce: Mutex<InForce>
    /// The last that was asked for: one goes after the other.
    private let turns = Mutex<Task<ReloadOutcome, any Error>?>(nil)

    private struct InForce {
        var assembly: Assembly
        var services: ServiceGroup
        var zoneData: String
    }

    /// How long whoever is at work has to end.
    private static let patience = Duration.seconds(30)
    /// How often new zone data is tried, a minute apart.
    private static let mostTries = 30

    init(
        _ assembly: Assembly, at places: Assembly.Places, current: CurrentOffice, ground: Ground,
        notifier: ServiceNotifier
    ) {
        self.places = places
        self.current = current
        self.ground = ground
        self.notifier = notifier
        (offices, continuation) = AsyncStream.makeStream()
        let services = OfficeServices.group(
            of: current.office, notifier: notifier, logger: ground.logger)
        inForce = Mutex(
            InForce(assembly: assembly, services: services, zoneData: assembly.zoneData))
        continuation.yield(services)
    }

    // MARK: Being asked

    func tell(_ level: LogLevel?) -> LogLevel {
        let level = level ?? inForce.withLock { $0.assembly.settings.logLevel }
        ground.threshold.level = Logger.Level(level)
        return level
    }

    func reload(isDryRun: Bool, by: String) async throws -> ReloadOutcome {
        guard !isDryRun else { return try await rehearse() }
        let turn = turns.withLock { last in
            let turn = Task { [last] in
                // Whoever came before has told what became of it.
                _ = await last?.result
                return try await reload(by: by)
            }
            last = turn
            return turn
        }
        return try await turn.value
    }

    private func reload(by: String) async throws -> ReloadOutcome {
        notifier.reloading()
        defer { notifier.reloaded() }
        do {
            let outcome = try await reload()
            tell(outcome, by: by)
            return outcome
        } catch {
            tell(error, by: by)
            throw error
        }
    }

    /// The same for whoever hears of it from the journal only.
    ///
    /// - Returns: false where everything stays as it was.
    @discardableResult
    func reload(because: String) async -> Bool {
        do {
            _ = try await reload(isDryRun: false, by: because)
            return true
        } catch {
            // What is wrong has been told there.
            return false
        }
    }

    /// Reads everything anew where the system's zone data is another than what is in force.
    func follow(zoneData: String) async {
        guard zoneData != inForce.withLock({ $0.zoneData }) else { return }
        for _ in 0..<Self.mostTries {
            if await reload(because: "new time zone data \(zoneData)") { return }
            // Somebody may be at work for long, or half-way through the settings.
            guard (try? await Task.sleep(for: .seconds(60))) != nil else { return }
        }
    }

    // MARK: Doing it

    private func rehearse() async throws -> ReloadOutcome {
        let (assembly, found) = try read()
        var outcome = found
        let office = try await assembly.office(on: ground, after: current.office)
        outcome.effects = try await follow(assembly, office, isDryRun: true)
        outcome.warnings += try await warnings(of: office)
        return outcome
    }

    private func reload() async throws -> ReloadOutcome {
        let (assembly, found) = try read()
        var outcome = found
        let outbox = current.office.stages.outbox
        // Begins no letter meanwhile: those on their way come to their end, before anybody has to wait.
        outbox.rest()
        let former: (office: ServedOffice, services: ServiceGroup)
        do {
            await outbox.settle(within: Self.patience)
            former = try await current.gate.alone(within: Self.patience) {
                // What a full disk kept from being written down would be forgotten.
                try await outbox.recordDeliveries()
                let office = try await assembly.office(on: ground, after: current.office)
                outcome.effects = try await follow(assembly, office, isDryRun: false)
                outcome.warnings += try await warnings(of: office)
                return serve(office, by: assembly)
            }
        } catch {
            outbox.goOn()
            for loop in current.office.loops { loop.wake() }
            throw error
        }
        await former.services.triggerGracefulShutdown()
        former.office.stages.outbox.stop()
        ground.threshold.level = Logger.Level(assembly.settings.logLevel)
        return outcome
    }

    /// Puts an office in the present one's place: nothing can fail any more.
    private func serve(
        _ office: ServedOffice, by assembly: Assembly
    ) -> (office: ServedOffice, services: ServiceGroup) {
        let former = current.office
        for loop in former.loops { loop.retire() }
        office.stages.takeOver()
        current.serve(office)
        let services = OfficeServices.group(
            of: office, notifier: notifier, logger: ground.logger)
        let formerServices = inForce.withLock { inForce in
            defer {
                inForce = InForce(
                    assembly: assembly, services: services, zoneData: assembly.zoneData)
            }
            return inForce.services
        }
        continuation.yield(services)
        return (former, formerServices)
    }

    /// Reads the files, and tries what the machine must have for them.
    ///
    /// - Throws: `EngineError` with every fault.
    private func read() throws(EngineError) -> (assembly: Assembly, outcome: ReloadOutcome) {
        let former = inForce.withLock { $0.assembly }
        var assembly: Assembly
        do {
            assembly = try Assembly(places)
            try assembly.settings.checkPeople(
                in: current.office.stages.store.office.directory)
        } catch {
            throw EngineError(.invalid, "\(error)")
        }
        let changes = former.settings.changes(to: assembly.settings)
        assembly.keepPlaces(of: former)
        let check = assembly.check()
        guard check.faults.isEmpty else {
            throw EngineError(.invalid, check.faults.joined(separator: "\n"))
        }
        let fixed = changes.filter(\.needsRestart).map {
            "`\($0.name)` stays as it is until the service is started anew (systemctl restart tenggatd)"
        }
        return (
            assembly,
            ReloadOutcome(
                changes: changes, templates: former.templates.changes(to: assembly.templates),
                effects: [], warnings: fixed)
        )
    }

    private func warnings(of office: ServedOffice) async throws -> [String] {
        office.about.warnings
            + (try await office.stages.lostNames() + office.stages.unprovenClients()).map(\.words)
    }

    private func follow(
        _ assembly: Assembly, _ office: ServedOffice, isDryRun: Bool
    ) async throws -> [String] {
        let stages = office.stages
        return try await stages.followSettings(
            at: stages.clockGuard.presumedNow, zoneData: assembly.zoneData,
            from: current.office.stages.store.office, isDryRun: isDryRun)
    }

    // MARK: Telling

    private func tell(_ outcome: ReloadOutcome, by: String) {
        let logger = ground.logger
        let names = outcome.changes.map(\.name) + outcome.templates
        let what = names.isEmpty ? "nothing changed" : "changed: " + names.joined(separator: ", ")
        logger.notice(
            "settings were read anew (\(by)): \(what)",
            metadata: ["by": "\(by)", "message_id": "\(MessageID.settingsReloaded)"])
        for effect in outcome.effects { logger.notice("the settings changed: \(effect)") }
        for warning in outcome.warnings { logger.warning("\(warning)") }
    }

    private func tell(_ error: any Error, by: String) {
        ground.logger.error(
            "the settings were not taken (\(by)), those before stay in force: \(error)",
            metadata: ["by": "\(by)", "message_id": "\(MessageID.settingsRefused)"])
        guard (error as? EngineError)?.code == .invalid else { return }
        let zone = current.office.stages.store.office.profile.zone
        current.note(
            refusal: "the settings were refused at \(zone.civil(ground.clock.now)), and those "
                + "before are in force: \(error)")
    }
}
