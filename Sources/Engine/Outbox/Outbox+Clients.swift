import Almanac
import Coordination
import Ledger
import Logging
import Post

extension Outbox {
    /// Takes one client's letter through the last look: composed again from the ledger, what was
    /// approved leaves only as it was approved, and what needs no approval only while nothing about it
    /// asks for a person.
    func claimForClient(
        _ due: NoticeRecord, by destination: Destination, in transaction: LedgerTransaction,
        office: Office, _ batch: inout Batch
    ) throws {
        let id = due.id
        // What was claimed or held a moment ago may have changed it.
        guard var notice = try transaction.view.notice(id), notice.state.isRecallable else {
            return
        }
        switch try transaction.reassess(&notice, office: office) {
        case .withdrawn:
            batch.withdrawn.append(id)
            batch.counts["withdrawn", default: 0] += 1
            return
        case .statesPastDate:
            return try hold(&notice, for: [.statedDatePast], in: transaction, &batch)
        case .outlived:
            return try hold(&notice, for: [], in: transaction, &batch)
        case .stands, .changed: break
        }
        if let parted = try transaction.partHeld(from: &notice, office: office, writer: writer),
            let held = try transaction.view.notice(parted)
        {
            batch.held.append((parted, held.holdReasons))
            batch.counts["held", default: 0] += 1
        }
        let moment = try LetterApproval(office: office, writer: writer, by: "")
            .releaseInstant(of: notice, in: transaction)
        guard moment <= transaction.now else {
            // A client hears nothing at night, however long the way here took.
            notice.leaveAt = moment
            return try transaction.update(notice)
        }
        let obstacles = try transaction.view.obstacles(
            to: notice.recipient, office: office, writer: writer)
        guard obstacles.isEmpty else {
            return try hold(&notice, for: obstacles, in: transaction, &batch)
        }
        let letter: Letter
        do {
            letter = try writer.letter(
                for: notice, view: transaction.view, office: office, now: transaction.now)
        } catch let error as EngineError {
            notice.response = error.message
            return try hold(&notice, for: [.notComposed], in: transaction, &batch)
        }
        if notice.approvedHash != nil {
            guard try transaction.view.questionedOrder(in: notice) == nil else {
                return try hold(&notice, for: [.dateInQuestion], in: transaction, &batch)
            }
            guard
                try writer.isApproved(
                    letter, of: notice, view: transaction.view, office: office,
                    now: transaction.now)
            else { return try hold(&notice, for: [.approvalLapsed], in: transaction, &batch) }
        } else {
            let reasons = try transaction.view.holdReasons(
                for: notice, office: office, writer: writer, now: transaction.now)
            guard reasons.isEmpty else {
                return try hold(&notice, for: Set(reasons), in: transaction, &batch)
            }
        }
        let record = LetterRecord(letter)
        try transaction.claim(
            &notice, letter: record, courier: destination.name,
            isRedirected: writer.isRedirecting)
        // It goes to all its readers again.
        try transaction.removeCopies(of: notice.id)
        batch.shipments.append(
            shipment(
                of: notice, letter: record, by: destination, office: office, at: transaction.now))
    }

    /// Holds the letters that a change of the clock released where they go to too many clients at once, or
    /// are about too much of what is open: the breaker. What a person approved, or holds and resumes, goes by that word.
    func holdReleased(
        since start: Instant, in transaction: LedgerTransaction, office: Office,
        _ batch: inout Batch
    ) throws {
        batch.releasedSince = start
        guard try transaction.view.clientMailHold() == nil else { return }
        let released = try transaction.view.unapprovedLetters(
            dueAfter: start, by: transaction.now)
        let limit = LetterLimit(office: office)
        let isTooMany =
            try limit.isPassed(byLettersTo: released.map(\.recipient))
            || limit.isPassed(
                byLettersAbout: released.flatMap(\.liveItems).compactMap {
                    try transaction.view.look(at: $0, office: office, now: transaction.now)
                }, in: transaction.view)
        guard isTooMany else { return }
        for var notice in released {
            try hold(
                &notice, for: Set(notice.holdReasons).union([.breaker]), in: transaction, &batch)
        }
    }

    private func hold(
        _ notice: inout NoticeRecord, for found: Set<HoldReason>,
        in transaction: LedgerTransaction, _ batch: inout Batch
    ) throws {
        // Of one that may have arrived a word on that is wanted first.
        let isLapsed = notice.approvedHash != nil && !notice.mayHaveArrived
        let lapsed: Set<HoldReason> = isLapsed ? [.approvalLapsed] : []
        notice.hold(for: found.union(lapsed))
        try transaction.update(notice)
        try transaction.recordHold(of: notice.id, for: notice.holdReasons)
        batch.held.append((notice.id, notice.holdReasons))
        batch.counts["held", default: 0] += 1
    }

    /// Says in the journal what did not leave, once that is written.
    func tell(_ batch: Batch) {
        tellSettled(batch)
        for (id, reasons) in batch.held {
            let words = reasons.map(\.rawValue).joined(separator: ", ")
            logger.notice(
                "the letter of notice \(id) waits for a person: \(words)",
                metadata: ["notice": "\(id)", "message_id": "\(MessageID.noticeHeld)"])
        }
        for id in batch.withdrawn {
            logger.notice(
                "notice \(id) was withdrawn at the last look: nothing was left to tell",
                metadata: ["notice": "\(id)"])
        }
        for problem in batch.problems {
            logger.error(
                "notice \(problem.notice) cannot leave: \(problem.message)",
                metadata: [
                    "notice": "\(problem.notice)", "message_id": "\(MessageID.noticeRefused)",
                ])
        }
    }
}
