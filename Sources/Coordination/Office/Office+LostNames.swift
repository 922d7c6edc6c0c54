extension Office {
    /// What open deadlines and registers name that the settings do not have any more: it goes on by what comes in its
    /// place, which somebody should know.
    ///
    /// - Parameters:
    ///   - ladders: how many open deadlines go by each.
    ///   - kinds: how many open deadlines are of each.
    package func lostNames(ladders: [String: Int], kinds: [String: Int]) -> [SetupFinding] {
        let lostLadders = ladders.filter { profile.ladders[$0.key] == nil }
        let lostKinds = kinds.filter { self.kind($0.key) == nil }
        return Self.findings("ladders", "ladder", lostLadders, instead: "standard")
            + Self.findings("kinds", "kind", lostKinds, instead: "task") + lostCalendars
    }

    private static func findings(
        _ topic: String, _ noun: String, _ lost: [String: Int], instead: String
    ) -> [SetupFinding] {
        lost.sorted { $0.key < $1.key }.map { name, count in
            let deadlines = count == 1 ? "1 open deadline goes" : "\(count) open deadlines go"
            return SetupFinding(
                topic, .missing,
                "the \(noun) `\(name)` is not in the settings: \(deadlines) by `\(instead)` instead",
                remedy:
                    "put `\(topic).\(name)` back into the settings, or give the deadlines another")
        }
    }

    private var lostCalendars: [SetupFinding] {
        let named =
            directory.people.values.filter { !$0.hasLeft }.compactMap { person in
                person.calendar.map { ($0, person.code) }
            }
            + directory.teams.values.compactMap { team in team.calendar.map { ($0, team.code) } }
            + directory.clients.values.compactMap { client in
                client.calendar.map { ($0, client.code) }
            }
        let lost = Dictionary(grouping: named.filter { profile.calendars[$0.0] == nil }) { $0.0 }
        return lost.sorted { $0.key < $1.key }.map { name, users in
            SetupFinding(
                "calendars", .missing,
                "the calendar `\(name)` is not in the settings: "
                    + "\(Self.list(users.map(\.1).sorted())) by the office's instead",
                remedy: "put `calendars.\(name)` back into the settings, or change the registers")
        }
    }
}
