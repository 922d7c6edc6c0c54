package import Almanac

/// A client or an order about which no letters go until a day is over: somebody calls instead.
package struct Mute: Codable, Hashable, Sendable {
    /// Whether a client's letters rest, or an order's.
    package var kind: Subject.Kind
    package var code: String
    /// The last day.
    package var until: CivilDate
    package var reason: String
    package var by: String?

    package init(
        _ kind: Subject.Kind, _ code: String, until: CivilDate, reason: String, by: String?
    ) {
        self.kind = kind
        self.code = code
        self.until = until
        self.reason = reason
        self.by = by
    }

    /// What tells it from every other.
    package var key: String { "\(kind.rawValue) \(code)" }
}

extension Office {
    /// What keeps letters about an order from its client on a day; the one that lasts longest.
    package func mute(ofOrder order: String?, client: String, on today: CivilDate) -> Mute? {
        directory.mutes.filter { mute in
            mute.until >= today
                && (mute.kind == .client ? mute.code.isCode(client) : mute.code.isCode(order ?? ""))
        }.max { $0.until < $1.until }
    }

    /// The moment before which a letter that nobody approved does not leave: its salesperson may hold it.
    package func coolingEnd(from moment: Instant) -> Instant {
        guard let time = profile.coolingOff, time > .zero else { return moment }
        return workingTime.advance(moment, byWorking: time) ?? moment
    }
}
