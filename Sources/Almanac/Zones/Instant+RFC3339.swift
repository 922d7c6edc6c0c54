extension Instant {
    /// `2026-11-24T02:00:00Z`, with a fraction only when there is one.
    package var rfc3339: String {
        let local = Zone.utc.civil(self)
        let seconds = local.time.second < 10 ? "0\(local.time.second)" : "\(local.time.second)"
        let minutes = String(local.time.description.prefix(5))
        let rest = microseconds - self.seconds * 1_000_000
        var fraction = ""
        if rest != 0 {
            fraction = String(String(1_000_000 + rest).dropFirst())
            while fraction.last == "0" { fraction.removeLast() }
            fraction = "." + fraction
        }
        return "\(local.date)T\(minutes):\(seconds)\(fraction)Z"
    }
}
