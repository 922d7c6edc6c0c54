import Almanac
import Coordination
import Ledger

/// One look at all orders that are due for one, within one transaction.
struct DelayPlanner: Sendable {
    let office: Office
    let writer: LetterWriter

    /// What a look came to.
    struct Result: Sendable {
        var counts: [String: Int] = [:]
        /// Letters that were written or rewritten, held ones included.
        var letters: Set<Int64> = []
        var held: [HeldLetter] = []
        var withoutClient: [String] = []

        mutating func count(_ what: String) { counts[what, default: 0] += 1 }
    }

    /// A letter that now waits for a person, as the journal tells it.
    struct HeldLetter: Sendable {
        var notice: Int64
        var client: String
        var reasons: [HoldReason]
    }

    /// A letter that is due and has no notice yet.
    private struct NewLetter {
        var look: OrderLook
        var item: Item
        var reasons: Set<HoldReason>
        /// Somebody's word on the letter in whose place it comes.
        var request: HoldRequest?
    }

    /// What one look writes and lets go, until all of it is known.
    private struct Pass {
        var result = Result()
        /// Letters that are due and have no notice yet.
        var new: [NewLetter] = []
        /// Letters that were rewritten, or whose reasons to wait were mended, and that nothing holds.
        var going: Set<Int64> = []
        /// Letters that were written, rewritten, held or let go.
        var touched: Set<Int64> = []
        /// Letters that wait for another reason than they did.
        var renewed: Set<Int64> = []
        /// Notices that orders looked at so far are in, as they stand once they were looked over: each
        /// once, however many of its orders are due.
        var notices: [Int64: NoticeRecord] = [:]
        /// Where further new letters go.
        var collecting: [Place: NoticeRecord] = [:]
        /// What clients were told because of files that were undone; read once it is asked for.
        var undone: UndoneTellings?
    }

    /// What letters of one notice have in common.
    private struct Place: Hashable {
        var client: Code
        var state: NoticeState
        /// The letter that somebody asked to wait, in whose place these come.
        var former: Int64?
        /// What went to a trial's address before waits by itself: a letter that waited already stays as it was.
        var isAfterTrial: Bool
    }

    /// - Parameters:
    ///   - held: codes of orders whose letters wait for a person when they are written anew.
    ///   - reason: why they do: they went to a trial's address only.
    func work(
        in transaction: LedgerTransaction, holding held: Set<Code> = [],
        for reason: HoldReason = .afterTrial
    ) throws -> Result {
        let now = transaction.now
        var pass = Pass()
        for order in try transaction.view.ordersDue(by: now) {
            let mistaken = try mistakenLines(of: order, in: transaction.view, &pass)
            guard
                let look = OrderLook(
                    at: order, office: office, now: now, mistaken: mistaken,
                    questioned: try transaction.view.questionedLines(of: order))
            else {
                pass.result.withoutClient.append(order.code)
                try transaction.setNext(nil, ofOrder: order.code)
                continue
            }
            pass.result.count("orders")
            try ask(about: look, in: transaction, result: &pass.result)
            // What was taken back, or is on its way to another client than the order's, leaves room.
            let isTold = try openLetters(about: order, in: transaction, &pass).contains {
                $0.recipient.isCode(look.client.code)
            }
            if !isTold, var letter = try newLetter(look, in: transaction.view) {
                if held.contains(Code(order.code)) { letter.reasons.insert(reason) }
                pass.new.append(letter)
            }
            try transaction.setNext(
                office.nextLook(at: order.lines, client: look.client, now: now),
                ofOrder: order.code)
        }
        try place(in: transaction, &pass)
        var result = pass.result
        result.letters = pass.touched
        let begun = try askAboutWaitingLetters(in: transaction, result: &result)
        pass.touched.formUnion(begun)
        try announce(
            pass.touched, anew: begun.union(pass.renewed), in: transaction, result: &result)
        try announceToSalespeople(pass.touched, in: transaction)
        return result
    }

    /// Lines of which an order's client was told last what a file said that was undone: a letter about them
    /// corrects that, be it that nobody could write it then: the clock was doubted, or the first letter on
    /// its way.
    private func mistakenLines(
        of order: OrderRecord, in view: LedgerView, _ pass: inout Pass
    ) throws -> Set<String> {
        var undone = try pass.undone ?? UndoneTellings(in: view)
        defer { pass.undone = undone }
        return try undone.mistakenLines(of: order)
    }

    /// Notices to clients that tell of an order's dates and whose fate is not known, those that have not
    /// left brought up to date.
    private func openLetters(
        about order: OrderRecord, in transaction: LedgerTransaction, _ pass: inout Pass
    ) throws -> [NoticeRecord] {
        let subject = Subject(.order, order.code)
        for id in try transaction.view.openNoticeNumbers(about: subject)
        where pass.notices[id] == nil {
            guard let notice = try transaction.view.notice(id) else { continue }
            pass.notices[id] = notice
            guard notice.tellsDates(of: order), notice.state.isRecallable else { continue }
            try rewrite(notice, in: transaction, &pass)
            pass.notices[id] = try transaction.view.notice(id)
        }
        // One that cannot go may have come to wait in a notice of its own.
        return try transaction.view.openNoticeNumbers(about: subject)
            .compactMap { try pass.notices[$0] ?? transaction.view.notice($0) }
            .filter { $0.tellsDates(of: order) }
    }

