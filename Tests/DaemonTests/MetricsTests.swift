import Foundation
import Testing

/// The service's numbers, as a program reads them that we did not write (Peers/parse_metrics.py).
@Suite(.serialized, .timeLimit(.minutes(10))) struct MetricsTests {
    private struct Family: Decodable {
        struct Sample: Decodable {
            var name: String
            var labels: [String: String]
            var value: Double
        }
        var type: String
        var samples: [Sample]
    }

    private func parse(_ text: String, in daemon: Daemon) throws -> [String: Family] {
        let python =
            ProcessInfo.processInfo.environment["TENGGAT_TEST_PYTHON"] ?? "/usr/bin/python3"
        let script = Daemon.checkout.appending(path: "Tests/DaemonTests/Peers/parse_metrics.py")
        let file = daemon.folder.appending(path: "metrics.txt")
        try text.write(to: file, atomically: true, encoding: .utf8)
        let outcome = try Daemon.run(
            URL(filePath: python), [script.path], input: try FileHandle(forReadingFrom: file))
        try #require(outcome.status == 0, "\(outcome.error)")
        return try JSONDecoder().decode([String: Family].self, from: Data(outcome.output.utf8))
    }

    @Test func aParserOfOthersReadsThem() throws {
        let daemon = try Daemon("metrics_file: true")
        try daemon.start()
        let people = try daemon.file(
            "people.csv", "code;name;email;role", "S-01;Sari \"W\";sari@uji.test;sales")
        #expect(try daemon.ctl("sheet", "import", people).status == 0)
        let deadlines = try daemon.file(
            "deadlines.csv", "code;title;owner;due_date", "T-1;Tugas;S-01;2026-01-02",
            "T-2;Tugas;S-01;2036-01-02")
        let taken = try daemon.ctl("sheet", "import", deadlines)
        #expect(taken.status == 0, "\(taken.output)\(taken.error)")
        #expect(try daemon.ctl("job", "pause", "digest").status == 0)
        let said = try daemon.ctl("metrics").output
        let families = try parse(said, in: daemon)
        func value(_ family: String, _ labels: [String: String] = [:]) -> Double? {
            families[family]?.samples.first { $0.labels == labels }?.value
        }
        #expect(value("tenggat_deadlines", ["state": "open"]) == 2)
        #expect(value("tenggat_deadlines", ["state": "overdue"]) == 1)
        #expect(value("tenggat_job_paused", ["job": "digest"]) == 1)
        #expect(value("tenggat_courier_outage", ["courier": "maildir"]) == 0)
        #expect(value("tenggat_client_mail_held") == 0)
        #expect(families["tenggat_commits"]?.type == "counter")
        #expect((value("tenggat_ledger_bytes") ?? 0) >= 4_096)
        #expect(abs((value("tenggat_start_time_seconds") ?? 0) - Date().timeIntervalSince1970) < 60)
        // Codes of the service's own, and nothing of the office's people.
        let names = Set(families.values.flatMap(\.samples).flatMap(\.labels.keys))
        #expect(names.isSubset(of: ["version", "state", "job", "result", "what", "courier"]))
        for word in ["S-01", "Sari", "sari@", "T-1", "Uji"] {
            #expect(!said.contains(word), "\(word)")
        }
        #expect(try daemon.stop() == 0)
    }

    @Test func theFileSaysTheSame() throws {
        let daemon = try Daemon("metrics_file: true")
        try daemon.start()
        let file = daemon.folder.appending(path: "metrics/tenggat.prom")
        try daemon.eventually { FileManager.default.fileExists(atPath: file.path) }
        let kept = try parse(try String(contentsOf: file, encoding: .utf8), in: daemon)
        let asked = try parse(try daemon.ctl("metrics").output, in: daemon)
        // What no job has done yet is not in the first one.
        #expect(Set(kept.keys).isSubset(of: asked.keys))
        #expect(kept.count > 10)
        // Others on the machine may read it: it names nobody.
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect((attributes[.posixPermissions] as? Int ?? 0) & 0o044 != 0)
    }
}
