import Almanac
import Control
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// What a change has letters say is told, whatever becomes of them later: two rehearsals are compared by what each
/// message says, not only by when it goes and to whom.
@Suite struct RehearsedSayingsTests {
    private static let header = "order;line;client;promised;expected;reason;item;quantity;unit"

    private func orders(_ rows: String...) -> Intake.File {
        let text = ([Self.header] + rows).joined(separator: "\r\n") + "\r\n"
        return Intake.File(name: "orders.csv", content: Array(text.utf8))
    }

    private func changes(
        _ work: TestOffice, with sheet: Intake.File, until day: String,
        assuming assumptions: Set<RehearsalAssumption> = [], for reader: String? = nil
    ) async throws -> [RehearsalDifference.Change] {
        var rehearsal = try Rehearsal(
            work.stages, from: work.clock.now, until: try work.instant("\(day) 23:00"))
        rehearsal.assumptions = assumptions
        rehearsal.reader = reader
        let change = try RehearsedChange([sheet], from: TestOffice.sender)
        return try #require(try await rehearsal.run(with: change).difference).changes
    }

    /// C2's order O1 was told to slip to the 18th and improves by now: a letter that waits.
    private func improvedOffice() async throws -> TestOffice {
        let work = try await TestOffice()
        let held = try await work.slippedOrder("O1", client: "C2")
        let letter = try await work.letter(held)
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(held.id), hash: letter.hash)]))
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        try await work.take([orders("O1;1;C2;2026-12-10;2026-12-14;KAPAL;Meja;5;unit")])
        try await work.settle()
        let waiting = try await work.notices().filter { $0.state == .held }
        #expect(waiting.flatMap(\.liveItems).map(\.item.kind) == ["improved"])
        return work
    }

    @Test(
        "Another date, or another sort of letter, is told of a letter that waits, long past its dates",
        arguments: [
            ("2026-12-15", "improved"), ("2026-12-22", "further-slip"), ("2026-12-10", "recovery"),
        ], [Set<RehearsalAssumption>(), [.approve]])
    func held(_ change: (date: String, kind: String), _ assumed: Set<RehearsalAssumption>)
        async throws
    {
        let work = try await improvedOffice()
        let sheet = orders("O1;1;C2;2026-12-10;\(change.date);KAPAL;Meja;5;unit")
        for reader in [nil, "C2"] {
            for day in ["2026-12-02", "2027-01-15"] {
                let told = try await changes(
                    work, with: sheet, until: day, assuming: assumed, for: reader)
                let letter = try #require(
                    told.first { $0.recipient == "C2" }, "\(day) \(reader ?? "-"): \(told)")
                #expect(letter.kind == .reworded, "\(day): \(letter)")
                #expect(letter.item.kind == change.kind)
            }
        }
        // The same dates once more are nothing else.
        let same = orders("O1;1;C2;2026-12-10;2026-12-14;KAPAL;Meja;5;unit")
        #expect(try await changes(work, with: same, until: "2027-01-15").isEmpty)
    }

    @Test("A line that joins a letter that waits, and one that makes it nobody's to send, are told")
    func lines() async throws {
        let work = try await TestOffice()
        try await work.take([orders("O1;2;C2;2026-12-10;;;Kursi;3;unit")])
        _ = try await work.slippedOrder("O1", client: "C2")
        let joined = try await changes(
            work, with: orders("O1;2;C2;2026-12-10;2026-12-16;KAPAL;Kursi;3;unit"),
            until: "2027-01-15")
        #expect(joined.first { $0.recipient == "C2" }?.kind == .reworded, "\(joined)")
        let back = try await changes(
            work, with: orders("O1;1;C2;2026-12-10;2026-12-10;;Meja;5;unit"), until: "2026-12-02")
        #expect(back.first { $0.recipient == "C2" }?.kind == .gone, "\(back)")
    }

    @Test("A letter that follows another about the same order is a message of its own")
    func following() async throws {
        let message = { (day: Int64, saying: Int) in
            Engine.RehearsedMessage(
                at: Instant(seconds: day * 86_400), recipient: "C2", recipientName: nil,
                isClient: true, subject: "", holdReasons: [],
                items: [
                    .init(
                        kind: "slip", subject: Subject(.order, "O1"), step: nil, cause: "order O1",
                        due: nil, saying: saying)
                ], text: nil, wording: saying)
        }
        let difference = RehearsalDifference(
            from: [message(1, 1)], to: [message(1, 1), message(3, 2)])
        #expect(difference.changes.map(\.kind) == [.added])
        var person = message(1, 5)
        person.isClient = false
        let apart = RehearsalDifference(from: [message(1, 1)], to: [message(1, 1), person])
        #expect(apart.changes.map(\.kind) == [.added], "a person and a client of one code")
    }

    @Test(
        "What still goes at its moment has not moved, whatever else of its kind goes with the change"
    )
    func besides() {
        let message = { (day: Int64, cause: String) in
            Engine.RehearsedMessage(
                at: Instant(seconds: day * 86_400), recipient: "K", recipientName: nil,
                isClient: false, subject: "", holdReasons: [],
                items: [
                    .init(
                        kind: "approval-needed", subject: Subject(.sheet, "decisions"), step: nil,
                        cause: cause, due: nil, saying: 1)
                ], text: nil, wording: nil)
        }
        for causes in [("a", "b", "c"), ("a", "a", "a"), ("a", "a", "b"), ("a", "b", "a")] {
            let former = [message(14, causes.0)]
            let added = RehearsalDifference(
                from: former, to: [message(3, causes.1), message(14, causes.2)])
            #expect(added.changes.map(\.kind) == [.added], "\(causes)")
            #expect(added.changes.first?.at == Instant(seconds: 3 * 86_400))
            let moved = RehearsalDifference(from: former, to: [message(3, causes.1)])
            #expect(moved.changes.map(\.kind) == [.moved], "\(causes)")
        }
    }

    @Test(
        "Asked for one client, a change of another's is not counted; letters that wait are told by their reasons"
    )
    func others() async throws {
        let work = try await TestOffice()
        try await work.take([
            orders("O1;1;C2;2026-12-10;;;Meja;5;unit", "O2;1;C1;2026-12-10;;;Meja;5;unit")
        ])
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let sheet = orders(
            "O1;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5;unit",
            "O2;1;C1;2026-12-10;2026-12-18;BANJIR;Meja;5;unit")
        let effects = { (reader: String?) in
            var rehearsal = try Rehearsal(
                work.stages, from: work.clock.now, until: try work.instant("2026-12-02 23:00"))
            rehearsal.reader = reader
            let change = try RehearsedChange([sheet], from: TestOffice.sender)
            return try await rehearsal.run(with: change).effects.map(\.english)
        }
        let all = try await effects(nil).filter { $0.contains("client letter") }
        #expect(all.count == 2 && all.allSatisfy { $0.contains(", held: ") }, "\(all)")
        #expect(all.contains { $0.hasPrefix("1 client letter (C2)") }, "\(all)")
        #expect(try await effects("S").allSatisfy { !$0.contains("client letter") })
    }

    @Test(
        "What a ladder tells a team without an address is told of the team, and nothing else of its members"
    )
    func team() async throws {
        let work = try await TestOffice(
            settings: [
                "ladders: {crew: [{when: WD-1 09:00, tell: team}], own: [{when: WD-1 09:00, tell: owner}]}"
            ])
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Tim;S;2026-12-04;15:00;crew", "B;Sendiri;S;2026-12-04;15:00;own")
        var rehearsal = try Rehearsal(
            work.stages, from: work.clock.now, until: try work.instant("2026-12-10 23:00"))
        rehearsal.reader = "JKT"
        let messages = try await rehearsal.run(with: nil).messages
        #expect(Set(messages.map(\.recipient)) == ["S", "M"], "\(messages)")
        #expect(Set(messages.flatMap(\.items).map(\.subject.id)) == ["A"], "\(messages)")
    }

    @Test("What waits in a history is as it was offered, though its dates are past at the end")
    func history() async throws {
        let work = try await TestOffice()
        let registers = try ["people", "teams", "clients", "reasons"].map { name in
            try TestOffice.file(
                TestOffice.checkout.appending(path: "Tests/EngineTests/ExampleOffice/\(name).csv"))
        }
        let days: [(String, [Intake.File])] = [
            ("2026-09-01", registers),
            (
                "2026-09-02",
                [orders("X1;1;C2;2026-09-20;;;Meja;5;unit", "X1;2;C2;2026-09-20;;;Kursi;3;unit")]
            ),
            (
                "2026-09-09",
                [
                    orders(
                        "X1;1;C2;2026-09-20;2026-09-25;KAPAL;Meja;5;unit",
                        "X1;2;C2;2026-09-20;2026-09-28;;Kursi;3;unit")
                ]
            ),
        ]
        let sheets = days.flatMap { day, files in
            files.map {
                DatedFile(
                    at: day,
                    file: SentFile(name: $0.name, content: Data($0.content), upload: nil),
                    folder: nil)
            }
        }
        let near = try await work.call(Rehearse(until: "2026-09-10", history: sheets))
        let far = try await work.call(Rehearse(until: "2026-11-20", history: sheets))
        let (early, late) = (
            try #require(near.messages.first { $0.client }),
            try #require(far.messages.first { $0.client })
        )
        #expect(early.text?.contains("Meja") == true && early.text?.contains("Kursi") == true)
        #expect(late.text == early.text, "\(late.text ?? "")")
        #expect(late.holdReasons == early.holdReasons)
        #expect(late.holdReasons.contains("reason-not-client-safe"), "\(late.holdReasons)")
        #expect(late.at == early.at && late.subject == early.subject)
    }
}
