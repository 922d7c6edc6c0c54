import Almanac
import Coordination
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// What became of an order's letters and calls is told by what was the reason.
@Suite struct ToldOtherwiseTests {
    private static let header =
        "order;line;client;promised;expected;reason;item;quantity;unit;status"

    private func rules(_ work: TestOffice, _ code: String = "O1") async throws -> [String] {
        try await work.call(Why(subject: code)).lines.flatMap(\.rules)
    }

    @Test(
        "Whoever was told another date than ours was told so by somebody, and nobody refused anything",
        arguments: ["command", "sheet"])
    func anotherDate(_ way: String) async throws {
        let work = try await TestOffice()
        try await work.slipOrder("O1", client: "C1")
        try await work.advance(to: work.instant("2026-11-30 14:00"))
        if way == "command" {
            _ = try await work.call(
                ChangeOrder(order: "O1", change: "told", date: "2026-12-21", by: "K"))
        } else {
            try await work.take(
                "told.csv", "order;line;told;informed_on", "O1;1;2026-12-21;2026-11-30")
        }
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        let lines = try await work.call(Why(subject: "O1")).lines
        let all = lines.flatMap(\.rules)
        #expect(all.contains("told-otherwise") && !all.contains("refused-before"))
        // It became known when it was entered, and the sheet that said so said something.
        #expect(lines.last { $0.rules == ["told"] }?.at == "2026-11-30T07:00:00Z", "\(lines)")
        #expect(!all.contains("nothing-new"))
        // A later date that somebody refuses to have told is another matter.
        try await work.take(
            "orders.csv", Self.header, "O1;1;C1;2026-12-10;2026-12-29;KAPAL;Meja;5;unit;")
        let waiting = try #require(
            try await work.notices().last { $0.audience == .client && !$0.state.isFinal })
        _ = try await work.call(RefuseNotice(id: Int(waiting.id), reason: "salah", by: "K"))
        try await work.settle()
        #expect(try await rules(work).contains("refused-before"))
    }

    @Test func aCancelledLineIsNotBackOnItsDate() async throws {
        let work = try await TestOffice()
        let rows = ["O1;1;C2;2026-12-10;;;Meja;5;unit;", "O1;2;C2;2026-12-10;;;Kursi;5;unit;"]
        try await work.take("orders.csv", [Self.header] + rows)
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", Self.header, "O1;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5;unit;", rows[1])
        try await work.settle()
        try await work.take(
            "orders.csv", Self.header,
            "O1;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5;unit;cancelled", rows[1])
        try await work.settle()
        let letter = try #require(try await work.notices().last { $0.audience == .client })
        #expect(letter.items.map(\.withdrawnBecause) == ["cancelled before the letter left"])
    }

    @Test func aCallThatNobodyMadeEndsByItsReason() async throws {
        let work = try await TestOffice()
        let client = { (policy: String) in
            "C9;PT Tanpa Surel;Budi;c9@client.test;id;WIB;\(policy);0812345678"
        }
        let clients = "code;name;contact;email;language;time_zone;notices;phone"
        try await work.take("clients.csv", clients, client("none"))
        try await work.slipOrder("O9", client: "C9")
        let row = { (date: String) in "O9;1;C9;2026-12-10;\(date);KAPAL;Meja;5;unit;" }
        try await work.take("orders.csv", Self.header, row("2026-12-21"))
        try await work.settle()
        try await work.take("clients.csv", clients, client("approval"))
        try await work.settle()
        let reasons = try await work.stages.ledger.read {
            try $0.deadlines(code: "CALL-O9").map { $0.deadline.reason ?? "-" }
        }
        #expect(reasons == ["asked anew", "a letter tells it instead"])
    }

    @Test(
        "A change that goes the other way names the command that is meant",
        arguments: [
            ("slip", "2026-12-14", "order recover O1 --to 2026-12-14"),
            ("recover", "2026-12-21", "order slip O1 --to 2026-12-21"),
        ])
    func theOtherWay(_ change: String, _ date: String, _ remedy: String) async throws {
        let work = try await TestOffice()
        try await work.slipOrder("O1", client: "C1")
        await #expect {
            try await work.call(
                ChangeOrder(order: "O1", change: change, date: date, reason: "KAPAL", by: "K"))
        } throws: { "\($0)".contains(remedy) && "\($0)".contains("2026-12-18") }
    }
}
