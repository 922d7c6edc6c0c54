import Almanac
import Control
import Coordination
import Engine
import Foundation
import Host
import Ledger
import Logging
import Post
import Settings

/// The whole engine on a real ledger, with a clock, a courier and chance that are simulated; it can be
/// stopped, killed and begun again on what was durable.
final class SimulatedOffice {
    let scenario: Scenario
    let ground: SimulationGround
    let clock: SimulatedClock
    let courier: SimulatedCourier
    let power = PowerSwitch()
    let inbox: SimulatedInbox
    let root: URL
    private(set) var folder: URL
    /// The process that runs; another one must be gone before the next begins, as its lock says.
    private var process: Process?
    private var loops: [SimulatedLoop] = []
    /// How often each thing happened.
    var counts: [String: Int] = [:]
    /// When something kept the service from its work last: it was down, its disk full, its clock wrong.
    var hinderedAt = Instant.distantPast
    /// The last line of the history when a person was last told that what they did was done.
    var acknowledged: Int64 = 0
    /// What was exported last of each kind of sheet.
    var exports: [String: [UInt8]] = [:]
    /// The letters that somebody read, and the hash of what they read.
    var readLetters: [Approval] = []
    /// Notices that a person let go again or said to have arrived, with how often they had been handed over.
    var releases: [Int64: Int] = [:]
    /// How many letters had been handed over in all when a person let a notice go last.
    var releasedAfter: [Int64: Int] = [:]
    /// The sheets of which something came, the last one last.
    var takenSheets: [TakenSheet] = []
    /// Rows that an undone import had brought; whatever names them again opens them.
    var undoneRows: Set<String> = []
    /// What sheets said so far, cell by cell.
    var saidCells = SaidCells()
    /// What letters that had not ended were seen as: their states, and why they waited.
    var seenLetters: Set<SeenLetter> = []
    /// Where dropped files lie that were decided about, by their numbers.
    var decidedDrops: [UInt64: String] = [:]
    /// Notices that had ended when somebody looked last.
    var endedNotices: [Int64: EndedNotice] = [:]
    /// Whether the ledger's disk takes nothing more.
    private(set) var isDiskFull = false
    /// What the settings say now, a line each.
    var settings: [String]
    /// How long a crash keeps the service down.
    var crashMinutes = 1
    /// What happened and which sheets were refused, as lines of a timeline; a refused command did not happen.
    var diary: [String] = []
    /// Lines of what happened, where somebody wants them.
    var trace: [String] = []
    let isTracing: Bool

    /// What a letter was at some moment.
    struct SeenLetter: Hashable, Sendable {
        var notice: Int64
        var word: String
    }

    /// A started service, and the way to call it.
    private struct Process {
        var stages: Stages
        var methods: [ControlMethod]
    }

