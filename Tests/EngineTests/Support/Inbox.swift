import Almanac
import Coordination
import Foundation
import Host
import Ledger
import Testing

@testable import Engine

/// The drop folder of an office, as whoever drops files into it sees it.
final class Inbox {
    let work: TestOffice
    let job: DropIntake
    var folder: URL { work.folder.appending(path: "inbox") }

    /// - Parameter isBare: whether the office starts without registers.
    init(
        at moment: String = "2026-11-23 09:00", inbox: String = "inbox: {}", isBare: Bool = false,
        base: String = "Tests/EngineTests/ExampleOffice/tenggat.yaml", sample: [String]? = nil,
        permissions: Permissions = TestOffice.ownFiles
    ) async throws {
        let registers = sample ?? (isBare ? [] : nil)
        if let registers {
            work = try await TestOffice(
                at: moment, settings: [inbox], base: base,
                registers: registers.map { "Tests/SampleOffice/\($0).csv" },
                permissions: permissions)
        } else {
            work = try await TestOffice(
                at: moment, settings: [inbox], base: base, permissions: permissions)
        }
        job = try #require(work.stages.inbox)
        _ = try await job.runOnce(at: work.clock.now)
    }

    /// The same folder and ledger for a service that remembers nothing else.
    init(resuming other: Inbox) {
        work = other.work
        let intake = other.work.stages.intake
        job = DropIntake(
            folder: other.job.folder, intake: intake,
            owners: OwnerRoles(permissions: TestOffice.ownFiles, fallback: nil, ownUser: .max),
            store: intake.store, logger: intake.logger)
    }

    /// The kernel tells of a file: by default that whoever wrote it has closed it.
    ///
    /// - Returns: whether that is worth a look.
    func note(_ name: String, _ event: FolderWatch.Event = .whole, at now: Instant) -> Bool {
        job.note(
            FolderWatch.Arrival(folder: folder.path, name: Array(name.utf8), event: event), at: now)
    }

    func path(_ name: String) -> URL { folder.appending(path: name) }

    func drop(_ name: String, _ lines: String...) throws {
        try Data((lines.joined(separator: "\r\n") + "\r\n").utf8).write(to: path(name))
    }

    func drop(sample name: String) throws {
        try FileManager.default.copyItem(
            at: ExpectedReadings.folder.appending(path: name), to: path(name))
    }

    /// Lets the clock go on until nothing is expected to be whole soon.
    func settle() async throws {
        for _ in 0..<20 {
            _ = try await job.runOnce(at: work.clock.now)
            guard let next = job.nextInstant(), next < work.clock.now + .seconds(120) else {
                return
            }
            work.clock.set(max(next, work.clock.now + .seconds(1)))
        }
        Issue.record("the drop folder does not come to rest")
    }

    /// Names in a folder, in their order; KIND folders and the like left out.
    func names(_ sub: String = "") throws -> [String] {
        let own = Set(SheetKind.allCases.map(\.rawValue) + ["accepted", "rejected"])
        return try FileManager.default.contentsOfDirectory(atPath: path(sub).path)
            .filter { !own.contains($0) }.sorted()
    }

    func report(_ name: String) throws -> String {
        try String(contentsOf: path("\(name).report.txt"), encoding: .utf8)
    }

    func events(of kind: Subject.Kind, _ id: String) async throws -> [String] {
        try await work.stages.ledger.read { view in
            try view.events(of: Subject(kind, id)).map { "\($0.what) \($0.by ?? "-")" }
        }
    }
}
