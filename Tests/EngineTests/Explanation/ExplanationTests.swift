import Almanac
import Control
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Engine

/// What `why` says, in sentences.
@Suite struct ExplanationTests {
    private func christmas() async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "G;Laporan;K;2026-12-27;17:00;day-before")
        return work
    }

    @Test("A step on joint leave is said to move, and where to")
    func jointLeave() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-23;15:00;standard")
        try await work.advance(to: work.instant("2026-12-28 12:00"))
        let reply = try await work.call(Why(subject: "A", language: "en"))
        let line = try #require(
            reply.lines.first { $0.step == "WD+1 09:00" && $0.kind == "sent" })
        #expect(line.rules.contains("counted-days"))
        #expect(line.text.contains("Thursday, 24 December 2026"))
        #expect(reply.title.contains("Laporan"))
        let indonesian = try await work.call(Why(subject: "A", language: "id"))
        #expect(indonesian.lines.contains { $0.text.contains("Kamis, 24 Desember 2026") })
    }

    @Test("A reminder that a day off moves names the day off, ahead as afterwards")
    func dayOff() async throws {
        let work = try await christmas()
        let ahead = try await work.call(Why(subject: "G")).lines
        let planned = try #require(ahead.first { $0.kind == "planned" })
        #expect(planned.rules.contains("day-off"))
        try await work.advance(to: work.instant("2026-12-28 12:00"))
        let sent = try #require(
            try await work.call(Why(subject: "G")).lines.first { $0.kind == "sent" })
        #expect(sent.rules.contains("day-off"))
        #expect(sent.at == planned.at)
    }

    @Test("Why nobody got a mail on a day")
    func onADay() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-04;15:00;standard")
        try await work.advance(to: work.instant("2026-12-02 16:00"))
        _ = try await work.call(FinishDeadline(code: "A"))
        try await work.advance(to: work.instant("2026-12-05 08:00"))
        let got = try await work.call(Why(subject: "S", on: "2026-12-01")).lines
        #expect(got.contains { $0.kind == "sent" && $0.rules.contains("ladder") })
        let ended = try await work.call(Why(subject: "S", on: "2026-12-03")).lines
        #expect(ended.contains { $0.kind == "skipped" && $0.rules == ["ended"] })
        #expect(ended.contains { $0.rules == ["nothing-sent"] })
        let free = try await work.call(Why(subject: "S", on: "2026-12-24")).lines
        #expect(free.contains { $0.rules == ["holiday"] && $0.text.contains("joint leave") })
        let idle = try await work.call(Why(subject: "S", on: "2026-11-25")).lines
        #expect(idle.map(\.rules) == [["nothing-sent"]])
    }

    @Test("A letter's holds stay known once it is released")
    func holds() async throws {
        let work = try await TestOffice()
        let held = try await work.slippedOrder()
        let letter = try await work.letter(held)
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(held.id), hash: letter.hash)]))
        try await work.settle()
        for subject in ["O1", "O1/1", "letter:\(held.id)", "client:C2"] {
            let lines = try await work.call(Why(subject: subject)).lines
            let rules = Set(lines.flatMap(\.rules))
            #expect(rules.contains("hold-approval"), "\(subject): \(rules)")
            #expect(rules.contains("approved"), "\(subject)")
            #expect(lines.contains { $0.kind == "sent" && $0.rules.contains("slip") })
        }
        let order = try await work.call(Why(subject: "O1")).lines
        #expect(order.contains { $0.rules == ["told"] })
        #expect(order.contains { $0.rules == ["nothing-to-tell"] })
    }

    @Test("What is not known, or means several things, is said so")
    func refusals() async throws {
        let work = try await TestOffice()
        let unknown = try await #require(throws: ControlError.self) {
            try await work.call(Why(subject: "nobody"))
        }
        for kind in ExplainedSubject.kinds + ["report"] {
            #expect(unknown.message.contains(kind), "\(kind): \(unknown.message)")
            let none = try await #require(throws: ControlError.self) {
                try await work.call(Why(subject: "\(kind):nobody at all"))
            }
            #expect(none.message.contains("there is no \(kind)"), "\(none.message)")
        }
        await #expect(throws: ControlError.self) {
            try await work.call(Why(subject: "C1", on: "2026-12-01"))
        }
        await #expect(throws: ControlError.self) {
            try await work.call(Why(subject: "S", language: "fr"))
        }
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "S;Laporan;S;2026-12-04;15:00;standard")
        let several = try await #require(throws: ControlError.self) {
            try await work.call(Why(subject: "S"))
        }
        #expect(several.message.contains("deadline:S or person:S"))
        #expect(try await work.call(Why(subject: "person:S")).subject == "office S")
        let period = try #require(Period("2030-01"))
        let report = try #require(
            work.stages.store.office.expectedSubmissions(for: period).first)
        let name = "\(report.type.name) \(report.team.code) \(period)"
        let asked = try await work.call(Why(subject: "report:\(name)"))
        #expect(asked.subject == "\(report.subject)")
    }

    @Test("A file says what became of it")
    func files() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-04;15:00;standard")
        let lines = try await work.call(Why(subject: "file:deadlines.csv")).lines
        #expect(lines.map(\.rules) == [["imported"]])
    }

    @Test("A day of a person has their own business, and what others heard in their place")
    func othersBusiness() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-04;15:00;standard", "B;Tender;M;2026-12-04;15:00;standard")
        try await work.take(
            "delegations.csv", "person;from;until;stand_in", "M;2026-11-30;2026-12-11;SM")
        try await work.advance(to: work.instant("2026-12-02 16:00"))
        _ = try await work.call(FinishDeadline(code: "A"))
        _ = try await work.call(FinishDeadline(code: "B"))
        try await work.advance(to: work.instant("2026-12-05 08:00"))
        // S works beside M, and hears nothing of M's.
        let own = try await work.call(Why(subject: "S", on: "2026-12-03")).lines
        #expect(own.contains { $0.text.hasPrefix("A: ") })
        #expect(!own.contains { $0.text.hasPrefix("B: ") }, "\(own.map(\.text))")
        let absent = try await work.call(Why(subject: "M", on: "2026-12-01")).lines
        let instead = try #require(
            absent.first { $0.kind == "sent" && $0.person == "SM" }, "\(absent.map(\.text))")
        #expect(instead.rules.contains("stand-in") && instead.text.hasPrefix("B: "))
        #expect(absent.contains { $0.rules == ["nothing-sent"] })
    }

    @Test("What comes next for somebody is also what others owe and they hear of")
    func comingOfOthers() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-04;15:00;standard")
        let manager = try await work.call(Why(subject: "M")).lines
        #expect(manager.contains { $0.kind == "planned" && $0.step == "WD+1 09:00" })
        #expect(!manager.contains { $0.step == "WD-3 09:00" })
    }

    @Test("Steps of one moment to one person are one, ahead as afterwards")
    func oneOfAMoment() async throws {
        let work = try await TestOffice(settings: [
            "ladders: {twice: [{when: WD-1 09:00, tell: owner}, {when: WD-1 09:00, tell: S}]}"
        ])
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-04;15:00;twice")
        let ahead = try await work.call(Why(subject: "A")).lines.filter { $0.kind == "planned" }
        #expect(ahead.count == 1)
        #expect(ahead.first?.rules.contains("merged") == true)
        try await work.advance(to: work.instant("2026-12-03 12:00"))
        let lines = try await work.call(Why(subject: "A")).lines
        let merged = try #require(lines.first { $0.kind == "merged" })
        #expect(
            merged.text.hasSuffix("WD-1 09:00 to Sari Wulandari (S).")
                || merged.text.hasSuffix("WD-1 09:00 to its owner."), "\(merged.text)")
        #expect(!merged.text.contains("#"))
    }

    @Test("The past is told by the ladders and days off that were in force then")
    func asItWas() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-04;15:00;standard")
        try await work.advance(to: work.instant("2026-12-02 16:00"))
        _ = try await work.call(FinishDeadline(code: "A"))
        try await work.advance(to: work.instant("2026-12-02 17:00"))
        try await work.take("holidays.csv", "date;name;kind", "2026-12-03;Libur Kantor;office")
        let lines = try await work.call(Why(subject: "A")).lines
        let never = lines.filter { $0.rules == ["ended"] && $0.step == "WD-1 09:00" }
        #expect(never.map(\.at) == ["2026-12-03T02:00:00Z"], "\(never)")
        #expect(try await work.call(Prove()).judged == 1)
    }

    @Test("A client whose letter was refused does not know every date")
    func refused() async throws {
        let work = try await TestOffice()
        let held = try await work.slippedOrder()
        _ = try await work.call(RefuseNotice(id: Int(held.id), reason: "salah"))
        try await work.settle()
        let rules = try await work.call(Why(subject: "O1")).lines.flatMap(\.rules)
        #expect(rules.contains("refused-before"))
        #expect(!rules.contains("nothing-to-tell"))
    }

    @Test("A code with a blank in it has its reasons, too")
    func blankInCode() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "T 1;Laporan;K;2026-12-20;17:00;day-before")
        try await work.advance(to: work.instant("2026-12-18 12:00"))
        let sent = try await work.call(Why(subject: "K")).lines.filter { $0.kind == "sent" }
        #expect(sent.contains { $0.rules.contains("day-off") }, "\(sent)")
    }

    @Test("Every kind of message and every reason of the service's own is said in both languages")
    func bothLanguages() throws {
        for kind in TemplateKind.all {
            #expect(MessageKind.hasWords(kind.name), "\(kind)")
        }
        let sources = TestOffice.checkout.appending(path: "Sources/Engine")
        let files = try #require(FileManager.default.enumerator(atPath: sources.path))
        var reasons: Set<String> = []
        for case let name as String in files where name.hasSuffix(".swift") {
            let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
            for match in text.matches(of: /(?:because|reason|detail): "([^"\\]+)"/) {
                reasons.insert(String(match.1))
            }
        }
        #expect(reasons.count > 15)
        // Why a fault of delivery is one is a server's affair, in its words.
        for reason in reasons {
            let words = OwnReasons.words(of: reason)
            #expect(words.english != words.indonesian, "\(reason)")
        }
    }

    @Test("Of a line of an order nothing is told that is about another line")
    func oneLine() async throws {
        let work = try await TestOffice()
        let header = "order;line;client;promised;expected;reason;item;quantity;unit"
        try await work.take(
            "orders.csv", header, "O1;1;C1;2026-12-10;;;Meja;5;unit",
            "O1;10;C1;2026-12-20;;;Kursi;2;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", header, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit",
            "O1;10;C1;2026-12-20;;;Kursi;2;unit")
        try await work.settle()
        let late = try await work.call(Why(subject: "O1/1")).lines
        #expect(late.contains { $0.kind == "sent" })
        #expect(
            late.contains { $0.rules.contains("order-changed") && $0.text.contains("2026-12-18") })
        let other = try await work.call(Why(subject: "O1/10")).lines
        #expect(
            !other.contains { $0.kind == "sent" || $0.rules.contains("order-changed") },
            "\(other.map(\.text))")
        #expect(other.last?.rules == ["nothing-to-tell"])
        let whole = try await work.call(Why(subject: "O1")).lines
        #expect(whole.contains { $0.kind == "sent" })
    }

    @Test("A day ahead has what comes back, and says that it is still to come")
    func dayAhead() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder;repeat",
            "W;Mingguan;S;2026-12-04;15:00;standard;weekly")
        // The fourth from now is no deadline yet: Friday the 25th is Christmas, the 24th joint leave.
        let lines = try await work.call(Why(subject: "S", on: "2026-12-15")).lines
        let planned = try #require(lines.first { $0.kind == "planned" }, "\(lines.map(\.text))")
        #expect(planned.rules.contains("series") && planned.step == "WD-3 09:00")
        #expect(planned.text.hasPrefix("W 2026-12-18"))
        #expect(!lines.contains { $0.rules.contains("nothing-sent") })
        let empty = try await work.call(Why(subject: "S", on: "2026-12-16", language: "id")).lines
        #expect(
            empty.contains { $0.text.contains("Tidak ada yang akan dikirim") },
            "\(empty.map(\.text))")
        let person = try await work.call(Why(subject: "S")).lines
        #expect(person.contains { $0.kind == "planned" && $0.text.hasPrefix("W 2026-12-18") })
    }

    @Test(
        "Whoever has no address is told why others read what is for them; a team's address is its members'"
    )
    func withoutAddress() async throws {
        let work = try await TestOffice()
        try await work.take("people.csv", "code;email", "S;-")
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-04;15:00;standard")
        let lines = try await work.call(Why(subject: "S", on: "2026-12-01")).lines
        #expect(lines.contains { $0.rules.contains("no-address") }, "\(lines.map(\.text))")
        #expect(
            lines.contains { $0.kind == "planned" && $0.rules.contains("upward") },
            "\(lines.map(\.text))")
    }

    @Test("A step that somebody else hears ahead says that they will be away")
    func standInAhead() async throws {
        let work = try await TestOffice()
        try await work.take(
            "delegations.csv", "person;from;until;stand_in", "S;2026-11-30;2026-12-02;SM")
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-04;15:00;standard")
        let ahead = try await work.call(Why(subject: "A")).lines
        #expect(ahead.contains { $0.text.contains("will be away") }, "\(ahead.map(\.text))")
        _ = try await work.call(FinishDeadline(code: "A"))
        let over = try await work.call(Why(subject: "A")).lines
        #expect(over.contains { $0.text.contains("will not be sent") })
        try await work.advance(to: work.instant("2026-12-20 12:00"))
        let past = try await work.call(Why(subject: "A")).lines
        #expect(!past.contains { $0.text.contains("will not be sent") })
        #expect(past.contains { $0.text.contains("was not sent") })
    }
}
