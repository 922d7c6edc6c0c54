import Foundation
import Glibc
import Testing

/// The daemon on a ledger that a bad disk has changed: it says so, or it is whole; it never crashes.
@Suite(.serialized, .timeLimit(.minutes(30))) struct DamagedLedgerTests {
    private func damage(_ whole: Data, seed: UInt64) -> Data {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        var bytes = [UInt8](whole)
        for _ in 0...next(12) {
            let start = next(bytes.count)
            for index in start..<min(start + 1 + next(200), bytes.count) {
                bytes[index] = UInt8(next(256))
            }
        }
        return Data(bytes)
    }

    @Test func aDaemonOnADamagedLedgerNamesItOrIsWhole() throws {
        let daemon = try Daemon()
        try daemon.start()
        let people = try daemon.file(
            "people.csv", "code;name;email;role", "S-01;Sari Wulandari;sari@uji.test;sales",
            "K-01;Citra Halim;citra@uji.test;coordinator")
        let deadlines = try daemon.file(
            "deadlines.csv", "code;title;owner;due_date",
            (1...150).map { "T-\($0);Tugas \($0);S-01;2030-12-04" }.joined(separator: "\r\n"))
        #expect(try daemon.ctl("sheet", "import", people, deadlines).status == 0)
        #expect(try daemon.stop() == 0)
        let ledger = daemon.folder.appending(path: "ledger.sqlite")
        let whole = try Data(contentsOf: ledger)
        let count: UInt64 = ProcessInfo.processInfo.environment["TENGGAT_FULL"] == "1" ? 300 : 5
        var named = 0
        for seed in 1...count {
            for file in ["ledger.sqlite-wal", "ledger.sqlite-shm", "ledger.sqlite.damaged"] {
                // Most of them are not there.
                try? FileManager.default.removeItem(at: daemon.folder.appending(path: file))
            }
            try damage(whole, seed: seed).write(to: ledger)
            let answers = try daemon.startAnyway()
            var replies: [Daemon.Outcome] = []
            if answers {
                for command in [
                    ["status"], ["deadline", "list", "--state", "all"],
                    ["deadline", "show", "T-7"],
                    ["letter", "list", "--state", "all"], ["job", "run", "deadline-reminders"],
                    ["sheet", "export", "deadlines"], ["order", "list"],
                ] {
                    replies.append(try daemon.ctl(command))
                }
            }
            let end = try daemon.end()
            #expect(end.reason == .exit, "seed \(seed): signal \(end.status)")
            let log = try daemon.log
            let isNamed = ["damaged", "cannot read", "not a Tenggat ledger", "SQLite"]
                .contains { word in
                    log.contains(word) || replies.contains { $0.error.contains(word) }
                }
            let isWhole = end.status == 0 && replies.allSatisfy { $0.status == 0 }
            #expect(isNamed || isWhole, "seed \(seed): \(end.status) \(log) \(replies)")
            #expect(!log.contains("sari@uji.test"), "seed \(seed)")
            if isNamed { named += 1 }
        }
        #expect(named > 0)
    }
}
