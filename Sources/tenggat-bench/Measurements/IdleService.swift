import Foundation

/// What the service costs while nothing is due: five minutes with ten thousand open deadlines, and its
/// memory a minute after an import of a hundred thousand rows.
struct IdleService: Measurement {
    private static let watched = Duration.seconds(300)
    private static let settings = [
        "ladders: {standard: [{when: WD-3 09:00, tell: owner}]}",
        // A clock that nobody keeps is looked at again and again.
        "clock: {require_synchronised: false}",
    ]

    func findings() async throws -> [Finding] {
        [try await sleeps(), try await memory()]
    }

    private func service(_ name: String, deadlines count: Int) throws -> TrialService {
        let service = try TrialService(name, Self.settings)
        try service.write("people.csv", ["code;name;email;role", "S-01;Sari;sari@uji.test;sales"])
        try service.write(
            "deadlines.csv",
            ["code;title;owner;due_date"]
                + (0..<count).map { "T-\($0);Tugas;S-01;\(2030 + $0 % 3)-1\($0 % 3)-1\($0 % 8)" })
        return service
    }

    /// Without a watchdog, whose signs of life are its own.
    private func sleeps() async throws -> Finding {
        let service = try service("idle", deadlines: 10_000)
        defer { service.remove() }
        let filling = try service.start().daemon
        try service.take("people", "deadlines")
        filling.stop()
        let daemon = try service.start().daemon
        defer { daemon.stop() }
        // What a start leaves to do is done by then.
        try await Task.sleep(for: .seconds(20))
        let before = try daemon.sleeps
        try await Task.sleep(for: Self.watched)
        return Finding(
            work: "wake-ups in five idle minutes, 10,000 open deadlines",
            ours: .count(try daemon.sleeps - before), bar: .fixed(.count(10)))
    }

    private func memory() async throws -> Finding {
        let service = try service("peak", deadlines: 100_000)
        defer { service.remove() }
        let daemon = try service.start(watchdog: .seconds(30)).daemon
        defer { daemon.stop() }
        try service.take("people", "deadlines")
        try await Task.sleep(for: .seconds(60))
        return Finding(
            work: "anonymous memory a minute after an import of 100,000 rows",
            ours: .memory(bytes: try daemon.anonymousMemory),
            bar: .fixed(.memory(bytes: 20 << 20)))
    }
}
