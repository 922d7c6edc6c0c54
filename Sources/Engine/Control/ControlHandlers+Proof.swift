import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlHandlers {
    @Sendable func prove(_ call: Prove, by: String) async throws -> Prove.Reply {
        let language = try answerLanguage(of: call.language)
        let named = try call.head.map { try Self.head($0, links: nil, at: nil, field: "head") }
        let kept = try (call.heads ?? []).map {
            try Self.head($0.hash, links: $0.links, at: $0.at, field: "heads")
        }
        let heads = [named].compactMap(\.self) + kept
        let proof = try await stages.ledger.read { try $0.proveHistory(heads: heads) }
        let now = clock.now
        let (verdict, letters) = try await judged(after: proof, at: now)
        let problems =
            proof.problems.map { ($0.fault.rawValue, $0.subject, $0.words) }
            + verdict.faults.map {
                ($0.isMissing ? "step-missing" : "step-extra", $0.deadline, $0.words)
            } + letters.faults.map { ($0.kind.rawValue, "\($0.notice)", $0.words) }
        let gaps =
            JudgementGap.Reason.allCases.map {
                JudgementGap(.deadline, $0, verdict.gaps[$0] ?? 0)
            } + [
                JudgementGap(.letter, .trial, letters.redirected),
                JudgementGap(.letter, .unreadable, letters.unreadable),
            ]
        return Prove.Reply(
            links: proof.links, head: proof.head,
            holdsHead: named.map { head in
                !proof.problems.contains { $0.fault == .headMissing && $0.subject == head.hash }
            }, headsHeld: proof.headsHeld, forgottenBefore: proof.forgottenBefore?.rfc3339,
            judgedSince: verdict.since?.rfc3339, judged: verdict.judged,
            notJudged: verdict.notJudged, lettersJudged: letters.judged,
            gaps: gaps.filter { $0.count > 0 }.map { gap in
                ProofGap(
                    what: gap.what.rawValue, reason: gap.reason.rawValue, count: gap.count,
                    text: gap.words.text(in: language))
            },
            problems: problems.map { fault, subject, words in
                ProofProblem(fault: fault, subject: subject, text: words.text(in: language))
            })
    }

    /// What the oracle says of what can still be read: which cells cannot, the look at the history names.
    private func judged(
        after proof: HistoryProof, at now: Instant
    ) async throws -> (HistoryJudge.Verdict, LetterJudge.Verdict) {
        do {
            return try await stages.store.read { view, office in
                (
                    try HistoryJudge(view: view, office: office, now: now).verdict(),
                    try LetterJudge(view: view, office: office, after: proof.forgottenBefore)
                        .verdict()
                )
            }
        } catch let error as LedgerError
            where error.code == .unreadableRow && !proof.problems.isEmpty
        {
            // A register that nobody can read leaves no office to judge by.
            return (HistoryJudge.Verdict(), LetterJudge.Verdict())
        }
    }

    private static func head(
        _ hash: String, links: Int?, at moment: String?, field: String
    ) throws -> HistoryHead {
        guard hash.count == 64, hash.allSatisfy(\.isHexDigit) else {
            throw EngineError(
                .invalid, "a head is 64 hexadecimal digits, as the journal has it", field: field)
        }
        let at = try moment.map { text in
            guard let instant = Instant(rfc3339: text) else {
                throw EngineError(
                    .invalid, "“\(text)” is no moment such as 2026-12-01T03:30:00Z", field: field)
            }
            return instant
        }
        return HistoryHead(hash: hash, links: links.map { Int64($0) }, at: at)
    }
}
