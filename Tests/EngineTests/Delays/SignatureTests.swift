import Almanac
import Coordination
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// Letters to clients are signed by whom the settings say, and bear a number where they say so.
@Suite struct SignatureTests {
    private func post(
        _ head: Letterhead, _ delegation: String? = nil
    ) async throws -> (office: PostOffice, plain: PostOffice) {
        let work = try await TestOffice()
        try await work.take(
            "orders.csv",
            "order;line;client;promised;expected;reason;item;quantity;unit;salesperson",
            "O1;1;C2;2026-12-10;;;Meja;5;unit;SM")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv",
            "order;line;client;promised;expected;reason;item;quantity;unit;salesperson",
            "O1;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5;unit;SM")
        if let delegation {
            try await work.take("delegations.csv", "person;from;until;stand_in", delegation)
        }
        try await work.settle()
        let letter = try #require(try await work.notices().last { $0.audience == .client })
        var writer = work.stages.writer
        writer.letterhead = head
        let office = work.stages.store.office
        let now = work.clock.now
        let signing = try await work.stages.ledger.read { [writer] view in
            let office = Office(profile: office.profile, directory: try view.directory())
            return try writer.postOffice(of: office, signing: letter, view: view, now: now)
        }
        return (signing, writer.postOffice(of: office, now: now))
    }

    private static let general = Letterhead.Signatory(
        person: "D", title: ["id": "Direktur", "en": "Director"])

    @Test func theFirstThatFitsTeamAndKindSigns() async throws {
        let ofTeam = Letterhead.Signatory(person: "MM", team: "mks", kind: "slip")
        let ofAnother = Letterhead.Signatory(person: "M", team: "JKT")
        let ofAnotherKind = Letterhead.Signatory(person: "M", kind: "recovery")
        let found = try await post(
            Letterhead(signatories: [ofAnother, ofAnotherKind, ofTeam, Self.general]))
        #expect(found.office.signature?.name == "Andi Mappanyukki")
        let rest = try await post(
            Letterhead(signatories: [ofAnother, ofAnotherKind, Self.general]))
        #expect(
            rest.office.signature
                == .init(
                    name: "Dewi Suryani", title: ["id": "Direktur", "en": "Director"]))
        #expect(try await post(Letterhead()).office.signature == nil)
        #expect(found.plain.signature == nil && found.plain.letterNumber == nil)
    }

    @Test func whoeverStandsInSignsWithoutTheTitle() async throws {
        let found = try await post(
            Letterhead(signatories: [Self.general]), "D;2026-11-28;2026-12-10;M")
        #expect(found.office.signature == .init(name: "Rizky Santoso"))
    }

    @Test func aNumberHasTheMonthAndTheYear() async throws {
        let found = try await post(Letterhead(number: "{number}/GW/{month}/{year}"))
        let number = try #require(found.office.letterNumber)
        #expect(number.hasSuffix("/GW/XI/2026") && Int(number.prefix { $0 != "/" }) != nil)
    }
}
