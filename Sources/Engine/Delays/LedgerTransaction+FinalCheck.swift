import Almanac
import Coordination
import Ledger

/// What the last look at a client's letter found.
enum FinalCheck {
    /// It says what the ledger says.
    case stands
    /// It was rewritten.
    case changed
    /// Every date that it states is past while nobody has given a new one.
    case statesPastDate
    /// It may have arrived, and would say something else by now: nothing of it was changed.
    case outlived
    /// Nothing was left to tell: the notice was withdrawn.
    case withdrawn
}

extension LedgerView {
    /// The items of a client's notice as they would be written now, without writing anything.
    func refreshed(_ notice: NoticeRecord, office: Office, now: Instant) throws -> NoticeRecord {
        var notice = notice
        for (index, record) in notice.items.enumerated() where record.withdrawnBecause == nil {
            guard let look = try look(at: record, office: office, now: now),
                let item = look.item(in: office, writtenAt: record.createdAt)
            else { continue }
            if item != record.item { notice.edit = notice.edit?.afterChange }
            notice.items[index].item = item
            notice.items[index].statements = look.assessment.statements
        }
        return notice
    }

    /// Whether all that a client's notice states are dates that have passed with no new ones.
    func statesPastDate(_ notice: NoticeRecord, office: Office, now: Instant) throws -> Bool {
        try notice.liveItems.allSatisfy { record in
            guard let look = try look(at: record, office: office, now: now) else { return false }
            return look.item(in: office) == nil && !look.assessment.needsDate.isEmpty
        }
    }

    /// Whether a client's notice would say the same now.
    fileprivate func isCurrent(
        _ notice: NoticeRecord, office: Office, now: Instant
    ) throws -> Bool {
        try notice.liveItems.allSatisfy { record in
            guard let look = try look(at: record, office: office, now: now) else { return true }
            return try reasonToTakeBack(record, of: notice, seeing: look, office: office) == nil
                && look.item(in: office, writtenAt: record.createdAt) == record.item
                && look.assessment.statements == record.statements
        }
    }

    /// Whether nothing of a client's notice is left to tell, so that the last look would withdraw it.
    func hasNothingLeft(of notice: NoticeRecord, office: Office, now: Instant) throws -> Bool {
        try notice.liveItems.allSatisfy { record in
            guard let look = try look(at: record, office: office, now: now) else { return false }
            return try reasonToTakeBack(record, of: notice, seeing: look, office: office) != nil
        }
    }

    /// Why an item of a client's notice is not told any more; nil while it is.
    fileprivate func reasonToTakeBack(
        _ record: ItemRecord, of notice: NoticeRecord, seeing look: OrderLook, office: Office
    ) throws -> String? {
        if let reason = look.reasonAgainst(recipient: notice.recipient) { return reason }
        guard let item = look.item(in: office, writtenAt: record.createdAt) else {
            return look.assessment.needsDate.isEmpty ? look.reasonForSilence(of: record) : nil
        }
        guard item.cause != record.item.cause, try hasItem(cause: item.cause) else { return nil }
        return "a letter that said no more than this was refused before"
    }

    /// The order behind an item; nil when the item is no letter on an order's dates, or nobody's
    /// client.
    func look(at record: ItemRecord, office: Office, now: Instant) throws -> OrderLook? {
        guard record.statesDates else { return nil }
        guard let order = try order(record.item.subject.id) else { return nil }
        return OrderLook(
            at: order, office: office, now: now,
            mistaken: try UndoneTellings.mistakenLines(of: order, in: self),
            questioned: try questionedLines(of: order))
    }

    /// Everything about a client's notice that asks for a person, as of now: what a person or the
    /// breaker decided, which stays until a person approves, and what is not mended yet.
    func holdReasons(
        for notice: NoticeRecord, office: Office, writer: LetterWriter, now: Instant
    ) throws -> [HoldReason] {
        var reasons = Set(notice.holdReasons.filter { !$0.isMendable })
        // What it corrected may have left it, or be no correction any more; each order's look says so.
        if notice.liveItems.allSatisfy(\.statesDates) { reasons.remove(.importUndone) }
        reasons.formUnion(try obstacles(to: notice.recipient, office: office, writer: writer))
        for record in notice.liveItems {
            guard let look = try look(at: record, office: office, now: now) else { continue }
            reasons.formUnion(look.holdReasons(in: office))
        }
        if try statesPastDate(notice, office: office, now: now) { reasons.insert(.statedDatePast) }
        if notice.holdReasons.contains(.notComposed) {
            do {
                _ = try writer.letter(for: notice, view: self, office: office, now: now)
            } catch is EngineError {
                reasons.insert(.notComposed)
            }
        }
        return reasons.sorted { $0.rawValue < $1.rawValue }
    }

    /// Why no letter to a client would reach them now.
    func obstacles(
        to client: String, office: Office, writer: LetterWriter
    ) throws -> Set<HoldReason> {
        var obstacles: Set<HoldReason> = writer.needsAddress ? [] : [.noCourier]
        guard let email = office.directory.client(client)?.email else {
            return obstacles.union([.noAddress])
        }
        if try isRefused(address: email) { obstacles.insert(.addressRefused) }
        return obstacles
    }
}

