import Almanac
import Coordination
import Engine
import Foundation
import Ledger
import Post

/// Looks at each letter as it is handed over, beside what the office holds at that very moment.
///
/// It shares nothing with what wrote the letter: dates, orders, items and amounts are read out of its words.
struct LetterInspection: Sendable {
    let store: OfficeStore
    let courier: SimulatedCourier

    func violations(in parcel: Parcel, at now: Instant) async -> [Violation] {
        do {
            return try await store.read { view, office in
                guard let notice = try view.notice(parcel.noticeID),
                    let letter = try view.letter(of: parcel.noticeID)
                else {
                    return [
                        Violation(
                            "what leaves is in the ledger", "notice \(parcel.noticeID)", at: now)
                    ]
                }
                var found: [Violation] = []
                if notice.state != .claimed, notice.state != .sent {
                    found.append(
                        Violation(
                            "an attempt is claimed before it begins",
                            "notice \(notice.id) is \(notice.state.rawValue)", at: now))
                }
                for record in notice.liveItems where notice.state == .claimed {
                    guard let end = record.item.expiresAt, end < now else { continue }
                    found.append(
                        Violation(
                            "nothing stale leaves", "notice \(notice.id): \(record.item.cause)",
                            at: now))
                }
                found += try addressFaults(
                    notice, parcel, now: try view.directory(), office: office, at: now)
                guard parcel.isClient else {
                    return try found
                        + officeFaults(notice, parcel, in: view, office: office, at: now)
                        + reminderFaults(notice, letter, in: view, office: office, at: now)
                }
                found += try statementFaults(notice, letter, in: view, office: office, at: now)
                found += try clientFaults(notice, parcel, in: view, office: office, at: now)
                return found
            }
        } catch {
            return [Violation("the ledger can be read", "\(error)", at: now)]
        }
    }

    // MARK: What it says

    /// What a client's letter states that the office does not hold.
    private func statementFaults(
        _ notice: NoticeRecord, _ letter: LetterRecord, in view: LedgerView,
        office: Coordination.Office, at now: Instant
    ) throws -> [Violation] {
        let orders = try view.orders(of: notice.recipient)
        // A message takes back what was told of an order that was theirs by a file that was undone.
        let isMessage = notice.liveItems.contains { $0.item.kind == "message" }
        let codes = try Set(orders.map(\.code) + (isMessage ? view.orderCodes() : []))
        let lines = orders.flatMap(\.lines)
        let zone = office.recipient(key: notice.recipient, audience: .client)?.zone ?? .utc
        var dates: Set<CivilDate> = [zone.civil(now).date]
        for line in lines {
            dates.formUnion([line.current, line.promised] + line.told.map(\.date))
            dates.formUnion(line.told.map { zone.civil($0.at).date })
        }
        for item in notice.liveItems {
            if case .date(let date)? = item.item.facts["reply_by"] { dates.insert(date) }
        }
        let words = LetterWords(letter.subject + "\n" + letter.text)
        // What may have arrived goes again as it went, and so does a copy of what went.
        guard !notice.mayHaveArrived, notice.state == .claimed else { return [] }
        var wrong = words.dates.subtracting(dates).map { "the date \($0)" }
        wrong += words.orders.subtracting(codes).map { "the order \($0)" }
        wrong += words.items.subtracting(lines.map(\.item)).map { "the item \($0)" }
        let amounts = lines.flatMap { [$0.quantity, $0.delivered, $0.remaining] }
            .map { $0.thousandths / 1_000 }
        wrong += words.amounts.subtracting(amounts.map { Int($0) }).map { "the amount \($0)" }
        let today = zone.civil(now).date
        wrong += notice.liveItems.flatMap(\.statements).filter { $0.date < today }
            .map { "the date \($0.date), which is past" }
        // Fewer parts than were approved may go, and what cannot go may have come to wait in another letter.
        let isWhole =
            notice.items.allSatisfy { $0.withdrawnBecause == nil }
            && (notice.approvedParts.isEmpty
                || notice.liveItems.count == notice.approvedParts.count)
        if isWhole, let approved = notice.approvedHash, approved != letter.contentHash {
            wrong.append("something else than was approved")
        }
        return wrong.sorted().map {
            Violation(
                "no letter states what the office does not hold",
                "notice \(notice.id) to \(notice.recipient) states \($0)", at: now)
        }
    }

    // MARK: Where it goes

