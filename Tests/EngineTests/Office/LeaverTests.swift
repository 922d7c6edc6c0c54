import Almanac
import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// Whoever has left does nothing more: who is named all the same is told so, and nobody is sent to them.
@Suite struct LeaverTests {
    private static let people = "code;name;email;team;role;reports_to;language;status;successor"
    private static let gone = "S;Sari Wulandari;s@garis.test;JKT;sales;M;en;left;"
    private static let succeeded = gone + "SM"

    @Test(
        "A row that gives somebody who has left something to do says so, and to whom it goes",
        arguments: [
            ("deadlines.csv", "code;title;owner;due_date", "A;Tugas;S;2026-12-04", "C2"),
            (
                "orders.csv", "order;line;client;promised;item;quantity;salesperson",
                "O1;1;C1;2026-12-10;Meja;5;S", "G2"
            ),
            ("delegations.csv", "person;from;until;stand_in", "M;2026-12-01;2026-12-10;S", "D2"),
            ("teams.csv", "team_code;name;manager", "JKT;Jakarta;S", "C2"),
            (
                "people.csv", "code;name;role;reports_to", "N;Baru;sales;S", "D2"
            ),
        ], [gone, succeeded])
    func named(
        _ sheet: (name: String, header: String, row: String, cell: String), _ leaver: String
    ) async throws {
        let work = try await TestOffice()
        try await work.take("people.csv", Self.people, leaver)
        let report = try await work.take(sheet.name, sheet.header, sheet.row)
        let found = report.reading.findings.filter { $0.code == .personLeft }
        #expect(found.map(\.cell) == [sheet.cell], "\(report.reading.findings)")
        #expect(!report.reading.isBlocked && report.isTaken)
        let heir = leaver == Self.succeeded
        let words = try #require(found.first?.expected)
        #expect(words.english.contains(heir ? "Ratna Daeng (SM)" : "whoever is above"))
        #expect(words.indonesian.contains(heir ? "Ratna Daeng (SM)" : "atasannya"))
        #expect(found.first?.suggestion == (heir ? "SM" : nil))
    }

    @Test("A figure that they brought in is theirs still")
    func figures() async throws {
        let work = try await TestOffice()
        try await work.take("people.csv", Self.people, Self.gone)
        let report = try await work.take(
            "targets.csv", "period;salesperson;target_amount", "2026-11;S;4000000")
        #expect(report.reading.findings.isEmpty, "\(report.reading.findings)")
    }

