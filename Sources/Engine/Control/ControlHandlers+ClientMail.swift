import Almanac
import Control
import Coordination
import Host
import Ledger
import Post

/// What people do to letters beside approving and refusing them.
extension ControlHandlers {
    @Sendable func holdClientMail(
        _ call: HoldClientMail, by: String
    ) async throws -> HoldClientMail.Reply {
        let notices = try await stages.store.change(at: clock.now) {
            [writer = stages.writer] work in
            guard let ids = call.ids else {
                try work.transaction.holdClientMail(by: by, because: call.reason)
                return [Control.Notice]()
            }
            let approval = LetterApproval(office: work.office, writer: writer, by: by)
            return try ids.map { id in
                let notice = try approval.hold(
                    work.view.requiredNotice(id), because: call.reason, in: work.transaction)
                return Control.Notice(notice, office: work.office)
            }
        }
        return HoldClientMail.Reply(notices: notices)
    }

    @Sendable func resumeClientMail(
        _ call: ResumeClientMail, by: String
    ) async throws -> ResumeClientMail.Reply {
        try await stages.store.change(at: clock.now) { [service = stages.stops] work in
            let waiting = try work.transaction.resumeClientMail(by: by, office: work.office)
            let stops = MailStops(
                view: work.view, office: work.office, service: service, now: work.now)
            return ResumeClientMail.Reply(
                waiting: waiting, waits: try stops.sentencesAboutClients().map(\.english))
        }
    }

    @Sendable func confirmArrival(
        _ call: ConfirmArrival, by: String
    ) async throws -> ConfirmArrival.Reply {
        let notice = try await decide(by: by) { approval, work in
            try approval.confirmArrival(
                of: work.view.requiredNotice(call.id), in: work.transaction)
        }
        return ConfirmArrival.Reply(notice: notice)
    }

    @Sendable func editNotice(_ call: EditNotice, by: String) async throws -> EditNotice.Reply {
        let edit =
            call.paragraph == nil && call.body == nil
            ? nil : LetterEdit(paragraph: call.paragraph, body: call.body, by: by)
        let outcome = try await stages.store.change(at: clock.now) {
            [writer = stages.writer] work in
            let approval = LetterApproval(office: work.office, writer: writer, by: by)
            return try approval.change(
                work.view.requiredNotice(call.id), to: edit, in: work.transaction
            ).map { notice, letter in
                EditNotice.Reply(
                    notice: Control.Notice(notice, office: work.office),
                    letter: Control.Letter(letter))
            }
        }
        return try outcome.get()
    }

    @Sendable func writeNotice(_ call: WriteNotice, by: String) async throws -> WriteNotice.Reply {
        let message = MessageWriter.Message(
            subject: call.subject, text: call.text, clients: call.clients ?? [], order: call.order)
        return try await stages.store.change(at: clock.now) { [writer = stages.writer] work in
            let messages = MessageWriter(office: work.office, writer: writer, by: by)
            let written = try messages.write(message, in: work.transaction)
            return WriteNotice.Reply(
                notices: written.notices.map { Control.Notice($0, office: work.office) },
                calls: written.calls)
        }
    }

    /// A person's word on one letter, in one transaction.
    func decide(
        by: String,
        _ body: @Sendable @escaping (LetterApproval, UnitOfWork) throws -> NoticeRecord
    ) async throws -> Control.Notice {
        try await stages.store.change(at: clock.now) { [writer = stages.writer] work in
            let approval = LetterApproval(office: work.office, writer: writer, by: by)
            return Control.Notice(try body(approval, work), office: work.office)
        }
    }
}
