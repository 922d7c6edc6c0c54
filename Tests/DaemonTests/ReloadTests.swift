import Control
import Foundation
import Glibc
import Synchronization
import Testing

/// Settings that are read anew while the built daemon runs, as an administrator has it done.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ReloadTests {
    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    /// A drop-in of the settings; nil takes it away.
    private func say(_ yaml: String?, to daemon: Daemon, in name: String = "99-test.yaml") throws {
        let folder = daemon.folder.appending(path: "tenggat.d")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: name)
        guard let yaml else { return try FileManager.default.removeItem(at: file) }
        try yaml.write(to: file, atomically: true, encoding: .utf8)
    }

    private func office(of daemon: Daemon) throws -> String {
        let status = try daemon.ctl("status", "--json")
        return try Self.decoder.decode(Status.self, from: Data(status.output.utf8)).office
    }

    /// With one person and one deadline, due in a week.
    private func begin(_ daemon: Daemon) throws {
        try daemon.start(isLogged: true)
        let people = try daemon.file(
            "people.csv", "code;name;email;role", "S-01;Sari Wulandari;sari@uji.test;sales")
        #expect(try daemon.ctl("sheet", "import", people).status == 0)
        let added = try daemon.ctl(
            "deadline", "add", "Tugas", "--owner", "S-01", "--due", "2036-12-01 15:00", "--code",
            "T-1")
        #expect(added.status == 0, "\(added.error)")
    }

    private func next(of daemon: Daemon) throws -> String? {
        let shown = try daemon.ctl("deadline", "list", "--json")
        return try Self.decoder.decode([Deadline].self, from: Data(shown.output.utf8))[0].nextAt
    }

    @Test func aDryRunSaysWhatAReloadDoes() throws {
        let daemon = try Daemon()
        try begin(daemon)
        let before = try next(of: daemon)
        try say(
            "office: {name: PT Baru}\nladders: {standard: [{when: -6h, tell: owner}]}", to: daemon)
        let rehearsed = try daemon.ctl("reload", "--dry-run")
        #expect(rehearsed.status == 0, "\(rehearsed.error)")
        #expect(rehearsed.output.contains("office.name: PT Uji → PT Baru"))
        #expect(rehearsed.output.contains("ladders.standard:"))
        #expect(
            rehearsed.output.contains("would follow: 1 deadline reminded at another moment"),
            "\(rehearsed.output)")
        #expect(try office(of: daemon) == "PT Uji")
        #expect(try next(of: daemon) == before)
        let done = try daemon.ctl("reload")
        #expect(done.status == 0, "\(done.error)")
        #expect(done.output.contains("1 deadline reminded at another moment"), "\(done.output)")
        #expect(try office(of: daemon) == "PT Baru")
        #expect(try next(of: daemon) == "2036-12-01T02:00:00Z")
        #expect(try daemon.ctl("reload").output.contains("No setting and no template"))
        #expect(try daemon.stop() == 0)
        // The next start finds nothing that it would have to follow.
        try daemon.start(isLogged: true)
        #expect(try !daemon.log.contains("the settings changed: 1 deadline reminded\n"))
        #expect(try next(of: daemon) == "2036-12-01T02:00:00Z")
    }

    @Test func aHangUpReadsThemAnew() throws {
        let daemon = try Daemon()
        try begin(daemon)
        try say("office: {name: PT Baru}", to: daemon)
        try daemon.signal(SIGHUP)
        try daemon.eventually { try office(of: daemon) == "PT Baru" }
        try daemon.eventually { try daemon.log.contains("settings were read anew (SIGHUP)") }
        #expect(try daemon.stop() == 0)
    }

    @Test func aRefusalNamesThePlaceAndLeavesEverything() throws {
        let daemon = try Daemon()
        try begin(daemon)
        try say(
            "office: {name: PT Baru}\nladders:\n  standard: [{wenn: -6h, tell: owner}]", to: daemon)
        let refused = try daemon.ctl("reload")
        #expect(refused.status == 65)
        #expect(
            refused.error.contains("99-test.yaml:3:15: unknown setting `ladders.standard[1].wenn`"),
            "\(refused.error)")
        #expect(try office(of: daemon) == "PT Uji")
        #expect(try daemon.ctl("status").output.contains("those before are in force"))
        // By a signal nobody is there to be told: the journal is.
        try daemon.signal(SIGHUP)
        try daemon.eventually { try daemon.log.contains("not taken (SIGHUP)") }
        #expect(try daemon.log.contains("99-test.yaml:3:15"))
        // A role that is nobody's code is known by the registers alone.
        try say("ladders: {standard: [{when: -6h, tell: manger}]}", to: daemon)
        #expect(try daemon.ctl("reload").error.contains("“manger” is nobody's code"))
        // What the machine lacks.
        try say(
            "mail: {courier: smtp, smtp: {host: localhost, ca_file: /none}}", to: daemon)
        #expect(try daemon.ctl("reload").error.contains("/none cannot be read"))
        try say(
            "mail: {courier: smtp, smtp: {host: localhost, ca_file: people.csv}}", to: daemon)
        #expect(try daemon.ctl("reload").error.contains("holds no certificate"))
        try say("{", to: daemon)
        #expect(try daemon.ctl("reload").error.contains("is no YAML here"))
        try say(nil, to: daemon)
        #expect(try daemon.ctl("reload").status == 0)
        #expect(try !daemon.ctl("status").output.contains("those before are in force"))
        #expect(try daemon.stop() == 0)
    }

    @Test func templatesCountWithTheNextReload() throws {
        let daemon = try Daemon()
        try say("templates: [words]", to: daemon)
        try begin(daemon)
        let folder = daemon.folder.appending(path: "words/en")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "reminder.subject.mustache")
        try "Do {{titel}}\n".write(to: file, atomically: true, encoding: .utf8)
        let refused = try daemon.ctl("reload")
        #expect(refused.error.contains("reminder.subject.mustache:1:"), "\(refused.error)")
        try "Do {{title}}\n".write(to: file, atomically: true, encoding: .utf8)
        let done = try daemon.ctl("reload")
        #expect(done.output.contains("template en/reminder.subject"), "\(done.output)")
    }

    @Test func whereTheLedgerLiesTakesARestart() throws {
        let daemon = try Daemon()
        try begin(daemon)
        try say("state: elsewhere\ncontrol: {socket: other.sock}", to: daemon)
        let done = try daemon.ctl("reload")
        #expect(done.output.contains("state: . → elsewhere (counts after a restart)"))
        #expect(done.output.contains("`control.socket` stays as it is"))
        // Until then it is told each time.
        let again = try daemon.ctl("reload")
        #expect(again.output.contains("state: . → elsewhere (counts after a restart)"))
        #expect(try daemon.ctl("deadline", "show", "T-1").status == 0)
    }

    @Test func whatIsInUseAndTakenOutIsTold() throws {
        let daemon = try Daemon()
        try say(
            """
            ladders: {special: [{when: -2h, tell: owner}]}
            kinds: {visit: {ladder: special}}
            calendars: {early: {mon: "06:00-12:00"}}
            submissions: {achievements: {sheet: achievements, owed_by: all, cut_off: WD+2 15:00, ladder: special}}
            """, to: daemon)
        try begin(daemon)
        let teams = try daemon.file(
            "teams.csv", "team_code;name;manager;calendar", "JKT;Jakarta;S-01;early")
        #expect(try daemon.ctl("sheet", "import", teams).status == 0)
        let added = try daemon.ctl(
            "deadline", "add", "Kunjungan", "--owner", "S-01", "--due", "2036-12-02 15:00",
            "--code",
            "V-1", "--kind", "visit")
        #expect(added.status == 0, "\(added.error)")
        #expect(try daemon.ctl("job", "run", "periods").status == 0)
        try say(nil, to: daemon)
        let rehearsed = try daemon.ctl("reload", "--dry-run").output
        let done = try daemon.ctl("reload").output
        for output in [rehearsed, done] {
            #expect(output.contains("the ladder `special` is not in the settings: "))
            #expect(output.contains("the kind `visit` is not in the settings"))
            #expect(output.contains("the calendar `early` is not in the settings: JKT"))
            #expect(output.contains("1 deadline ended"), "\(output)")
        }
        let setup = try daemon.ctl("setup", "check").output
        #expect(setup.contains("put `ladders.special` back into the settings"), "\(setup)")
        #expect(try daemon.ctl("job", "history", "outbox", "--limit", "0").status == 65)
    }

    @Test func commandsGoOnWhileSettingsAreReadAnew() throws {
        let daemon = try Daemon()
        try begin(daemon)
        let codes = (1...60).map { "N-\($0)" }
        let failures = Mutex<[String]>([])
        let (adding, socket) = (DispatchGroup(), daemon.socket)
        for part in 0..<3 {
            DispatchQueue.global().async(group: adding) {
                for (index, code) in codes.enumerated() where index % 3 == part {
                    do {
                        let added = try Daemon.ctl([
                            "deadline", "add", "Tugas", "--owner", "S-01", "--due", "2036-11-30",
                            "--code", code, "--socket", socket,
                        ])
                        if added.status != 0 { failures.withLock { $0.append(added.error) } }
                    } catch {
                        failures.withLock { $0.append("\(error)") }
                    }
                }
            }
        }
        var hours = 1
        while adding.wait(timeout: .now()) == .timedOut {
            hours = hours % 9 + 1
            try say("ladders: {standard: [{when: -\(hours)h, tell: owner}]}", to: daemon)
            let done = try daemon.ctl("reload")
            #expect(done.status == 0, "\(done.error)")
        }
        #expect(failures.withLock { $0 } == [])
        let status = try daemon.ctl("status")
        #expect(status.output.contains("61 open"), "\(status.output)")
        // By whatever settings each was planned, it follows the last.
        let shown = try daemon.ctl("deadline", "list", "--json")
        let deadlines = try Self.decoder.decode([Deadline].self, from: Data(shown.output.utf8))
        for deadline in deadlines {
            #expect(deadline.nextStep?.hasPrefix("-\(hours)h") == true, "\(deadline)")
        }
        #expect(try daemon.stop() == 0)
        #expect(try !daemon.log.contains("error:"))
    }

    @Test func theServiceManagerHearsOfEachReload() throws {
        let daemon = try Daemon()
        let manager = try ServiceManager(in: daemon.folder)
        try daemon.start(environment: ["NOTIFY_SOCKET": manager.path])
        try daemon.eventually {
            manager.listen().contains("READY=1")
                && manager.heard.contains("STATUS=nothing due today, mail ok")
        }
        try daemon.signal(SIGHUP)
        try daemon.eventually { manager.listen().count { $0 == "READY=1" } == 2 }
        let reloading = try #require(manager.heard.first { $0.hasPrefix("RELOADING=1\n") })
        let microseconds = try #require(Int64(reloading.split(separator: "=").last ?? ""))
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        #expect(abs(Int64(now.tv_sec) - microseconds / 1_000_000) < 60)
        #expect(try daemon.stop() == 0)
        #expect(manager.listen().last == "STOPPING=1")
    }

    @Test func theLineOfTheServiceFollowsTheOffice() throws {
        let daemon = try Daemon()
        let manager = try ServiceManager(in: daemon.folder)
        try daemon.start(environment: ["NOTIFY_SOCKET": manager.path])
        let people = try daemon.file(
            "people.csv", "code;name;email;role", "S-01;Sari Wulandari;sari@uji.test;sales")
        #expect(try daemon.ctl("sheet", "import", people).status == 0)
        let format = DateFormatter()
        format.timeZone = TimeZone(identifier: "Asia/Jakarta")
        format.dateFormat = "yyyy-MM-dd"
        let today = format.string(from: Date())
        let added = try daemon.ctl(
            "deadline", "add", "Tugas", "--owner", "S-01", "--due", "\(today) 23:59:59", "--code",
            "T-1")
        #expect(added.status == 0, "\(added.error)")
        try daemon.eventually {
            manager.listen().last == "STATUS=1 due today, mail ok"
        }
        #expect(try daemon.ctl("job", "pause", "digest").status == 0)
        try daemon.eventually {
            manager.listen().last == "STATUS=1 due today, paused: digest, mail ok"
        }
        let count = manager.heard.count
        #expect(try daemon.ctl("job", "list").status == 0)
        #expect(manager.listen().count == count)
    }

    @Test func newZoneDataIsNoticed() throws {
        let daemon = try Daemon()
        let zones = daemon.folder.appending(path: "zoneinfo")
        try FileManager.default.createDirectory(
            at: zones.appending(path: "Asia"), withIntermediateDirectories: true)
        let system = URL(filePath: "/usr/share/zoneinfo/Asia")
        let jakarta = zones.appending(path: "Asia/Jakarta")
        try FileManager.default.copyItem(at: system.appending(path: "Jakarta"), to: jakarta)
        let version = zones.appending(path: "tzdata.zi")
        try "# version 2036a\n".write(to: version, atomically: true, encoding: .utf8)
        daemon.prepare(environment: ["TZDIR": zones.path])
        try begin(daemon)
        #expect(try next(of: daemon) == "2036-12-01T04:00:00Z")
        // Jakarta moves its clocks an hour ahead, as far as this file knows.
        try FileManager.default.removeItem(at: jakarta)
        try FileManager.default.copyItem(at: system.appending(path: "Makassar"), to: jakarta)
        try "# version 2036b\n".write(to: version, atomically: true, encoding: .utf8)
        try daemon.eventually { try next(of: daemon) == "2036-12-01T03:00:00Z" }
        #expect(try daemon.log.contains("read anew (new time zone data 2036b)"))
    }

    @Test func theJournalIsToldMoreWhileTheServiceRuns() throws {
        let daemon = try Daemon()
        try begin(daemon)
        #expect(try daemon.ctl("log-level", "debug").output == "debug\n")
        #expect(try daemon.ctl("job", "run", "deadline-reminders").status == 0)
        let people = try daemon.file(
            "people.csv", "code;name;email;role", "S-02;Budi;budi@uji.test;sales")
        #expect(try daemon.ctl("sheet", "import", people).status == 0)
        try say("log: {level: error}", to: daemon)
        #expect(try daemon.ctl("reload").status == 0)
        let length = try daemon.log.count
        #expect(try daemon.ctl("sheet", "import", people).status == 0)
        #expect(try daemon.log.count == length)
        #expect(try daemon.ctl("log-level").output == "error\n")
        #expect(try daemon.ctl("log-level", "loud").status == 65)
    }

    @Test func aPausedJobRestsUntilItIsResumed() throws {
        let daemon = try Daemon()
        try begin(daemon)
        #expect(try daemon.ctl("job", "resume", "outbox").status == 73)
        #expect(try daemon.ctl("job", "pause", "outbox", "--reason", "Server moves").status == 0)
        try daemon.kill9()
        try daemon.start(isLogged: true)
        let status = try daemon.ctl("status").output
        #expect(status.contains("warning: the job outbox is paused since"), "\(status)")
        #expect(status.contains("(Server moves): tenggatctl job resume outbox"), "\(status)")
        // Its step is past: the reminder is due at once.
        let format = DateFormatter()
        format.timeZone = TimeZone(identifier: "Asia/Jakarta")
        format.dateFormat = "yyyy-MM-dd HH:mm"
        let due = format.string(from: Date(timeIntervalSinceNow: 7_200))
        #expect(
            try daemon.ctl(
                "deadline", "add", "Tugas", "--owner", "S-01", "--due", due, "--code", "T-2"
            ).status == 0)
        try daemon.eventually { try daemon.ctl("letter", "list").output.contains("waiting") }
        #expect(try daemon.ctl("reload").status == 0)
        usleep(2_500_000)
        #expect(try daemon.mail.isEmpty)
        let run = try daemon.ctl("job", "run", "outbox")
        #expect(run.output == "outbox: done, sent 1\n", "\(run.output)\(run.error)")
        #expect(try daemon.mail.count == 1)
        #expect(try daemon.ctl("job", "list").output.contains("paused"))
        #expect(try daemon.ctl("job", "resume", "outbox").status == 0)
        #expect(try !daemon.ctl("status").output.contains("is paused"))
        let history = try daemon.ctl("job", "history", "outbox")
        #expect(history.output.contains("sent 1"), "\(history.output)")
        #expect(try daemon.ctl("job", "history", "none").status == 66)
    }
}
