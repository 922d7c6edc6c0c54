import Almanac

/// How long a deferred letter waits before it is tried again, and when that ends.
package struct RetryPolicy: Sendable {
    package var first: Duration
    package var most: Duration
    /// How long after its first attempt a letter is given up.
    package var giveUpAfter: Duration
    /// Chance, between 0 and 1, by which pauses are spread.
    private let chance: @Sendable () -> Double

    package init(
        first: Duration = .seconds(60), most: Duration = .seconds(3_600),
        giveUpAfter: Duration = .seconds(5 * 86_400),
        chance: @escaping @Sendable () -> Double = { .random(in: 0...1) }
    ) {
        self.chance = chance
        self.first = first
        self.most = most
        self.giveUpAfter = giveUpAfter
    }

    /// When a copy that was put off is tried first: grey listing wants minutes.
    static let firstPauseOfCopies = Duration.seconds(300)

    private static let spread = 0.8...1.2

    /// No pause is longer.
    var longestPause: Duration { most * Self.spread.upperBound }

    /// The pause after a number of attempts: doubling, and spread by up to a fifth either way, so
    /// that many letters do not come back to a struggling server at one moment.
    func pause(after attempts: Int) -> Duration {
        let width = Self.spread.upperBound - Self.spread.lowerBound
        let spread = Self.spread.lowerBound + width * chance()
        let doubled = first * (1 << min(max(attempts, 1) - 1, 20))
        return max(.seconds(1), min(most, doubled) * spread)
    }
}
