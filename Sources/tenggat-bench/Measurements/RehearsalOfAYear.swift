import Almanac
import Foundation
import Host

/// `tenggatctl rehearse` of a year of an office of fifty people with 500 deadlines and 300 orders.
struct RehearsalOfAYear: Measurement {
    private static let people = 50
    private static let deadlines = 500
    private static let orders = 300

    func findings() async throws -> [Finding] {
        let service = try TrialService("rehearsal", Self.settings)
        defer { service.remove() }
        let zone = try SystemZones().zone(named: "Asia/Jakarta")
        let today = zone.civil(SystemClock().now).date
        let daemon = try service.start().daemon
        defer { daemon.stop() }
        try Self.fill(service, today: today)
        let end = today.adding(days: 364)
        let times = try Stopwatch.medians(
            runs: 3, [{ try Self.judge(service.ask("rehearse", "--until", "\(end)", "--json")) }])
        return [
            Finding(
                work: "rehearse a year of 50 people, 500 deadlines, 300 orders",
                ours: .time(times[0]), bar: .fixed(.time(.seconds(1))))
        ]
    }

    private static let settings =
        ["ladders:", "  standard:"]
        + [
            "{when: WD-3 09:00, tell: owner}", "{when: WD-1 09:00, tell: owner}",
            "{when: -4wh, tell: owner, urgent: true}", "{when: WD+1 09:00, tell: owner}",
        ].map { "    - \($0)" } + ["clock: {require_synchronised: false}"]

    private static func fill(_ service: TrialService, today: CivilDate) throws {
        try service.write(
            "people.csv",
            ["code;name;email;role"]
                + (0..<people).map { "S-\($0);Sales \($0);s\($0)@uji.test;sales" })
        try service.write(
            "clients.csv",
            ["code;name;contact;email;notices"]
                + (0..<people).map { "C-\($0);PT \($0);Ibu \($0);c\($0)@uji.test;automatic" })
        try service.write(
            "deadlines.csv",
            ["code;title;owner;due_date;due_time"]
                + (0..<deadlines).map { number in
                    let due = today.adding(days: 5 + number * 355 / deadlines)
                    return "T-\(number);Laporan \(number);S-\(number % people);\(due);15:00"
                })
        try service.write(
            "orders.csv",
            ["order;line;client;promised;item;quantity;unit"]
                + (0..<orders).map { number in
                    let promised = today.adding(days: 5 + number * 355 / orders)
                    return "O-\(number);1;C-\(number % people);\(promised);Meja;5;unit"
                })
        try service.take("people", "clients", "deadlines", "orders")
    }

    /// - Throws: `BenchError` unless every deadline is told of.
    private static func judge(_ lines: [Substring]) throws {
        let told = Set(
            lines.filter { $0.contains("\"deadline T-") }.map {
                $0.split(separator: "\"").last { $0.hasPrefix("deadline ") } ?? ""
            })
        guard told.count == deadlines else {
            throw BenchError(message: "rehearse tells of \(told.count) deadlines of \(deadlines)")
        }
    }
}
