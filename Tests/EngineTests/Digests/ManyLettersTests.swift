import Almanac
import Coordination
import Ledger
import Testing

@testable import Engine

/// More letters than one sheet has rows for come one morning after the other.
@Suite struct ManyLettersTests {
    @Test func thoseThatNobodyHasSeenComeFirstTheNextMorning() async throws {
        let work = try await TestOffice()
        let codes = (1...504).map { "P\($0)" }
        try await work.take(
            "clients.csv",
            ["code;name;contact;email;language;time_zone;notices"]
                + codes.map { "\($0);PT \($0);Budi;\($0)@client.test;id;WIB;approval" })
        try await work.take(
            "orders.csv",
            ["order;line;client;promised;expected;reason;item;quantity;unit"]
                + codes.map { "O-\($0);1;\($0);2026-12-10;2026-12-18;KAPAL;Meja;5;unit" })
        try await work.settle()
        let unseen = {
            try await work.stages.ledger.read { view in
                try view.notices(in: [.held], limit: 1_000)
                    .count { try view.shownLetters(of: $0.id).isEmpty }
            }
        }
        #expect(try await unseen() == 4)
        try await work.advance(to: work.instant("2026-11-24 08:30"))
        #expect(try await unseen() == 0)
        let mail = try #require(
            try await work.notices().last { notice in
                notice.items.contains { $0.item.kind == "waiting-letters" }
            })
        let letter = try #require(
            try await work.stages.ledger.read { try $0.letter(of: mail.id) })
        #expect(letter.text.contains("4 more come with the next morning’s sheet"), "\(letter.text)")
    }
}
