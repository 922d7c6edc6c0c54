import Almanac
import Coordination
import FoundationEssentials
import Ledger
import Logging
import Post

/// A time in which no mail leaves: the server does not answer, or lets nobody in.
struct MailOutage: Codable, Hashable, Sendable {
    var since: Instant
    /// What the journal may say of it.
    var reason: String

    /// As the journal tells it when it begins, and `status` as long as it lasts.
    var warning: String {
        "no mail leaves since \(since.rfc3339): \(reason); letters wait, and are tried again by "
            + "themselves: see to the mail server, or to `mail:` in the settings"
    }
}

/// What a mail server refused for a reason about us.
struct MailRefusal: Codable, Hashable, Sendable {
    var at: Instant
    /// Who reads such letters: a server may take those of the office and not those that leave it.
    var audience: Audience
    var reason: String

    var warning: String {
        "the mail server refused a letter for a reason about us, at \(at.rfc3339): \(reason) "
            + "(relaying, policy, sender or size): tenggatctl letter list --state refused names the "
            + "letters, letter show has the server's words"
    }
}

/// What attempts newly say of the way out.
enum MailHealthChange: Sendable {
    case begun(MailOutage)
    case over(MailOutage)
    case refused(MailRefusal)
}

extension LedgerView {
    /// What a person should see to; empty while mail leaves.
    func mailWarnings() throws -> [String] {
        [
            try value(of: .mailOutage, as: MailOutage.self)?.warning,
            try value(of: .mailRefusal, as: MailRefusal.self)?.warning,
        ].compactMap { $0 }
    }

    func mailOutage() throws -> MailOutage? { try value(of: .mailOutage) }

    func mailRefusal() throws -> MailRefusal? { try value(of: .mailRefusal) }

    private func value<Value: Decodable>(
        of mark: Mark, as type: Value.Type = Value.self
    ) throws -> Value? {
        try self.mark(mark).map { try JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
    }
}

extension LedgerTransaction {
    /// Notes what attempts say of the way out: an outage begins with the first that found none, and ends
    /// with the first that a server answered. A refusal about us is told once, until a letter to such a
    /// reader goes again.
    func note(
        _ attempts: [(audience: Audience, outcome: DeliveryOutcome)]
    ) throws -> [MailHealthChange] {
        let outcomes = attempts.map(\.outcome)
        var changes: [MailHealthChange] = []
        let unreachable = outcomes.lazy.compactMap { outcome -> DeliveryFault? in
            if case .deferred(let fault) = outcome, fault.concern == .destination {
                fault
            } else {
                nil
            }
        }.first
        let answered = outcomes.contains { outcome in
            switch outcome {
            case .sent, .refused, .uncertain: true
            case .deferred(let fault): ![.destination, .stop].contains(fault.concern)
            }
        }
        if answered {
            if let outage = try view.mailOutage() {
                try remove(.mailOutage)
                changes.append(.over(outage))
            }
        } else if let unreachable {
            let known = try view.mailOutage()
            let outage = MailOutage(since: known?.since ?? now, reason: unreachable.summary)
            // `status` has the present cause, the journal the first one.
            if outage != known { try set(.mailOutage, to: outage) }
            if known == nil { changes.append(.begun(outage)) }
        }
        for (audience, outcome) in attempts {
            switch outcome {
            case .refused(let fault) where fault.concern == .sender:
                let known = try view.mailRefusal()
                guard known?.reason != fault.summary || known?.audience != audience else { break }
                let refusal = MailRefusal(at: now, audience: audience, reason: fault.summary)
                try set(.mailRefusal, to: refusal)
                changes.append(.refused(refusal))
            case .sent where try view.mailRefusal()?.audience == audience:
                try remove(.mailRefusal)
            default: break
            }
        }
        return changes
    }

    private func set(_ mark: Mark, to value: some Encodable) throws {
        try set(mark, to: String(decoding: JSONEncoder().encode(value), as: UTF8.self))
    }

    /// Asks the coordinator to see to what somebody was not told in time, since no mail left.
    func ask(aboutUnsent items: [ItemRecord], to notice: NoticeRecord, office: Office) throws {
        let topic = TaskTopic.unsentMail
        let open = try view.openDeadlines(code: topic.code).first?.deadline
        let reader =
            office.recipient(key: notice.recipient, audience: notice.audience)?.name
            ?? notice.recipient
        let lines = items.map { "\(reader): \($0.item.title ?? $0.item.subject.id)" }
        let known = open?.note.map { $0.split(separator: "\n").map(String.init) } ?? []
        var question = OfficeTask(
            topic: topic,
            occurrence: open?.occurrence ?? "\(office.profile.zone.civil(now))",
            title: BilingualText(
                en: "Tell people what could not be mailed to them in time",
                id: "Sampaikan kepada rekan pengingat yang tidak terkirim tepat waktu"),
            note: (known + lines.filter { !known.contains($0) }).prefix(Self.mostUnsentLines)
                .joined(separator: "\n"))
        question.isNoteCurrent = true
        _ = try ask(question, office: office, because: "")
    }

    /// More than a person reads in one mail.
    private static let mostUnsentLines = 100
}

extension Item {
    /// What a deadline's item calls it.
    fileprivate var title: String? {
        if case .text(let title)? = facts["title"] { title } else { nil }
    }
}

extension Outbox {
    /// Says in the journal that mail stopped leaving, or leaves again.
    func tell(_ changes: [MailHealthChange]) {
        for change in changes {
            switch change {
            case .begun(let outage):
                logger.warning(
                    "\(outage.warning)", metadata: ["message_id": "\(MessageID.mailOutage)"])
            case .over(let outage):
                logger.notice(
                    "mail leaves again; none did since \(outage.since.rfc3339)",
                    metadata: ["message_id": "\(MessageID.mailOutageOver)"])
            case .refused(let refusal):
                logger.warning(
                    "\(refusal.warning)", metadata: ["message_id": "\(MessageID.mailRefusal)"])
            }
        }
    }
}
