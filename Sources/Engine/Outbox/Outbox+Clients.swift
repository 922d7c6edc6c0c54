import Almanac
import Coordination
import Ledger
import Logging
import Post

extension Outbox {
    /// Takes one client's letter through the last look to its courier.
    func sendToClient(_ id: Int64, at now: Instant) async throws -> [String: Int] {
        let office = office.office
        let decision = try await ledger.write(at: now) { transaction in
            try lastLook(at: id, in: transaction, office: office)
        }
        switch decision {
        case .leaves(let shipment):
            return try await deliver([shipment])
        case .held(let reasons):
            let words = reasons.map(\.rawValue).joined(separator: ", ")
            pokes.poke(JobName.delayNotices)
            logger.notice(
                "the letter of notice \(id) waits for a person: \(words)",
                metadata: ["notice": "\(id)", "message_id": "\(MessageID.noticeHeld)"])
            return ["held": 1]
        case .waits:
            return [:]
        case .withdrawn:
            logger.notice(
                "notice \(id) was withdrawn at the last look: nothing was left to tell",
                metadata: ["notice": "\(id)"])
            return ["withdrawn": 1]
        }
    }

    private enum Decision: Sendable {
        case leaves(Shipment)
        case held([HoldReason])
        /// All client mail is held, or it is no working hour of the client's.
        case waits
        case withdrawn
    }

    /// Composes the letter again from the ledger: what was approved leaves only as it was approved,
    /// and what needs no approval only while nothing about it asks for a person.
    private func lastLook(
        at id: Int64, in transaction: LedgerTransaction, office: Office
    ) throws -> Decision {
        guard var notice = try transaction.view.notice(id), notice.state.isRecallable else {
            return .withdrawn
        }
        guard try transaction.view.clientMailHold() == nil else { return .waits }
        let look = try transaction.lookOver(&notice, office: office)
        if case .withdrawn = look { return .withdrawn }
        if case .statesPastDate = look {
            return try hold(&notice, for: [.statedDatePast], in: transaction)
        }
        let moment = try ApprovalDesk(office: office, writer: writer, by: "")
            .releaseInstant(of: notice, in: transaction)
        guard moment <= transaction.now else {
            // A client hears nothing at night, however long the way here took.
            notice.leaveAt = moment
            try transaction.update(notice)
            return .waits
        }
        let obstacles = try transaction.view.obstacles(
            to: notice.recipient, office: office, writer: writer)
        guard obstacles.isEmpty else { return try hold(&notice, for: obstacles, in: transaction) }
        let letter: LetterRecord
        do {
            letter = LetterRecord(
                try writer.letter(
                    for: notice, view: transaction.view, office: office, now: transaction.now))
        } catch let error as EngineError {
            notice.response = error.message
            return try hold(&notice, for: [.notComposed], in: transaction)
        }
        if let approved = notice.approvedHash {
            guard approved == letter.contentHash else {
                return try hold(&notice, for: [.approvalLapsed], in: transaction)
            }
        } else {
            let reasons = try transaction.view.holdReasons(
                for: notice, office: office, writer: writer, now: transaction.now)
            guard reasons.isEmpty else {
                return try hold(&notice, for: Set(reasons), in: transaction)
            }
        }
        try transaction.claim(&notice, letter: letter, courier: courier.name)
        return .leaves(shipment(of: notice, letter: letter))
    }

    private func hold(
        _ notice: inout NoticeRecord, for found: Set<HoldReason>, in transaction: LedgerTransaction
    ) throws -> Decision {
        let lapsed: Set<HoldReason> = notice.approvedHash == nil ? [] : [.approvalLapsed]
        let reasons = found.union(lapsed).sorted { $0.rawValue < $1.rawValue }
        notice.hold(for: reasons)
        try transaction.update(notice)
        try transaction.record(
            "held", of: Subject(.notice, "\(notice.id)"),
            detail: reasons.map(\.rawValue).joined(separator: ", "))
        return .held(reasons)
    }
}
