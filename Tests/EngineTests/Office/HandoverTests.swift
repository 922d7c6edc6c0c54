import Almanac
import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// People come and leave: what was theirs goes on with somebody, and the first mail says what it is.
@Suite struct HandoverTests {
    private static let people = "code;name;email;team;role;reports_to;language;status;successor"

    @Test func whatALeaverOwedIsTheirSuccessors() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;repeat", "A;Tugas A;M;2026-12-04;",
            "W;Laporan;M;2026-12-11;weekly", "B;Tugas B;S;2026-12-04;")
        try await work.take(
            "orders.csv", "order;line;client;promised;item;quantity;salesperson",
            "O1;1;C1;2026-12-10;Meja;5;M", "O2;1;C1;2026-12-10;Meja;5;S")
        let report = try await work.take(
            "people.csv", Self.people,
            "M;Rizky Santoso;m@garis.test;JKT;manager;D;en;keluar;S")
        #expect(!report.reading.isBlocked, "\(report.reading.findings)")
        try await work.advance(to: work.clock.now + .seconds(600))
        let deadlines = try await work.deadlines()
        #expect(deadlines.filter { $0.state == .open }.allSatisfy { $0.owner == "S" })
        let order = try await work.stages.ledger.read { try $0.order("O1") }
        #expect(order?.lines.first?.salesperson == "S")
        let office = work.stages.store.office
        #expect(office.directory.team("JKT")?.manager == "S")
        #expect(office.directory.person("S")?.post == .manager)
        #expect(office.directory.person("M")?.hasLeft == true)
        // What moved is told, and nobody writes to whoever left.
        let told = try await work.notices().filter { notice in
            notice.items.contains { $0.item.kind == "handover" }
        }
        #expect(told.map(\.recipient).sorted() == ["K", "S"])
        let letter = try #require(
            try await work.stages.ledger.read { try $0.letter(of: told[0].id) })
        #expect(letter.text.contains("Rizky Santoso") && letter.text.contains("O1"))
        try await work.advance(to: work.instant("2026-12-09 12:00"))
        #expect(try await work.notices().allSatisfy { $0.recipient != "M" })
        // The same row again moves nothing.
        let again = try await work.take(
            "people.csv", Self.people,
            "M;Rizky Santoso;m@garis.test;JKT;manager;D;en;keluar;S")
        #expect(again.difference.isEmpty)
    }

    @Test(
        "What was changed of a deadline is named, in the reader's language, and why it went to another"
    )
    func namedChange() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "A;Tugas A;M;2026-12-04",
            "B;Tugas B;S;2026-12-04")
        try await work.take(
            "people.csv", Self.people, "M;Rizky Santoso;m@garis.test;JKT;manager;D;en;keluar;S")
        try await work.take("deadlines.csv", "code;title;owner;due_date", "B;Lain;K;2026-12-04")
        let expected = [
            ("A", "en", "owner M → S: handed over, since they have left"),
            ("A", "id", "penanggung jawab M → S: diserahterimakan karena sudah keluar"),
            ("B", "en", "owner S → K; title Tugas B → Lain"),
            ("B", "id", "penanggung jawab S → K; judul Tugas B → Lain"),
        ]
        for (code, language, words) in expected {
            let lines = try await work.call(Why(subject: code, language: language)).lines
            #expect(lines.contains { $0.text.contains(words) }, "\(lines.map(\.text))")
        }
    }

    @Test("A stand-in who has left, and whose successor leads round, is not said to have none")
    func ring() async throws {
        let work = try await TestOffice()
        try await work.take("deadlines.csv", "code;title;owner;due_date", "A;Tugas A;S;2026-12-04")
        try await work.take(
            "delegations.csv", "person;from;until;stand_in", "S;2026-11-01;2027-10-31;SM")
        try await work.take(
            "people.csv", Self.people, "SM;Ratna Daeng;sm@garis.test;MKS;sales;MM;en;left;S")
        try await work.advance(to: work.instant("2026-12-02 12:00"))
        let lines = try await work.call(Why(subject: "A", language: "en")).lines.map(\.text)
        #expect(
            lines.contains {
                $0.contains("each of them is away or has left") && $0.contains("it goes up to")
            }, "\(lines)")
        #expect(!lines.contains { $0.contains("nobody took over") })
    }

    @Test func theFirstMailToSomebodySaysWhatItIs() async throws {
        let work = try await TestOffice(settings: ["welcome: true"])
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "A;Tugas A;S;2026-12-04;15:00",
            "B;Tugas B;S;2026-12-18;15:00")
        try await work.advance(to: work.instant("2026-12-16 10:00"))
        let notices = try await work.notices().filter { $0.recipient == "S" }
        let texts = try await work.stages.ledger.read { view in
            try notices.compactMap { try view.letter(of: $0.id)?.text }
        }
        #expect(texts.count > 2)
        #expect(texts[0].contains("Citra Halim vouches for them"))
        #expect(texts.dropFirst().allSatisfy { !$0.contains("vouches") })
    }
}
