import Post

/// How one letter is taken, whoever it is for.
package enum Reply: String, Sendable, Hashable, CaseIterable {
    case refuseAddress = "refuse-address"
    case refuseLetter = "refuse-letter"
    case noAnswer = "no-answer"
    case putOff = "reply rcpt=450_4.2.0_busy"
    case refuseUs = "reply rcpt=550_5.7.1_relaying_denied"
    case dropped = "reply connect=drop"
    /// Nobody answers until a time limit ends it: before there is a connection, and after the final dot.
    case stalled = "# the next letter hangs until nobody connects"
    case stalledAtTheEnd = "# the next letter hangs until nobody answers"

    var delivery: Delivery { Delivery(outcome) }

    private var outcome: DeliveryOutcome {
        switch self {
        case .refuseAddress: .refused(DeliveryFault("550 no such user", concern: .recipient))
        case .refuseLetter: .refused(DeliveryFault("554 spam", concern: .letter))
        case .noAnswer, .stalledAtTheEnd:
            .uncertain(DeliveryFault("no answer", concern: .destination))
        case .putOff: .deferred(DeliveryFault("450 4.2.0 busy", concern: .letter))
        case .refuseUs: .refused(DeliveryFault("550 5.7.1 relaying denied", concern: .sender))
        case .dropped: .deferred(DeliveryFault("connection reset", concern: .destination))
        case .stalled: .deferred(DeliveryFault("timed out", concern: .destination))
        }
    }

    /// How long whoever hands the letter over waits for the answer, in seconds; fewer than the grouping window has, or
    /// others who do not wait for the outbox would seem to.
    var pause: Int {
        switch self {
        case .stalled: 60
        case .stalledAtTheEnd: 240
        default: 0
        }
    }
}

/// How a mailbox takes whatever comes, until it changes.
package enum Mailbox: String, Sendable, Hashable, CaseIterable {
    case well, dead, full, mute

    /// What becomes of a letter to it; nil where it is taken.
    var delivery: Delivery? {
        switch self {
        case .well: nil
        case .dead:
            Delivery(.refused(DeliveryFault("550 5.1.1 no such user", concern: .recipient)))
        case .full: Delivery(.deferred(DeliveryFault("452 4.2.2 full", concern: .letter)))
        case .mute: Delivery(.uncertain(DeliveryFault("no answer", concern: .destination)))
        }
    }

    /// What becomes of a copy to it.
    func missedCopy(to address: String) -> MissedCopy? {
        switch self {
        case .well, .mute: nil
        case .dead:
            MissedCopy(
                address: address, fault: DeliveryFault("550 5.1.1 no", concern: .recipient),
                isTransient: false)
        case .full:
            MissedCopy(
                address: address, fault: DeliveryFault("452 4.2.2 full", concern: .letter),
                isTransient: true)
        }
    }
}
