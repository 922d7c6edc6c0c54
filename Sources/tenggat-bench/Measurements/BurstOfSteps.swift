import Almanac
import Control
import Coordination
import Foundation
import Host
import Ledger

/// Twenty thousand steps of ladders that are due at one moment, from the run's begin until the notices
/// that tell of them are committed: to two hundred people, to one, and to as many as there are steps.
struct BurstOfSteps: Measurement {
    private static let steps = 20_000

    func findings() async throws -> [Finding] {
        var findings: [Finding] = []
        for (owners, words) in [(200, "200 owners"), (1, "one owner"), (20_000, "20,000 owners")] {
            findings.append(
                Finding(
                    work: "20,000 steps due at once, \(words)",
                    ours: .rate(perSecond: try await rate(owners: owners)),
                    bar: .fixed(.rate(perSecond: 10_000))))
        }
        return findings
    }

    private func rate(owners: Int) async throws -> Double {
        let service = try TrialService(
            "burst", hours: "mon-sun: \"00:00-23:59\"",
            [
                "ladders:", "  standard:", "    - {when: WD-3 09:00, tell: owner}",
                "    - {when: -4h, tell: owner}", "    - {when: WD+1 09:00, tell: owner}",
                "clock: {require_synchronised: false}",
            ])
        defer { service.remove() }
        let filling = try service.start().daemon
        try service.write(
            "people.csv",
            ["code;name;email;role"]
                + (0..<owners).map { "S-\($0);Sales \($0);s\($0)@uji.test;sales" })
        try service.take("people")
        // Nothing of it is late, and none of it is in the past of a clock that is asked again.
        filling.stop()
        try await Self.fill(service.ledger, owners: owners)
        let daemon = try service.start().daemon
        defer { daemon.stop() }
        return try Self.rate(at: service.socket)
    }

    private static func fill(_ path: String, owners: Int) async throws {
        let zone = try SystemZones().zone(named: "Asia/Jakarta")
        let now = SystemClock().now
        let minute = Instant(microseconds: now.microseconds / 60_000_000 * 60_000_000)
        let due = minute + .seconds(4 * 3_600)
        let ledger = try Ledger(path: path)
        try await ledger.write(at: now) { transaction in
            for number in 0..<steps {
                let deadline = Deadline(
                    code: "T-\(number)", title: "Laporan mingguan \(number)",
                    owner: "S-\(number % owners)", due: zone.civil(due), zone: zone.identifier,
                    armedAt: minute - .seconds(3_600), createdAt: minute - .seconds(3_600))
                try transaction.insert(deadline, dueAt: due, nextAt: minute)
            }
        }
        try ledger.close()
    }

    /// As the run itself tells when it began and ended.
    private static func rate(at socket: String) throws -> Double {
        let client = try ControlClient(socketPath: socket)
        for _ in 0..<3_000 {
            usleep(20_000)
            let job = try client.call(ListJobs()).jobs.first { $0.name == "deadline-reminders" }
            guard let run = job?.lastRun, run.counts["fired"] == steps,
                let begin = Instant(rfc3339: run.startedAt), let end = Instant(rfc3339: run.endedAt)
            else { continue }
            return Double(steps) / ((end - begin) / .seconds(1))
        }
        // No more than so many, then.
        return Double(steps) / 60
    }
}
