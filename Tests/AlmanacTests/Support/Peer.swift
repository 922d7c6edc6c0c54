import Foundation
import Testing

/// A script in `Peers` that computes the same by other means and prints it, a line an answer.
enum Peer {
    struct Failure: Error {
        var words: String
    }

    /// `TENGGAT_TEST_SEED`, else one and the same, so that a run says something of the change it tries;
    /// thorough runs take another each time. Printed, so that a failure repeats.
    static let seed: UInt64 = {
        let given = ProcessInfo.processInfo.environment["TENGGAT_TEST_SEED"].flatMap { UInt64($0) }
        let seed = given ?? (isThorough ? .random(in: 1...999_999) : 20_261_124)
        print("AlmanacTests: TENGGAT_TEST_SEED=\(seed)")
        return seed
    }()

    /// Whether everything is to be tried, however long it takes.
    static let isThorough = ProcessInfo.processInfo.environment["TENGGAT_FULL"] == "1"

    /// Runs `Peers/<script>` to its end and gives the fields of each line that it printed.
    static func lines(
        _ script: String, _ arguments: [String] = [], input: String = "",
        separator: Character = " "
    ) throws -> [[String]] {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Peers/\(script)").path(percentEncoded: false)
        var environment = ProcessInfo.processInfo.environment
        // The judge reads the zone files that we read.
        environment["PYTHONTZPATH"] = ZoneFiles.directory
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            [environment["TENGGAT_TEST_PYTHON"] ?? "python3", path] + arguments
        process.environment = environment
        let (given, printed, complaints) = (Pipe(), Pipe(), Pipe())
        process.standardInput = given
        process.standardOutput = printed
        process.standardError = complaints
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try given.fileHandleForWriting.close()
        let output = try printed.fileHandleForReading.readToEnd() ?? Data()
        let words = try complaints.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(words: "\(script): \(String(decoding: words, as: UTF8.self))")
        }
        return output.split(separator: UInt8(ascii: "\n")).map { line in
            String(decoding: line, as: UTF8.self).split(separator: separator).map(String.init)
        }
    }
}
