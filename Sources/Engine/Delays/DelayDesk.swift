import Almanac
import Coordination
import Ledger

/// One look at all orders that are due for one, within one transaction.
struct DelayDesk: Sendable {
    let office: Office
    let writer: LetterWriter
    let reachesClients: Bool

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
    }

    func work(in transaction: LedgerTransaction) throws -> Result {
        let now = transaction.now
        var result = Result()
        var letters: [NewLetter] = []
        var touched: Set<Int64> = []
        for order in try transaction.view.ordersDue(by: now) {
            guard let look = OrderLook(at: order, office: office, now: now) else {
                result.withoutClient.append(order.code)
                try transaction.setNext(nil, ofOrder: order.code)
                continue
            }
            result.count("orders")
            try ask(about: look, in: transaction, result: &result)
            let open = try transaction.view.openNotices(about: Subject(.order, order.code))
                .filter { $0.audience == .client }
            for notice in open where notice.state.isRecallable {
                try rewrite(notice, in: transaction, touched: &touched, result: &result)
            }
            if open.isEmpty, let letter = newLetter(look) { letters.append(letter) }
            try transaction.setNext(
                office.nextLook(at: order.lines, client: look.client, now: now),
                ofOrder: order.code)
        }
        try place(letters, in: transaction, touched: &touched, result: &result)
        result.letters = touched
        try announce(touched, in: transaction, result: &result)
        return result
    }

    private func newLetter(_ look: OrderLook) -> NewLetter? {
        guard look.client.policy != .none, let item = look.item(in: office) else { return nil }
        var reasons = Set(look.holdReasons(in: office))
        if !reachesClients { reasons.insert(.noCourier) }
        if look.client.email == nil { reasons.insert(.noAddress) }
        return NewLetter(look: look, item: item, reasons: reasons)
    }

    /// Puts new letters into their clients' notices; too many at once all wait for a person.
    private func place(
        _ letters: [NewLetter], in transaction: LedgerTransaction, touched: inout Set<Int64>,
        result: inout Result
    ) throws {
        let released = Set(
            letters.filter(\.reasons.isEmpty).map { Directory.fold($0.look.client.code) })
        let isTooMany = released.count > office.profile.automaticLimit
        for var letter in letters {
            if try transaction.view.hasItem(cause: letter.item.cause) { continue }
            if isTooMany { letter.reasons.insert(.breaker) }
            touched.insert(try place(letter, in: transaction))
            result.count(letter.item.kind)
        }
    }

    private func place(_ letter: NewLetter, in transaction: LedgerTransaction) throws -> Int64 {
        let client = letter.look.client
        let leaveAt =
            letter.reasons.isEmpty
            ? office.releaseInstant(
                for: letter.look.order.lines, client: client, now: transaction.now) : nil
        let state: NoticeState = leaveAt == nil ? .held : .waiting
        var notice: Int64
        if var open = try transaction.view.collectingNotice(
            for: client.code, audience: .client, in: state)
        {
            open.holdReasons = Set(open.holdReasons).union(letter.reasons)
                .sorted { $0.rawValue < $1.rawValue }
            open.leaveAt = leaveAt.map { max($0, open.leaveAt ?? $0) }
            try transaction.update(open)
            notice = open.id
        } else {
            notice = try transaction.openNotice(
                to: client.code, audience: .client, leaveAt: leaveAt,
                holdReasons: letter.reasons.sorted { $0.rawValue < $1.rawValue })
        }
        try transaction.append(
            letter.item, to: notice, statements: letter.look.assessment.statements)
        return notice
    }

    /// Brings a letter that has not left up to date.
    private func rewrite(
        _ notice: NoticeRecord, in transaction: LedgerTransaction, touched: inout Set<Int64>,
        result: inout Result
    ) throws {
        var notice = notice
        let wasApproved = notice.approvedHash != nil
        var reasons: [HoldReason] = []
        switch try transaction.lookOver(&notice, office: office) {
        case .withdrawn:
            result.count("withdrawn")
            return
        case .stands:
            return
        case .changed:
            if wasApproved { reasons.append(.approvalLapsed) }
        case .statesPastDate:
            reasons.append(.statedDatePast)
        }
        result.count("rewritten")
        reasons += try transaction.view.holdReasons(
            for: notice, office: office, now: transaction.now)
        guard !reasons.isEmpty else { return }
        notice.hold(for: reasons)
        try transaction.update(notice)
        touched.insert(notice.id)
    }
}
