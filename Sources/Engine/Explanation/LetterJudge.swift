package import Almanac
package import Coordination
package import Ledger

/// Holds each letter to a client that left against what allows it: the history says that it left, whatever held
/// it was answered by whom it names, somebody entered what it is about, it went to the client's own address, and what
/// it said is what the client was told. By the clients of now, where they are those of then. What the history says
/// left did, letters to the office too.
package struct LetterJudge {
    private let view: LedgerView
    private let office: Office
    private let forgotten: Instant

    /// How many letters are judged, the newest.
    private static let most = 1_000

    /// - Parameter forgotten: from before when the history has nothing any more.
    package init(view: LedgerView, office: Office, after forgotten: Instant?) {
        self.view = view
        self.office = office
        self.forgotten = forgotten ?? .distantPast
    }

    /// What came of it.
    package struct Verdict: Sendable {
        package var judged = 0
        /// How many went to a trial's address, and were not judged.
        package var redirected = 0
        /// How many hold what cannot be read.
        package var unreadable = 0
        package var faults: [Fault] = []
    }

    /// A letter that should not have left.
    package struct Fault: Sendable {
        package var kind: Kind
        package var notice: Int64
        package var client: String
        /// What it is about, where that is what is wrong.
        package var subject: String?
    }

    /// What is wrong with it.
    package enum Kind: String, Sendable, CaseIterable {
        case unapproved = "letter-unapproved"
        /// Somebody else approved it.
        case approvedOtherwise = "letter-approved-otherwise"
        /// The history has it, and the letter does not count as sent.
        case unsent = "letter-unsent"
        /// What counts as told by it is not what it said.
        case toldOtherwise = "letter-told-otherwise"
        /// The history does not have it.
        case unrecorded = "letter-unrecorded"
        /// Nobody entered what it tells of.
        case unpromised = "letter-unpromised"
        /// It went to somebody else's address.
        case elsewhere = "letter-elsewhere"
    }

    /// Judges the newest letters.
    package func verdict() throws -> Verdict {
        let changedAt =
            try view.ifReadable {
                try view.latestEvents(of: Subject(.sheet, SheetKind.clients.rawValue), limit: 1)
                    .first?.at ?? .distantPast
            } ?? .distantFuture
        let undone =
            try view.ifReadable {
                try view.latestEvents(of: Subject(.sheet, SheetKind.orders.rawValue), limit: 500)
                    .contains { $0.what == "undone" }
            } ?? true
        var verdict = Verdict()
        verdict.faults = try view.undoneDepartures(limit: Self.most).map { number in
            let client = try view.ifReadable { try view.notice(number)?.recipient } ?? nil
            return Fault(kind: .unsent, notice: number, client: client ?? "")
        }
        let numbers = try view.sentLetterNumbers(after: forgotten, limit: Self.most)
        let letters = try numbers.compactMap { number in
            try view.ifReadable { try view.notice(number) } ?? nil
        }
        verdict.unreadable = numbers.count - letters.count
        verdict.redirected = try view.redirectedLetters(since: forgotten)
        // What clients count as told is read as a whole.
        if verdict.unreadable == 0 {
            verdict.faults +=
                try view.ifReadable {
                    try TellingJudge(view: view, after: forgotten).faults(of: letters)
                } ?? []
        }
        for notice in letters {
            let faults = try view.ifReadable {
                try self.faults(in: notice, since: changedAt, areOrdersKnown: !undone)
            }
            guard let faults else {
                verdict.unreadable += 1
                continue
            }
            verdict.judged += 1
            verdict.faults += faults
        }
        return verdict
    }

    private func faults(
        in notice: NoticeRecord, since changedAt: Instant, areOrdersKnown: Bool
    ) throws -> [Fault] {
        let faults = try kinds(of: notice, since: changedAt).map {
            Fault(kind: $0, notice: notice.id, client: notice.recipient)
        }
        guard areOrdersKnown else { return faults }
        return try faults
            + unknown(in: notice).map {
                Fault(
                    kind: .unpromised, notice: notice.id, client: notice.recipient, subject: $0)
            }
    }

    private func kinds(of notice: NoticeRecord, since changedAt: Instant) throws -> [Kind] {
        let deeds = try view.events(of: Subject(.notice, "\(notice.id)"))
        guard let left = deeds.lastIndex(where: { ["sent", "arrived"].contains($0.what) }) else {
            return [.unrecorded]
        }
        let client = notice.createdAt > changedAt ? office.directory.client(notice.recipient) : nil
        var kinds: [Kind] = []
        if !isApprover(notice, in: deeds, before: left) { kinds.append(.approvedOtherwise) }
        // What was said of an older one may be forgotten in part.
        if notice.createdAt > forgotten, !isAllowed(by: Array(deeds[..<left]), notice, client) {
            kinds.append(.unapproved)
        }
        if let client, try isElsewhere(notice, client) { kinds.append(.elsewhere) }
        return kinds
    }

    /// Whether the last word on it before it left let it go.
    private func isAllowed(
        by deeds: [EventRecord], _ notice: NoticeRecord, _ client: Client?
    ) -> Bool {
        let words: Set = ["held", "approved", "released", "rewritten", "parted", "retried"]
        let isApproved = deeds.contains { $0.what == "approved" && $0.by != nil }
        guard let last = deeds.last(where: { words.contains($0.what) }) else {
            // Nobody asked for a word: the client's are to go by themselves.
            return notice.approvedBy == nil && client?.policy ?? .automatic == .automatic
        }
        return last.what != "held" && (notice.approvedBy == nil || isApproved)
    }

    /// Whether it names whom the history names as the one who approved it last.
    private func isApprover(
        _ notice: NoticeRecord, in deeds: [EventRecord], before left: Int
    ) -> Bool {
        guard let place = deeds[..<left].lastIndex(where: { $0.what == "approved" }) else {
            // That it needed one is another question.
            return true
        }
        if let name = notice.approvedBy { return name == deeds[place].by }
        // What happened between them may have taken the approval back.
        return place + 1 < left || deeds[left].what != "sent"
    }

    private func isElsewhere(_ notice: NoticeRecord, _ client: Client) throws -> Bool {
        guard let letter = try view.letter(of: notice.id), let email = client.email,
            let main = letter.recipients.first
        else { return false }
        return main.lowercased() != email.lowercased()
    }

    /// Orders that it is about and that nobody entered.
    private func unknown(in notice: NoticeRecord) throws -> [String] {
        try notice.liveItems.map(\.item.subject).filter { $0.kind == .order }.filter { subject in
            try view.order(subject.id) == nil && view.events(of: subject).isEmpty
        }.map(\.id)
    }
}
