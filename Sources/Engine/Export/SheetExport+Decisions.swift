import Almanac
import Coordination
import Ledger
import Post

extension SheetExport {
    /// How many waiting letters a sheet holds at most; more than an office can approve in a day.
    private static let letterLimit = 10_000

    /// A row for each letter that waits for a person, to be filled in: what it says now is what its
    /// hash stands for.
    func decisionRows(writer: LetterWriter, now: Instant) throws -> Table {
        let waiting = try view.notices(in: [.held], limit: Self.letterLimit)
        let rows = try waiting.compactMap { notice -> [String: SheetValue]? in
            let current = try view.refreshed(notice, office: office, now: now)
            let letter: (hash: String, subject: String)
            do {
                let composed = try writer.letter(
                    for: current, view: view, office: office, now: now)
                letter = (composed.contentHash, composed.subject)
            } catch let error as EngineError where error.code == .notComposed {
                // Nobody can approve what cannot be written; `letter show` says why.
                return nil
            }
            let recipient = office.recipient(key: notice.recipient, audience: notice.audience)
            return [
                "id": .text(String(notice.id)), "hash": .text(letter.hash),
                "recipient": .text(recipient?.name ?? notice.recipient),
                "subject": .text(letter.subject),
                "waits_since": .date(office.profile.zone.civil(notice.createdAt).date),
                "waits_because": .text(
                    notice.holdReasons.map { $0.words.text(in: office.profile.language) }
                        .joined(separator: "; ")),
            ]
        }
        return Table(
            rows + (try signOffs()),
            further: ["recipient", "subject", "waits_since", "waits_because"])
    }

    /// A row for each file whose figures a manager is asked to sign.
    private func signOffs() throws -> [[String: SheetValue]] {
        try view.periods().filter { $0.state != .closed }
            .flatMap { office.expectedSubmissions(for: $0.period) }
            .compactMap { expected in
                guard
                    let question = try view.openDeadlines(code: expected.signOffCode).first?
                        .deadline,
                    let latest = try view.latestSubmission(for: expected)
                else { return nil }
                let signer = office.directory.person(question.owner)
                return [
                    "id": .text(question.code), "hash": .text(latest.hash),
                    "recipient": .text(signer?.name ?? question.owner),
                    "subject": .text("\(question.title): \(latest.file)"),
                    "waits_since": .date(office.profile.zone.civil(question.createdAt).date),
                    "waits_because": .text(
                        HoldReason.approval.words.text(in: office.profile.language)),
                ]
            }
    }
}
