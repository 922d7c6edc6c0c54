import Control
import Foundation
import Glibc
import Synchronization
import Testing

/// SIGTERM while callers come and go and mail is in flight: an orderly end, each time.
@Suite(.serialized, .timeLimit(.minutes(20))) struct StopTests {
    /// Calls as fast as it can, each time on a connection of its own, until it is told to end.
    private final class Crowd: Sendable {
        private let isOver = Mutex(false)
        private let group = DispatchGroup()

        init(_ count: Int, at path: String) {
            for _ in 0..<count {
                Thread.detachNewThread { [self] in
                    while !isOver.withLock({ $0 }) {
                        // Before the start and after the stop there is nobody.
                        _ = try? ControlClient(socketPath: path).call(GetStatus())
                    }
                    group.leave()
                }
                group.enter()
            }
        }

        func end() {
            isOver.withLock { $0 = true }
            group.wait()
        }
    }

    private func inHours(_ hours: Double) -> String {
        let format = DateFormatter()
        format.timeZone = TimeZone(identifier: "Asia/Jakarta")
        format.dateFormat = "yyyy-MM-dd HH:mm"
        return format.string(from: Date(timeIntervalSinceNow: hours * 3_600))
    }

    @Test func manyStopsUnderLoadAreAllOrderly() throws {
        let daemon = try Daemon()
        let rounds = ProcessInfo.processInfo.environment["TENGGAT_FULL"] == "1" ? 200 : 8
        let people = try daemon.file(
            "people.csv", "code;name;email;role", "S-01;Sari Wulandari;sari@uji.test;sales",
            "K-01;Citra Halim;citra@uji.test;coordinator")
        let crowd = Crowd(20, at: daemon.socket)
        defer { crowd.end() }
        var outcomes: [Int32: Int] = [:]
        for round in 1...rounds {
            try daemon.start(isLogged: true)
            if round == 1 { #expect(try daemon.ctl("sheet", "import", people).status == 0) }
            for number in 1...3 {
                let code = "T-\(round)-\(number)"
                let added = try daemon.ctl(
                    "deadline", "add", "Tugas", "--owner", "S-01", "--due", inHours(2), "--code",
                    code)
                #expect(added.status == 0, "\(added.error)")
            }
            // Somewhere between the commit and the letter's outcome.
            usleep(UInt32(900_000 + round % 20 * 20_000))
            outcomes[try daemon.stop(), default: 0] += 1
        }
        #expect(outcomes == [0: rounds])
        let log = try daemon.log
        for word in ["error:", "Fatal", "closed timer", "may have arrived", "ERROR"] {
            #expect(
                !log.contains(word), "\(log.split(separator: "\n").filter { $0.contains(word) })")
        }
        try daemon.start()
        let uncertain = try daemon.ctl("letter", "list", "--state", "uncertain", "--json")
        #expect(uncertain.output.filter { !$0.isWhitespace } == "[]")
    }
}
