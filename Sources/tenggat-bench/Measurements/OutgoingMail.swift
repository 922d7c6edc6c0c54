import Almanac
import Control
import Coordination
import Foundation
import Host
import Ledger
import Synchronization

/// Office mails to as many people, all due, each claimed and recorded durably, by two connections to
/// Postfix's smtp-sink(1); and what a person's command waits meanwhile.
struct OutgoingMail: Measurement {
    /// What one outflow came to.
    private struct Outflow {
        var rate: Double
        /// How long commands took, shortest first.
        var waits: [Duration]
    }

    private static let port = 2_589
    /// What is not gone by then is counted as it stands.
    private static let longest = Duration.seconds(60)

    func findings() async throws -> [Finding] {
        _ = try Rival("/usr/sbin/smtp-sink")
        let sink = Process()
        sink.executableURL = URL(filePath: "/usr/sbin/smtp-sink")
        sink.arguments = ["-u", "nobody", "127.0.0.1:\(Self.port)", "1000"]
        try sink.run()
        defer { sink.end() }
        var findings: [Finding] = []
        for count in [1_000, 20_000, 50_000] {
            let outflow = try await outflow(of: count)
            findings.append(
                Finding(
                    work: "\(count) office mails, 2 connections, smtp-sink",
                    ours: .rate(perSecond: outflow.rate), bar: .fixed(.rate(perSecond: 2_500))))
            guard count == 20_000, let longest = outflow.waits.last else { continue }
            findings += [
                Finding(
                    work: "a command while 20,000 mails leave, p99",
                    ours: .time(outflow.waits[outflow.waits.count * 99 / 100]),
                    bar: .fixed(.time(.milliseconds(100)))),
                Finding(
                    work: "a command while 20,000 mails leave, longest", ours: .time(longest),
                    bar: .remark("p99", .time(.milliseconds(100)))),
            ]
        }
        return findings
    }

    private func outflow(of count: Int) async throws -> Outflow {
        let service = try TrialService(
            "mail",
            mail: "{courier: smtp, from: {address: tenggat@uji.test}, "
                + "smtp: {host: 127.0.0.1, port: \(Self.port), security: none, connections: 2}}",
            [
                "ladders: {standard: [{when: WD-3 09:00, tell: owner}]}",
                "clock: {require_synchronised: false}",
            ])
        defer { service.remove() }
        let filling = try service.start().daemon
        try service.write(
            "people.csv",
            ["code;name;email;role"]
                + (0..<count).map { "S-\($0);Sales \($0);s\($0)@uji.test;sales" })
        try service.take("people")
        filling.stop()
        try await Self.fill(service.ledger, count: count)
        let daemon = try service.start().daemon
        defer { daemon.stop() }
        return try Self.watch(service.socket, count: count)
    }

    private static func fill(_ path: String, count: Int) async throws {
        let now = SystemClock().now
        let ledger = try Ledger(path: path)
        try await ledger.write(at: now) { transaction in
            for number in 0..<count {
                let notice = try transaction.openNotice(
                    to: "S-\(number)", audience: .office, leaveAt: now)
                let item = Item(
                    cause: "bench \(number)", kind: "reminder",
                    subject: Subject(.deadline, "T-\(number)"),
                    facts: [
                        "code": .text("T-\(number)"), "title": .text("Laporan \(number)"),
                        "owner": .text("Sales \(number)"),
                        "due": .moment(now + .seconds(86_400), zone: "Asia/Jakarta"),
                    ])
                try transaction.append(item, to: notice)
            }
        }
        try ledger.close()
    }

    private static func watch(_ socket: String, count: Int) throws -> Outflow {
        let isOver = Mutex(false)
        let waits = Mutex<[Duration]>([])
        let hand = Thread {
            // Whoever counts on commands sees that there are none.
            try? commandNowAndThen(at: socket, until: isOver, waits)
        }
        hand.start()
        defer { isOver.withLock { $0 = true } }
        let client = try ControlClient(socketPath: socket)
        let clock = ContinuousClock()
        var begin: (moment: ContinuousClock.Instant, left: Int)?
        while true {
            let left = try client.call(GetStatus()).status.noticesWaiting
            let moment = clock.now
            if left < count, begin == nil { begin = (moment, left) }
            if let begin, left == 0 || moment - begin.moment > longest {
                let taken = (moment - begin.moment) / .seconds(1)
                return Outflow(
                    rate: Double(begin.left - left) / taken, waits: waits.withLock { $0 }.sorted())
            }
            usleep(20_000)
        }
    }

    private static func commandNowAndThen(
        at socket: String, until isOver: borrowing Mutex<Bool>,
        _ waits: borrowing Mutex<[Duration]>
    ) throws {
        let client = try ControlClient(socketPath: socket)
        let clock = ContinuousClock()
        while !isOver.withLock({ $0 }) {
            let wait = try clock.measure {
                _ = try client.call(
                    AddDeadline(title: "Laporan", owner: "S-1", due: "2035-12-04 15:00"))
            }
            waits.withLock { $0.append(wait) }
            usleep(20_000)
        }
    }
}
