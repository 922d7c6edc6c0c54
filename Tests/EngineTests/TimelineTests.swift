import Testing

/// The semantics as worked examples, to the minute.
@Suite struct TimelineTests {
    @Test("Reminders go as the timeline says", arguments: try Timeline.all(in: "reminders.txt"))
    func reminders(_ timeline: Timeline) async throws {
        try await check(timeline)
    }

    @Test("Letters go as the timeline says", arguments: try Timeline.all(in: "orders.txt"))
    func orders(_ timeline: Timeline) async throws {
        try await check(timeline)
    }

    @Test("Digests go as the timeline says", arguments: try Timeline.all(in: "digest.txt"))
    func digests(_ timeline: Timeline) async throws {
        try await check(timeline)
    }

    private func check(_ timeline: Timeline) async throws {
        let mails = try await TimelinePlayer(timeline).play()
        #expect(
            mails == timeline.mails.sorted(),
            "went:\n\(mails.joined(separator: "\n"))")
    }
}
