package import Foundation
import Host
import Logging
import Post
import Settings

/// What all simulated offices stand on: the timelines' office, the wordings, the zones, a folder to work in.
package struct SimulationGround: Sendable {
    let checkout: URL
    let scratch: URL
    let templates: Templates
    let zones = SystemZones()
    let logger = Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() }
    private let office: [String: Data]

    /// The timelines' office and its registers.
    private static let base = "Tests/EngineTests/ExampleOffice"
    static let registers = ["people", "teams", "clients", "reasons"].map { "\($0).csv" }

    /// - Parameters:
    ///   - checkout: where the sources lie, with the timelines' office and the wordings.
    ///   - scratch: a folder for ledgers; nil is memory where the system has some for files.
    package init(checkout: URL, scratch: URL? = nil) throws {
        self.checkout = checkout
        let memory = URL(filePath: "/dev/shm")
        let isThere = FileManager.default.isWritableFile(atPath: memory.path)
        self.scratch = scratch ?? (isThere ? memory : FileManager.default.temporaryDirectory)
        templates = try Templates(directories: [checkout.appending(path: "etc/templates").path])
        var office: [String: Data] = [:]
        for name in ["tenggat.yaml"] + Self.registers {
            office[name] = try Data(
                contentsOf: checkout.appending(path: "\(Self.base)/\(name)"))
        }
        self.office = office
    }

    func register(_ name: String) -> [UInt8] { Array(office[name] ?? Data()) }

    /// Writes an office's settings into a folder.
    func layOut(_ folder: URL, settings: [String]) throws {
        let dropIns = folder.appending(path: "tenggat.d")
        try FileManager.default.createDirectory(at: dropIns, withIntermediateDirectories: true)
        try (office["tenggat.yaml"] ?? Data()).write(to: folder.appending(path: "tenggat.yaml"))
        let holidays = folder.appending(path: "holidays")
        if !FileManager.default.fileExists(atPath: holidays.path) {
            try FileManager.default.createSymbolicLink(
                at: holidays, withDestinationURL: checkout.appending(path: "etc/holidays"))
        }
        let lines =
            [
                "state: \(folder.path)", "inbox: {folder: \(Self.inbox(beside: folder).path)}",
                "backup: false", "housekeeping: false",
            ] + settings
        try lines.joined(separator: "\n").write(
            to: dropIns.appending(path: "simulation.yaml"), atomically: true, encoding: .utf8)
    }

    /// The drop folder, which stays where it is whatever becomes of the ledger's.
    static func inbox(beside folder: URL) -> URL {
        folder.deletingLastPathComponent().appending(path: "inbox")
    }

    func settings(in folder: URL) throws -> Settings {
        try Settings.load(
            path: folder.appending(path: "tenggat.yaml").path, zones: { zones.find($0) })
    }
}
