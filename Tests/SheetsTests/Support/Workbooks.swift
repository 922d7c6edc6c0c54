import Foundation

/// Workbooks that other programs wrote, made once a run by `Peers/write_workbooks.py`.
enum Workbooks {
    struct Failure: Error {
        var words: String
    }

    static let isThorough = ProcessInfo.processInfo.environment["TENGGAT_FULL"] == "1"

    /// Names of the files that hold the same table.
    static let alike =
        ["openpyxl.xlsx", "openpyxl-1904.xlsx", "xlsxwriter.xlsx"]
        + (isThorough ? ["libreoffice.xlsx"] : [])

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: try folder.get().appending(path: name)))
    }

    private static let folder = Result { try written() }

    private static func written() throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "workbooks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Peers/write_workbooks.py").path(percentEncoded: false)
        let python = ProcessInfo.processInfo.environment["TENGGAT_TEST_PYTHON"] ?? "python3"
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            [python, script, folder.path(percentEncoded: false)]
            + (isThorough ? ["--libreoffice"] : [])
        let complaints = Pipe()
        process.standardError = complaints
        try process.run()
        let words = try complaints.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(words: String(decoding: words, as: UTF8.self))
        }
        return folder
    }
}
