import Testing

/// The semantics as worked examples, to the minute.
@Suite struct TimelineTests {
    @Test("Mails go as the timeline says", arguments: try Timeline.all())
    func timelines(_ timeline: Timeline) async throws {
        guard timeline.faults.isEmpty else {
            Issue.record("\(timeline.faults.joined(separator: "\n"))")
            return
        }
        let result = try await TimelinePlayer(timeline).play()
        #expect(
            result.mails == timeline.mails.sorted(),
            "went:\n\(result.mails.joined(separator: "\n"))")
        #expect(
            result.refusals.map(\.outcome).sorted() == timeline.refusals.sorted(),
            "refused:\n\(result.refusals.map { "\($0.outcome): \($0.why)" }.joined(separator: "\n"))"
        )
        guard !timeline.leftovers.isEmpty else { return }
        #expect(result.leftovers == timeline.leftovers.sorted())
    }
}
