import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlHandlers {
    @Sendable func why(
        _ call: Why, by: String, interim: InterimReplies<Why.Reply>
    ) async throws -> Why.Reply {
        let code = try answerLanguage(of: call.language)
        let date = try call.on.map {
            try CallWords.date($0, field: "on", by: stages.intake.reader)
        }
        let now = clock.now
        let found = try await stages.store.read { [stops = stages.stops] view, office in
            try Explainer(view: view, office: office, now: now, service: stops)
                .explanation(of: call.subject, on: date)
        }
        return try await paged(
            Array(found.lines.indices), interim,
            reply: {
                Why.Reply(
                    subject: found.subject.description, title: found.title.text(in: code),
                    lines: $0)
            },
            read: { $0.map { WhyLine(found.lines[$0], in: code) } })
    }
}

extension WhyLine {
    fileprivate init(_ line: Explanation.Line, in language: String) {
        self.init(
            at: line.at.rfc3339, kind: line.kind.rawValue,
            heading: line.kind.words.text(in: language), rules: line.rules,
            text: line.words.text(in: language), by: line.by, person: line.person,
            notice: line.notice.map { Int($0) }, step: line.step)
    }
}