    private func newLetter(_ look: OrderLook, in view: LedgerView) throws -> NewLetter? {
        guard look.client.policy != .none, let item = look.item(in: office),
            try !view.hasItem(cause: item.cause)
        else { return nil }
        let obstacles = try view.obstacles(
            to: look.client.code, office: office, writer: writer)
        let request = try view.standingRequest(about: look.order)
        return NewLetter(
            look: look, item: item,
            reasons: obstacles.union(look.holdReasons(in: office))
                .union(request == nil ? [] : [.byRequest])
                .union(
                    try view.standingReasons(
                        about: look.order, stating: look.assessment.statements)),
            request: request)
    }

    /// Puts new letters into their clients' notices and lets go what nothing holds; too many at once
    /// all wait for a person.
    private func place(in transaction: LedgerTransaction, _ pass: inout Pass) throws {
        // An order that was looked at later may have had its letter's notice held.
        let going = try pass.going.sorted().compactMap { try transaction.view.notice($0) }
            .filter { $0.state.isRecallable && $0.holdReasons.isEmpty }
        let clients =
            pass.new.filter(\.reasons.isEmpty).map(\.look.client.code) + going.map(\.recipient)
        let limit = LetterLimit(office: office)
        let isTooMany =
            try limit.isPassed(byLettersTo: clients)
            || limit.isPassed(
                byLettersAbout: pass.new.filter(\.reasons.isEmpty).map(\.look)
                    + going.flatMap { try looks(at: $0, in: transaction) },
                in: transaction.view)
        for notice in going {
            try release(notice, isTooMany: isTooMany, in: transaction)
            pass.touched.insert(notice.id)
        }
        for var letter in pass.new {
            if isTooMany { letter.reasons.insert(.breaker) }
            pass.touched.insert(try place(letter, in: transaction, &pass))
            pass.result.count(letter.item.kind)
        }
    }

    private func looks(
        at notice: NoticeRecord, in transaction: LedgerTransaction
    ) throws -> [OrderLook] {
        try notice.liveItems.compactMap { record in
            try transaction.view.look(at: record, office: office, now: transaction.now)
        }
    }

    private func place(
        _ letter: NewLetter, in transaction: LedgerTransaction, _ pass: inout Pass
    ) throws -> Int64 {
        let client = letter.look.client
        let leaveAt =
            letter.reasons.isEmpty
            ? max(
                office.releaseInstant(
                    for: letter.look.order.lines, client: client,
                    now: office.coolingEnd(from: transaction.now)), transaction.now) : nil
        let place = Place(
            client: Code(client.code), state: leaveAt == nil ? .held : .waiting,
            former: letter.request?.notice, isAfterTrial: letter.reasons.contains(.afterTrial))
        let notice: NoticeRecord
        if var open = try pass.collecting[place]
            ?? (letter.request == nil && !place.isAfterTrial
                ? collectingNotice(for: client, in: place.state, transaction.view) : nil)
        {
            let known = open
            open.holdReasons = Set(open.holdReasons).union(letter.reasons)
                .sorted { $0.rawValue < $1.rawValue }
            open.leaveAt = leaveAt.map { max($0, open.leaveAt ?? $0) }
            if open.holdReasons != known.holdReasons || open.leaveAt != known.leaveAt {
                try transaction.update(open)
            }
            if open.holdReasons != known.holdReasons {
                try transaction.recordHold(of: open.id, for: open.holdReasons)
            }
            notice = open
        } else {
            let id = try transaction.openNotice(
                to: client.code, audience: .client, leaveAt: leaveAt,
                holdReasons: letter.reasons.sorted { $0.rawValue < $1.rawValue })
            if leaveAt == nil { try transaction.recordHold(of: id, for: letter.reasons) }
            if let request = letter.request { try transaction.repeatRequest(request, of: id) }
            guard let opened = try transaction.view.notice(id) else { return id }
            notice = opened
        }
        pass.collecting[place] = notice
        try transaction.append(
            letter.item, to: notice.id, statements: letter.look.assessment.statements)
        return notice.id
    }

    /// The notice that a client's further letters join: none that a person has put words into, or asked
    /// to wait, which nobody would look for others in.
    private func collectingNotice(
        for client: Client, in state: NoticeState, _ view: LedgerView
    ) throws -> NoticeRecord? {
        guard
            let open = try view.collectingNotice(
                for: client.code, audience: .client, in: state), open.edit == nil,
            !open.holdReasons.contains(.byRequest), open.liveItems.allSatisfy(\.statesDates)
        else { return nil }
        return open
    }

