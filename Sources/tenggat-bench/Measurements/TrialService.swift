import Foundation

/// A service in a folder of its own, asked and told as people do.
struct TrialService {
    let folder: URL
    private static let programs = URL(filePath: CommandLine.arguments[0])
        .deletingLastPathComponent()

    /// - Parameter more: YAML lines behind the settings.
    init(_ name: String, _ more: [String] = []) throws {
        folder = URL(filePath: "/tmp/tenggat-\(name)-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write("tenggat.yaml", Self.settings + more)
    }

    func remove() {
        // What is left behind lies in the system's temporary folder, ignoring.
        try? FileManager.default.removeItem(at: folder)
    }

    private static let settings = [
        "office: {name: PT Uji, language: id, time_zone: Asia/Jakarta, calendar: five}",
        "calendars: {five: {mon-fri: \"08:00-17:00\"}}",
        "mail: {courier: maildir, maildir: mail, from: {address: tenggat@uji.test}}",
        "control: {socket: control.sock}", "state: .", "templates: []",
    ]

    func write(_ name: String, _ lines: [String]) throws {
        try (lines.joined(separator: "\n") + "\n").write(
            to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }

    /// Starts it and waits until it is ready.
    ///
    /// - Returns: what runs, and how long it took to be ready.
    func start() throws -> (daemon: Process, time: Duration) {
        let notices = try NotifySocket(path: folder.appending(path: "notify").path)
        let clock = ContinuousClock()
        let begin = clock.now
        let daemon = try run(notifying: notices)
        try notices.waitUntilReady()
        return (daemon, clock.now - begin)
    }

    /// Runs `tenggatctl`.
    @discardableResult
    func ask(_ arguments: String...) throws -> [Substring] {
        let control = try Rival(Self.programs.appending(path: "tenggatctl").path)
        return try control.run(
            arguments + ["--socket", folder.appending(path: "control.sock").path])
    }

    /// Takes sheets in, through the door that people use.
    func take(_ sheets: String...) throws {
        for sheet in sheets {
            try ask("sheet", "import", folder.appending(path: "\(sheet).csv").path)
        }
    }

    private func run(notifying notices: NotifySocket) throws -> Process {
        let process = Process()
        process.executableURL = Self.programs.appending(path: "tenggatd")
        process.arguments = [
            "--settings", folder.appending(path: "tenggat.yaml").path, "--templates",
            "etc/templates",
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["NOTIFY_SOCKET": notices.path]) { $1 }
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}

extension Process {
    /// Asks it to stop, and waits until it has.
    func stop() {
        terminate()
        waitUntilExit()
    }
}
