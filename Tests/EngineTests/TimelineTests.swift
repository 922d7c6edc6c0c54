import Testing

/// The semantics as worked examples, to the minute.
@Suite struct TimelineTests {
    @Test("Mails go as the timeline says", arguments: try Timeline.all())
    func timelines(_ timeline: Timeline) async throws {
        guard timeline.faults.isEmpty else {
            Issue.record("\(timeline.faults.joined(separator: "\n"))")
            return
        }
        let player = try await TimelinePlayer(timeline)
        let result = try await player.play()
        #expect(
            result.mails == timeline.mails.sorted(),
            "went:\n\(result.mails.joined(separator: "\n"))")
        #expect(
            result.refusals.map(\.outcome).sorted() == timeline.refusals.sorted(),
            "refused:\n\(result.refusals.map { "\($0.outcome): \($0.why)" }.joined(separator: "\n"))"
        )
        #expect(timeline.leftovers.isEmpty || result.leftovers == timeline.leftovers.sorted())
        try await WhyTimelineTests.explain(player)
    }
}
