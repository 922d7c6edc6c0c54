import Almanac
import Testing

/// Random calendar expressions as `systemd-analyze calendar` reads them.
@Suite struct CalendarPeerTests {
    private static let count = Peer.isThorough ? 50_000 : 6_000

    @Test func expressionsElapseAsSystemdSays() throws {
        let lines = try Peer.lines(
            "calendar_events.py", ["\(Peer.seed)", "\(Self.count)"], separator: "\t")
        try #require(lines.count >= 5_000)
        var zones: [String: Zone] = ["UTC": .utc]
        for line in lines where zones[line[0]] == nil {
            zones[line[0]] = try ZoneFiles.zone(line[0])
        }
        let wrong = try lines.compactMap { try fault(in: $0, zones: zones) }
        #expect(
            wrong.isEmpty,
            "seed \(Peer.seed): \(wrong.count) of \(lines.count)\n\(wrong.prefix(20).joined(separator: "\n"))"
        )
        let refused = lines.count { $0[3] == "-" }
        #expect(refused > lines.count / 50 && refused < lines.count / 2)
    }

    /// What is wrong with our reading of one expression; nil when the judge agrees.
    private func fault(in line: [String], zones: [String: Zone]) throws -> String? {
        let local = try #require(zones[line[0]])
        let base = try #require(CivilDateTime(line[1]).map(Zone.utc.instant))
        let expression: CalendarExpression
        do {
            expression = try CalendarExpression(line[2], in: local) { name in
                // A slip of the hand may spell another zone; most spell none.
                name.hasPrefix("/") || name.contains("//") ? nil : try? ZoneFiles.zone(name)
            }
        } catch {
            return line[3] == "-" ? nil : "\(line[2]) was refused: \(error)"
        }
        guard line[3] != "-" else { return "\(line[2]) should be refused, is \(expression)" }
        guard expression.normalized == line[3] else {
            return "\(line[2]) is \(line[3]), not \(expression.normalized)"
        }
        let expected = line.dropFirst(4).compactMap { Int64($0) }
        let found = elapses(of: expression, after: base, count: expected.count)
        let end = min(expected.last ?? .max, found.last ?? .max)
        let missing = expected.filter { $0 <= end && !found.contains($0) }
        let added = found.filter { seconds in
            seconds <= end && !expected.contains(seconds) && !isLost(seconds, by: expression)
        }
        guard (missing + added).allSatisfy({ isNearChange($0, of: expression.zone) }) else {
            return "\(line[2]) in \(line[0]) after \(line[1]): \(found), not \(expected)"
        }
        return inverseFault(of: expression, after: base)
    }

    /// At least so many, one when none are expected, in whole seconds: systemd prints no more.
    private func elapses(
        of expression: CalendarExpression, after base: Instant, count: Int
    ) -> [Int64] {
        var seconds: [Int64] = []
        var from = base
        for _ in 0..<max(1, count * 8) where seconds.count < max(1, count) {
            guard let next = expression.next(after: from) else { break }
            if seconds.last != next.seconds { seconds.append(next.seconds) }
            from = next
        }
        return seconds
    }

    /// ``CalendarExpression/previous(before:rolling:)`` must undo next.
    private func inverseFault(of expression: CalendarExpression, after base: Instant) -> String? {
        guard let first = expression.next(after: base), let second = expression.next(after: first)
        else { return nil }
        let back = expression.previous(before: second)
        return back == first
            ? nil
            : "\(expression) before \(second): \(back.map { "\($0)" } ?? "never"), not \(first)"
    }

    /// Within three hours of a change of clocks, where the meant differences lie, or on the day after
    /// it: a gap costs systemd the rest of the day.
    private func isNearChange(_ seconds: Int64, of zone: Zone) -> Bool {
        zone.localType(at: Instant(seconds: seconds - 86_400)).seconds
            != zone.localType(at: Instant(seconds: seconds + 10_800)).seconds
    }

    /// Whether systemd loses an instant: a step that it takes past the end of two units at once leaves
    /// the smaller one where it is (systemd issues 22665 and 40260, mended in 2026). So does a step of
    /// days past the month's end when clocks change before the day that it reaches.
    private func isLost(_ seconds: Int64, by expression: CalendarExpression) -> Bool {
        let words = expression.normalized.split(separator: " ")
        guard let date = words.first(where: { $0.contains("-") }),
            let time = words.first(where: { $0.contains(":") })
        else { return false }
        let fields = date.split { "-~".contains($0) } + time.split(separator: ":")
        let hasOpenStep = fields.map { field in
            field.split(separator: ",").contains { $0.contains("/") && !$0.contains("..") }
        }
        let local = expression.zone.civil(Instant(seconds: seconds))
        let isDayLost = local.date.month == 1 || isChangeAhead(of: seconds, in: expression.zone)
        return hasOpenStep[2] && isDayLost || hasOpenStep[3] && local.date.day == 1
            || hasOpenStep[4] && local.time.hour == 0
            || hasOpenStep[5] && (local.time.minute == 0 || local.time.second == 0)
    }

    /// Whether clocks show another offset so many days later as a step of days may take.
    private func isChangeAhead(of seconds: Int64, in zone: Zone) -> Bool {
        zone.localType(at: Instant(seconds: seconds)).seconds
            != zone.localType(at: Instant(seconds: seconds + 31 * 86_400)).seconds
    }
}
