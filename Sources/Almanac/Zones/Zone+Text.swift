extension Zone {
    /// A moment as its clocks show it, to the minute: `2026-12-04 15:00 WIB`.
    package func text(_ instant: Instant) -> String {
        let local = civil(instant)
        return "\(local.date) \(local.time.description.prefix(5)) "
            + localType(at: instant).abbreviation
    }
}
