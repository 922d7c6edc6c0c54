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
            "people.csv", Self.people, "MM;Andi;mm@garis.test;MKS;manager;D;en;left;",
            "M;Rizky;m@garis.test;JKT;manager;D;en;left;SM")
        #expect(others.reading.findings.isEmpty, "\(others.reading.findings)")
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
