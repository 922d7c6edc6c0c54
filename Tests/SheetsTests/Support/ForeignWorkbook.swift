import Foundation

/// A workbook as openpyxl sees it.
struct ForeignWorkbook: Decodable {
    /// Nil where nobody is named.
    var creator: String?
    var created: String
    var sheets: [Sheet]

    struct Sheet: Decodable {
        var name: String
        var frozen: String?
        var filter: String?
        var cells: [String: Cell]
        var hidden: [Int]
    }

    struct Cell: Decodable, Equatable {
        var value: String?
        /// Python's: `str`, `int`, `float`, `datetime`, `time`, `blank`.
        var type: String
        var formula: Bool
        var format: String
        var bold: Bool
        /// `FFFFC7CE`; nil for none.
        var fill: String?
        var comment: String?
        var link: String?
    }

    static func read(_ bytes: [UInt8]) throws -> ForeignWorkbook {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Peers/read_workbook.py").path(percentEncoded: false)
        let python = ProcessInfo.processInfo.environment["TENGGAT_TEST_PYTHON"] ?? "python3"
        let output = try Command.run([python, script], input: bytes)
        return try JSONDecoder().decode(ForeignWorkbook.self, from: output)
    }
}

/// Another program, run to its end.
enum Command {
    struct Failure: Error {
        var words: String
    }

    /// - Returns: what it printed.
    static func run(_ arguments: [String], input: [UInt8] = []) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        let (given, printed, complaints) = (Pipe(), Pipe(), Pipe())
        process.standardInput = given
        process.standardOutput = printed
        process.standardError = complaints
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: Data(input))
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
