import Almanac
import Control
import Coordination
import Host
import Ledger
import Post

/// What people do to letters beside approving and refusing them.
extension ControlDesk {
    @Sendable func holdClientMail(
        _ call: HoldClientMail, by: String
    ) async throws -> HoldClientMail.Reply {
        guard !call.reason.allSatisfy(\.isWhitespace) else {
            throw EngineError(.invalid, "a hold needs a reason", field: "reason")
        }
        let office = stages.office.office
        let by = call.by ?? by
        let desk = ApprovalDesk(office: office, writer: stages.writer, by: by)
        let notices = try await stages.ledger.write(at: clock.now) { transaction in
            guard let ids = call.ids else {
                try transaction.holdClientMail(by: by, because: call.reason)
                return [NoticeRecord]()
            }
            return try ids.map { id in
                try desk.hold(
                    Self.notice(id, in: transaction.view), because: call.reason, in: transaction)
            }
        }
        stages.pokes.poke(JobName.outbox, JobName.delayNotices)
        return HoldClientMail.Reply(notices: notices.map { Control.Notice($0, office: office) })
    }

    @Sendable func resumeClientMail(
        _ call: ResumeClientMail, by: String
    ) async throws -> ResumeClientMail.Reply {
        let office = stages.office.office
        let waiting = try await stages.ledger.write(at: clock.now) { transaction in
            try transaction.resumeClientMail(by: call.by ?? by, office: office)
            return try transaction.view.notices(in: [.waiting, .deferred], limit: .max)
                .count { $0.audience == .client }
        }
        stages.pokes.poke(JobName.outbox, JobName.deadlineReminders)
        return ResumeClientMail.Reply(waiting: waiting)
    }

    @Sendable func confirmArrival(
        _ call: ConfirmArrival, by: String
    ) async throws -> ConfirmArrival.Reply {
        let office = stages.office.office
        let desk = ApprovalDesk(office: office, writer: stages.writer, by: call.by ?? by)
        let notice = try await stages.ledger.write(at: clock.now) { transaction in
            try desk.confirmArrival(
                of: Self.notice(call.id, in: transaction.view), in: transaction)
        }
        stages.pokes.poke(JobName.delayNotices)
        return ConfirmArrival.Reply(notice: Control.Notice(notice, office: office))
    }

    @Sendable func editNotice(_ call: EditNotice, by: String) async throws -> EditNotice.Reply {
        let now = clock.now
        let office = stages.office.office
        let writer = stages.writer
        let by = call.by ?? by
        let edit =
            call.paragraph == nil && call.body == nil
            ? nil : LetterEdit(paragraph: call.paragraph, body: call.body, by: by)
        let desk = ApprovalDesk(office: office, writer: writer, by: by)
        let outcome = try await stages.ledger.write(at: now) {
            transaction -> Result<EditNotice.Reply, EngineError> in
            var notice = try Self.notice(call.id, in: transaction.view)
            if let fault = try desk.prepareEdit(of: &notice, to: edit, in: transaction) {
                // What brought the letter up to date stays: the next try finds it so.
                return .failure(fault)
            }
            notice = try desk.edit(notice, to: edit, in: transaction)
            let letter = try writer.letter(
                for: notice, view: transaction.view, office: office, now: now)
            return .success(
                EditNotice.Reply(
                    notice: Control.Notice(notice, office: office), letter: Control.Letter(letter)))
        }
        stages.pokes.poke(JobName.delayNotices)
        return try outcome.get()
    }

    @Sendable func writeNotice(_ call: WriteNotice, by: String) async throws -> WriteNotice.Reply {
        let office = stages.office.office
        let desk = MessageDesk(office: office, writer: stages.writer, by: call.by ?? by)
        let message = MessageDesk.Message(
            subject: call.subject, text: call.text, clients: call.clients ?? [], order: call.order)
        let written = try await stages.ledger.write(at: clock.now) { transaction in
            try desk.write(message, in: transaction)
        }
        stages.pokes.poke(JobName.delayNotices, JobName.deadlineReminders)
        return WriteNotice.Reply(
            notices: written.notices.map { Control.Notice($0, office: office) },
            calls: written.calls)
    }
}
