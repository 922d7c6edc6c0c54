import Testing

/// The semantics as worked examples, to the minute.
@Suite struct TimelineTests {
    @Test("Mails go as the timeline says", arguments: try Timeline.all())
    func timelines(_ timeline: Timeline) async throws {
        let mails = try await TimelinePlayer(timeline).play()
        #expect(
            mails == timeline.mails.sorted(),
            "went:\n\(mails.joined(separator: "\n"))")
    }
}
