import Dispatch
import Foundation

/// A program that does the same work.
struct Rival {
    var path: String

    /// - Throws: `BenchError` when no such program is installed.
    init(_ path: String) throws {
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw BenchError(message: "\(path) is not there: run scripts/bench, which installs it")
        }
        self.path = path
    }

    /// Runs it to its end.
    ///
    /// - Returns: the lines that it printed.
    /// - Throws: `BenchError` when it fails.
    @discardableResult
    func run(_ arguments: String...) throws -> [Substring] { try run(arguments) }

    /// As with single arguments.
    @discardableResult
    func run(_ arguments: [String]) throws -> [Substring] {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        // Foundation's own wait looks for the end only now and then.
        let end = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in end.signal() }
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        end.wait()
        guard process.terminationStatus == 0 else {
            throw BenchError(message: "\(path) ended with \(process.terminationStatus)")
        }
        return String(decoding: printed, as: UTF8.self).split(separator: "\n")
    }
}
