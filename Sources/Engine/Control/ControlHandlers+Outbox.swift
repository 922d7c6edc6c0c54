import Almanac
import Control
import Coordination
import Host
import Ledger
import Post

extension ControlHandlers {
    @Sendable func listNotices(_ call: ListNotices, by: String) async throws -> ListNotices.Reply {
        let states: [NoticeState] =
            switch call.state {
            case nil: NoticeState.allCases.filter { !$0.isFinal }
            case "all": NoticeState.allCases
            case let word?:
                [try CallWords.word(word, "state of a notice", field: "state", further: "all")]
            }
        let limit = try Self.limit(call.limit, usually: 200, most: 10_000)
        let now = clock.now
        return try await stages.store.read { [service = stages.stops] view, office in
            let stops = MailStops(view: view, office: office, service: service, now: now)
            return ListNotices.Reply(
                notices: try view.notices(in: states, limit: limit).map {
                    var shown = Control.Notice(
                        $0, office: office, stops: try stops.rules(about: $0))
                    shown.leaveAt = stops.leaveInstant(of: $0)?.rfc3339
                    return shown
                })
        }
    }

    @Sendable func showNotice(_ call: ShowNotice, by: String) async throws -> ShowNotice.Reply {
        let now = clock.now
        let shown = try await stages.show(letter: call.id, at: now)
        let (waits, copies) = try await stages.store.read { [stops = stages.stops] view, office in
            (
                try MailStops(view: view, office: office, service: stops, now: now)
                    .sentences(about: shown.notice),
                try view.copiesMissed(by: shown.notice.id)
            )
        }
        return ShowNotice.Reply(
            notice: Control.Notice(shown.notice, office: stages.store.office, waits: waits),
            letter: shown.letter.map(Control.Letter.init), copies: copies)
    }

    @Sendable func approveNotices(
        _ call: ApproveNotices, by: String
    ) async throws -> ApproveNotices.Reply {
        let outcome: Result<ApproveNotices.Reply, EngineError> =
            try await stages.store.change(at: clock.now) {
                [writer = stages.writer, service = stages.stops] work in
                let stops = MailStops(
                    view: work.view, office: work.office, service: service, now: work.now)
                let approval = LetterApproval(office: work.office, writer: writer, by: by)
                switch try approval.approve(
                    call.approvals.map { ($0.id, $0.hash) }, isPartial: call.partial ?? false,
                    in: work.transaction)
                {
                case .failure(let error): return .failure(error)
                case .success(let outcome):
                    return .success(
                        ApproveNotices.Reply(
                            notices: try outcome.approved.map {
                                Control.Notice(
                                    $0, office: work.office, waits: try stops.sentences(about: $0))
                            },
                            problems: outcome.problems.map {
                                ApprovalProblem(id: $0.id, message: $0.error.message)
                            }))
                }
            }
        return try outcome.get()
    }

    @Sendable func refuseNotice(
        _ call: RefuseNotice, by: String
    ) async throws -> RefuseNotice.Reply {
        let notice = try await decide(by: by) { approval, work in
            try approval.refuse(
                work.view.requiredNotice(call.id), because: call.reason, in: work.transaction)
        }
        return RefuseNotice.Reply(notice: notice)
    }
}

extension LedgerView {
    /// Copies that a server did not take, or put off, although it took the letter.
    fileprivate func copiesMissed(by notice: Int64) throws -> [String] {
        let lost = try events(of: Subject(.notice, "\(notice)")).filter {
            ["copy not delivered", "copy uncertain"].contains($0.what)
        }.compactMap { event in event.detail.map { "\(event.what): \($0)" } }
        return try lost + copies(of: notice).map { "copy tried again later: \($0.address)" }
    }
}

extension Control.Notice {
    /// - Parameters:
    ///   - waits: what keeps it from leaving, whatever its moment is.
    ///   - stops: the same by rules.
    init(
        _ notice: NoticeRecord, office: Office, waits: [BilingualText] = [], stops: [String] = []
    ) {
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
            finishedAt: notice.finishedAt?.rfc3339, waits: waits.map(\.english),
            stops: stops)
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
