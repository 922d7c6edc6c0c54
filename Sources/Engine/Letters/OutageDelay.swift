import Almanac
import Coordination
import Ledger

/// A time in which nothing left by a way, as the history has it once it is over: of what it kept that is known
/// afterwards, too.
struct OutageDelay {
    /// What the history calls it, of the way, and of each notice that it kept and that nobody had tried.
    static let event = "kept by outage"

    var since: Instant
    /// The courier's name.
    var courier: String
    var reason: String

    /// Of a courier's way out.
    static func subject(_ courier: String) -> Subject { Subject(.office, "mail by \(courier)") }
}

extension OutageDelay {
    init(_ outage: OutageRecord) {
        self.init(since: outage.since, courier: outage.destination, reason: outage.reason)
    }

    /// `1764561600000000 smtp the server did not answer in time`.
    var detail: String { "\(since.microseconds) \(courier) \(reason)" }

    /// - Returns: nil for what is no such detail.
    init?(detail: String) {
        let words = detail.split(separator: " ", maxSplits: 2).map(String.init)
        guard words.count == 3, let since = Int64(words[0]) else { return nil }
        self.init(since: Instant(microseconds: since), courier: words[1], reason: words[2])
    }

    /// Why nothing left, for its readers.
    var words: BilingualText {
        OutageRecord(
            destination: courier, since: since, reason: reason, failures: 0, probeAt: since
        ).words
    }
}