extension LedgerTransaction {
    /// Looks a client's notice over before anything is done with it: items are rewritten from the
    /// ledger, those with nothing left to tell are taken back, and those that cannot go, since their
    /// order's date has passed, make way for the others. One that may have arrived stays as it went.
    func reassess(_ notice: inout NoticeRecord, office: Office) throws -> FinalCheck {
        guard !notice.mayHaveArrived else {
            return try view.isCurrent(notice, office: office, now: now) ? .stands : .outlived
        }
        var found = FinalCheck.stands
        var stuck: [ItemRecord] = []
        for (index, record) in notice.items.enumerated() where record.withdrawnBecause == nil {
            guard let look = try view.look(at: record, office: office, now: now) else { continue }
            if let reason = try view.reasonToTakeBack(
                record, of: notice, seeing: look, office: office)
            {
                try withdraw([record], of: notice, because: reason)
                notice.items[index].withdrawnBecause = reason
                if found == .stands { found = .changed }
                continue
            }
            guard let item = look.item(in: office, writtenAt: record.createdAt) else {
                stuck.append(record)
                continue
            }
            guard item != record.item || look.assessment.statements != record.statements
            else { continue }
            notice.items[index].item = item
            notice.items[index].statements = look.assessment.statements
            try update(notice.items[index])
            if found == .stands { found = .changed }
        }
        if notice.liveItems.isEmpty { return .withdrawn }
        if !stuck.isEmpty {
            guard stuck.count < notice.liveItems.count else { return .statesPastDate }
            let reasons = Set(notice.holdReasons.filter { !$0.isMendable })
            try part(stuck, from: &notice, for: reasons.union([.statedDatePast]))
            found = .changed
        }
        if found == .changed, let edit = notice.edit, edit.afterChange != edit {
            notice.edit = edit.afterChange
            try update(notice)
            try self.record(
                "edit dropped", of: Subject(.notice, "\(notice.id)"),
                detail: "what the letter was written about has changed")
        }
        return found
    }
}

extension LedgerTransaction {
    /// Has the orders of a client's letter that ask for a person, while others do not, wait in a notice
    /// of their own: one that cannot go keeps no other waiting. Where the others wait all the same, they stay together.
    /// Of what was approved those are parted that are not any more what a person read.
    ///
    /// - Returns: the notice that now waits; nil when the letter goes or waits as a whole.
    func partHeld(
        from notice: inout NoticeRecord, office: Office, writer: LetterWriter
    ) throws -> Int64? {
        let items = notice.liveItems
        guard items.count > 1, items.allSatisfy(\.statesDates), notice.edit?.body == nil,
            !notice.mayHaveArrived, !notice.holdReasons.contains(.byRequest)
        else { return nil }
        let reasons = try items.map { record in
            Set(try view.look(at: record, office: office, now: now)?.holdReasons(in: office) ?? [])
        }
        let isHeld: [Bool]
        let isLapsed = notice.approvedHash != nil
        if isLapsed {
            let parts: [String]
            do {
                parts = try writer.parts(of: notice, view: view, office: office, now: now)
            } catch is EngineError {
                // What cannot be composed waits as a whole.
                return nil
            }
            isHeld = zip(parts, reasons).map {
                !notice.approvedParts.contains($0) || $1.contains(.dateInQuestion)
            }
        } else {
            guard try view.obstacles(to: notice.recipient, office: office, writer: writer).isEmpty
            else { return nil }
            // What waits for a person as a whole is read, and decided, as a whole; a date in question is nobody's to
            // approve.
            let standing = notice.holdReasons.filter {
                !$0.isMendable && $0 != .importUndone && $0 != .dateInQuestion
            }
            isHeld = reasons.map {
                standing.isEmpty ? !$0.isEmpty : $0.contains(.dateInQuestion)
            }
        }
        guard isHeld.contains(true), isHeld.contains(false) else { return nil }
        let held = items.indices.filter { isHeld[$0] }
        var why = Set(notice.holdReasons.filter { !$0.isMendable })
        for index in held { why.formUnion(reasons[index]) }
        if isLapsed { why.insert(.approvalLapsed) }
        return try part(held.map { items[$0] }, from: &notice, for: why)
    }

    /// Has orders that cannot go wait in a notice of their own.
    @discardableResult
    private func part(
        _ stuck: [ItemRecord], from notice: inout NoticeRecord, for reasons: Set<HoldReason>
    ) throws -> Int64 {
        let number = try openNotice(
            to: notice.recipient, audience: notice.audience, leaveAt: nil,
            holdReasons: reasons.sorted { $0.rawValue < $1.rawValue })
        for item in stuck { try move(item, to: number) }
        let moved = Set(stuck.map(\.id))
        notice.items.removeAll { moved.contains($0.id) }
        try record(
            "parted", of: Subject(.notice, "\(notice.id)"),
            detail: "what cannot go waits as notice \(number): "
                + reasons.map(\.rawValue).sorted().joined(separator: ", "))
        try recordHold(of: number, for: reasons)
        if reasons.contains(.byRequest), let request = try view.request(toHold: notice.id, by: now)
        {
            try repeatRequest(request, of: number)
        }
        return number
    }
}

extension ItemRecord {
    /// Whether it tells a client an order's dates, so that it follows the order.
    var statesDates: Bool {
        item.subject.kind == .order && DelayAssessment.Letter(rawValue: item.kind) != nil
    }
}
