import Foundation

/// A service in a folder of its own, asked and told as people do.
struct TrialService {
    let folder: URL
    private static let programs = URL(filePath: CommandLine.arguments[0])
        .deletingLastPathComponent()

    /// - Parameters:
    ///   - mail: the settings' `mail`.
    ///   - hours: when the office works, by weekday.
    ///   - more: YAML lines behind the settings.
    init(
        _ name: String, mail: String = Self.maildir, hours: String = "mon-fri: \"08:00-17:00\"",
        _ more: [String] = []
    ) throws {
        folder = URL(filePath: "/tmp/tenggat-\(name)-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let calendars = "calendars: {five: {\(hours)}}"
        try write("tenggat.yaml", Self.settings + ["mail: \(mail)", calendars] + more)
    }

    private static let maildir =
        "{courier: maildir, maildir: mail, from: {address: tenggat@uji.test}}"

    /// Where it listens.
    var socket: String { folder.appending(path: "control.sock").path }

    /// Where it remembers.
    var ledger: String { folder.appending(path: "ledger.sqlite").path }

    func remove() {
        // What is left behind lies in the system's temporary folder, ignoring.
        try? FileManager.default.removeItem(at: folder)
    }

    private static let settings = [
        "office: {name: PT Uji, language: id, time_zone: Asia/Jakarta, calendar: five}",
        "control: {socket: control.sock}", "state: .", "templates: []",
    ]

    func write(_ name: String, _ lines: [String]) throws {
        try (lines.joined(separator: "\n") + "\n").write(
            to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }

    /// Starts it and waits until it is ready.
    ///
    /// - Parameter watchdog: has it show signs of life, as the unit does.
    /// - Returns: what runs, and how long it took to be ready.
    func start(watchdog: Duration? = nil) throws -> (daemon: Process, time: Duration) {
        let notices = try NotifySocket(path: folder.appending(path: "notify").path)
        let clock = ContinuousClock()
        let begin = clock.now
        let daemon = try run(notifying: notices, watchdog: watchdog)
        try notices.waitUntilReady()
        return (daemon, clock.now - begin)
    }

    /// Runs `tenggatctl`.
    @discardableResult
    func ask(_ arguments: String...) throws -> [Substring] {
        let control = try Rival(Self.programs.appending(path: "tenggatctl").path)
        return try control.run(
            arguments + ["--socket", socket])
    }

    /// Takes sheets in, through the door that people use.
    func take(_ sheets: String...) throws {
        for sheet in sheets {
            try ask("sheet", "import", folder.appending(path: "\(sheet).csv").path)
        }
    }

    private func run(notifying notices: NotifySocket, watchdog: Duration?) throws -> Process {
        let process = Process()
        process.executableURL = Self.programs.appending(path: "tenggatd")
        process.arguments = [
            "--settings", folder.appending(path: "tenggat.yaml").path, "--templates",
            "etc/templates",
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["NOTIFY_SOCKET": notices.path]) { $1 }
        process.environment?["WATCHDOG_USEC"] = watchdog.map { "\($0.components.seconds)000000" }
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}

extension Process {
    /// Its anonymous resident memory in bytes.
    var anonymousMemory: Int {
        get throws {
            let line = try Self.lines(of: "/proc/\(processIdentifier)/status")
                .first { $0.hasPrefix("RssAnon:") }
            guard let kibibytes = line.flatMap(Self.number) else {
                throw BenchError(message: "the kernel tells no RssAnon")
            }
            return kibibytes << 10
        }
    }

    /// How often its threads went to sleep of their own will since they began (proc(5)).
    var sleeps: Int {
        get throws {
            let folder = "/proc/\(processIdentifier)/task"
            return try FileManager.default.contentsOfDirectory(atPath: folder).reduce(0) {
                sum, task in
                // A thread may end while they are counted.
                let lines = (try? Self.lines(of: "\(folder)/\(task)/status")) ?? []
                let line = lines.first { $0.hasPrefix("voluntary_ctxt_switches:") }
                return sum + (line.flatMap(Self.number) ?? 0)
            }
        }
    }

    private static func lines(of path: String) throws -> [Substring] {
        try String(contentsOf: URL(filePath: path), encoding: .utf8).split(separator: "\n")
    }

    private static func number(in line: Substring) -> Int? {
        line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
    }

    /// Asks it to stop, and waits until it has.
    func stop() {
        terminate()
        waitUntilExit()
    }

    /// Ends it at once: a program that leaves its signals as it finds them would never hear `stop`, since a child inherits
    /// what Swift's threads block.
    func end() {
        kill(processIdentifier, SIGKILL)
        waitUntilExit()
    }
}
