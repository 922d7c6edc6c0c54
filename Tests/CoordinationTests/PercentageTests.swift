import Coordination
import Testing

/// Shares are exact, whatever the figures' size.
@Suite struct PercentageTests {
    @Test(
        "As people write them",
        arguments: [("50%", 500_000), ("0.5%", 5_000), ("0%", 0), ("12.3456%", 123_456)])
    func reading(_ text: String, _ millionths: Int64) throws {
        let percentage = try #require(Percentage(text))
        #expect(percentage.millionths == millionths && percentage.description == text)
    }

    @Test(
        "What is none",
        arguments: ["50", "%", "-1%", "0,5%", ".5%", "5.%", "1.23456%", "1.2.3%", "2000000%", "x%"])
    func notOne(_ text: String) {
        #expect(Percentage(text) == nil)
    }

    @Test func boundsBelongToIt() throws {
        let half = try #require(Percentage("0.5%"))
        #expect(half.covers(995, from: 1_000) && half.covers(1_005, from: 1_000))
        #expect(!half.covers(994, from: 1_000) && !half.covers(1_006, from: 1_000))
        #expect(half.covers(-1_005, from: -1_000) && !half.covers(1_000, from: -1_000))
        #expect(half.covers(0, from: 0) && !half.covers(1, from: 0))
        #expect(!half.covers(.max, from: .min))
        #expect(half.words == BilingualText(en: "0.5%", id: "0,5%"))
    }

    @Test func toleranceIsAnAmountOrAShare() throws {
        let amount = SubmissionRule.Tolerance.difference(5)
        #expect(amount.allows(5, for: 10) && amount.allows(15, for: 10))
        #expect(!amount.allows(4, for: 10) && !amount.allows(.max, for: .min))
        #expect(SubmissionRule.Tolerance.none.allows(3, for: 3))
        #expect(!SubmissionRule.Tolerance.none.allows(3, for: 4))
    }
}