    /// Brings a letter that has not left up to date, and forgets the reasons to wait that have been
    /// mended since.
    private func rewrite(
        _ notice: NoticeRecord, in transaction: LedgerTransaction, _ pass: inout Pass
    ) throws {
        var notice = notice
        let wasApproved = notice.approvedHash != nil
        let found = try transaction.reassess(&notice, office: office)
        if found == .withdrawn {
            pass.result.count("withdrawn")
            return
        }
        if found == .outlived {
            notice.hold(for: notice.holdReasons)
            try transaction.update(notice)
            try transaction.recordHold(of: notice.id, for: notice.holdReasons)
            pass.touched.insert(notice.id)
            return
        }
        // One that stands and waits for its moment has its last look then; what asks for a person now asks at once.
        guard
            try found != .stands || notice.state == .held
                || transaction.view.questionedOrder(in: notice) != nil
                || asksForPerson(notice, in: transaction)
        else {
            return try replan(notice, in: transaction)
        }
        let parted = try transaction.partHeld(from: &notice, office: office, writer: writer)
        if let parted { pass.touched.insert(parted) }
        let isChanged = found == .changed || parted != nil
        if isChanged {
            pass.result.count("rewritten")
            try transaction.record("rewritten", of: Subject(.notice, "\(notice.id)"))
        }
        // What is left of a letter goes as it was approved.
        guard
            try transaction.view.questionedOrder(in: notice) != nil
                || !isApproved(notice, in: transaction)
        else {
            return try replan(notice, in: transaction)
        }
        var reasons = Set(
            try transaction.view.holdReasons(
                for: notice, office: office, writer: writer, now: transaction.now))
        if wasApproved { reasons.insert(.approvalLapsed) }
        let known = Set(notice.holdReasons)
        if isChanged || !reasons.isSubset(of: known) { pass.touched.insert(notice.id) }
        if !reasons.isSubset(of: known) { pass.renewed.insert(notice.id) }
        if reasons.isEmpty {
            guard isChanged || !known.isEmpty else { return }
            notice.holdReasons = []
            try transaction.update(notice)
            if !known.isEmpty {
                try transaction.record(
                    "released", of: Subject(.notice, "\(notice.id)"),
                    detail: known.map(\.rawValue).sorted().joined(separator: ", "))
            }
            pass.going.insert(notice.id)
        } else if notice.state != .held || reasons != known {
            notice.hold(for: reasons)
            try transaction.update(notice)
            try transaction.recordHold(of: notice.id, for: notice.holdReasons)
        }
    }

    /// Whether something about a letter that waits for its moment, and that nobody approved, asks for a person.
    private func asksForPerson(
        _ notice: NoticeRecord, in transaction: LedgerTransaction
    ) throws -> Bool {
        guard notice.approvedHash == nil, !notice.mayHaveArrived else { return false }
        return try !transaction.view.holdReasons(
            for: notice, office: office, writer: writer, now: transaction.now
        ).isEmpty
    }

    /// Has a letter that waits for its client's hours leave when those, as they are now, say.
    private func replan(_ notice: NoticeRecord, in transaction: LedgerTransaction) throws {
        guard notice.state == .waiting, let planned = notice.leaveAt, planned > transaction.now
        else { return }
        var notice = notice
        notice.leaveAt = try LetterApproval(office: office, writer: writer, by: "")
            .releaseInstant(of: notice, in: transaction)
        if notice.approvedHash == nil, let leaveAt = notice.leaveAt {
            let said = try transaction.view.saidSince(notice)
            notice.leaveAt = max(
                leaveAt, office.coolingEnd(from: min(said, transaction.now)))
        }
        guard notice.leaveAt != planned else { return }
        try transaction.update(notice)
    }

    /// Whether a letter, as it stands now, is one that a person approved, or what is left of it.
    private func isApproved(
        _ notice: NoticeRecord, in transaction: LedgerTransaction
    ) throws -> Bool {
        guard notice.approvedHash != nil else { return false }
        do {
            let letter = try writer.letter(
                for: notice, view: transaction.view, office: office, now: transaction.now)
            return try writer.isApproved(
                letter, of: notice, view: transaction.view, office: office, now: transaction.now)
        } catch is EngineError {
            // What cannot be composed is held for that.
            return false
        }
    }

    private func release(
        _ notice: NoticeRecord, isTooMany: Bool, in transaction: LedgerTransaction
    ) throws {
        var notice = notice
        if isTooMany {
            notice.hold(for: [.breaker])
            try transaction.recordHold(of: notice.id, for: notice.holdReasons)
        } else if notice.state != .deferred {
            notice.state = .waiting
            notice.leaveAt = max(
                try LetterApproval(office: office, writer: writer, by: "")
                    .releaseInstant(of: notice, in: transaction),
                office.coolingEnd(from: transaction.now))
        }
        try transaction.update(notice)
    }
}

extension NoticeRecord {
    /// Whether it tells a client dates of an order.
    fileprivate func tellsDates(of order: OrderRecord) -> Bool {
        audience == .client
            && liveItems.contains {
                $0.statesDates && $0.item.subject.id.isCode(order.code)
            }
    }
}
