/// A time zone as the system's data describes it (RFC 9636), from its first transition to year 9999.
package struct Zone: Hashable, Sendable, CustomStringConvertible {
    /// The IANA name, `Asia/Jakarta`.
    package let identifier: String
    let transitions: [Int64]
    /// The type that begins with each transition.
    private let typeIndices: [Int]
    let types: [LocalType]
    let footer: ZoneRule?

    /// What a clock on the wall shows between two transitions.
    package struct LocalType: Hashable, Sendable {
        /// Seconds east of Greenwich.
        package var seconds: Int
        /// `WIB`, `CEST`.
        package var abbreviation: String
        package var isDaylightSaving: Bool
    }

    /// Coordinated Universal Time, which needs no data.
    package static let utc = Zone(fixed: "UTC", seconds: 0)

    /// A zone whose clocks never change.
    package init(fixed identifier: String, seconds: Int) {
        self.identifier = identifier
        transitions = []
        typeIndices = []
        types = [LocalType(seconds: seconds, abbreviation: identifier, isDaylightSaving: false)]
        footer = nil
    }

    /// Reads a TZif file's bytes: version 2 or later with its rule for what follows the last
    /// transition, or version 1, whose last offset then stays.
    ///
    /// - Throws: `AlmanacError` `invalidZoneData` when the bytes are no TZif data or are cut short.
    package init(identifier: String, tzif: [UInt8]) throws(AlmanacError) {
        let data = try ZoneData(tzif, name: identifier)
        self.identifier = identifier
        transitions = data.transitions
        typeIndices = data.typeIndices
        types = data.types
        footer = data.footer.isEmpty ? nil : try ZoneRule(data.footer, name: identifier)
    }

    /// The identifier.
    package var description: String { identifier }

    /// Equal by identifier: one system has one set of data.
    package static func == (left: Zone, right: Zone) -> Bool {
        left.identifier == right.identifier
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(identifier) }

    /// What clocks show at an instant.
    package func localType(at instant: Instant) -> LocalType {
        let seconds = instant.seconds
        guard let last = transitions.last else { return footer?.localType(at: seconds) ?? types[0] }
        if seconds >= last, let footer { return footer.localType(at: seconds) }
        let after = firstTransition(after: seconds)
        return after == 0 ? types[0] : types[typeIndices[after - 1]]
    }

    /// The civil date and time at an instant, to the whole second before it.
    package func civil(_ instant: Instant) -> CivilDateTime {
        CivilDateTime(secondsAsUTC: instant.seconds + Int64(localType(at: instant).seconds))
    }

    /// The instant that a civil time means here: in a spring gap the gap's end, in an autumn overlap
    /// the first pass.
    package func instant(_ local: CivilDateTime) -> Instant {
        let wanted = local.secondsAsUTC
        if let first = passes(of: wanted).first { return Instant(seconds: first) }
        return Instant(seconds: gapEnd(around: wanted))
    }

    /// Every instant at which clocks here show `local`: none in a gap, two in an overlap.
    package func instants(_ local: CivilDateTime) -> [Instant] {
        passes(of: local.secondsAsUTC).map { Instant(seconds: $0) }
    }

    /// The instants in a range at which what clocks show may change, in their order: every change is
    /// among them, and some that change a name only.
    package func transitions(in range: Range<Instant>) -> [Instant] {
        // The last whole seconds before the range's two bounds.
        let before = (range.lowerBound - .microseconds(1)).seconds
        let last = (range.upperBound - .microseconds(1)).seconds
        let recorded = transitions[firstTransition(after: before)...].prefix { $0 <= last }
        let ruled = footer?.changes(after: max(before, transitions.last ?? before), through: last)
        return (recorded + (ruled ?? [])).map { Instant(seconds: $0) }
    }

    /// The instants, in seconds, at which clocks show `wanted`, in their order. No offset reaches 26
    /// hours (`ZoneData.offsets`): 30 hours either side, every offset that may hold has its turn.
    private func passes(of wanted: Int64) -> [Int64] {
        var found: [Int64] = []
        for probe in [wanted - 108_000, wanted - 54_000, wanted, wanted + 54_000, wanted + 108_000]
        {
            let candidate =
                wanted - Int64(localType(at: Instant(seconds: probe)).seconds)
            let holds =
                candidate + Int64(localType(at: Instant(seconds: candidate)).seconds) == wanted
            if holds, !found.contains(candidate) { found.append(candidate) }
        }
        return found.sorted()
    }

    /// The transition that skipped `wanted`: the first instant at which clocks show a later time.
    private func gapEnd(around wanted: Int64) -> Int64 {
        var low = wanted - 108_000
        var high = wanted + 108_000
        while low + 1 < high {
            let middle = (low + high) / 2
            let shown = middle + Int64(localType(at: Instant(seconds: middle)).seconds)
            if shown > wanted { high = middle } else { low = middle }
        }
        return high
    }

    func firstTransition(after seconds: Int64) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
