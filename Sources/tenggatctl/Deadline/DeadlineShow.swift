import ArgumentParser
import Control

struct DeadlineShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A deadline with its ladder and its history.")

    @OptionGroup var name: DeadlineName
    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(
            ShowDeadline(code: name.code, occurrence: name.occurrence))
        try connection.print(reply) {
            let deadline = reply.deadline
            print(Terminal.bold("\(deadline.identifier): \(deadline.title)"))
            for (label, value) in Self.rows(of: deadline) {
                let padding = String(repeating: " ", count: max(1, 14 - label.count))
                print("  \(label)\(padding)\(value)")
            }
            var ladder = Table("WHEN", "STEP", "TELLS", "CAME TO", flexible: 3)
            for step in reply.steps {
                ladder.add(
                    Wording.instant(step.at), step.when, step.role, step.outcome ?? "ahead")
            }
            ladder.print(whenEmpty: "  Its ladder has no steps.")
            var history = Table("AT", "WHAT", "BY", "DETAIL", flexible: 3)
            for event in reply.events {
                history.add(
                    Wording.instant(event.at), event.what, event.by ?? "-", event.detail ?? "-")
            }
            history.print(whenEmpty: "  It has no history.")
        }
    }

    private static func rows(of deadline: Deadline) -> [(String, String)] {
        let rows: [(String, String?)] = [
            ("owner", deadline.ownerName.map { "\(deadline.owner), \($0)" } ?? deadline.owner),
            ("due", "\(deadline.due) \(deadline.timeZone), revision \(deadline.revision)"),
            ("state", deadline.waiting ? "waits for others" : deadline.state),
            ("comes back", deadline.repeat), ("kind", deadline.kind), ("ladder", deadline.ladder),
            ("client", deadline.client), ("note", deadline.note),
            ("evidence", deadline.evidence), ("shown", deadline.proof),
            ("to be shown", deadline.state == "open" ? deadline.missingEvidence : nil),
            (
                "waits for",
                deadline.after.isEmpty ? nil : deadline.after.joined(separator: ", ")
            ),
            ("acknowledged", deadline.acknowledgedUntil.map { "until \(Wording.instant($0))" }),
            ("snoozed", deadline.snoozedUntil.map { "until \(Wording.instant($0))" }),
            ("ended", deadline.finishedAt.map { Wording.instant($0) }),
            ("reason", deadline.reason),
        ]
        return rows.compactMap { label, value in value.map { (label, $0) } }
    }
}
