import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// What was closed stays readable, whatever becomes of the interface.
@Suite struct ClosedBoardTests: PeriodSuite {
    /// A board as it was kept while it was the control interface's own, without a version.
    static let first = """
        {"achieved":{"gross":9000,"net":8500,"percentOfAccepted":85,"percentOfAll":85,\
        "targetOfAccepted":10000,"targetOfAll":10000},"blockers":[],\
        "movedAt":"2026-12-01T02:00:00Z","movedBy":"K","period":{"accepted":1,\
        "dueAt":"2026-12-04T10:00:00Z","expected":0,"firstDay":"2026-11-01",\
        "lastDay":"2026-11-30","missing":0,"period":"2026-11","rejected":0,"state":"closed",\
        "waived":1},"rows":[{"dueAt":"2026-12-02T08:00:00Z","file":"a/b.csv",\
        "findings":[{"cell":"B2","code":"outside-period","expected":"a date in November 2026",\
        "file":"b.csv","severity":"warning","suggestion":null,"value":"2026-12-01",\
        "worksheet":null}],"gross":9000,"net":8500,"receivedAt":"2026-12-01T01:00:00Z",\
        "rows":1,"signOff":"signed","signedAt":"2026-12-01T01:30:00Z","signedBy":"M",\
        "state":"accepted","target":10000,"team":"JKT","teamName":"Jakarta",\
        "totals":{"amount":9000,"returns":-500},"type":"achievements","version":2},\
        {"dueAt":"2026-12-02T08:00:00Z","findings":[],"reason":"moves house","rows":0,\
        "signOff":"none","state":"waived","team":"MKS","teamName":"Makassar","totals":{},\
        "type":"achievements","waivedBy":"K"}]}
        """

    private let november: Coordination.Period

    init() throws {
        let november: Coordination.Period? = .init("2026-11")
        self.november = try #require(november)
    }

    @Test func aBoardOfTheFirstVersionIsShownWhole() async throws {
        let work = try await office()
        for team in ["JKT", "MKS"] { try await work.submit(team: team, period: "2026-11") }
        try await move(work, to: "closed")
        let november = november
        try await work.stages.ledger.write(at: work.instant("2026-12-01 10:00")) {
            try $0.keep(board: Self.first, of: november)
        }
        let board = try await board(work)
        #expect(board.movedBy == "K" && board.movedAt == "2026-12-01T02:00:00Z")
        #expect(board.period.state == "closed" && board.period.waived == 1)
        #expect(board.achieved?.net == 8_500 && board.achieved?.percentOfAll == 85)
        #expect(board.rows.map(\.teamName) == ["Jakarta", "Makassar"])
        #expect(board.rows[0].totals == ["amount": 9_000, "returns": -500])
        #expect(board.rows[0].findings.map(\.expected) == ["a date in November 2026"])
        #expect(board.rows[0].signedBy == "M" && board.rows[1].waivedBy == "K")
        // It was not kept then.
        #expect(board.numberStyle == "1.250,50")
    }

    @Test func aClosedBoardIsKeptWithItsVersion() async throws {
        let work = try await office()
        for team in ["JKT", "MKS"] { try await work.submit(team: team, period: "2026-11") }
        try await move(work, to: "closed")
        let november = november
        let text = try #require(
            try await work.stages.ledger.read { try $0.closedBoard(of: november) })
        #expect(try BoardSnapshot(text: text).version == BoardSnapshot.latestVersion)
        #expect(try BoardSnapshot(text: text).text == text)
    }

    @Test(
        "What this program cannot read is said to be so, and is no fault of the call",
        arguments: [
            Self.first.replacing("{\"achieved\"", with: "{\"version\":99,\"achieved\""),
            Self.first.replacing("\"dueAt\"", with: "\"due\""), "{}", "",
        ])
    func whatCannotBeRead(_ text: String) throws {
        let error = #expect(throws: LedgerError.self) { try BoardSnapshot(text: text) }
        #expect(error?.code == .unreadableRow)
    }
}
