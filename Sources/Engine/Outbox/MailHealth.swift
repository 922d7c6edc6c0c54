import Almanac
import Coordination
import FoundationEssentials
import Ledger
import Logging
import Post

extension OutageRecord {
    /// As the journal tells it when it begins, and `status` as long as it lasts.
    ///
    /// - Parameter zone: the office's.
    func warning(in zone: Zone) -> String {
        "no mail leaves since \(zone.text(since)) by the courier \(destination): \(reason); letters wait, "
            + "and are tried again by themselves: see to the server, or to `mail:` in the settings"
    }
}

/// What a mail server refused for a reason about us.
struct MailRefusal: Codable, Hashable, Sendable {
    var at: Instant
    /// Who reads such letters: a server may take those of the office and not those that leave it.
    var audience: Audience
    var reason: String

    func warning(in zone: Zone) -> String {
        "the mail server refused a letter for a reason about us or what it says, at "
            + "\(zone.text(at)): \(reason) (relaying, policy, sender or content): it is tried again, and "
            + "given up only where other letters go meanwhile; tenggatctl letter list --state deferred, "
            + "--state refused name the letters, letter show has the server's words, and once it is "
            + "mended letter retry sends them"
    }
}

/// What attempts newly say of the way out.
enum MailHealthChange: Sendable {
    case begun(OutageRecord)
    case over(OutageRecord)
    /// Nothing waits for it any more; whether the server answers nobody knows.
    case idle(OutageRecord)
    case refused(MailRefusal)
}

extension LedgerView {
    /// What a person should see to; empty while mail leaves.
    ///
    /// - Parameter zone: the office's, in which moments are told.
    func mailWarnings(in zone: Zone) throws -> [String] {
        try outages().map { $0.warning(in: zone) }
            + [try mailRefusal()?.warning(in: zone)].compactMap { $0 }
    }

    func mailRefusal() throws -> MailRefusal? {
        try mark(.mailRefusal).map {
            try JSONDecoder().decode(MailRefusal.self, from: Data($0.utf8))
        }
    }
}

extension LedgerTransaction {
    /// Notes what attempts say of a way out: an outage begins with the first that found nobody there, and
    /// ends with the first that a server answered, or when nothing waits for it any more (`Outbox.endIdle`).
    ///
    /// - Parameters:
    ///   - known: the outage that it is in already.
    ///   - pause: how long the way is left alone after a number of attempts in vain.
    func noteAnswers(
        from destination: String, in known: OutageRecord?, _ outcomes: [DeliveryOutcome],
        pause: (_ failures: Int) -> Duration
    ) throws -> MailHealthChange? {
        let unreachable = outcomes.lazy.compactMap(\.faultOfDestination).first
        let isAnswered = outcomes.contains(where: \.isAnswer)
        guard isAnswered || unreachable != nil else { return nil }
        if isAnswered {
            guard let known else { return nil }
            try remove(known)
            return .over(known)
        }
        guard let unreachable else { return nil }
        // It says all that a warning about a single refusal does.
        if known == nil { try remove(.mailRefusal) }
        var outage =
            known
            ?? OutageRecord(
                destination: destination, since: now, reason: unreachable.summary, failures: 0,
                probeAt: now)
        // `status` has the present cause, the journal the first one.
        outage.reason = unreachable.summary
        outage.failures += 1
        outage.probeAt = now + pause(outage.failures)
        try put(outage)
        return known == nil ? .begun(outage) : nil
    }

    /// A refusal about us is told once, until a letter to such a reader goes again.
    func noteRefusals(
        _ attempts: [(audience: Audience, outcome: DeliveryOutcome)]
    ) throws -> [MailHealthChange] {
        var changes: [MailHealthChange] = []
        var known = try view.mailRefusal()
        for (audience, outcome) in attempts {
            switch outcome {
            case .refused(let fault) where fault.concern == .sender,
                .deferred(let fault) where fault.concern == .sender:
                guard known?.reason != fault.summary || known?.audience != audience else { break }
                let refusal = MailRefusal(at: now, audience: audience, reason: fault.summary)
                try set(.mailRefusal, to: refusal)
                known = refusal
                changes.append(.refused(refusal))
            case .sent where known?.audience == audience:
                try remove(.mailRefusal)
                known = nil
            default: break
            }
        }
        return changes
    }

    private func set(_ mark: Mark, to value: some Encodable) throws {
        try set(mark, to: String(decoding: JSONEncoder().encode(value), as: UTF8.self))
    }
}

extension Outbox {
    /// Says in the journal that mail stopped leaving, or leaves again.
    func tell(_ changes: [MailHealthChange]) {
        let zone = store.office.profile.zone
        for change in changes {
            switch change {
            case .begun(let outage):
                logger.warning(
                    "\(outage.warning(in: zone))",
                    metadata: ["message_id": "\(MessageID.mailOutage)"])
            case .over(let outage):
                logger.notice(
                    """
                    mail leaves again by the courier \(outage.destination); none did since \
                    \(zone.text(outage.since))
                    """,
                    metadata: ["message_id": "\(MessageID.mailOutageOver)"])
            case .idle(let outage):
                logger.notice(
                    """
                    nothing waits any more for the courier \(outage.destination), by which no mail left \
                    since \(zone.text(outage.since)): the next letter shows whether its server answers
                    """,
                    metadata: ["message_id": "\(MessageID.mailOutageOver)"])
            case .refused(let refusal):
                logger.warning(
                    "\(refusal.warning(in: zone))",
                    metadata: ["message_id": "\(MessageID.mailRefusal)"])
            }
        }
    }
}

extension DeliveryOutcome {
    /// Whether a server said something of the letter, whatever it was.
    fileprivate var isAnswer: Bool {
        switch self {
        case .sent, .refused: true
        // A program that takes a letter and never ends, or a server that says nothing, answers nobody.
        case .uncertain(let fault), .deferred(let fault):
            ![.destination, .stop].contains(fault.concern)
        }
    }

    /// Why nobody was found to take it; nil where somebody was.
    var faultOfDestination: DeliveryFault? {
        switch self {
        case .deferred(let fault) where fault.concern == .destination,
            .uncertain(let fault) where fault.concern == .destination:
            fault
        default: nil
        }
    }
}
