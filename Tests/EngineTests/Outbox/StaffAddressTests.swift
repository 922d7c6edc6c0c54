import Almanac
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// Addresses of the office that a real server refuses, and ways that are none.
@Suite struct StaffAddressTests {
    @Test("What the former address refused goes to the new one, and the task lists it")
    func anew() async throws {
        let server = try FaultyServer(["--times", "9", "rcpt:s@garis.test=550 5.1.1 no such user"])
        let work = try await TestOffice(through: try SMTPCourier(settings: server.settings()))
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "A;Laporan;S;2026-12-04;15:00",
            "B;Pajak;S;2026-12-04;15:00")
        try await work.advance(to: work.instant("2026-12-01 12:00"))
        let task = try #require(try await work.deadlines().first { $0.code == "ADDRESS-S" })
        #expect(task.note?.contains("A Laporan, 2026-12-04 15:00 WIB") == true, "\(task)")
        let told = try #require(
            try await work.notices().first { notice in
                notice.liveItems.contains { $0.item.subject.id.hasPrefix("ADDRESS-S") }
            })
        let letter = try await work.letter(told)
        #expect(!letter.text.contains("keputusan untuk ADDRESS"), "\(letter.text)")
        // What is over by then is not told.
        _ = try await work.call(FinishDeadline(code: "B", by: "K"))
        try await work.take(
            "people.csv", "code;name;role;email", "S;Sari Wulandari;sales;sari@garis.test")
        try await work.settle()
        let sent = try await work.notices().filter { $0.recipient == "S" && $0.state == .sent }
        #expect(sent.flatMap(\.liveItems).map(\.item.subject.id) == ["A"])
        #expect(
            try await work.deadlines().allSatisfy { $0.code != "ADDRESS-S" || $0.state != .open })
        #expect(try server.end().contains { $0.hasPrefix("TAKEN sari@garis.test") })
    }

    @Test(
        "What a refused address loses is heard above, marked with why, and once whatever becomes of the address"
    )
    func above() async throws {
        let server = try FaultyServer(["--times", "9", "rcpt:s@garis.test=550 5.1.1 no such user"])
        let work = try await TestOffice(through: try SMTPCourier(settings: server.settings()))
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "A;Laporan;S;2026-12-04;15:00")
        try await work.advance(to: work.instant("2026-12-01 12:00"))
        let told = { try await work.notices().filter { $0.recipient == "M" } }
        let first = try await told()
        #expect(first.map(\.state) == [.sent])
        let letter = try await work.letter(try #require(first.first))
        #expect(
            letter.text.contains("meant for Sari Wulandari, whom our mail does not reach"),
            "\(letter.text)")
        let why = try await work.call(Why(subject: "A")).lines
        #expect(why.contains { $0.rules.contains("reader-refused") && $0.person == "M" }, "\(why)")
        try await work.take(
            "people.csv", "code;name;role;email", "S;Sari Wulandari;sales;sari@garis.test")
        try await work.settle()
        #expect(try await told().count == 1)
        let sent = try await work.notices().filter { $0.recipient == "S" && $0.state == .sent }
        #expect(sent.flatMap(\.liveItems).map(\.item.subject.id) == ["A"])
        _ = try server.end()
    }

    @Test("What somebody was not told is named as people call it", arguments: ["en", "id"])
    func untoldWords(_ language: String) async throws {
        let server = try FaultyServer(["--times", "9", "rcpt:s@garis.test=550 5.1.1 no such user"])
        let work = try await TestOffice(
            settings: ["announce_letters: true"],
            through: try SMTPCourier(settings: server.settings()))
        try await work.slipAutomatically()
        try await work.take(
            "orders.csv",
            "order;line;client;promised;expected;reason;item;quantity;unit;salesperson",
            "O2;1;C2;2026-12-10;;;Meja;5;unit;S")
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        try await work.take(
            "orders.csv",
            "order;line;client;promised;expected;reason;item;quantity;unit;salesperson",
            "O2;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5;unit;S")
        try await work.settle()
        let note = try #require(
            try await work.deadlines().first { $0.code == "ADDRESS-S" }?.note)
        let lines = note.split(separator: "\n").map(String.init)
        for bare in ["welcome", "letters", "people", "outbox"] {
            #expect(!lines.contains(bare), "\(note)")
        }
        #expect(lines.contains("news of a letter to a client"), "\(note)")
        // As every message is called in the office's language.
        for kind in TemplateKind.all where !kind.isForClients {
            let item = Item(
                cause: kind.name, kind: kind.name, subject: Subject(.office, "people"), facts: [:])
            var profile = work.stages.store.office.profile
            profile.language = language
            let office = Office(
                profile: profile, directory: work.stages.store.office.directory)
            let words = item.whatItIs(in: office)
            #expect(
                words == MessageKind.words(of: kind.name).text(in: language) && words != "people")
        }
        _ = try server.end()
    }

    @Test("A channel that is no courier is a finding of the sheet, and of the setup")
    func channel() async throws {
        let work = try await TestOffice()
        let lines = [
            "code;name;role;email;channel", "S;Sari Wulandari;sales;s@garis.test;telegram",
        ]
        let text = lines.joined(separator: "\r\n") + "\r\n"
        let file = Intake.File(name: "people.csv", content: Array(text.utf8))
        for isDryRun in [true, false] {
            let report = try await work.take([file], isDryRun: isDryRun)[0]
            #expect("\(report)".contains("a courier below"), "\(report)")
        }
        let setup = try await work.call(CheckSetup())
        #expect(setup.findings.contains { $0.words.contains("telegram") }, "\(setup.findings)")
    }

    @Test("A copy that a server refused is named where the letter is shown")
    func copy() async throws {
        let server = try FaultyServer(["cc1=550 5.1.1 no such user"])
        let work = try await TestOffice(through: try SMTPCourier(settings: server.settings()))
        try await work.take(
            "clients.csv", "code;name;contact;email;cc;language;time_zone;notices",
            "C1;PT Sinar;Hendra;c1@klien.test;boss@klien.test;id;WIB;automatic")
        try await work.slipAutomatically()
        let notice = try #require(try await work.notices().first { $0.audience == .client })
        let shown = try await work.call(ShowNotice(id: Int(notice.id)))
        #expect(shown.copies.count == 1 && shown.copies[0].contains("boss@klien.test"))
        _ = try server.end()
    }
}
