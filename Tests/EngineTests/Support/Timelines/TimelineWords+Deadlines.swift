import Almanac
import Coordination

@testable import Engine

extension TimelineWord {
    private static let row =
        "owner due zone ladder repeat roll after kind title client note evidence"

    /// What becomes of promises.
    static let deadlineWords: [TimelineWord] = [
        TimelineWord("add", plain: 1...1, fields: row) { player, line in
            // Nobody can be asked while the service is down: a row waits in the drop folder.
            guard !player.isDown else { return player.addDeadlineRow(line) }
            let new = try player.newDeadline(line)
            try await player.change { try $0.add(new, in: $1) }
        },
        TimelineWord("import", plain: 1...1, fields: row) { player, line in
            player.addDeadlineRow(line)
        },
        TimelineWord("move", plain: 1...1, fields: "due scope reason") { player, line in
            guard let due = try line.moment("due") else {
                throw Timeline.Malformed(description: line.fault("needs due="))
            }
            try await player.change { changes, transaction in
                try changes.move(
                    line.deadline, to: due.date, at: due.time, reason: line.text("reason"),
                    scope: line.scope, in: transaction)
            }
        },
        TimelineWord("acknowledge", plain: 1...1, fields: "until") { player, line in
            let until = try line.moment("until").map(player.office.profile.zone.instant)
            try await player.change { try $0.acknowledge(line.deadline, until: until, in: $1) }
        },
        TimelineWord("snooze", plain: 1...1, fields: "until") { player, line in
            guard let until = try line.moment("until") else {
                throw Timeline.Malformed(description: line.fault("needs until="))
            }
            let instant = player.office.profile.zone.instant(until)
            try await player.change { try $0.snooze(line.deadline, until: instant, in: $1) }
        },
        TimelineWord("reopen", plain: 1...1, fields: "reason") { player, line in
            try await player.change {
                try $0.reopen(line.deadline, reason: line.text("reason"), in: $1)
            }
        },
        TimelineWord("cancel", plain: 1...1, fields: "scope reason") { player, line in
            try await player.finish(line, as: .cancelled)
        },
        TimelineWord("done", plain: 1...1, fields: "evidence") { player, line in
            try await player.finish(line, as: .done)
        },
    ]
}

extension TimelinePlayer {
    /// A row of this moment's deadlines sheet.
    func addDeadlineRow(_ line: TimelineLine) {
        let due = (line.fields["due"] ?? "").split(separator: "T").map(String.init)
        let field = { (name: String) in line.text(name) ?? "" }
        add(
            row: [
                line[0], line.text("title") ?? line[0], field("owner"), due.first ?? "",
                due.count > 1 ? due[1] : "", field("zone"), line.fields["ladder"] ?? "",
                field("repeat"), field("roll"), line.fields["after"] ?? "", field("kind"),
                field("client"), field("note"), field("evidence"),
            ], to: "deadlines.csv",
            header: [
                "code", "title", "owner", "due_date", "due_time", "time_zone", "ladder", "repeat",
                "roll", "after", "kind", "client", "note", "evidence",
            ])
    }

    /// What somebody says of a new deadline by command.
    func newDeadline(_ line: TimelineLine) throws -> NewDeadline {
        let fields = line.fields
        let due = (fields["due"] ?? "").split(separator: "T").map(String.init)
        guard let date = due.first.flatMap({ CivilDate($0) }) else {
            throw Timeline.Malformed(description: line.fault("needs due="))
        }
        return NewDeadline(
            code: line[0], title: line.text("title") ?? line[0], owner: fields["owner"] ?? "",
            date: date, time: due.count > 1 ? CivilTime(due[1]) : nil,
            zone: fields["zone"].map { Self.zones[$0] ?? $0 }, kind: fields["kind"],
            ladder: fields["ladder"], client: fields["client"], note: line.text("note"),
            recurrence: line.text("repeat"),
            roll: fields["roll"].flatMap(Rolling.Direction.init(rawValue:)),
            evidence: line.text("evidence"),
            dependencies: (fields["after"] ?? "").split(separator: ",").map(String.init))
    }

    private static let zones = [
        "WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura",
    ]

    /// Ends a deadline as a person does.
    func finish(_ line: TimelineLine, as state: Deadline.State) async throws {
        try await change { changes, transaction in
            try changes.finish(
                line.deadline, as: state,
                reason: line.text("reason") ?? (state == .done ? nil : "test"),
                proof: line.text("evidence"), scope: line.scope, in: transaction)
        }
    }
}

extension TimelineLine {
    /// `CODE`, or `CODE/DATE` for one of a series.
    var deadline: DeadlineChanges.Name {
        let parts = self[0].split(separator: "/").map(String.init)
        return DeadlineChanges.Name(
            code: parts.first ?? "", occurrence: parts.count > 1 ? parts[1] : nil)
    }

    var scope: DeadlineChanges.Scope? { fields["scope"].flatMap(DeadlineChanges.Scope.init) }
}