    init(_ scenario: Scenario, on ground: SimulationGround, isTracing: Bool) async throws {
        self.scenario = scenario
        self.ground = ground
        settings = scenario.settings
        self.isTracing = isTracing
        root = ground.scratch.appending(path: "tenggat-simulation-\(UUID())")
        folder = root.appending(path: "first")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "tenggat.d"), withIntermediateDirectories: true)
        try ground.layOut(folder, settings: settings)
        let zone = try ground.settings(in: folder).profile.zone
        clock = SimulatedClock(zone.instant(scenario.begins))
        courier = SimulatedCourier(clock: clock, power: power)
        inbox = SimulatedInbox(
            folder: SimulationGround.inbox(beside: folder), clock: clock, power: power)
        try await start()
    }

    deinit {
        // What is left behind lies in a temporary folder, ignoring.
        try? FileManager.default.removeItem(at: root)
    }

    var stages: Stages { running.stages }
    /// Calls as root.
    var caller: LocalCaller { LocalCaller(running.methods) }

    /// Calls as somebody's login.
    func caller(of login: Login) -> LocalCaller {
        LocalCaller(running.methods, as: Peer(processID: 2, user: login.user, groups: []))
    }

    /// What the settings say of logins.
    /// Who may say a word on a team's figures.
    static let managers = ["JKT": "M", "MKS": "MM", "JPR": "MJ"]
    private static let permissions = Permissions(
        viewers: Permissions.Circle(
            users: Set(Login.allCases.filter { $0.mayLook && !$0.mayOperate }.map(\.user))),
        operators: Permissions.Circle(
            users: Set(Login.allCases.filter(\.mayOperate).map(\.user))),
        persons: Dictionary(
            uniqueKeysWithValues: Login.allCases.compactMap { login in
                login.person.map { (login.user, $0) }
            }))

    private var running: Process {
        guard let process else { preconditionFailure("nobody asks a service that is down") }
        return process
    }

    var office: Coordination.Office { stages.store.office }
    var zone: Zone { office.profile.zone }

    /// By the clock that is right, where the office is.
    var truth: CivilDateTime { zone.civil(clock.truth) }

    /// How often the power went.
    var crashes: Int { counts["crashed"] ?? 0 }

    /// Something happens now that may have mail go at once.
    func disturb() { courier.noteDisturbance(at: clock.now) }

    func status() async throws -> Status { try await caller.call(GetStatus()).status }

    func count(_ what: String) { counts[what, default: 0] += 1 }

    func note(_ line: @autoclosure () -> String) {
        if isTracing { trace.append("\(truth) \(line())") }
    }

    /// Opens what lies in the folder.
    private func open() async throws {
        let (ground, clock) = (ground, clock)
        let chance = Chance(scenario.seed &+ UInt64(bitPattern: clock.truth.seconds))
        let stages = try await Stages(
            settings: try ground.settings(in: folder),
            ledger: try Ledger(path: folder.appending(path: "ledger.sqlite").path),
            templates: ground.templates, zones: { try ground.zones.zone(named: $0) },
            routes: CourierRoutes(courier), clock: clock, logger: ground.logger,
            permissions: Self.permissions, ownUser: .max, chance: { chance.fraction() })
        let handlers = ControlHandlers(
            stages: stages, loops: [], permissions: Self.permissions, clock: clock,
            about: ControlHandlers.About(
                version: "1", startedAt: clock.now, courier: "simulated", warnings: []))
        process = Process(stages: stages, methods: handlers.methods)
    }

    /// Nothing is left of the process.
    private func end() {
        isDiskFull = false
        inbox.setDisk(isFull: false)
        loops = []
        courier.inspect(with: nil)
        process = nil
    }

    private func start() async throws {
        try await open()
        try await begin()
    }

    /// What comes before the loops, and the loops.
    private func begin() async throws {
        power.watch(folder)
        disturb()
        noteHindrance()
        let inspection = LetterInspection(store: stages.store, courier: courier)
        courier.inspect { parcel, now in await inspection.violations(in: parcel, at: now) }
        loops = stages.jobs.map { [inbox] job in
            // Ten times an hour nothing would be found in an empty folder.
            job.name == JobName.intake
                ? SimulatedLoop(job, wakes: stages.wakes) { inbox.isWaiting }
                : SimulatedLoop(job, wakes: stages.wakes)
        }
        let beginning = try await stages.prepare(at: clock.now, zoneData: "", machine: "one")
        if let hold = beginning.hold {
            throw Violation("a start that holds all client mail", hold.reason, at: truth)
        }
    }

    /// Every letter goes to one address from the next start on, or to its reader again.
    func setTrial(_ isOn: Bool) throws {
        let (address, mail) = (SimulatedCourier.trialAddress, "mail: {")
        settings = scenario.settings
        guard isOn else { return try ground.layOut(folder, settings: settings) }
        if let index = settings.firstIndex(where: { $0.hasPrefix(mail) }) {
            settings[index] =
                "\(mail)redirect_all_to: \(address), \(settings[index].dropFirst(mail.count))"
        } else {
            settings.append("\(mail)redirect_all_to: \(address)}")
        }
        try ground.layOut(folder, settings: settings)
    }

    /// - Parameter room: for how many pages of the ledger there is room; nil is enough.
    func setDisk(room: Int?) async throws {
        try await stages.ledger.limitRoom(to: room)
        isDiskFull = room != nil
        inbox.setDisk(isFull: isDiskFull)
        noteHindrance()
    }

    /// Something keeps the service from its work, or did until now.
    func noteHindrance(for duration: Duration = .zero) {
        hinderedAt = max(hinderedAt, clock.truth + duration)
    }

    /// Stops in order; up again after some minutes.
    ///
    /// - Parameter meanwhile: what happens at half time.
    func restInOrder(minutes: Int, meanwhile: () throws -> Void = {}) async throws {
        // Somebody made room before.
        if isDiskFull { try await setDisk(room: nil) }
        try await settle()
        try await stages.end(at: clock.now)
        try stages.ledger.close()
        end()
        count("stopped")
        clock.pass(until: clock.truth + .seconds(30 * minutes))
        try meanwhile()
        clock.pass(until: clock.truth + .seconds(30 * minutes))
        try await start()
    }

    /// The power went: goes on with what was durable.
    private func rise(from survivors: URL) async throws {
        end()
        try FileManager.default.removeItem(at: folder)
        try ground.layOut(survivors, settings: settings)
        // Nobody knows what of the last sheet was taken.
        saidCells = SaidCells()
        folder = survivors
        try await open()
        let claimed = try await stages.ledger.read { try $0.claimedNotices() }
        for notice in claimed { count("crash left claimed \(notice.audience.rawValue)") }
        courier.noteUnrecorded(claimed.map(\.id))
        if claimed.isEmpty { count("crash left nothing claimed") }
        let known = try await stages.ledger.read { try $0.lastEvent() }
        if known < acknowledged {
            throw Violation(
                "nothing that was acknowledged is gone", "\(known) of \(acknowledged)", at: truth)
        }
        if let fault = try await stages.ledger.integrityFaults().first {
            throw Violation("the ledger is whole", fault, at: truth)
        }
        try await begin()
    }

    /// Whether the power went; the service is up again then.
    @discardableResult
    func comeBackAfterCrash() async throws -> Bool {
        guard let survivors = power.survivors else { return false }
        count("crashed")
        count("crash at \(power.place)")
        note("the power went at \(power.place)")
        clock.pass(until: clock.truth + .seconds(60 * crashMinutes))
        try await rise(from: survivors)
        return true
    }

    // MARK: Time

    /// Does something as a task of the process that the power may leave.
    func live<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        let power = power
        let observer = CommitObserver { power.noteCommit() }
        return try await LedgerPulse.$observer.withValue(observer) { try await body() }
    }

    /// Has every job work that was woken or whose moment has come, until none is.
    func settle() async throws {
        for _ in 0..<400 {
            if try await comeBackAfterCrash() { continue }
            if let violation = courier.takeViolations().first { throw violation }
            guard let loop = loops.first(where: { $0.isDue(at: clock.now) }) else { return }
            do {
                try await live { try await loop.fire(at: clock.now) }
            } catch  where power.isOff {
                continue
            } catch let error as LedgerError where error.code == .diskFull && isDiskFull {
                count("job failed on a full disk")
                loop.rest(until: clock.now + SimulatedLoop.pause)
            } catch is EngineError where isDiskFull {
                // A list that cannot be written, which says so and is tried again.
                count("job failed on a full disk")
                loop.rest(until: clock.now + SimulatedLoop.pause)
            }
        }
        throw Violation("the jobs come to rest", "they do not", at: truth)
    }

    /// Lets time pass until it really is `end`, waking exactly when a job asks for it.
    func advance(to end: Instant) async throws {
        try await settle()
        while let next = loops.compactMap({ $0.next(after: clock.now) }).min() {
            let moment = max(next - clock.error, clock.truth)
            guard moment <= end else { break }
            clock.pass(until: moment)
            try await settle()
        }
        clock.pass(until: end)
    }

    /// Looks at the clock anew, as the service does while it does not trust it.
    func lookAtClock() {
        stages.clockGuard.look()
        noteHindrance()
        for loop in loops { loop.wake() }
    }
}
