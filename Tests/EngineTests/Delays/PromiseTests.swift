import Almanac
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// What was promised, what became of it, and who hears of that.
@Suite struct PromiseTests {
    private let header =
        "order;line;client;promised;expected;delivered;delivered_on;reason;item;quantity;salesperson"

    @Test func anOrderShowsEveryDateEverToldAndHowPromisesWereKept() async throws {
        let work = try await TestOffice()
        try await work.take(
            "orders.csv", header, "O1;1;C1;2026-12-10;;;;;Meja;5;S",
            "O2;1;C1;2026-11-20;;5;2026-11-19;;Meja;5;S",
            "O3;1;C1;2026-11-20;;5;2026-11-21;;Meja;5;S")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        _ = try await work.call(
            ChangeOrder(order: "O1", change: "slip", date: "2026-12-18", reason: "KAPAL", by: "K"))
        try await work.settle()
        let shown = try await work.call(ShowOrder(order: "o1"))
        #expect(shown.told.map(\.date) == ["2026-12-10", "2026-12-18"])
        #expect(shown.told[0].notice == nil && shown.told[1].notice != nil)
        // O1 cannot be judged yet: kept is one of two.
        #expect(shown.promises.promised == 2 && shown.promises.kept == 1)
        #expect(shown.promises.percent == 50)
        #expect(shown.events.contains { $0.what == "changed" && $0.by == "K (entered by uid:0)" })
        #expect(shown.events.contains { $0.detail?.contains("2026-12-10 → 2026-12-18") ?? false })
        // Against the first promise, not the last date told.
        try await work.advance(to: work.instant("2026-12-18 10:00"))
        _ = try await work.call(ChangeOrder(order: "O1", change: "deliver", by: "K"))
        let after = try await work.call(ShowOrder(order: "O1")).promises
        #expect(after.promised == 3 && after.kept == 1 && after.percent == 33)
    }

