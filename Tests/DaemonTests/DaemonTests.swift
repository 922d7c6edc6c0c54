import Foundation
import Testing

/// The daemon and its command as programs: what they say, and how they end.
@Suite(.serialized, .timeLimit(.minutes(10))) struct DaemonTests {
    private func people(_ daemon: Daemon) throws {
        let sheet = try daemon.file(
            "people.csv", "code;name;email;role", "S-01;Sari Wulandari;sari@uji.test;sales",
            "K-01;Citra Halim;citra@uji.test;coordinator")
        #expect(try daemon.ctl("sheet", "import", sheet).status == 0)
    }

    private func inHours(_ hours: Double) -> String {
        let format = DateFormatter()
        format.timeZone = TimeZone(identifier: "Asia/Jakarta")
        format.dateFormat = "yyyy-MM-dd HH:mm"
        return format.string(from: Date(timeIntervalSinceNow: hours * 3_600))
    }

    @Test func aReminderReachesTheMaildirAndTheStopIsOrderly() throws {
        let daemon = try Daemon()
        try daemon.start()
        try people(daemon)
        let added = try daemon.ctl(
            "deadline", "add", "Laporan mingguan", "--owner", "S-01", "--due", inHours(2), "--json")
        #expect(added.status == 0, "\(added.error)")
        #expect(added.output.contains("\"code\" : \"D-1\""))
        try daemon.eventually { try daemon.mail.count == 1 }
        let message = try String(contentsOf: daemon.mail[0], encoding: .utf8)
        #expect(message.contains("To: Sari Wulandari <sari@uji.test>"))
        #expect(try daemon.stop() == 0)
        #expect(!FileManager.default.fileExists(atPath: daemon.socket))
    }

    @Test func aKilledDaemonGoesOnWhereItWas() throws {
        let daemon = try Daemon()
        try daemon.start()
        try people(daemon)
        for number in 1...20 {
            #expect(
                try daemon.ctl(
                    "deadline", "add", "Tugas \(number)", "--owner", "S-01", "--due", inHours(2),
                    "--code", "T-\(number)"
                ).status == 0)
            if number.isMultiple(of: 5) {
                try daemon.kill9()
                try daemon.start()
            }
        }
        try daemon.eventually {
            try daemon.ctl("letter", "list", "--json").output.filter { !$0.isWhitespace } == "[]"
        }
        // Every deadline stands in exactly one message: the Maildir keeps a repeated one once.
        let texts = try daemon.mail.map { try String(contentsOf: $0, encoding: .utf8) }
        for number in 1...20 {
            let telling = texts.filter {
                $0.contains("Kode: T-\(number)\r\n") || $0.contains("Kode: T-\(number)\n")
            }
            #expect(telling.count == 1, "T-\(number) stands in \(telling.count) messages")
        }
    }

    @Test func aClientNotWrittenHereAsksByVarlink() throws {
        let daemon = try Daemon()
        try daemon.start()
        try people(daemon)
        let python =
            ProcessInfo.processInfo.environment["TENGGAT_TEST_PYTHON"] ?? "/usr/bin/python3"
        let script = Daemon.checkout.appending(path: "Tests/DaemonTests/Peers/varlink_client.py")
            .path
        let outcome = try Daemon.run(URL(filePath: python), [script, daemon.socket])
        #expect(outcome.status == 0, "\(outcome.error)")
        struct Answer: Decodable {
            struct Status: Decodable { var office: String }
            struct Deadline: Decodable { var code, due, nextAt: String }
            var interfaces: [String]
            var status: Status
            var error: String?
            var added: Deadline
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let answer = try decoder.decode(Answer.self, from: Data(outcome.output.utf8))
        #expect(answer.interfaces.sorted() == ["org.tenggat.Control", "org.varlink.service"])
        #expect(answer.status.office == "PT Uji")
        #expect(answer.error == "org.tenggat.Control.NotFound")
        #expect(answer.added.due == "2030-01-02 15:00")
        #expect(answer.added.nextAt == "2030-01-02T04:00:00Z")
    }

    // MARK: Bad input: one clear line, a non-zero exit, nothing damaged

    private func refused(
        _ outcome: Daemon.Outcome, status: Int32, _ words: String...,
        at location: SourceLocation = #_sourceLocation
    ) {
        #expect(outcome.status == status, "\(outcome.error)", sourceLocation: location)
        for word in words {
            #expect(outcome.error.contains(word), "\(outcome.error)", sourceLocation: location)
        }
        let lines = outcome.error.split(separator: "\n")
        #expect(lines.count == 1, "\(outcome.error)", sourceLocation: location)
    }

    @Test func anUnknownSettingIsNamedWithItsPlace() throws {
        let daemon = try Daemon("ofice: {name: x}")
        refused(
            try daemon.runToEnd(), status: 78, "tenggat.yaml:10:1: unknown setting `ofice`",
            "did you mean `office`?")
    }

    @Test func aWrongTypeSaysWhatWasFoundAndWhatIsWanted() throws {
        let daemon = try Daemon("automatic_limit: many")
        refused(
            try daemon.runToEnd(), status: 78,
            "tenggat.yaml:10:18: automatic_limit: found “many”, wanted a whole number")
    }

    @Test func anUnreadableFileIsNamed() throws {
        let daemon = try Daemon()
        try FileManager.default.removeItem(at: daemon.settings)
        refused(try daemon.runToEnd(), status: 78, "tenggat.yaml: is not there")
        try Data([0xFF, 0xFE, 0x00]).write(to: daemon.settings)
        refused(try daemon.runToEnd(), status: 78, "tenggat.yaml: cannot be read")
    }

    @Test func aFileThatIsNoLedgerIsLeftAlone() throws {
        let daemon = try Daemon()
        let ledger = daemon.folder.appending(path: "ledger.sqlite")
        try "not a database, but precious to somebody".write(
            to: ledger, atomically: true, encoding: .utf8)
        refused(try daemon.runToEnd(), status: 69, "is not a Tenggat ledger")
        #expect(try String(contentsOf: ledger, encoding: .utf8).hasSuffix("precious to somebody"))
    }

    @Test func aLedgerFromANewerVersionIsLeftAsItIs() throws {
        let daemon = try Daemon()
        try daemon.start()
        #expect(try daemon.stop() == 0)
        let ledger = daemon.folder.appending(path: "ledger.sqlite")
        let script = """
            import sqlite3, sys
            with sqlite3.connect(sys.argv[1]) as ledger:
                ledger.execute("INSERT INTO grdb_migrations VALUES ('99: of tomorrow')")
            """
        let python = URL(filePath: "/usr/bin/python3")
        #expect(try Daemon.run(python, ["-c", script, ledger.path]).status == 0)
        let before = try Data(contentsOf: ledger)
        refused(try daemon.runToEnd(), status: 69, "was written by a newer version of Tenggat")
        #expect(try Data(contentsOf: ledger) == before)
    }

    @Test func aSecondDaemonOnTheSameLedgerIsRefusedAndTheFirstGoesOn() throws {
        let daemon = try Daemon()
        try daemon.start()
        refused(try daemon.runToEnd(), status: 69, "another tenggatd has this ledger open")
        #expect(try daemon.ctl("status").status == 0)
    }

    @Test func aSocketInUseIsRefused() throws {
        let first = try Daemon()
        try first.start()
        let second = try Daemon()
        let settings = try String(contentsOf: second.settings, encoding: .utf8)
        try settings.replacingOccurrences(of: "control.sock", with: first.socket)
            .write(to: second.settings, atomically: true, encoding: .utf8)
        refused(try second.runToEnd(), status: 69, "another daemon answers on \(first.socket)")
        #expect(try first.ctl("status").status == 0)
    }

    @Test func theCommandSaysWhenNobodyAnswers() throws {
        refused(try Daemon().ctl("status"), status: 69, "cannot reach tenggatd at")
    }

    @Test func aSheetWithFaultsEndsWith65AndChangesNothing() throws {
        let daemon = try Daemon()
        try daemon.start()
        let sheet = try daemon.file(
            "people.csv", "code;name;role", "S-01;Sari;sales", "S-02;;sales", "S-03;Budi;king")
        let outcome = try daemon.ctl("sheet", "import", sheet, "--json")
        #expect(outcome.status == 65)
        for word in [
            "\"accepted\" : 0", "\"cell\" : \"B3\"", "\"code\" : \"required\"",
            "\"cell\" : \"C4\"", "\"code\" : \"unknown-word\"", "\"nil_report\" : false",
            "\"worksheet\" : null", "\"team\" : null",
        ] {
            #expect(outcome.output.contains(word), "\(outcome.output)")
        }
        let add = try daemon.ctl("deadline", "add", "x", "--owner", "S-01", "--due", inHours(9))
        refused(add, status: 65, "owner “S-01”: expected a code of the people or teams sheet")
    }

    @Test func theClockIsShownAndConfirmed() throws {
        let daemon = try Daemon()
        try daemon.start()
        let shown = try daemon.ctl("clock")
        #expect(shown.status == 0, "\(shown.error)")
        #expect(shown.output.contains("verdict        trusted"), "\(shown.output)")
        let confirmed = try daemon.ctl("clock", "confirm", "--json")
        #expect(confirmed.status == 0, "\(confirmed.error)")
        #expect(confirmed.output.contains("\"verdict\" : \"trusted\""), "\(confirmed.output)")
    }

    @Test func checkingSettingsSaysThatTheyAreGood() throws {
        let outcome = try Daemon().runToEnd("--check")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("good"))
    }

    // MARK: The life of a deadline, by command

    @Test func aDeadlineIsLedThroughItsLife() throws {
        let daemon = try Daemon()
        try daemon.start()
        try people(daemon)
        let added = try daemon.ctl(
            "deadline", "add", "Laporan bulanan", "--owner", "S-01", "--due", inHours(200),
            "--code", "L-1", "--evidence", "tanda terima")
        #expect(added.status == 0, "\(added.error)")
        for (arguments, words) in [
            (["acknowledge", "L-1"], "escalations wait until"),
            (["snooze", "L-1", "--until", inHours(100)], "is snoozed until"),
            (["move", "L-1", "--due", inHours(300), "--reason", "diminta klien"], "is due"),
            (["done", "L-1", "--evidence", "BPE 77"], "is done"),
            (["reopen", "L-1", "--reason", "salah catat"], "is open again"),
            (["waive", "L-1", "--reason", "tidak perlu"], "is waived"),
        ] as [([String], String)] {
            let outcome = try daemon.ctl(["deadline"] + arguments)
            #expect(outcome.status == 0, "\(outcome.error)")
            #expect(outcome.output.contains(words), "\(outcome.output)")
        }
        let shown = try daemon.ctl("deadline", "show", "L-1").output
        for word in ["acknowledged", "snoozed", "moved", "done", "reopened", "waived", "BPE 77"] {
            #expect(shown.contains(word), "\(shown)")
        }
        let waived = try daemon.ctl("deadline", "list", "--state", "waived", "--json").output
        #expect(waived.contains("tidak perlu"))
    }

    @Test func aSeriesAsksWhichOneIsMeant() throws {
        let daemon = try Daemon()
        try daemon.start()
        try people(daemon)
        let added = try daemon.ctl(
            "deadline", "add", "Rapat", "--owner", "S-01", "--due", inHours(48), "--code", "R-1",
            "--repeat", "weekly")
        #expect(added.status == 0, "\(added.error)")
        refused(
            try daemon.ctl("deadline", "cancel", "R-1", "--reason", "libur"), status: 65,
            "say which you mean, this one")
        let one = try daemon.ctl("deadline", "cancel", "R-1", "--reason", "libur", "--this")
        #expect(one.status == 0, "\(one.error)")
        try daemon.eventually {
            try daemon.ctl("deadline", "list", "--json").output.contains("R-1")
        }
    }

    @Test func whatCannotBeIsRefusedByCommand() throws {
        let daemon = try Daemon()
        try daemon.start()
        try people(daemon)
        func add(_ code: String, _ more: String...) throws -> Daemon.Outcome {
            try daemon.ctl(
                ["deadline", "add", "Uji", "--owner", "S-01", "--due", inHours(50), "--code", code]
                    + more)
        }
        #expect(try add("U-1").status == 0)
        refused(try add("U-2", "--ladder", "tall"), status: 65, "ladder “tall”: expected a ladder")
        refused(try add("U-1"), status: 73, "there is a deadline U-1 already")
        refused(
            try add("U-3", "--after", "U-9"), status: 65, "after “U-9”: expected codes of deadlines"
        )
        refused(try add("U-4", "--repeat", "sometimes"), status: 65, "at character 1")
        refused(
            try daemon.ctl(
                "deadline", "add", "x", "--owner", "S-02", "--due", inHours(9)), status: 65,
            "owner “S-02”: expected a code of the people or teams sheet; S-01?")
        refused(
            try daemon.ctl("deadline", "add", "x", "--owner", "S-01", "--due", inHours(-9)),
            status: 65, "is past")
        refused(
            try daemon.ctl("deadline", "snooze", "U-1", "--until", inHours(60)), status: 65,
            "expected a moment before it is due")
        refused(
            try daemon.ctl("deadline", "move", "U-1", "--due", inHours(-1)), status: 65, "is past")
        refused(try daemon.ctl("deadline", "done", "U-7"), status: 66, "there is no deadline U-7")
        #expect(try daemon.ctl("deadline", "done", "U-1").status == 0)
        refused(try daemon.ctl("deadline", "done", "U-1"), status: 73, "is done already")
        refused(
            try daemon.ctl(
                "delegation", "add", "K-01", "--from", "2026-12-10", "--until", "2026-12-01",
                "--stand-in", "S-01"), status: 65,
            "until “2026-12-01”: expected a date from 2026-12-10 on")
    }
}
