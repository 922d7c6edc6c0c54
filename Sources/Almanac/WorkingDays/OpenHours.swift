/// One stretch of a day in which an office is open.
package struct OpenHours: Hashable, Sendable, CustomStringConvertible {
    /// Seconds since midnight; `closes` may be 86,400, the day's end.
    package let opens: Int
    package let closes: Int

    /// Reads `08:00-17:00`; `24:00` closes at the day's end. Nil when it is nothing of the kind.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let opens = CivilTime(String(parts[0])) else { return nil }
        if parts[1] == "24:00" {
            closes = 86_400
        } else {
            guard let end = CivilTime(String(parts[1])) else { return nil }
            closes = end.secondOfDay
        }
        self.opens = opens.secondOfDay
        guard self.opens < closes else { return nil }
    }

    private init(opens: Int, closes: Int) {
        self.opens = opens
        self.closes = closes
    }

    /// As it is written: `08:00-17:00`.
    package var description: String {
        let end = closes == 86_400 ? "24:00" : CivilTime(secondOfDay: closes).description
        return "\(CivilTime(secondOfDay: opens))-\(end)"
    }

    /// Seconds from opening to closing on a day whose clocks do not change.
    var length: Int { closes - opens }

    /// Both stretches as one when they touch or overlap; nil when there is time between them.
    func joined(with later: OpenHours) -> OpenHours? {
        guard later.opens <= closes, opens <= later.closes else { return nil }
        return OpenHours(opens: min(opens, later.opens), closes: max(closes, later.closes))
    }
}