    /// Letters to another address than the registers give their reader at this moment.
    private func addressFaults(
        _ notice: NoticeRecord, _ parcel: Parcel, now directory: Directory,
        office: Coordination.Office, at now: Instant
    ) throws -> [Violation] {
        // A second attempt goes as the first went, a copy to whom the letter named.
        guard notice.attempts <= 1, notice.state == .claimed, let address = parcel.recipients.first,
            address != SimulatedCourier.trialAddress
        else { return [] }
        let known =
            parcel.isClient
            ? [directory.client(notice.recipient)?.email]
            : [
                directory.person(notice.recipient)?.address,
                directory.team(notice.recipient)?.email, notice.recipient,
            ]
        guard !known.contains(address) else { return [] }
        return [
            Violation(
                "letters go where the registers say",
                "notice \(notice.id) to \(notice.recipient) goes to \(address)", at: now)
        ]
    }

    // MARK: Whether it may leave

    private func clientFaults(
        _ notice: NoticeRecord, _ parcel: Parcel, in view: LedgerView, office: Coordination.Office,
        at now: Instant
    ) throws -> [Violation] {
        var found: [Violation] = []
        let isCopy = notice.state == .sent
        if let reader = office.recipient(key: notice.recipient, audience: .client), !isCopy,
            !reader.workingTime.isOpen(at: now), !reader.workingTime.isClosing(at: now)
        {
            found.append(
                Violation(
                    "clients hear nothing outside their hours",
                    "notice \(notice.id) to \(notice.recipient)", at: now))
        }
        if try view.clientMailHold() != nil {
            found.append(
                Violation("what is held does not leave", "notice \(notice.id)", at: now))
        }
        let client = office.directory.client(notice.recipient)
        if client?.policy == .some(.none),
            notice.liveItems.contains(where: { $0.item.kind != "message" }),
            notice.approvedHash == nil
        {
            found.append(
                Violation(
                    "whoever wants no letters gets none unasked", "notice \(notice.id)", at: now))
        }
        if client?.policy == .approval, notice.approvedHash == nil, !isCopy {
            found.append(
                Violation(
                    "no letter leaves without the approval that it needs", "notice \(notice.id)",
                    at: now))
        }
        if notice.approvedHash == nil, !isCopy, notice.attempts <= 1 {
            let today = office.profile.zone.civil(now).date
            found += notice.liveItems.filter {
                office.mute(ofOrder: $0.item.subject.id, client: notice.recipient, on: today) != nil
            }.map {
                Violation(
                    "nothing leaves unasked while letters rest",
                    "notice \(notice.id): \($0.item.cause)", at: now)
            }
        }
        for address in parcel.recipients.prefix(1) where try view.isRefused(address: address) {
            found.append(
                Violation(
                    "nothing is sent to an address that was refused",
                    "notice \(notice.id) to \(address)", at: now))
        }
        return found
    }

    /// Mail of the office outside its reader's hours that nothing but the calendar brought about.
    private func officeFaults(
        _ notice: NoticeRecord, _ parcel: Parcel, in view: LedgerView, office: Coordination.Office,
        at now: Instant
    ) throws -> [Violation] {
        let items = notice.liveItems
        let isPlain =
            notice.attempts <= 1
            && items.allSatisfy { record in
                record.item.kind == "reminder" && !record.item.isUrgent
                    && record.item.facts["late"] == nil && record.item.facts["was_due"] == nil
                    // A snooze ends when whoever snoozed said.
                    && !record.item.cause.contains(" #-1 ")
            }
        guard isPlain, !courier.isDisturbed(at: now),
            let reader = office.recipient(key: notice.recipient, audience: .office),
            !reader.workingTime.isOpen(at: now), !reader.workingTime.isClosing(at: now),
            try !items.contains(where: { try isFresh($0, in: view, at: now) })
        else { return [] }
        return [
            Violation(
                "reminders come within the reader's hours",
                "notice \(notice.id) to \(notice.recipient): \(items.map(\.item.cause))", at: now)
        ]
    }

    /// Whether it is about a deadline that was just made or planned anew: what is past of it is heard at once.
    private func isFresh(_ record: ItemRecord, in view: LedgerView, at now: Instant) throws -> Bool
    {
        let parts = record.item.subject.id.split(separator: " ", maxSplits: 1).map(String.init)
        let known = try view.deadline(code: parts[0], occurrence: parts.count > 1 ? parts[1] : "")
        guard let deadline = known?.deadline else { return true }
        // Whoever snoozed said when it goes on, and a step of the ladder may speak then.
        if let end = deadline.snoozedUntil, end <= now, now - end < .seconds(360) { return true }
        let begun = max(deadline.armedAt, deadline.replannedAt ?? .distantPast)
        return now - begun < .seconds(360)
    }
}
