import Control
import Coordination
import Host
import Ledger

extension ControlHandlers {
    @Sendable func prove(_ call: Prove, by: String) async throws -> Prove.Reply {
        let language = try answerLanguage(of: call.language)
        if let head = call.head, head.count != 64 || !head.allSatisfy(\.isHexDigit) {
            throw EngineError(
                .invalid, "a head is 64 hexadecimal digits, as the journal has it", field: "head")
        }
        let proof = try await stages.ledger.read { try $0.proveHistory(head: call.head) }
        let now = clock.now
        let verdict = try await stages.store.read { view, office in
            try HistoryJudge(view: view, office: office, now: now).verdict()
        }
        return Prove.Reply(
            links: proof.links, head: proof.head, holdsHead: proof.holdsHead,
            judged: verdict.judged, notJudged: verdict.notJudged,
            problems: proof.problems.map {
                ProofProblem(
                    fault: $0.fault.rawValue, subject: $0.subject,
                    text: $0.words.text(in: language))
            }
                + verdict.faults.map {
                    ProofProblem(
                        fault: $0.isMissing ? "step-missing" : "step-extra",
                        subject: $0.deadline, text: $0.words.text(in: language))
                })
    }
}
