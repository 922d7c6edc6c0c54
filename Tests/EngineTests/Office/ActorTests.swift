import Almanac
import Control
import Coordination
import Testing

@testable import Engine

/// Who may act for whom, and what history says of it.
@Suite struct ActorTests {
    private static let permissions = Permissions(
        viewers: .init(), operators: .init(users: [1000, 1001, 1002]),
        administrators: .init(users: [1002]), persons: [1000: "S", 1001: "SM"])

    private func actor(_ user: UInt32, for name: String?, _ work: TestOffice) throws -> String {
        let peer = Peer(processID: 1, user: user, groups: [user])
        return try Self.permissions.actor(
            of: peer, named: name, office: work.stages.store.office, at: work.clock.now
        ).description
    }

    @Test func historyNamesPersonsAndWhoeverEnteredIt() async throws {
        let work = try await TestOffice()
        #expect(try actor(1000, for: nil, work) == "S")
        #expect(try actor(1000, for: "s", work) == "S")
        #expect(try actor(1003, for: nil, work) == "uid:1003")
        #expect(try actor(1002, for: "sm", work) == "SM (entered by uid:1002)")
        #expect(try actor(0, for: "K", work) == "K (entered by uid:0)")
        #expect(throws: Violation.self) { try actor(1000, for: "SM", work) }
        #expect(throws: Violation.self) { try actor(1003, for: "S", work) }
    }

    @Test func whoeverStandsInMayActAsLongAsTheyDo() async throws {
        let work = try await TestOffice()
        try await work.take(
            "delegations.csv", "person;from;until;stand_in", "SM;2026-11-24;2026-11-25;S")
        #expect(throws: Violation.self) { try actor(1000, for: "SM", work) }
        work.clock.set(try work.instant("2026-11-24 09:00"))
        #expect(try actor(1000, for: "SM", work) == "SM (entered by S)")
        work.clock.set(try work.instant("2026-11-26 09:00"))
        #expect(throws: Violation.self) { try actor(1000, for: "SM", work) }
    }

    @Test(arguments: ["K", "uid:1000", "M (entered by K)", "Ibu (Ani) (entered by uid:0)"])
    func anActorIsReadBackFromHistory(_ text: String) {
        #expect(Actor(text).description == text)
    }
}
