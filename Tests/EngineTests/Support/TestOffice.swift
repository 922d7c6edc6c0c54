import Almanac
import Coordination
import Foundation
import Host
import Ledger
import Logging
import Post
import Settings
import Testing

@testable import Engine

/// The whole engine on a real ledger in a folder of its own; only the clock and the courier are fake.
final class TestOffice {
    let folder: URL
    let clock: FakeClock
    let courier = FakeCourier()
    private(set) var stages: Stages
    /// What the start came to, where it was one on what another engine left.
    private(set) var beginning: Stages.Beginning?
    private let ownsFolder: Bool

    private static let zones = SystemZones()
    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    static let checkout = (0..<4).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }

    /// The timelines' office, or another one.
    ///
    /// - Parameters:
    ///   - moment: the office's civil time at which the clock starts.
    ///   - extra: YAML that a drop-in file adds to the settings.
    ///   - base: the settings, within the checkout.
    ///   - registers: sheets to take first, within the checkout.
    ///   - isSynchronised: whether a time server keeps the clock at the start.
    ///   - permissions: what the owners of dropped files may change.
    ///   - real: a courier in place of the fake one.
    ///   - routes: several couriers in place of it.
    init(
        at moment: String = "2026-11-23 08:00", settings extra: [String] = [],
        base: String = "Tests/EngineTests/ExampleOffice/tenggat.yaml",
        registers: [String] = ["people", "teams", "clients", "reasons"].map {
            "Tests/EngineTests/ExampleOffice/\($0).csv"
        },
        isSynchronised: Bool = true, permissions: Permissions = ownFiles,
        through real: (any Courier)? = nil, routes: CourierRoutes? = nil,
        logger: Logger = TestOffice.logger
    ) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        ownsFolder = true
        try FileManager.default.createDirectory(
            at: folder.appending(path: "tenggat.d"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: Self.checkout.appending(path: base),
            to: folder.appending(path: "tenggat.yaml"))
        try FileManager.default.copyItem(
            at: Self.checkout.appending(path: "etc/holidays"),
            to: folder.appending(path: "holidays"))
        // Nothing is dropped, and ten minutes are not worth a look, unless a test says so.
        let quiet = ["inbox", "backup", "housekeeping"].filter { name in
            !extra.contains { $0.hasPrefix(name + ":") }
        }.map { "\($0): false" }
        try (["state: \(folder.path)"] + quiet + extra).joined(separator: "\n").write(
            to: folder.appending(path: "tenggat.d/test.yaml"), atomically: true, encoding: .utf8)
        try Self.emptyLedger.get().write(to: folder.appending(path: "ledger.sqlite"))
        let zone = try Self.zones.zone(named: "Asia/Jakarta")
        clock = FakeClock(
            zone.instant(try #require(CivilDateTime(moment))), isSynchronised: isSynchronised)
        stages = try await Self.stages(
            in: folder, routes ?? CourierRoutes(real ?? courier), clock, permissions, logger)
        let profile = stages.store.office.profile
        // As a start does, of which nothing else is needed here.
        try await stages.ledger.write(at: clock.now) { try $0.keepRules(of: profile) }
        let files = try registers.map { try Self.file(Self.checkout.appending(path: $0)) }
        for report in try await take(files) {
            #expect(!report.reading.isBlocked, "\(report.reading.findings)")
        }
    }

    /// The engine once more on what another one left, which must be gone.
    ///
    /// - Parameter machine: the id of the machine.
    init(
        resuming folder: URL, at moment: Instant, onMachine machine: String? = "one",
        ownsFolder: Bool = false
    ) async throws {
        self.folder = folder
        self.ownsFolder = ownsFolder
        clock = FakeClock(moment)
        stages = try await Self.stages(
            in: folder, CourierRoutes(courier), clock, Self.ownFiles)
        beginning = try await stages.prepare(at: moment, zoneData: "", machine: machine)
    }

    deinit {
        guard ownsFolder else { return }
        // What is left behind lies in the system's temporary folder, ignoring.
        try? FileManager.default.removeItem(at: folder)
    }

    /// Whoever runs the tests may drop anything.
    static let ownFiles = Permissions(
        viewers: .init(), operators: .init())

    /// Ends a trial in somebody's name, and follows as a reload of the settings does.
    ///
    /// - Returns: a sentence for each thing that comes of it.
    @discardableResult
    func goLive(by name: String = "K") async throws -> [String] {
        try await stages.store.change(at: clock.now) { try $0.transaction.goLive(by: name) }
        return try await reload()
    }

    /// Reads the settings anew.
    ///
    /// - Parameter routes: several couriers in place of the fake one.
    /// - Returns: a sentence for each thing that comes of it.
    @discardableResult
    func reload(routes: CourierRoutes? = nil) async throws -> [String] {
        let now = clock.now
        let former = stages
        stages = try await Self.stages(
            in: folder, routes ?? CourierRoutes(courier), clock, Self.ownFiles, after: former)
        let effects = try await stages.followSettings(
            at: now, zoneData: "", from: former.store.office, isDryRun: false)
        stages.takeOver()
        return effects
    }

    /// A ledger in which nothing is, made once: to bring its schema up is a fifth of a timeline's time.
    private static let emptyLedger = Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is left behind lies in the system's temporary folder, ignoring.
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "ledger.sqlite")
        do { _ = try Ledger(path: file.path) }
        return try Data(contentsOf: file)
    }

    /// Read once, too, for the offices that have no wording of their own.
    private static let shippedTemplates = Result { try Templates(directories: [shipped]) }

    private static let shipped = checkout.appending(path: "etc/templates").path

    private static func templates(of folder: URL) throws -> Templates {
        let own = folder.appending(path: "templates").path
        return FileManager.default.fileExists(atPath: own)
            ? try Templates(directories: [shipped, own]) : try shippedTemplates.get()
    }

    private static func stages(
        in folder: URL, _ routes: CourierRoutes, _ clock: FakeClock, _ permissions: Permissions,
        _ logger: Logger = TestOffice.logger, after former: Stages? = nil
    ) async throws -> Stages {
        let settings = try Settings.load(
            path: folder.appending(path: "tenggat.yaml").path, zones: { zones.find($0) })
        return try await Stages(
            settings: settings,
            ledger: try former?.ledger
                ?? Ledger(path: folder.appending(path: "ledger.sqlite").path),
            templates: try templates(of: folder),
            zones: { try zones.zone(named: $0) }, routes: routes, clock: clock,
            logger: logger,
            permissions: permissions, ownUser: .max, after: former)
    }

    // MARK: What happens

    static func file(_ path: URL) throws -> Intake.File {
        Intake.File(
            name: path.lastPathComponent, content: [UInt8](try Data(contentsOf: path)))
    }

    @discardableResult
    func take(_ files: [Intake.File], isDryRun: Bool = false) async throws -> [ImportReport] {
        try await stages.intake.take(
            files, as: nil, isDryRun: isDryRun, from: TestOffice.sender, at: clock.now)
    }

    /// Takes one sheet written out here.
    @discardableResult
    func take(_ name: String, _ lines: String...) async throws -> ImportReport {
        try await take(name, lines)
    }

    @discardableResult
    func take(_ name: String, _ lines: [String]) async throws -> ImportReport {
        let text = lines.joined(separator: "\r\n") + "\r\n"
        return try await take([Intake.File(name: name, content: Array(text.utf8))])[0]
    }

    /// Lets every stage do what is due now, until nothing is.
    func settle() async throws {
        for _ in 0..<50 {
            var didSomething = false
            for job in stages.jobs {
                if try await !run(job).isEmpty { didSomething = true }
            }
            if !didSomething { return }
        }
        Issue.record("the stages do not come to rest")
    }

    /// Lets a job look, and sees that it reads no table that it does not declare.
    private func run(_ job: any Job) async throws -> [String: Int] {
        let recorder = ReadRecorder()
        let now = clock.now
        let counts = try await ReadRecorder.$current.withValue(recorder) {
            _ = try await job.nextInstant()
            return try await job.runOnce(at: now)
        }
        // Every unit of work asks for the version of the registers, which stands there.
        let undeclared = recorder.read.subtracting(job.consults.union([.identity]))
            .filter { !job.follows.contains(.commit($0)) }
        #expect(undeclared.isEmpty, "\(job.name) reads \(undeclared)")
        return counts
    }

    /// Lets time pass, waking exactly when a stage asks for it.
    func advance(to end: Instant) async throws {
        try await settle()
        while let next = try await nextInstant(), next <= end {
            clock.set(max(next, clock.now))
            try await settle()
        }
        clock.set(end)
    }

    private func nextInstant() async throws -> Instant? {
        var instants: [Instant] = []
        for job in stages.jobs {
            if let instant = try await job.nextInstant() { instants.append(instant) }
        }
        return instants.min()
    }

    func instant(_ civil: String) throws -> Instant {
        stages.store.office.profile.zone.instant(try #require(CivilDateTime(civil)))
    }

    func notices() async throws -> [NoticeRecord] {
        try await stages.ledger.read { try $0.notices(in: NoticeState.allCases, limit: 10_000) }
    }
}
