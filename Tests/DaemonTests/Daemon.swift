import Foundation
import Glibc
import Synchronization
import Testing

/// The built programs, run as anybody would run them, in a folder of their own.
final class Daemon {
    let folder: URL
    private var process: Process?

    static let checkout = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }
    /// Where the programs were built: beside these tests.
    static let programs = URL(filePath: CommandLine.arguments[0])
        .deletingLastPathComponent()

    /// - Parameter more: YAML lines behind the settings.
    init(_ more: String = "") throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "d-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let settings = """
            office: {name: PT Uji, language: id, time_zone: Asia/Jakarta, calendar: always}
            calendars: {always: {mon-sun: "00:00-24:00"}}
            ladders: {standard: [{when: -4h, tell: owner}]}
            group: 1s
            mail: {courier: maildir, maildir: mail, from: {address: tenggat@uji.test}}
            control: {socket: control.sock}
            clock: {require_synchronised: false}
            state: .
            templates: []
            \(more)

            """
        try settings.write(to: self.settings, atomically: true, encoding: .utf8)
    }

    deinit {
        process?.terminate()
        process?.waitUntilExit()
        // What is left behind lies in the system's temporary folder, ignoring.
        try? FileManager.default.removeItem(at: folder)
    }

    var settings: URL { folder.appending(path: "tenggat.yaml") }
    var socket: String { folder.appending(path: "control.sock").path }
    var mail: [URL] {
        get throws {
            let new = folder.appending(path: "mail/new")
            guard FileManager.default.fileExists(atPath: new.path) else { return [] }
            return try FileManager.default.contentsOfDirectory(
                at: new, includingPropertiesForKeys: nil)
        }
    }

    /// What a program said and how it ended.
    struct Outcome {
        var status: Int32
        var output: String
        var error: String
    }

    /// Runs a program to its end; one that does not end within 20 seconds is ended.
    static func run(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:],
        input: FileHandle = .nullDevice
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (output, error) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        process.standardInput = input
        try process.run()
        let id = process.processIdentifier
        let patience = DispatchWorkItem { kill(id, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + 20, execute: patience)
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let complained = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        patience.cancel()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
            error: String(decoding: complained, as: UTF8.self))
    }

    private var arguments: [String] {
        [
            "--settings", settings.path, "--templates",
            Self.checkout.appending(path: "etc/templates").path,
        ]
    }

    /// Runs the daemon to its end, for the ways in which it does not start.
    func runToEnd(_ more: String...) throws -> Outcome {
        try Self.run(Self.programs.appending(path: "tenggatd"), arguments + more)
    }

    /// Starts the daemon and waits until it answers.
    ///
    /// - Parameter isLogged: keeps what it says, behind what was said before (``log``).
    func start(isLogged: Bool = false, environment: [String: String]? = nil) throws {
        if let environment { prepare(environment: environment) }
        try launch(isLogged: isLogged)
        try eventually { try self.ctl("status").status == 0 }
    }

    /// Starts the daemon and waits until it answers or has ended.
    ///
    /// - Returns: whether it answers.
    func startAnyway() throws -> Bool {
        try Data().write(to: logFile)
        try launch(isLogged: true)
        var answers = false
        try eventually {
            answers = try self.ctl("status").error.contains("cannot reach") == false
            return answers || self.process?.isRunning == false
        }
        return answers && process?.isRunning == true
    }

    /// Has it started with more in its environment from now on.
    func prepare(environment: [String: String]) { self.environment = environment }

    private var environment: [String: String] = [:]

    private func launch(isLogged: Bool) throws {
        let process = Process()
        process.executableURL = Self.programs.appending(path: "tenggatd")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardError = isLogged ? try logHandle() : FileHandle.nullDevice
        try process.run()
        self.process = process
    }

    private var logFile: URL { folder.appending(path: "log") }

    /// What it said where it was started so.
    var log: String { get throws { try String(contentsOf: logFile, encoding: .utf8) } }

    private func logHandle() throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: logFile.path) { try Data().write(to: logFile) }
        let handle = try FileHandle(forWritingTo: logFile)
        try handle.seekToEnd()
        return handle
    }

    /// Sends it a signal.
    func signal(_ number: CInt) throws {
        kill(try #require(process).processIdentifier, number)
    }

    /// Asks it to stop, if it still runs.
    ///
    /// - Returns: how it ended.
    func end() throws -> (status: Int32, reason: Process.TerminationReason) {
        let process = try #require(process)
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        self.process = nil
        return (process.terminationStatus, process.terminationReason)
    }

    /// Ends the daemon as a power cut would.
    func kill9() throws {
        let process = try #require(process)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }

    /// Asks it to stop.
    ///
    /// - Returns: its exit status.
    func stop() throws -> Int32 {
        let process = try #require(process)
        process.terminate()
        process.waitUntilExit()
        self.process = nil
        return process.terminationStatus
    }

    func ctl(_ arguments: String...) throws -> Outcome { try ctl(arguments) }

    func ctl(_ arguments: [String]) throws -> Outcome {
        try Self.run(
            Self.programs.appending(path: "tenggatctl"), arguments + ["--socket", socket])
    }

    /// TIOCSPTLCK and TIOCGPTPEER (ioctl_tty(2)), which Glibc's module leaves out.
    private static let (lockTerminal, openTerminal): (UInt, UInt) = (0x4004_5431, 0x5441)

    /// Runs `tenggatctl` at a terminal (pty(7)) on which `answer` is typed.
    func ctl(_ arguments: String..., typing answer: String) throws -> Outcome {
        let keyboard = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
        try #require(keyboard >= 0)
        defer { close(keyboard) }
        var isLocked: CInt = 0
        try #require(unsafe ioctl(keyboard, Self.lockTerminal, &isLocked) == 0)
        let terminal = ioctl(keyboard, Self.openTerminal, O_RDWR | O_NOCTTY)
        try #require(terminal >= 0)
        let line = Array("\(answer)\n".utf8)
        try #require(unsafe write(keyboard, line, line.count) == line.count)
        return try Self.run(
            Self.programs.appending(path: "tenggatctl"), arguments + ["--socket", socket],
            input: FileHandle(fileDescriptor: terminal, closeOnDealloc: true))
    }

    /// Runs `tenggatctl calendar`, which asks no daemon, where clocks are those of a zone.
    static func calendar(_ arguments: [String], zone: String) throws -> Outcome {
        try ctl(["calendar"] + arguments, environment: ["TZ": zone])
    }

    /// Runs `tenggatctl` beside any daemon.
    static func ctl(
        _ arguments: [String], environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(
            programs.appending(path: "tenggatctl"), arguments, environment: environment)
    }

    /// A file in the daemon's folder.
    func file(_ name: String, _ lines: String...) throws -> String {
        let path = folder.appending(path: name)
        try (lines.joined(separator: "\r\n") + "\r\n").write(
            to: path, atomically: true, encoding: .utf8)
        return path.path
    }

    /// Waits until `condition` holds, at most 20 seconds.
    func eventually(_ condition: () throws -> Bool) throws {
        for _ in 0..<200 {
            if try condition() { return }
            usleep(100_000)
        }
        Issue.record("it did not happen within 20 seconds")
    }
}
