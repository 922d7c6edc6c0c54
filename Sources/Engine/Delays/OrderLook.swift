import Almanac
import Coordination
import Ledger

/// What a client's letter should say of one order at this moment.
///
/// Letters to clients are never trusted to be still true: they are looked at anew whenever they are
/// shown, approved, or about to leave.
struct OrderLook {
    let order: OrderRecord
    let client: Client
    let assessment: DelayAssessment
    /// Names of lines of which the client was told last what a file said that was undone since.
    let mistaken: Set<String>
    /// Names of lines whose date a sheet took out while nobody has said what that means.
    let questioned: Set<String>
    private let now: Instant

    /// - Returns: nil for an order whose client is on no register.
    init?(
        at order: OrderRecord, office: Office, now: Instant, mistaken: Set<String> = [],
        questioned: Set<String> = []
    ) {
        guard var client = office.directory.client(order.client) else { return nil }
        let today = office.workingTime(of: client).zone.civil(now).date
        // While letters rest, somebody calls.
        if office.mute(ofOrder: order.code, client: client.code, on: today) != nil {
            client.policy = .none
        }
        self.order = order
        self.mistaken = mistaken
        self.questioned = questioned
        self.now = now
        self.client = client
        assessment = office.assessment(of: order.lines, for: client, today: today)
    }

    /// The item of the letter that is due now; nil when there is nothing to tell.
    ///
    /// - Parameter writtenAt: when the letter was first written; nil is now.
    func item(in office: Office, writtenAt: Instant? = nil) -> Item? {
        guard let letter = assessment.letter else { return nil }
        return Item(
            cause: cause, kind: letter.rawValue, subject: Subject(.order, order.code),
            facts: office.facts(
                of: letter, assessment: assessment, lines: order.lines, client: client,
                at: now,
                replyBy: office.replyDate(for: client, writtenAt: writtenAt ?? now, now: now),
                mistaken: mistaken))
    }

    /// Names the revision of each line that it tells, so that what concerns other lines is another
    /// letter, and the same lines' same dates never are.
    private var cause: String {
        let lines = assessment.statements.map { "\($0.line) r\($0.revision)" }
            .joined(separator: ", ")
        return "order \(order.code): \(lines) > \(client.code)"
    }

    /// Why a letter to somebody is no longer theirs; nil when it is.
    func reasonAgainst(recipient: String) -> String? {
        if !client.code.isCode(recipient) {
            return "the order is another client's"
        }
        return client.policy == .none ? "the client is called instead" : nil
    }

    /// What about the letter asks for a person.
    func holdReasons(in office: Office) -> [HoldReason] {
        guard assessment.letter != nil else { return [] }
        var reasons = office.holdReasons(
            for: order.lines, statements: assessment.statements, client: client)
        if assessment.statements.contains(where: { questioned.contains($0.line) }) {
            reasons.append(.dateInQuestion)
        }
        let corrects = assessment.statements.contains { mistaken.contains($0.line) }
        return corrects ? reasons + [.importUndone] : reasons
    }

    /// Why a letter that was due is not any more.
    func reasonForSilence(of letter: ItemRecord) -> String {
        // What becomes of other lines of the order is no reason.
        let names = Set(letter.statements.map { Code($0.line) })
        let stated = order.lines.filter { names.contains(Code($0.line)) }
        let lines = stated.isEmpty ? order.lines : stated
        if lines.allSatisfy(\.isCancelled) { return "cancelled before the letter left" }
        if !lines.contains(where: \.isOutstanding) { return "delivered before approval" }
        if !assessment.needsDate.isEmpty { return HoldReason.statedDatePast.rawValue }
        let isWished = letter.statements.contains { statement in
            order.lines.contains { line in
                line.line.isCode(statement.line) && line.isAsWished
                    && line.told.last.map { $0.at >= letter.createdAt } ?? false
            }
        }
        if isWished { return "the client asked for another date before the letter left" }
        return "back on the date that the client knows before the letter left"
    }
}
