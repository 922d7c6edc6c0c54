import Coordination
import Ledger
import Post

@testable import Engine

extension TimelineWord {
    /// What people and mail servers make of letters.
    static let letterWords: [TimelineWord] = [
        TimelineWord("approve") { player, _ in try await player.approveAll() },
        TimelineWord("refuse-address") { player, _ in
            player.work.courier.answer(
                .refused(reason: "550 no such user", isAddressAtFault: true))
        },
        TimelineWord("refuse-letter") { player, _ in
            player.work.courier.answer(.refused(reason: "554 spam", isAddressAtFault: false))
        },
        TimelineWord("no-answer") { player, _ in
            player.work.courier.answer(.uncertain(reason: "no answer"))
        },
        TimelineWord("reply", fields: ScriptedServer.places.joined(separator: " ")) {
            player, line in
            player.work.courier.answer(
                ScriptedServer(replies: line.fields.mapValues { $0.replacing("_", with: " ") }))
        },
        TimelineWord("refuse", plain: 1...1) { player, line in
            try await player.decide(about: line[0]) { approval, notice, transaction in
                _ = try approval.refuse(notice, because: "test", in: transaction)
            }
        },
        TimelineWord("arrived", plain: 1...1) { player, line in
            try await player.decide(about: line[0]) { approval, notice, transaction in
                _ = try approval.confirmArrival(of: notice, in: transaction)
            }
        },
        TimelineWord("approve-again", plain: 1...1) { player, line in
            let (office, writer) = (player.office, player.work.stages.writer)
            try await player.decide(about: line[0]) { approval, notice, transaction in
                guard notice.state == .uncertain else { return }
                let letter = try writer.letter(
                    for: notice, view: transaction.view, office: office, now: transaction.now)
                _ = try approval.approve(notice, hash: letter.contentHash, in: transaction)
            }
        },
        TimelineWord("edit", plain: 1...1, fields: "paragraph body") { player, line in
            try await player.edit(
                line[0],
                LetterEdit(
                    paragraph: line.text("paragraph"), body: line.text("body"), by: "K"))
        },
        TimelineWord("hold") { player, _ in
            _ = try await player.work.stages.ledger.write(at: player.work.clock.now) {
                try $0.holdClientMail(by: "K", because: "test")
            }
        },
        TimelineWord("resume") { player, _ in
            let office = player.office
            _ = try await player.work.stages.ledger.write(at: player.work.clock.now) {
                try $0.resumeClientMail(by: "K", office: office)
            }
        },
    ]
}

extension TimelinePlayer {
    fileprivate func approveAll() async throws {
        let office = office
        let writer = work.stages.writer
        let now = work.clock.now
        try await work.stages.ledger.write(at: now) { transaction in
            let approval = LetterApproval(office: office, writer: writer, by: "K")
            for notice in try transaction.view.notices(in: [.held], limit: 1_000) {
                guard try approval.takeBackIfEmpty(notice, in: transaction) == nil else { continue }
                let current = try transaction.view.refreshed(notice, office: office, now: now)
                do {
                    let letter = try writer.letter(
                        for: current, view: transaction.view, office: office, now: now)
                    _ = try approval.approve(notice, hash: letter.contentHash, in: transaction)
                } catch is EngineError {
                    // What cannot be approved stays held, which the timeline's end shows.
                    continue
                }
            }
        }
    }

    /// A person's own words in every letter that waits for a client.
    fileprivate func edit(_ client: String, _ edit: LetterEdit) async throws {
        let approval = LetterApproval(office: office, writer: work.stages.writer, by: "K")
        try await work.stages.ledger.write(at: work.clock.now) { transaction in
            for notice in try transaction.view.notices(in: [.held, .waiting], limit: 100)
            where notice.recipient == client {
                _ = try approval.edit(notice, to: edit, in: transaction)
            }
        }
    }

    /// A person decides about every letter to a client that has not left, or may have arrived.
    fileprivate func decide(
        about client: String,
        _ body: @Sendable @escaping (LetterApproval, NoticeRecord, LedgerTransaction) throws -> Void
    ) async throws {
        let approval = LetterApproval(office: office, writer: work.stages.writer, by: "K")
        try await work.stages.ledger.write(at: work.clock.now) { transaction in
            for notice in try transaction.view.notices(
                in: [.held, .waiting, .uncertain], limit: 100) where notice.recipient == client
            {
                try body(approval, notice, transaction)
            }
        }
    }
}
