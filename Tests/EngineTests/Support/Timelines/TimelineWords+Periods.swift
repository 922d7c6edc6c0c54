import Control
import Coordination

@testable import Engine

extension TimelineWord {
    /// What teams hand in, and how periods end.
    static let periodWords: [TimelineWord] = [
        TimelineWord("submit", plain: 3...4, fields: "faults amount") { player, line in
            let file = TestOffice.submission(
                team: line[1], period: line[2], faults: Int(line.fields["faults"] ?? "") ?? 0,
                amount: Int(line.fields["amount"] ?? "") ?? 1_000_000, isNil: line[3] == "nil")
            guard !player.isDown else { return player.files.append(file) }
            let report = try await player.work.submit(file)
            // A file with faults is taken as a version; one for a closed period is not.
            let refusal = report.findings.first { $0.code == "period-closed" }
            if let refusal { throw EngineError(.conflict, refusal.expected) }
        },
        TimelineWord("period", plain: 2...2, fields: "reason") { player, line in
            _ = try await player.work.call(
                MovePeriod(
                    period: line[0], state: line[1], reason: line.text("reason"), by: "K"))
        },
        TimelineWord("sign", plain: 3...3, fields: "by") { player, line in
            _ = try await player.work.call(
                SignSubmission(
                    period: line[2], type: line[0], team: line[1], by: line.fields["by"]))
        },
        TimelineWord("ask-again", plain: 3...3, fields: "reason") { player, line in
            _ = try await player.work.call(
                WaiveSubmission(
                    period: line[2], type: line[0], team: line[1],
                    reason: line.text("reason") ?? "test", withdraw: true, by: "K"))
        },
        // One word waives a deadline, three a submission.
        TimelineWord("waive", plain: 1...3, fields: "reason scope") { player, line in
            guard line.plain.count == 3 else {
                return try await player.finish(line, as: .waived)
            }
            _ = try await player.work.call(
                WaiveSubmission(
                    period: line[2], type: line[0], team: line[1],
                    reason: line.text("reason") ?? "test", by: "K"))
        },
    ]
}
