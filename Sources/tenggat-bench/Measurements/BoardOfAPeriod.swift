import Almanac
import Coordination
import Foundation
import Ledger

/// `tenggatctl period show`, from its start to its last line, of an office with many teams and years of
/// history.
struct BoardOfAPeriod: Measurement {
    private static let teams = (1...200).map { "T-\($0)" }
    private static let types = ["achievements", "collections", "expenses"]
    private static let periods = 24
    /// Every so many submissions one has faults.
    private static let faultyAmong = 10

    func findings() async throws -> [Finding] {
        let service = try TrialService("board", Self.settings)
        defer { service.remove() }
        let period = try Self.fill(service)
        try await Self.insertHistory(
            until: period, path: service.folder.appending(path: "ledger.sqlite").path)
        let daemon = try service.start().daemon
        defer { daemon.stop() }
        try Self.judge(try service.ask("period", "show", period.description))
        let times = try Stopwatch.medians(
            runs: 21, [{ try service.ask("period", "show", period.description) }])
        return [
            Finding(
                work: "period show of 200 teams × 3, 24 periods kept", ours: .time(times[0]),
                bar: .fixed(.time(.milliseconds(50))))
        ]
    }

    private static let settings =
        ["ladders:"]
        + ["standard", "submission", "close"].map { "  \($0): [{when: WD-3 09:00, tell: owner}]" }
        + ["submissions:"]
        + types.map { "  \($0): {sheet: \($0), cut_off: WD+2 15:00}" }

    /// Takes in teams, a salesperson each, and targets.
    ///
    /// - Returns: the period that is shown when none is named.
    private static func fill(_ service: TrialService) throws -> Period {
        let filling = try service.start().daemon
        defer { filling.stop() }
        try service.write("teams.csv", ["team_code;name"] + teams.map { "\($0);Tim \($0)" })
        try service.write(
            "people.csv",
            ["code;name;email;role;team"]
                + teams.map { "S-\($0);Sales \($0);s-\($0.lowercased())@uji.test;sales;\($0)" })
        try service.take("teams", "people")
        let shown = try service.ask("period", "show", "--json")
            .first { $0.contains("\"period\" : \"") }?.split(separator: "\"").last { $0 != "," }
        guard let period = shown.flatMap({ Period(String($0)) }) else {
            throw BenchError(message: "period show tells no period")
        }
        try service.write(
            "targets.csv",
            ["period;salesperson;target_amount"] + teams.map { "\(period);S-\($0);1000000000" })
        try service.take("targets")
        return period
    }

    private static func insertHistory(until last: Period, path: String) async throws {
        guard let now = Instant(rfc3339: "\(last.firstDay)T03:00:00Z") else {
            throw BenchError(message: "\(last) has no first day")
        }
        var period = last
        var records: [SubmissionRecord] = []
        for _ in 0..<periods {
            for (index, team) in teams.enumerated() {
                for (place, type) in types.enumerated() {
                    let isFaulty = (index * types.count + place).isMultiple(of: faultyAmong)
                    records.append(
                        record(type, team, period, at: now, findings: isFaulty ? 6 : 0))
                }
            }
            period = Period(period.kind, containing: period.firstDay.adding(days: -1))
        }
        let ledger = try Ledger(path: path)
        try await ledger.write(at: now) { [records] transaction in
            for record in records {
                try transaction.keep(file: record.file, content: [], hash: record.hash)
                try transaction.insert(record)
            }
        }
        try ledger.close()
    }

    private static func record(
        _ type: String, _ team: String, _ period: Period, at now: Instant, findings: Int
    ) -> SubmissionRecord {
        let file = "\(type)-\(team)-\(period).csv"
        return SubmissionRecord(
            type: type, team: team, period: period.description, version: 1, file: file,
            hash: file, receivedAt: now, by: nil, state: findings == 0 ? .accepted : .rejected,
            rows: 120, totals: ["amount": 920_000_000, "returns": -1_500_000],
            findings: (0..<findings).map { row in
                Coordination.Finding(
                    file: file, cell: "F\(row + 2)", code: .notANumber, value: "#N/A",
                    expected: BilingualText(en: "a number", id: "bilangan"))
            })
    }

    /// - Throws: `BenchError` unless all of it is shown.
    private static func judge(_ lines: [Substring]) throws {
        let all = teams.count * types.count
        let rejected = all / faultyAmong
        let shown = teams.count { team in lines.contains { $0.hasPrefix("\(team) ") } }
        let counts = "\(all - rejected) accepted, \(rejected) rejected"
        let isCounted = lines.contains { $0.contains(counts) }
        let findings = lines.count { $0.hasPrefix("- F") }
        guard isCounted, shown == teams.count, findings == rejected * 6
        else { throw BenchError(message: "period show leaves teams or findings out") }
    }
}
