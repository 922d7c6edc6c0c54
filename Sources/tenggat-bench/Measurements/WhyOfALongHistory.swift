import Almanac
import Coordination
import Foundation
import Host
import Ledger

/// `tenggatctl why`, from its start to its last line, in an office with a hundred thousand deadlines that were
/// told of.
struct WhyOfALongHistory: Measurement {
    private static let deadlines = 100_000
    private static let people = 50

    func findings() async throws -> [Finding] {
        let service = try TrialService(
            "why", ["ladders: {standard: [{when: WD-1 09:00, tell: owner}]}"])
        defer { service.remove() }
        let filling = try service.start().daemon
        try service.write(
            "people.csv",
            ["code;name;email;role"]
                + (0..<Self.people).map { "S-\($0);Sales \($0);s\($0)@uji.test;sales" })
        try service.take("people")
        filling.stop()
        let day = try await Self.fill(service.ledger)
        let daemon = try service.start().daemon
        defer { daemon.stop() }
        let questions: [(words: String, ask: () throws -> [Substring])] = [
            ("a deadline", { try service.ask("why", "T-500") }),
            ("a person", { try service.ask("why", "person:S-7") }),
            ("a person's day", { try service.ask("why", "person:S-7", "--on", "\(day)") }),
        ]
        for question in questions {
            guard try question.ask().count > 2 else {
                throw BenchError(message: "why \(question.words) has no answer")
            }
        }
        let times = try Stopwatch.medians(
            runs: 11, questions.map { question in { _ = try question.ask() } })
        return zip(questions, times).map { question, time in
            Finding(
                work: "why \(question.words), 100,000 deadlines of history", ours: .time(time),
                bar: .fixed(.time(.milliseconds(50))))
        }
    }

    /// Two years of them, each reminded of a day before it was due and done.
    ///
    /// - Returns: a day on which there were such.
    private static func fill(_ path: String) async throws -> CivilDate {
        let zone = try SystemZones().zone(named: "Asia/Jakarta")
        let now = SystemClock().now
        let ledger = try Ledger(path: path)
        let step = Duration.seconds(2 * 365 * 86_400 / deadlines)
        let begin = now - step * deadlines
        for batch in 0..<20 {
            let numbers = (batch * deadlines / 20)..<((batch + 1) * deadlines / 20)
            try await ledger.write(at: begin + step * numbers.lowerBound) { transaction in
                for number in numbers {
                    let due = begin + step * number
                    var deadline = Deadline(
                        code: "T-\(number)", title: "Laporan \(number)",
                        owner: "S-\(number % people)", due: zone.civil(due),
                        zone: zone.identifier, armedAt: due - .seconds(864_000),
                        createdAt: due - .seconds(864_000))
                    deadline.state = .done
                    deadline.finishedAt = due
                    let subject = Subject(.deadline, deadline.code)
                    try transaction.insert(deadline, dueAt: due, nextAt: nil)
                    try transaction.record("added", of: subject)
                    let notice = try transaction.openNotice(
                        to: deadline.owner, audience: .office, leaveAt: due)
                    try transaction.append(
                        Item(
                            cause:
                                "deadline \(deadline.code) r1 WD-1 09:00 #0 owner > \(deadline.owner)",
                            kind: "reminder", subject: subject, facts: [:]), to: notice)
                    if var sent = try transaction.view.notice(notice) {
                        sent.state = .sent
                        sent.leaveAt = nil
                        sent.finishedAt = due
                        try transaction.update(sent)
                    }
                    try transaction.record("done", of: subject, by: deadline.owner)
                }
            }
        }
        try ledger.close()
        return zone.civil(now - .seconds(20 * 86_400)).date
    }
}
