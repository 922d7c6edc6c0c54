package import Almanac
import Coordination
import Ledger
import Post

/// How the office stands in one line, for whoever looks at the service: `3 due today, 2 letters wait, mail ok`.
package struct StatusLine: Sendable {
    private let stages: Stages

    package init(_ stages: Stages) { self.stages = stages }

    /// Has somebody told whenever the line may be another.
    package func follow(_ wake: @escaping @Sendable () -> Void) {
        stages.wakes.connect(
            "status-line",
            following: [
                .commit(.deadline), .commit(.notice), .commit(.mark), .commit(.outage),
                .commit(.pausedJob), .clock,
            ], to: wake)
    }

    /// - Returns: the line, and when time alone makes another of it.
    package func read(at now: Instant) async throws -> (text: String, until: Instant) {
        let zone = stages.store.office.profile.zone
        let tomorrow = zone.civil(now).date.adding(days: 1)
        let midnight = zone.instant(
            CivilDateTime(date: tomorrow, time: CivilTime(secondOfDay: 0)))
        let (text, overdueAt) = try await stages.ledger.read { view in
            (
                try words(in: view, now: now, midnight: midnight),
                try view.nextOverdueInstant(after: now)
            )
        }
        let overdue = overdueAt.map { $0 + .microseconds(1) } ?? midnight
        return (text, min(overdue, midnight))
    }

    private func words(in view: LedgerView, now: Instant, midnight: Instant) throws -> String {
        let overdue = try view.openDeadlines(at: now).overdue
        let today = try view.openDeadlines(at: midnight).overdue - overdue
        let notices = try view.unfinishedNoticeCounts()
        let letters = (notices[.held] ?? 0) + (notices[.uncertain] ?? 0)
        var parts = [today == 0 ? "nothing due today" : "\(today) due today"]
        if overdue > 0 { parts.append("\(overdue) overdue") }
        if letters > 0 { parts.append("\(letters) letter\(letters == 1 ? " waits" : "s wait")") }
        if try view.clientMailHold() != nil { parts.append("client mail is held") }
        if stages.clockGuard.look() != .trusted { parts.append("the clock is not trusted") }
        let paused = stages.paused.all.keys.sorted()
        if !paused.isEmpty { parts.append("paused: \(paused.joined(separator: ", "))") }
        parts.append(try mail(in: view))
        return parts.joined(separator: ", ")
    }

    private func mail(in view: LedgerView) throws -> String {
        let outages = try view.outages().map(\.destination)
        if !outages.isEmpty { return "no mail leaves by \(outages.joined(separator: ", "))" }
        if try view.mark(.mailRefusal) != nil { return "mail is refused" }
        return stages.routes.destinations[0].name == "journal" ? "no mail is set up" : "mail ok"
    }
}
