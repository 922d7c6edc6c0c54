import Almanac
import Coordination
import Ledger

/// Whom an outage is told to that lasts, and after how long.
package struct OutageWarning: Sendable {
    let after: Duration
    /// An address that hears beside the coordinator.
    let administrator: String?

    package init(after: Duration, administrator: String?) {
        self.after = after
        self.administrator = administrator
    }

    /// When an outage is told; nil when it was.
    func instant(for outage: OutageRecord) -> Instant? {
        outage.isTold ? nil : outage.since + after
    }

    /// Tells them that the letters of a courier's day are used up while urgent ones wait; once a day.
    ///
    /// - Parameters:
    ///   - opening: from when it takes letters again.
    ///   - waiting: how many letters wait.
    ///   - other: by which courier.
    func tell(
        ofSpent courier: String, until opening: Instant, waiting: Int, by other: String,
        in transaction: LedgerTransaction, office: Office
    ) throws {
        let now = transaction.now
        let zone = office.profile.zone.identifier
        for reader in readers(at: now, office: office) {
            let cause = "spent \(courier) \(opening.microseconds) > \(reader)"
            guard try !transaction.view.hasItem(cause: cause) else { continue }
            let item = Item(
                cause: cause, kind: "mail-outage", subject: Subject(.office, "mail"),
                facts: [
                    "courier": .text(courier), "since": .moment(now, zone: zone),
                    "reason": .texts([
                        "en": "per_day of the courier's limits in the settings",
                        "id": "per_day dari limits kurir itu di pengaturan",
                    ]), "waiting": .number(Int64(waiting)),
                    "opens": .moment(opening, zone: zone),
                ])
            try send(item, to: reader, by: other, in: transaction)
        }
    }

    /// Tells the coordinator and the administrator.
    ///
    /// - Parameters:
    ///   - waiting: how many letters wait.
    ///   - courier: by which courier; nil lets the routes say.
    ///   - isOver: that it is over; it goes with what else they are to hear.
    func tell(
        of outage: OutageRecord, waiting: Int = 0, by courier: String? = nil, isOver: Bool = false,
        in transaction: LedgerTransaction, office: Office
    ) throws {
        let now = transaction.now
        let zone = office.profile.zone.identifier
        let unsent =
            isOver
            ? try transaction.view.openDeadlines(code: TaskTopic.unsentMail.code).first?
                .deadline.identifier : nil
        for reader in readers(at: now, office: office) {
            var facts: Facts = [
                "courier": .text(outage.destination),
                "since": .moment(outage.since, zone: zone), "reason": .texts(outage.words.texts),
            ]
            if isOver { facts["until"] = .moment(now, zone: zone) }
            if isOver, now - outage.since < .seconds(60) { facts["briefly"] = .flag(true) }
            if let unsent { facts["unsent"] = .text(unsent) }
            if waiting > 0 { facts["waiting"] = .number(Int64(waiting)) }
            let item = Item(
                cause: "outage \(outage.destination) \(outage.since.microseconds)"
                    + "\(isOver ? " over" : "") > \(reader)",
                kind: "mail-outage", subject: Subject(.office, "mail"), facts: facts)
            guard let courier else {
                try transaction.collect(item, for: reader, office: office)
                continue
            }
            try send(item, to: reader, by: courier, in: transaction)
        }
    }

    private func readers(at now: Instant, office: Office) -> [String] {
        Set([office.actingCoordinator(at: now)?.key, administrator].compactMap { $0 }).sorted()
    }

    /// Has a warning leave at once by a courier that answers.
    private func send(
        _ item: Item, to reader: String, by courier: String, in transaction: LedgerTransaction
    ) throws {
        let notice = try transaction.openNotice(
            to: reader, audience: .office, leaveAt: transaction.now, by: courier)
        try transaction.append(item, to: notice)
    }
}
