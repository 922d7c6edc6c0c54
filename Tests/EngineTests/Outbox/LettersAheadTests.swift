import Almanac
import Coordination
import Testing

@testable import Engine
@testable import Ledger

/// Letters that are composed before their turn.
@Suite struct LettersAheadTests {
    private let letter = LetterRecord(
        messageID: "1@uji.test", subject: "Laporan", contentHash: "", recipients: [], text: "",
        html: "", bytes: [])

    private func office(_ people: [String]) async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.open(people.map { ($0, "cause \($0)", false, nil) })
        return work
    }

    @Test(.timeLimit(.minutes(5)))
    func aRoundBeginsBeforeTheReserveIsUsedUpAndNobodyWaitsForItsEnd() async throws {
        let notices = try await office(["S", "T"]).notices()
        let moment = PreparedLetters.Moment(at: .distantPast, registers: 0)
        let ahead = LettersAhead()
        #expect(ahead.begin(unless: 2, wanted: 1))
        #expect(!ahead.begin(unless: 2, wanted: 1), "one round at a time")
        ahead.add(letter, of: notices[0], at: moment)
        // Enough is there, although it goes on.
        await ahead.wait()
        ahead.end()
        #expect(ahead.begin(unless: 2, wanted: 1), "one of two is left")
        ahead.add(letter, of: notices[1], at: moment)
        ahead.end()
        #expect(!ahead.begin(unless: 2, wanted: 1), "the reserve is whole")
    }

    @Test func whatIsComposedIsNotReadAgain() async throws {
        let work = try await office(["S", "T"])
        let (first, now) = (try #require(try await work.notices().first), work.clock.now)
        let rest = try await work.stages.ledger.read { view in
            try view.noticesDue(
                by: now, to: first.destination, rank: .office, limit: 1, besides: { $0 == first.id }
            ).map(\.id)
                + view.noticesDue(
                    by: now, to: first.destination, rank: .office, limit: 2,
                    besides: { $0 == first.id }
                ).map(\.id)
        }
        #expect(rest == [2])
    }
}
