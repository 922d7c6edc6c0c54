import Almanac
import Coordination
import Ledger

/// Somebody's word that a letter wait. It stays with what the letter tells, whatever letter tells it, until
/// somebody decides about that.
struct HoldRequest: Hashable {
    /// The letter about which it was said.
    var notice: Int64
    var by: String
    var reason: String?
}

extension HoldReason {
    /// Whether it is about the step that the letter's dates took into the world rather than about the letter: it
    /// stands until somebody decides about those dates, whatever letter tells them.
    fileprivate var staysWithDates: Bool {
        [.breaker, .approvalLapsed, .afterTrial].contains(self)
    }
}

extension LedgerView {
    /// What the letter about an order in whose place a new one with the same dates would come waited for: the
    /// service took it back, and nobody has decided about it or told what it stated since.
    ///
    /// - Parameter statements: the new one's.
    func standingReasons(
        about order: OrderRecord, stating statements: [DelayAssessment.Statement]
    ) throws -> Set<HoldReason> {
        Set(
            try reasonsOfFormer(about: order, stating: statements).filter(\.staysWithDates))
    }

    /// Names of lines, as they are now, that a letter which was taken back since told as late already when they
    /// were first seen.
    func linesHeldAsLate(of order: OrderRecord) throws -> Set<String> {
        Set(
            try order.lines.filter { line in
                try reasonsOfFormer(
                    about: order,
                    stating: [
                        DelayAssessment.Statement(
                            line: line.line, date: line.current, revision: line.revision)
                    ]
                ).contains(.lateWhenFirstSeen)
            }.map(\.line))
    }

    private func reasonsOfFormer(
        about order: OrderRecord, stating statements: [DelayAssessment.Statement]
    ) throws -> Set<HoldReason> {
        guard let (last, _) = try untoldItem(about: order),
            last.statements.contains(where: { former in
                statements.contains { $0.line.isCode(former.line) && $0.date == former.date }
            }),
            let notice = try notice(last.notice), notice.recipient.isCode(order.client)
        else { return [] }
        // What it waited for when it was taken back, as its history says it.
        var reasons: Set<HoldReason> = []
        for event in try events(of: Subject(.notice, "\(last.notice)")) {
            switch event.what {
            case "held" where event.by == nil:
                reasons = Set(
                    (event.detail ?? "").split(separator: ", ")
                        .compactMap { HoldReason(rawValue: String($0)) })
            case "approved", "released", "refused": reasons = []
            default: break
            }
        }
        return reasons
    }

    /// The item of the letter about an order in whose place a new one would come, be that to another client, and
    /// when the service took it back; nil where what it stated was told since.
    private func untoldItem(about order: OrderRecord) throws -> (ItemRecord, Instant)? {
        guard
            let last = try clientItems(about: Subject(.order, order.code))
                .last(where: \.statesDates),
            let takenBack = last.withdrawnAt
        else { return nil }
        let stated = Set(last.statements.map { Code($0.line) })
        let lines = order.lines.filter { stated.contains(Code($0.line)) }
        let isTold =
            !lines.isEmpty
            && lines.allSatisfy { $0.told.dropFirst().contains { $0.at > takenBack } }
        return isTold ? nil : (last, takenBack)
    }

    /// The word on the letter about an order in whose place a new one would come, be that to another client:
    /// the service took it back, and nobody has decided about it or told what it stated since.
    func standingRequest(about order: OrderRecord) throws -> HoldRequest? {
        guard let (last, takenBack) = try untoldItem(about: order) else { return nil }
        return try request(toHold: last.notice, by: takenBack)
    }

    /// The last word on a letter by a moment, where that was to wait.
    func request(toHold notice: Int64, by moment: Instant) throws -> HoldRequest? {
        let last = try events(of: Subject(.notice, "\(notice)")).last { event in
            event.at <= moment
                && (event.what == "approved" || event.what == "held" && event.by != nil)
        }
        guard let last, last.what == "held", let by = last.by else { return nil }
        return HoldRequest(notice: notice, by: by, reason: last.detail)
    }
}

extension LedgerTransaction {
    /// Has a letter, and its history, say who asked that what it tells wait, and why.
    func repeatRequest(_ request: HoldRequest, of notice: Int64) throws {
        guard var held = try view.notice(notice) else { return }
        held.response = ["\(request.by) asked that it wait", request.reason].compactMap(\.self)
            .joined(separator: ": ")
        try update(held)
        try record(
            "held", of: Subject(.notice, "\(notice)"), by: request.by, detail: request.reason)
    }
}
