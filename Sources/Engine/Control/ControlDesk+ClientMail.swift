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
        let notices = try await stages.store.change(at: clock.now) {
            [writer = stages.writer] work in
            let transaction = work.transaction
            let desk = LetterApproval(office: work.office, writer: writer, by: by)
            guard let ids = call.ids else {
                try transaction.holdClientMail(by: by, because: call.reason)
                return [Control.Notice]()
            }
            return try ids.map { id in
                let notice = try desk.hold(
                    Self.noticeNumbered(id, in: transaction.view), because: call.reason,
                    in: transaction)
                return Control.Notice(notice, office: work.office)
            }
        }
        return HoldClientMail.Reply(notices: notices)
    }

    @Sendable func resumeClientMail(
        _ call: ResumeClientMail, by: String
    ) async throws -> ResumeClientMail.Reply {
        let waiting = try await stages.store.change(at: clock.now) { work in
            try work.transaction.resumeClientMail(by: by, office: work.office)
            return try work.view.notices(in: [.waiting, .deferred], limit: .max)
                .count { $0.audience == .client }
        }
        return ResumeClientMail.Reply(waiting: waiting)
    }

    @Sendable func confirmArrival(
        _ call: ConfirmArrival, by: String
    ) async throws -> ConfirmArrival.Reply {
        let notice = try await stages.store.change(at: clock.now) { [writer = stages.writer] work in
            let desk = LetterApproval(office: work.office, writer: writer, by: by)
            let notice = try desk.confirmArrival(
                of: Self.noticeNumbered(call.id, in: work.view), in: work.transaction)
            return Control.Notice(notice, office: work.office)
        }
        return ConfirmArrival.Reply(notice: notice)
    }

    @Sendable func editNotice(_ call: EditNotice, by: String) async throws -> EditNotice.Reply {
        let now = clock.now
        let writer = stages.writer
        let edit =
            call.paragraph == nil && call.body == nil
            ? nil : LetterEdit(paragraph: call.paragraph, body: call.body, by: by)
        let outcome = try await stages.store.change(at: now) {
            work -> Result<EditNotice.Reply, EngineError> in
            let (transaction, office) = (work.transaction, work.office)
            let desk = LetterApproval(office: office, writer: writer, by: by)
            var notice = try Self.noticeNumbered(call.id, in: transaction.view)
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
        return try outcome.get()
    }

    @Sendable func writeNotice(_ call: WriteNotice, by: String) async throws -> WriteNotice.Reply {
        let message = MessageWriter.Message(
            subject: call.subject, text: call.text, clients: call.clients ?? [], order: call.order)
        return try await stages.store.change(at: clock.now) { [writer = stages.writer] work in
            let desk = MessageWriter(office: work.office, writer: writer, by: by)
            let written = try desk.write(message, in: work.transaction)
            return WriteNotice.Reply(
                notices: written.notices.map { Control.Notice($0, office: work.office) },
                calls: written.calls)
        }
    }
}
