import Foundation

/// One office's sheets as people save them, and what a right reading of each gives.
enum OfficeFiles {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../SampleOffice")

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    /// Names of the files; a workbook also stands there as the CSV that its worksheet saves as.
    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".csv") || $0.hasSuffix(".xlsx") }.sorted()
    }

    struct Expectation: Decodable {
        var sheet: String?
        var accepted: Int?
        var totals: [String: Int64]?
        /// Blockers as `[cell, code]`.
        var findings: [[String]]?
        var isNilReport: Bool?

        private enum CodingKeys: String, CodingKey {
            case sheet, accepted, totals, findings
            case isNilReport = "nil_report"
        }
    }

    /// By the file's name, for a workbook's CSV, too.
    static func expectations() throws -> [String: Expectation] {
        let file = Data(try bytes("expected.json"))
        let named = try JSONDecoder().decode([String: Expectation].self, from: file)
        var files = named
        for (name, expectation) in named {
            files[name.replacingOccurrences(of: ".xlsx", with: ".csv")] = expectation
        }
        return files
    }
}
