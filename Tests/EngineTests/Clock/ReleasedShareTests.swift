import Almanac
import Coordination
import Ledger
import Post
import Testing

@testable import Engine

/// What a clock that is trusted again would let go meets every limit on letters, not only that on clients.
@Suite struct ReleasedShareTests {
    private static let header = "order;line;client;promised;expected;reason;item;quantity;unit"

    private func row(_ order: Int, _ expected: String = "") -> String {
        "O-\(order);1;A\(order);2026-12-10;\(expected);\(expected.isEmpty ? "" : "KAPAL");Meja;5;unit"
    }

    @Test(
        "Letters about too many of the open orders wait, though they are few",
        arguments: [
            ("automatic_share: 40%", true), ("automatic_share: 60%", false),
            ("automatic_equal_shifts: 3", true), ("automatic_equal_shifts: 4", false),
        ])
    func released(setting: String, isHeld: Bool) async throws {
        let work = try await TestOffice(settings: [setting], isSynchronised: false)
        try await work.take(
            "clients.csv",
            ["code;name;contact;email;language;time_zone;notices"]
                + (1...6).map { "A\($0);PT A\($0);Budi;a\($0)@client.test;id;WIB;automatic" })
        try await work.take("orders.csv", [Self.header] + (1...6).map { row($0) })
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        // One after the other: no sheet would release too many.
        for order in 1...3 {
            try await work.take("orders.csv", Self.header, row(order, "2026-12-18"))
            try await work.settle()
            try await work.advance(to: work.clock.now + .seconds(600))
        }
        #expect(work.courier.parcels.filter(\.isClient).isEmpty)
        work.clock.synchronise()
        try await work.advance(to: work.clock.now + .seconds(600))
        let letters = try await work.notices().filter { $0.audience == .client }
        #expect(letters.count == 3)
        for letter in letters {
            #expect(letter.state == (isHeld ? .held : .sent), "\(setting)")
            if isHeld { #expect(letter.holdReasons == [.breaker]) }
        }
    }
}
