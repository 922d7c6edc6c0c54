import Foundation
import Testing

/// The drop folder of the running daemon, with the kernel's own events.
@Suite(.serialized, .timeLimit(.minutes(10))) struct InboxTests {
    private static let people = """
        code;name;email;role\r
        S-01;Sari Wulandari;sari@uji.test;sales\r
        K-01;Citra Halim;citra@uji.test;coordinator\r

        """

    private func drop(_ daemon: Daemon, _ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: daemon.folder.appending(path: "inbox/\(name)"))
    }

    private func isThere(_ daemon: Daemon, _ name: String) -> Bool {
        FileManager.default.fileExists(atPath: daemon.folder.appending(path: "inbox/\(name)").path)
    }

    private func deadlines(_ daemon: Daemon) throws -> String {
        try daemon.ctl("deadline", "list", "--json").output
    }

    @Test func whatIsDroppedIsTakenAtOnceAndAWrongFileIsMailedBack() throws {
        let daemon = try Daemon()
        try daemon.start()
        #expect(try daemon.ctl("job", "list").output.contains("intake"))
        let start = ContinuousClock.now
        try drop(daemon, "people.csv", Self.people)
        try drop(
            daemon, "deadlines.csv",
            "code;title;owner;due_date\r\nT-1;Tender;S-01;2030-12-04\r\n")
        try daemon.eventually { isThere(daemon, "accepted/deadlines.csv") }
        // The kernel told of it: nobody waited for a file to stand still, let alone for a rescan.
        #expect(ContinuousClock.now - start < .seconds(25))
        #expect(isThere(daemon, "accepted/people.csv.report.txt"))
        #expect(try deadlines(daemon).contains("\"T-1\""))
        try drop(
            daemon, "wrong.csv", "code;title;owner;due_date\r\nT-2;Tender;S-99;2030-12-04\r\n")
        try daemon.eventually { isThere(daemon, "rejected/wrong.csv.report.txt") }
        let report = try String(
            contentsOf: daemon.folder.appending(path: "inbox/rejected/wrong.csv.report.txt"),
            encoding: .utf8)
        #expect(report.contains("Sel C2: “S-99”"))
        try daemon.eventually { try daemon.mail.count == 1 }
        let mail = try String(contentsOf: daemon.mail[0], encoding: .utf8)
        #expect(mail.contains("To: Citra Halim <citra@uji.test>"))
        #expect(mail.contains("wrong.csv"))
        #expect(try daemon.stop() == 0)
    }

    /// As the drop folder does, and never over one that somebody may be filling in.
    @Test func aCommandWritesTheMappingSheetBesideAListOfAnotherProgram() throws {
        let daemon = try Daemon()
        try daemon.start()
        let list = try daemon.file(
            "penjualan.csv", "No Bukti;Nama Customer;Saldo Akhir", "F-1;PT Maju;100",
            "F-2;PT Jaya;200")
        let folder = URL(filePath: list).deletingLastPathComponent()
        let sheets = {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
                $0.hasPrefix("penjualan (") && $0.hasSuffix(").xlsx")
            }
        }
        #expect(try daemon.ctl("sheet", "import", list, "--dry-run").status == 65)
        #expect(try sheets().isEmpty)
        let asked = try daemon.ctl("sheet", "import", list)
        #expect(asked.status == 65)
        let name = try #require(try sheets().first)
        let path = folder.appending(path: name)
        #expect(
            asked.output.contains("tenggatctl sheet import \"\(path.path)\""), "\(asked.output)")
        #expect(try Data(contentsOf: path).starts(with: Data("PK".utf8)))
        try Data("half filled in".utf8).write(to: path)
        let again = try daemon.ctl("sheet", "import", list)
        #expect(again.status == 65 && again.error.contains("is there already"), "\(again)")
        #expect(try Data(contentsOf: path) == Data("half filled in".utf8))
    }

    @Test func whatCameWhileItWasDownIsFoundAtStart() throws {
        let daemon = try Daemon()
        try daemon.start()
        #expect(try daemon.stop() == 0)
        try drop(daemon, "people.csv", Self.people)
        try daemon.start()
        try daemon.eventually { isThere(daemon, "accepted/people.csv") }
    }

    @Test func aKilledDaemonPutsEveryFileAwayAndTakesEachOnce() throws {
        let daemon = try Daemon()
        try daemon.start()
        try drop(daemon, "people.csv", Self.people)
        try daemon.eventually { isThere(daemon, "accepted/people.csv") }
        for round in 1...4 {
            for number in 1...5 {
                try drop(
                    daemon, "d-\(round)-\(number).csv",
                    "code;title;owner;due_date\r\nT-\(round)\(number);Tugas;S-01;2030-12-04\r\n")
            }
            // Somewhere between the arrival, the commit and the move.
            usleep(UInt32(1_900_000 + round * 60_000))
            try daemon.kill9()
            try daemon.start()
        }
        try daemon.eventually {
            (1...4).allSatisfy { round in
                (1...5).allSatisfy { isThere(daemon, "accepted/d-\(round)-\($0).csv") }
            }
        }
        let output = try deadlines(daemon)
        for round in 1...4 {
            for number in 1...5 { #expect(output.contains("\"T-\(round)\(number)\"")) }
        }
        let put = try FileManager.default.contentsOfDirectory(
            atPath: daemon.folder.appending(path: "inbox/accepted").path)
        #expect(put.count == 42 && !put.contains { $0.contains("(2)") })
    }

    @Test func aFolderThatCannotBeMadeIsSaidAndStopsNothing() throws {
        let daemon = try Daemon("inbox: {folder: /proc/inbox}")
        try daemon.start()
        try daemon.eventually {
            try daemon.ctl("job", "list", "--json").output.contains("retrying")
        }
        #expect(try daemon.ctl("status").status == 0)
        let off = try Daemon("inbox: false")
        try off.start()
        #expect(try !off.ctl("job", "list").output.contains("intake"))
        #expect(!isThere(off, ""))
    }
}
