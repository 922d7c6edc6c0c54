import Foundation

/// Programs that judge or answer us, run from a test.
enum Program {
    struct Failure: Error {
        var words: String
    }

    /// An interpreter with the peers' packages; plain `python3` has enough for the judges.
    static let python =
        ProcessInfo.processInfo.environment["TENGGAT_TEST_PYTHON"] ?? "/usr/bin/python3"

    static func script(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: name).path(percentEncoded: false)
    }

    /// Runs to the end and gives what was printed.
    static func run(_ path: String, _ arguments: [String], input: Data = Data()) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        let (given, printed, complaints) = (Pipe(), Pipe(), Pipe())
        process.standardInput = given
        process.standardOutput = printed
        process.standardError = complaints
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: input)
        try given.fileHandleForWriting.close()
        let output = try printed.fileHandleForReading.readToEnd() ?? Data()
        let words = try complaints.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(words: String(decoding: words, as: UTF8.self))
        }
        return output
    }
}