    @Test("Whoever leaves something open and names no successor is asked for one")
    func unsucceeded() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "A;Tugas;S;2026-12-04",
            "B;Tugas;S;2026-12-04", "C;Tugas;M;2026-12-04")
        try await work.take(
            "orders.csv", "order;line;client;promised;item;quantity;salesperson",
            "O1;1;C1;2026-12-10;Meja;5;S")
        let report = try await work.take("people.csv", Self.people, Self.gone)
        let finding = try #require(report.reading.findings.first)
        #expect(report.reading.findings.count == 1 && finding.code == .personLeft)
        #expect(finding.cell == "I2" && report.isTaken)
        #expect(finding.expected.english.contains("2 open deadlines and 1 open order"))
        // Whoever has nothing left is nobody's to succeed, nor is who has a successor.
        let others = try await work.take(
            "people.csv", Self.people, "SJ;Yosef;sj@garis.test;JPR;sales;MJ;en;left;",
            "M;Rizky;m@garis.test;JKT;manager;D;en;left;SM")
        #expect(others.reading.findings.isEmpty, "\(others.reading.findings)")
    }

    @Test(
        "Whoever leaves a role that nobody takes over is asked for a successor, by what it is",
        arguments: [
            (
                "MM;Andi;mm@garis.test;MKS;manager;D;en;left;",
                ["the management of MKS", "report to them: SM"],
                ["tim MKS", "melapor kepadanya: SM"]
            ),
            ("K;Citra;k@garis.test;;coordinator;D;en;left;", ["coordinator"], ["koordinator"]),
            ("D;Budi;d@garis.test;;director;;en;left;", ["director"], ["direktur"]),
            (
                "SJ;Yosef;sj@garis.test;JPR;sales;MJ;en;left;", ["stand in for: M"],
                ["digantikannya: M"]
            ),
        ])
    func rolesLeft(_ row: String, _ english: [String], _ indonesian: [String]) async throws {
        let work = try await TestOffice()
        try await work.take(
            "delegations.csv", "person;from;until;stand_in", "M;2026-12-01;2026-12-10;SJ",
            "S;2026-11-02;2026-11-10;SJ")
        let report = try await work.take("people.csv", Self.people, row)
        let words = try #require(report.reading.findings.first { $0.code == .personLeft }?.expected)
        #expect(english.allSatisfy(words.english.contains), "\(words.english)")
        #expect(indonesian.allSatisfy(words.indonesian.contains), "\(words.indonesian)")
        // With a successor there is nothing to ask.
        let again = try await work.take("people.csv", Self.people, row + "SM")
        #expect(!again.reading.findings.contains { $0.code == .personLeft })
    }

    @Test("A check of the set-up leaves out those who have left, and names what they left")
    func setup() async throws {
        let work = try await TestOffice()
        func words() async throws -> [String] {
            try await work.call(CheckSetup()).findings.filter {
                ["people", "teams", "calendars"].contains($0.topic)
            }.map(\.words)
        }
        try await work.take(
            "people.csv", Self.people, "MJ;Maya Rumbiak;mj@garis.test;JPR;manager;D;id;active;")
        let before = try await words()
        let counted = before.filter { $0.hasSuffix("can be told") }
        try await work.take("people.csv", "code;status;calendar;email", "SJ;left;lama;")
        let after = try await words()
        #expect(!after.contains { $0.contains("lama") || $0.contains("SJ") }, "\(after)")
        let count = try #require(counted.first.flatMap { Int($0.prefix { $0.isNumber }) })
        #expect(after.contains("\(count - 1) can be told"), "\(before) \(after)")
        try await work.take("people.csv", "code;status", "MM;left", "K;left")
        let headless = try await words()
        #expect(headless.contains { $0.contains("without a manager") && $0.contains("MKS") })
        #expect(headless.contains("nobody is the coordinator"), "\(headless)")
    }

    @Test("Why somebody heard nothing on a day tells what was so on that day")
    func dayOfOneWhoIsBack() async throws {
        let work = try await TestOffice()
        try await work.take("people.csv", Self.people, Self.succeeded)
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        try await work.take("people.csv", "code;status;successor", "S;active;")
        try await work.advance(to: work.instant("2026-12-04 10:00"))
        func lines(
            _ date: String, _ language: String, of person: String = "S"
        ) async throws -> [String] {
            try await work.call(Why(subject: person, on: date, language: language)).lines
                .filter { $0.rules.contains("left") }.map(\.text)
        }
        let english = try await lines("2026-11-26", "en")
        #expect(english.count == 1, "\(english)")
        #expect(english.first?.contains("had left: what was for them went to") == true)
        #expect(english.first?.contains("Ratna Daeng") == true, "\(english)")
        #expect(try await lines("2026-11-26", "id").first?.contains("Pada") == true)
        #expect(try await lines("2026-12-03", "en").isEmpty)
        // Whoever is gone on the day that is asked about is, in the present.
        try await work.take("people.csv", "code;status;successor", "MM;left;SM")
        let present = try await lines("2026-12-04", "en", of: "MM")
        #expect(present.first?.contains("has left") == true, "\(present)")
    }

    @Test("A command that names them is refused, and says whom to name")
    func commands() async throws {
        let work = try await TestOffice()
        try await work.take("people.csv", Self.people, Self.succeeded)
        let delegation = await #expect(throws: ControlError.self) {
            try await work.call(
                AddDelegation(
                    delegation: .init(
                        person: "M", from: "2026-12-01", until: "2026-12-04", standIn: "S",
                        reason: nil)))
        }
        let deadline = await #expect(throws: ControlError.self) {
            try await work.call(
                AddDeadline(title: "Tender", owner: "S", due: "2026-12-04T15:00"))
        }
        for error in [delegation, deadline] {
            let words = error.map { "\($0)" } ?? ""
            #expect(words.contains("has left") && words.contains("SM"), "\(words)")
        }
    }

    @Test(
        "A client is given somebody to ask who is here and can be reached",
        arguments: [
            ("S;Sari Wulandari;s@garis.test;+62811;active;", "Sari Wulandari", "s@garis.test"),
            ("S;Sari Wulandari;s@garis.test;+62811;left;SM", "Ratna Daeng", "sm@garis.test"),
            ("S;Sari Wulandari;s@garis.test;+62811;left;", "Citra Halim", "k@garis.test"),
            ("S;Sari Wulandari;;;active;", "Citra Halim", "k@garis.test"),
            ("S;Sari Wulandari;;+62811;active;", "Sari Wulandari", "+62811"),
        ])
    func contact(_ person: String, _ name: String, _ way: String) async throws {
        let work = try await TestOffice()
        try await work.take("people.csv", "code;name;email;phone;status;successor", person)
        try await work.take(
            "orders.csv", "order;line;client;promised;expected;item;quantity;salesperson;reason",
            "O1;1;C2;2026-12-10;2026-12-18;Meja;5;S;KAPAL")
        let notice = try #require(try await work.notices().first { $0.recipient == "C2" })
        let text = try await work.letter(notice).text
        #expect(text.contains(name) && text.contains(way), "\(text)")
        #expect(!text.contains("Wulandari") || name.contains("Wulandari"))
    }

    @Test(
        "A client is given whoever is there on the day of the letter",
        arguments: [
            (["S;2026-11-20;2026-12-10;SM"], "Ratna Daeng"),
            (["S;2026-11-20;2026-12-10;SM", "SM;2026-11-20;2026-12-10;M"], "Rizky Santoso"),
            (["S;2026-12-05;2026-12-10;SM"], "Sari Wulandari"),
            // Nobody is there in a ring.
            (["S;2026-11-20;2026-12-10;SM", "SM;2026-11-20;2026-12-10;S"], "Citra Halim"),
        ])
    func presentContact(_ delegations: [String], _ name: String) async throws {
        let work = try await TestOffice()
        try await work.take("delegations.csv", ["person;from;until;stand_in"] + delegations)
        try await work.take(
            "orders.csv", "order;line;client;promised;expected;item;quantity;salesperson;reason",
            "O1;1;C2;2026-12-10;2026-12-18;Meja;5;S;KAPAL")
        let notice = try #require(try await work.notices().first { $0.recipient == "C2" })
        let text = try await work.letter(notice).text
        #expect(text.contains(name), "\(text)")
        #expect(!text.contains("Wulandari") || name.contains("Wulandari"))
        let message = try await work.call(
            WriteNotice(order: "O1", subject: "Kabar", text: "Kabar baik."))
        let free = try await work.call(ShowNotice(id: try #require(message.notices.first?.id)))
            .letter
        #expect(free?.text.contains(name) == true, "\(free?.text ?? "")")
    }

    @Test("What was collected for them goes to whoever hears in their place")
    func waitingMail() async throws {
        let work = try await TestOffice(settings: ["welcome: true"])
        // A rejected file is told at once, and waits for what else comes within minutes.
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "A;Tugas A;S;2026-12-04;15:00",
            "B;Tugas B;S;2026-12-04;15:03")
        try await work.advance(to: work.instant("2026-12-04 11:01"))
        try await work.take("people.csv", Self.people, Self.gone)
        try await work.advance(to: work.instant("2026-12-04 12:00"))
        let notices = try await work.notices()
        #expect(notices.allSatisfy { $0.recipient != "S" || $0.state != .refused })
        #expect(
            notices.contains { notice in
                notice.recipient == "M" && notice.state == .sent
                    && notice.items.contains { $0.item.subject.id == "B" }
            })
    }
}
