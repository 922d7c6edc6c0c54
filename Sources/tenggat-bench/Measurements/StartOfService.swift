import Foundation

/// From the daemon's start to READY=1, and its anonymous memory, with a hundred thousand open
/// deadlines.
struct StartOfService: Measurement {
    private let folder = URL(filePath: "/tmp/tenggat-start-\(UUID().uuidString.prefix(8))")
    private static let programs = URL(filePath: CommandLine.arguments[0])
        .deletingLastPathComponent()
    private static let count = 100_000
    private static let starts = 9

    func findings() throws -> [Finding] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is left behind lies in the system's temporary folder, ignoring.
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("tenggat.yaml", Self.settings)
        try write(
            "people.csv", ["code;name;email;role", "S-01;Sari;sari@uji.test;sales"])
        try write(
            "deadlines.csv",
            ["code;title;owner;due_date;due_time"]
                + (0..<Self.count).map { number in
                    "T-\(number);Tugas;S-01;\(2030 + number % 3)-\(10 + number % 3)-"
                        + "\(10 + number % 18);15:00"
                })
        try fill()
        var times: [Duration] = []
        var memory = 0
        for _ in 0..<Self.starts {
            let run = try start()
            times.append(run.time)
            memory = max(memory, run.memory)
        }
        return [
            Finding(
                work: "start to READY=1 with 100,000 open deadlines",
                ours: .time(times.sorted()[Self.starts / 2]),
                bar: .fixed(.time(.milliseconds(40)))),
            Finding(
                work: "anonymous memory with 100,000 open deadlines",
                ours: .memory(bytes: memory), bar: .fixed(.memory(bytes: 20 << 20))),
        ]
    }

    private static let settings = [
        "office: {name: PT Uji, language: id, time_zone: Asia/Jakarta, calendar: five}",
        "calendars: {five: {mon-fri: \"08:00-17:00\"}}",
        "ladders: {standard: [{when: WD-3 09:00, tell: owner}, {when: -4wh, tell: owner}]}",
        "mail: {courier: maildir, maildir: mail, from: {address: tenggat@uji.test}}",
        "control: {socket: control.sock}", "state: .", "templates: []",
    ]

    private func write(_ name: String, _ lines: [String]) throws {
        try (lines.joined(separator: "\n") + "\n").write(
            to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }

    /// Takes the deadlines in, through the door that people use.
    private func fill() throws {
        let notices = try NotifySocket(path: folder.appending(path: "notify").path)
        let daemon = try run(notifying: notices)
        try notices.waitUntilReady()
        let control = try Rival(Self.programs.appending(path: "tenggatctl").path)
        let socket = folder.appending(path: "control.sock").path
        for sheet in ["people", "deadlines"] {
            try control.run(
                "sheet", "import", folder.appending(path: "\(sheet).csv").path, "--socket", socket)
        }
        daemon.terminate()
        daemon.waitUntilExit()
    }

    private func start() throws -> (time: Duration, memory: Int) {
        let notices = try NotifySocket(path: folder.appending(path: "notify").path)
        let clock = ContinuousClock()
        let begin = clock.now
        let daemon = try run(notifying: notices)
        try notices.waitUntilReady()
        let time = clock.now - begin
        let status = try String(
            contentsOf: URL(filePath: "/proc/\(daemon.processIdentifier)/status"), encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") } ?? ""
        let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap {
            Int($0)
        }
        daemon.terminate()
        daemon.waitUntilExit()
        guard let kibibytes else { throw BenchError(message: "the kernel tells no RssAnon") }
        return (time, kibibytes << 10)
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
