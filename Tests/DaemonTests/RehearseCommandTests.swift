import Foundation
import Testing

/// `tenggatctl rehearse`, as far as it looks at files before it asks anybody.
@Suite(.timeLimit(.minutes(3))) struct RehearseCommandTests {
    private func rehearse(_ names: String...) throws -> Daemon.Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            // What is left behind lies in the system's temporary folder, ignoring.
            try? FileManager.default.removeItem(at: folder)
        }
        for name in names {
            try Data("order\r\nO1\r\n".utf8).write(to: folder.appending(path: name))
        }
        return try Daemon.ctl(["rehearse", "--until", "2026-12-31", "--history", folder.path])
    }

    @Test("A file of a day that no calendar has is named, and nothing is played")
    func impossibleDay() throws {
        let outcome = try rehearse("2026-09-01-orders.csv", "2026-09-31-orders.csv")
        #expect(outcome.status == 65)
        #expect(
            outcome.error.contains("2026-09-31-orders.csv: there is no day 2026-09-31"),
            "\(outcome.error)")
    }

    @Test("A folder without a dated file is refused, whatever else lies there")
    func noDay() throws {
        let outcome = try rehearse("orders.csv", "1234-orders.csv")
        #expect(outcome.status == 65)
        #expect(outcome.error.contains("has no file or folder"), "\(outcome.error)")
    }
}
