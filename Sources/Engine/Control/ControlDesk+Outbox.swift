import Almanac
import Control
import Coordination
import Host
import Ledger
import Logging
import Post

extension ControlDesk {
    @Sendable func listNotices(_ call: ListNotices, by: String) async throws -> ListNotices.Reply {
        let states: [NoticeState]
        switch call.state {
        case nil: states = NoticeState.allCases.filter { !$0.isFinal }
        case "all": states = NoticeState.allCases
        case let word?:
            guard let state = NoticeState(rawValue: word) else {
                let known = NoticeState.allCases.map(\.rawValue).joined(separator: ", ")
                throw EngineError(
                    .invalid, "“\(word)” is no state of a notice; there are \(known) and all",
                    field: "state")
            }
            states = [state]
        }
        let limit = call.limit ?? 200
        guard (1...10_000).contains(limit) else {
            throw EngineError(.invalid, "limit \(limit) is not in 1–10000", field: "limit")
        }
        let office = stages.store.office
        let notices = try await stages.ledger.read { try $0.notices(in: states, limit: limit) }
        return ListNotices.Reply(notices: notices.map { Control.Notice($0, office: office) })
    }

    @Sendable func showNotice(_ call: ShowNotice, by: String) async throws -> ShowNotice.Reply {
        let now = clock.now
        let writer = stages.writer
        let (shown, office) = try await stages.store.read { view, office in
            let notice = try Self.noticeNumbered(call.id, in: view)
            return (try writer.shown(notice, view: view, office: office, now: now), office)
        }
        if let letter = shown.letter, shown.notice.isUndecided, shown.notice.liveItems.count > 1 {
            do {
                try await stages.store.change(at: now) { work in
                    try work.transaction.noteShown(
                        letter, of: shown.notice, writer: writer, office: work.office)
                }
            } catch {
                // It is shown all the same; approving it asks for it as it is then.
                stages.outbox.logger.debug("what was shown is not remembered, ignoring: \(error)")
            }
        }
        return ShowNotice.Reply(
            notice: Control.Notice(shown.notice, office: office),
            letter: shown.letter.map(Control.Letter.init))
    }

    @Sendable func approveNotices(
        _ call: ApproveNotices, by: String
    ) async throws -> ApproveNotices.Reply {
        let now = clock.now
        let isPartial = call.partial ?? false
        let outcome = try await stages.store.change(at: now) {
            [writer = stages.writer] work
                -> Result<ApproveNotices.Reply, EngineError> in
            let (transaction, office) = (work.transaction, work.office)
            let desk = LetterApproval(office: office, writer: writer, by: by)
            var reply = ApproveNotices.Reply(notices: [], problems: [])
            // What has nothing left to tell is taken back for good, whatever becomes of the others.
            var empty: [Int: EngineError] = [:]
            for approval in call.approvals {
                guard let notice = try transaction.view.notice(Int64(approval.id)),
                    let fault = try desk.takeBackIfEmpty(notice, in: transaction)
                else { continue }
                empty[approval.id] = fault
            }
            if !isPartial, let fault = empty.min(by: { $0.key < $1.key })?.value {
                return .failure(fault)
            }
            for approval in call.approvals {
                do {
                    if let fault = empty[approval.id] { throw fault }
                    let notice = try transaction.attempt {
                        try desk.approve(
                            Self.noticeNumbered(approval.id, in: transaction.view),
                            hash: approval.hash,
                            in: transaction)
                    }
                    reply.notices.append(Control.Notice(notice, office: office))
                } catch let error as EngineError where isPartial {
                    reply.problems.append(
                        ApprovalProblem(id: approval.id, message: error.message))
                }
            }
            return .success(reply)
        }
        return try outcome.get()
    }

    @Sendable func refuseNotice(
        _ call: RefuseNotice, by: String
    ) async throws -> RefuseNotice.Reply {
        guard !call.reason.allSatisfy(\.isWhitespace) else {
            throw EngineError(.invalid, "a refusal needs a reason", field: "reason")
        }
        let notice = try await stages.store.change(at: clock.now) { [writer = stages.writer] work in
            let desk = LetterApproval(office: work.office, writer: writer, by: by)
            let notice = try desk.refuse(
                Self.noticeNumbered(call.id, in: work.view), because: call.reason,
                in: work.transaction)
            return Control.Notice(notice, office: work.office)
        }
        return RefuseNotice.Reply(notice: notice)
    }

    static func noticeNumbered(_ id: Int, in view: LedgerView) throws -> NoticeRecord {
        guard let notice = try view.notice(Int64(id)) else {
            throw EngineError(
                .notFound,
                "there is no notice \(id): tenggatctl letter list --state all shows them",
                field: "id")
        }
        return notice
    }
}

extension Control.Notice {
    init(_ notice: NoticeRecord, office: Office) {
        let recipient = office.recipient(key: notice.recipient, audience: notice.audience)
        self.init(
            id: Int(notice.id), recipient: notice.recipient, recipientName: recipient?.name,
            audience: notice.audience.rawValue, state: notice.state.rawValue,
            holdReasons: notice.holdReasons.map(\.rawValue),
            items: notice.items.map { record in
                NoticeItem(
                    kind: record.item.kind, subjectKind: record.item.subject.kind.rawValue,
                    subject: record.item.subject.id, isUrgent: record.item.isUrgent,
                    withdrawnBecause: record.withdrawnBecause)
            },
            createdAt: notice.createdAt.rfc3339, leaveAt: notice.leaveAt?.rfc3339,
            attempts: notice.attempts, approvedBy: notice.approvedBy, response: notice.response,
            finishedAt: notice.finishedAt?.rfc3339)
    }
}

extension Control.Letter {
    init(_ letter: Post.Letter) {
        self.init(
            messageId: letter.messageID, recipients: letter.recipients, subject: letter.subject,
            text: letter.text, html: letter.html, hash: letter.contentHash)
    }

    init(_ record: LetterRecord) {
        self.init(
            messageId: record.messageID, recipients: record.recipients, subject: record.subject,
            text: record.text, html: record.html, hash: record.contentHash)
    }
}