    @Test("A slip without a reason has none, whatever the last one had", arguments: [nil, "", " "])
    func reasonOfItsOwn(_ reason: String?) async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", header, "O1;1;C1;2026-12-10;;;;;Meja;5;S")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        _ = try await work.call(
            ChangeOrder(order: "O1", change: "slip", date: "2026-12-18", reason: "KAPAL", by: "K"))
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        #expect(work.courier.parcels.filter(\.isClient).count == 1)
        _ = try await work.call(
            ChangeOrder(order: "O1", change: "slip", date: "2026-12-21", reason: reason, by: "K"))
        try await work.settle()
        let order = try #require(try await work.stages.ledger.read { try $0.order("O1") })
        #expect(order.lines[0].reason == nil)
        let letter = try #require(try await work.notices().last { $0.audience == .client })
        #expect(letter.state == .held && letter.holdReasons == [.reasonNotClientSafe])
        #expect(try await !work.letter(letter).text.contains("kapal tertunda"))
        // The sheet's empty cell means the same: nothing is left to change.
        let again = try await work.take(
            "orders.csv", header, "O1;1;C1;2026-12-10;2026-12-21;;;;Meja;5;S")
        #expect(again.difference.isEmpty, "\(again.difference)")
    }

    @Test func partsAreDeliveredAndTheRestIsStillOwed() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", header, "O1;1;C1;2026-12-10;;;;;Meja;5;S")
        let part = try await work.call(
            ChangeOrder(order: "O1", change: "deliver", lines: ["1"], quantity: 2, by: "K"))
        #expect(part.order.lines[0].delivered == 2 && part.order.state == "on-time")
        let whole = try await work.call(ChangeOrder(order: "O1", change: "deliver", by: "K"))
        #expect(whole.order.state == "finished" && whole.order.lines[0].deliveredOn == "2026-11-23")
    }

    @Test(
        "What cannot happen to an order is refused",
        arguments: [
            ChangeOrder(order: "O9", change: "cancel", reason: "x"),
            ChangeOrder(order: "O1", change: "fly"),
            ChangeOrder(order: "O1", change: "slip"),
            ChangeOrder(order: "O1", change: "slip", date: "2026-18-12"),
            ChangeOrder(order: "O1", change: "slip", date: "2026-12-01"),
            ChangeOrder(order: "O1", change: "slip", lines: ["1"], date: "2026-12-01"),
            ChangeOrder(order: "O1", change: "slip", lines: ["7"], date: "2026-12-18"),
            ChangeOrder(order: "O1", change: "recover", date: "2026-11-01"),
            ChangeOrder(order: "O1", change: "recover"),
            ChangeOrder(order: "O1", change: "deliver", quantity: -1),
            ChangeOrder(order: "O1", change: "deliver", date: "2026-12-24"),
            ChangeOrder(order: "O1", change: "cancel"),
        ])
    func refused(_ call: ChangeOrder) async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", header, "O1;1;C1;2026-12-10;;;;;Meja;5;S")
        let error = await #expect(throws: ControlError.self) { try await work.call(call) }
        #expect(error?.message.isEmpty == false)
        let order = try #require(try await work.stages.ledger.read { try $0.order("O1") })
        #expect(order.revision == 1 && order.lines[0].isOutstanding)
    }

    @Test func aManagerReadsOnceAMonthHowPromisesWereKept() async throws {
        let work = try await TestOffice(settings: [#"digest: {at: "08:00"}"#])
        try await work.take(
            "orders.csv", header,
            "O1;1;C1;2026-11-20;;5;2026-11-19;;Meja;5;S",
            "O2;1;C2;2026-11-20;;5;2026-12-02;;Kursi;5;S",
            "O3;1;C2;2026-11-20;;5;2026-11-20;;Lemari;5;SM")
        try await work.advance(to: work.instant("2026-12-31 12:00"))
        let summaries = try await work.notices().flatMap { notice in
            notice.items.filter { $0.item.kind == "promise-summary" }.map {
                (notice, $0.item)
            }
        }
        // M of Jakarta and MM of Makassar, each of their own people, once.
        #expect(summaries.map(\.0.recipient).sorted() == ["M", "MM"])
        let (notice, item) = try #require(summaries.first { $0.0.recipient == "M" })
        #expect(item.facts["in_all"] == .number(2) && item.facts["kept_in_all"] == .number(1))
        #expect(item.facts["percent_in_all"] == .text("50"))
        let letter = try #require(
            try await work.stages.ledger.read { try $0.letter(of: notice.id) })
        #expect(
            letter.text.contains("PT Cahaya: none of 1 (0%); at worst 12 days late, order O2."))
        #expect(try work.instant("2026-12-01 08:00") == notice.createdAt)
    }

    @Test func whatWasDeliveredOnADayThatNobodyEnteredIsSaidAndNotCounted() async throws {
        let work = try await TestOffice(settings: [#"digest: {at: "08:00"}"#])
        try await work.take(
            "orders.csv", header,
            "O1;1;C1;2026-11-20;;5;2026-11-19;;Meja;5;S",
            "O2;1;C1;2026-11-20;;5;;;Kursi;5;S",
            "O3;1;C2;2026-11-20;;5;;;Lemari;5;S",
            "O4;1;C2;2026-11-20;;5;;;Rak;5;SM")
        let promises = try await work.call(ShowOrder(order: "O1")).promises
        #expect(promises.promised == 1 && promises.kept == 1 && promises.percent == 100)
        #expect(promises.undated == 1)
        let unknown = try await work.call(ShowOrder(order: "O3")).promises
        #expect(unknown.promised == 0 && unknown.percent == nil && unknown.undated == 2)
        try await work.advance(to: work.instant("2026-12-31 12:00"))
        var texts: [String: String] = [:]
        for notice in try await work.notices()
        where notice.items.contains(where: { $0.item.kind == "promise-summary" }) {
            texts[notice.recipient] =
                try await work.stages.ledger.read { try $0.letter(of: notice.id) }?.text
        }
        let some = try #require(texts["M"])
        #expect(some.contains("Of 1 order line first promised for November 2026, 1 shipped"))
        #expect(some.contains("2 more order lines were delivered on a day that nobody entered"))
        #expect(some.contains("PT Sinar Baru: 1 of 1 (100%); 1 delivered on an unknown day."))
        #expect(some.contains("PT Cahaya: 1 delivered on an unknown day."))
        let none = try #require(texts["MM"])
        #expect(none.contains("1 order line was delivered on a day that nobody entered"))
        #expect(!none.contains("%") && !none.contains("first promised for"))
    }

    // MARK: Checks on import

    @Test func doubtfulDatesAreWarnedOfAndImpossibleRowsRefused() async throws {
        let work = try await TestOffice()
        let report = try await work.take(
            "orders.csv", header,
            "O1;1;C1;2026-11-20;;;;;Meja;5;S", "O1;2;C1;2026-11-20;2026-12-19;;;;Meja;5;S",
            "O1;3;C1;2026-11-20;;5;2026-11-20;;Meja;5;S", "O1;4;C1;2026-12-10;;;;;Meja;5;S")
        #expect(
            report.reading.findings.map {
                "\($0.cell) \($0.code.rawValue) \($0.severity.rawValue)"
            } == ["D2 past-date warning", "E3 non-working-day warning"])
        #expect(report.reading.findings[1].suggestion == "2026-12-21")
        #expect(report.accepted == 4)
        let refused = try await work.take(
            "orders.csv", header,
            "O2;1;XX;2026-12-10;;;;;Meja;5;S", "O3;1;C1;2026-12-10;;;;;Meja;0;S",
            "O4;1;C1;2026-12-10;;6;2026-11-20;;Meja;5;S", "O5;1;C1;2026-12-10;;;;;Meja;5;YY")
        #expect(
            refused.reading.findings.filter { $0.severity == .blocker }
                .map { "\($0.cell) \($0.code.rawValue)" }.sorted() == [
                    "C2 unknown-code", "J3 out-of-range", "K5 unknown-code",
                ])
        // More than was ordered is delivered often enough where goods are weighed.
        #expect(
            refused.reading.findings.contains {
                $0.cell == "F4" && $0.code == .outOfRange && $0.severity == .warning
            })
        #expect(refused.accepted == 0)
    }
}
