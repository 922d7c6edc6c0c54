import Almanac
import Coordination
import Foundation
import Testing

@testable import Settings

/// Settings as an administrator writes them, right and wrong.
@Suite struct SettingsTests {
    private static let checkout = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }
    private let folder = FileManager.default.temporaryDirectory.appending(path: "s-\(UUID())")

    private static let good = """
        office: {name: PT Uji, language: id, time_zone: UTC, calendar: five}
        calendars: {five: {mon-fri: "08:00-17:00"}}
        ladders: {standard: [{when: WD-1 09:00, tell: owner}]}

        """

    private func load(_ files: [String: String]) throws -> Settings {
        for (name, text) in files {
            let path = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: path, atomically: true, encoding: .utf8)
        }
        return try Settings.load(path: folder.appending(path: "tenggat.yaml").path) { name in
            ["UTC", "Asia/Jakarta"].contains(name) ? Zone(fixed: name, seconds: 0) : nil
        }
    }

    @Test(arguments: [
        ("true", "/srv/tenggat/calendar/tenggat.ics"), ("false", nil),
        ("/srv/www/t.ics", "/srv/www/t.ics"),
    ])
    func aCalendarFeedLiesWhereItIsSaid(_ value: String, _ path: String?) throws {
        let text = Self.good + "state: /srv/tenggat\ncalendar_feed: \(value)\n"
        #expect(try load(["tenggat.yaml": text]).calendarFeed == path)
    }

    @Test(arguments: [
        ("true", "/srv/tenggat/calendar/people"), ("false", nil), ("/srv/www/own", "/srv/www/own"),
    ])
    func peoplesOwnCalendarsLieWhereItIsSaid(_ value: String, _ path: String?) throws {
        let text = Self.good + "state: /srv/tenggat\ncalendar_feeds: \(value)\n"
        #expect(try load(["tenggat.yaml": text]).calendarFeeds == path)
    }

    /// The faults of a file, without the folder before its name.
    private func faults(_ text: String) -> [String] {
        do {
            _ = try load(["tenggat.yaml": text])
            return []
        } catch {
            return "\(error)".split(separator: "\n").map {
                $0.replacingOccurrences(of: folder.path + "/", with: "")
            }
        }
    }

    @Test func theDropFolderMayBeElsewhereOrNowhere() throws {
        #expect(try load(["tenggat.yaml": Self.good]).inbox == InboxSettings())
        #expect(try load(["tenggat.yaml": Self.good + "inbox: false\n"]).inbox == nil)
        let inbox = try load([
            "tenggat.yaml": Self.good + "inbox: {folder: drop, role: viewer}\n"
        ]).inbox
        #expect(inbox?.folder == "\(folder.path)/drop" && inbox?.role == .viewer)
        #expect(
            faults(Self.good + "inbox: {role: boss}\n").first?
                .contains("inbox.role: found “boss”, wanted one of viewer, operator") == true)
        #expect(!faults(Self.good + "inbox: nowhere\n").isEmpty)
    }

    @Test func theShippedSettingsAreGood() throws {
        let path = Self.checkout.appending(path: "etc/tenggat.yaml").path
        let settings = try Settings.load(path: path) { Zone(fixed: $0, seconds: 25_200) }
        let profile = settings.profile
        #expect(profile.name == "PT Contoh Jaya")
        #expect(profile.ladders["standar"] == profile.ladders["standard"])
        #expect(profile.ladders["standard"]?.steps.last?.times == 3)
        #expect(profile.kinds["tax"]?.ladder == "tax")
        #expect(profile.submissionTypes.map(\.name) == ["achievements", "collections", "expenses"])
        #expect(profile.submissionTypes.allSatisfy { $0.rules.last?.check == .explicitNil })
        #expect(profile.submissionTypes[0].figures?.net == ["amount", "returns"])
        #expect(profile.closeCalendar == CloseCalendar(announcesClose: true))
        #expect(profile.holidays.count > 30)
        #expect(profile.groupingWindow == .seconds(300))
        #expect(profile.digest == DigestRule(at: CivilTime("08:00"), isReassuring: true))
        #expect(settings.mail.courier == "journal")
        #expect(settings.clock.requiresSynchronised)
        #expect(settings.control.socket == "/run/tenggat/control.sock")
    }

    @Test func theSampleOfficesSettingsAreGood() throws {
        let path = Self.checkout.appending(path: "etc/sample/tenggat.yaml").path
        let profile = try Settings.load(path: path) { Zone(fixed: $0, seconds: 25_200) }.profile
        #expect(profile.closeCalendar.ladder == "close")
        #expect(profile.closeCalendar.due.description == "D+5 17:00")
        for kind in ["submission", "close", "sign-off"] {
            #expect(profile.kinds[kind]?.ladder != nil, "\(kind)")
        }
    }

    @Test func everyKindThatSheetsOfARealOfficeNameIsKnown() throws {
        let path = Self.checkout.appending(path: "etc/tenggat.yaml").path
        let settings = try Settings.load(path: path) { Zone(fixed: $0, seconds: 25_200) }
        let office = Office(profile: settings.profile, directory: Directory())
        for word in ["acara", "keluhan", "laporan", "pajak", "pembayaran", "persetujuan", "tender"]
        {
            #expect(office.kind(word) != nil, "\(word)")
        }
    }

    @Test(
        "Each fault is told with its place and what to do",
        arguments: [
            (
                "mail: {retry: {first: 0s}}",
                "tenggat.yaml:4:23: mail.retry.first: a pause of at least 1s is expected"
            ),
            ("ofice: {}", "tenggat.yaml:4:1: unknown setting `ofice`; did you mean `office`?"),
            (
                "group: soon",
                "tenggat.yaml:4:8: group: found “soon”, wanted a duration such as 30s, 5min, 1h or 5d"
            ),
            (
                "automatic_limit: -1",
                "tenggat.yaml:4:18: automatic_limit: found “-1”, wanted a whole number from 0 to 1000"
            ),
            (
                "mail: {courier: pigeon}",
                "tenggat.yaml:4:17: mail.courier: no courier “pigeon”; known: journal"
            ),
            (
                "mail: {courier: smtp}",
                "tenggat.yaml:4:17: mail.courier: the courier smtp needs `smtp`, with the server's `host`"
            ),
            (
                "mail: {from: {address: nobody}}",
                "tenggat.yaml:4:24: mail.from.address: found “nobody”, wanted a mail address such as name@example.com"
            ),
            (
                "control: {operators: [sari]}",
                "tenggat.yaml:4:23: control.operators[1]: found “sari”, wanted user:NAME, group:NAME, uid:NUMBER or gid:NUMBER"
            ),
            (
                "kinds: {tax: {ladder: taxx}}",
                "tenggat.yaml:4:14: kinds.tax: no ladder “taxx”; known: ask, standard, unanswered"
            ),
            (
                "clock: {require_synchronised: maybe}",
                "tenggat.yaml:4:31: clock.require_synchronised: found “maybe”, wanted true or false"
            ),
            (
                "holidays: [none.csv]",
                "tenggat.yaml:4:12: holidays[1]: the holiday file none.csv cannot be read: is it there, and UTF-8 text?"
            ),
            (
                "kinds: [a]",
                "tenggat.yaml:4:8: kinds: found a list, wanted names with values below it"
            ),
            (
                "digest: {at: morning}",
                "tenggat.yaml:4:14: digest.at: found “morning”, wanted a time such as 08:00"
            ),
            (
                "digest: {to: [manager, owner]}",
                "tenggat.yaml:4:24: digest.to[2]: found “owner”, wanted one of coordinator, manager, director"
            ),
            (
                "digest: {look_ahead: weeks}",
                "tenggat.yaml:4:22: digest.look_ahead: found “weeks”, wanted a duration such as 30s, 5min, 1h or 5d"
            ),
            (
                "weekly_digest: [sales, coordinator]",
                "tenggat.yaml:4:24: weekly_digest[2]: found “coordinator”, wanted roles of the people sheet: sales, manager, director, finance (the coordinator reads a digest each morning)"
            ),
            (
                "close: {tell: [cordinator]}",
                "tenggat.yaml:4:16: close.tell[1]: “cordinator” is nobody's code; did you mean `coordinator`?"
            ),
            (
                "holidays: [{date: 2026-12-24, hours: 08:00-12:00}]",
                "tenggat.yaml:4:12: holidays[1]: a day needs `name`"
            ),
            (
                "holidays: [{date: 2026-12-24, until: 2026-12-23, name: x}]",
                "tenggat.yaml:4:12: holidays[1]: `until` is a day after `date`, and within a year"
            ),
            (
                "holidays: [{date: 2026-12-24, name: x, hours: pagi}]",
                "tenggat.yaml:4:47: holidays[1].hours: found “pagi”, wanted hours such as 08:00-12:00"
            ),
            (
                "log: {level: loud}",
                "tenggat.yaml:4:14: log.level: found “loud”, wanted one of debug, info, notice, warning, error"
            ),
        ])
    func fault(_ line: String, _ expected: String) {
        #expect(faults(Self.good + line) == [expected])
    }

    private func telling(_ roles: String) -> String {
        Self.good.replacingOccurrences(of: "tell: owner", with: "tell: \(roles)")
    }

    @Test func aMisspeltRoleIsNoPersonsCode() {
        #expect(
            faults(telling("[owner, manger]")) == [
                "tenggat.yaml:3:55: ladders.standard[1].tell[2]: “manger” is nobody's code; "
                    + "did you mean `manager`?"
            ])
        #expect(faults(telling("[Owner, TEAM, S-JKT-01]")).isEmpty)
    }

    @Test func aCodeThatIsNobodysIsAFaultOnceThereArePeople() throws {
        let settings = try load(["tenggat.yaml": telling("[S-01, jkt, S-99, a@b.test, Owner]")])
        var directory = Directory()
        try settings.checkPeople(in: directory)
        directory.add(Person(code: "s-01", name: "Sari", post: .sales))
        directory.add(Team(code: "JKT", name: "Jakarta"))
        let error = #expect(throws: SettingsError.self) {
            try settings.checkPeople(in: directory)
        }
        let faults = error?.faults.map(\.message) ?? []
        #expect(
            faults.count == 1 && faults[0].contains("tell[3]: “S-99” is nobody's code"), "\(faults)"
        )
        directory.add(Person(code: "S-99", name: "Edi", post: .sales))
        try settings.checkPeople(in: directory)
    }

    @Test func aStepThatCannotBeReadIsNamed() {
        let text = Self.good.replacingOccurrences(of: "WD-1 09:00", with: "WD-1 25:00")
        let faults = faults(text)
        #expect(faults.count == 1)
        #expect(
            faults.first?.hasPrefix("tenggat.yaml:3:29: ladders.standard[1].when: ") == true,
            "\(faults)")
    }

    @Test func allFaultsComeAtOnceInTheOrderOfTheFile() {
        let faults = faults(Self.good + "group: soon\nautomatic_limit: many\nlog: {level: loud}\n")
        #expect(
            faults.map { $0.prefix(17) }
                == ["tenggat.yaml:4:8:", "tenggat.yaml:5:18", "tenggat.yaml:6:14"].map {
                    $0.prefix(17)
                })
    }

    @Test func whatIsNoYAMLIsToldWithItsPlace() {
        let faults = faults("group: 1s\noffice: {name: x]\n")
        #expect(faults.first?.hasPrefix("tenggat.yaml:2:") == true, "\(faults)")
        #expect(
            self.faults("group: 1s\ngroup: 2s\n").first?.contains("`group` stands here twice")
                == true)
    }

    @Test func whatAnOfficeCannotDoWithoutIsAskedFor() {
        #expect(
            faults("group: 1s\n").map { $0.contains("is missing") } == [true, true, true, true])
    }

    @Test func valuesAreReadAsTheyAreWritten() throws {
        let settings = try load([
            "tenggat.yaml": Self.good.replacingOccurrences(of: "PT Uji", with: "0123")
        ])
        #expect(settings.profile.name == "0123")
        #expect(
            faults(Self.good + "ladders: {x: [{when: due, tell: owner, urgent: yes}]}").isEmpty
                == false)
    }

    @Test func whatLettersAskAndWhoseWishADateWasIsReadAsWritten() throws {
        let usual = try load(["tenggat.yaml": Self.good]).profile
        #expect(usual.answerDays == nil && usual.clientRequests.isEmpty)
        let more = """
            answer_days: 3
            client_requests: [KLIEN, TUNDA]
            kinds: {task: {}, letter-approval: {digest: false}}

            """
        let profile = try load(["tenggat.yaml": Self.good + more]).profile
        #expect(profile.answerDays == 3 && profile.clientRequests == ["KLIEN", "TUNDA"])
        #expect(profile.kinds["task"]?.isInDigest == true)
        #expect(profile.kinds["letter-approval"]?.isInDigest == false)
    }

    @Test func aTimeServerIsAskedForUnlessTheSettingsSayOtherwise() throws {
        #expect(try load(["tenggat.yaml": Self.good]).clock.requiresSynchronised)
        let text = Self.good + "clock: {require_synchronised: false}\n"
        #expect(try !load(["tenggat.yaml": text]).clock.requiresSynchronised)
    }

    @Test func dropInsAddAndOverride() throws {
        let settings = try load([
            "tenggat.yaml": Self.good + "group: 1min\n",
            "tenggat.d/10-more.yaml": "ladders: {extra: [{when: due, tell: owner}]}\ngroup: 2min\n",
            "tenggat.d/20-last.yaml": "group: 3min\n",
            "tenggat.d/ignored.txt": "group: 9min\n",
        ])
        #expect(settings.profile.groupingWindow == .seconds(180))
        #expect(Set(settings.profile.ladders.keys) == ["standard", "extra", "ask", "unanswered"])
    }

    @Test(
        "A digest is only where it is asked for",
        arguments: [
            ("", nil), ("digest:", DigestRule()), ("digest: {}", DigestRule()),
            ("digest: {to: []}", DigestRule(to: [])),
            ("digest: {to: director}", DigestRule(to: [.director])),
            (
                "digest: {at: 07:30, look_ahead: 7d}",
                DigestRule(at: CivilTime("07:30"), lookAhead: .seconds(7 * 86_400))
            ),
        ])
    func digest(_ line: String, _ expected: DigestRule?) throws {
        #expect(try load(["tenggat.yaml": Self.good + line]).profile.digest == expected)
    }

    @Test(
        "A week begins with a mail only where that is asked for",
        arguments: [
            ("", []), ("weekly_digest: []", []), ("weekly_digest: sales", [.sales]),
            ("weekly_digest: [manager, sales]", [.manager, .sales]),
        ] as [(String, [Person.Post])])
    func weeklyDigest(_ line: String, _ expected: [Person.Post]) throws {
        #expect(try load(["tenggat.yaml": Self.good + line]).profile.weeklyDigest == expected)
    }
}
