/// What became of one attempt.
package struct Delivery: Sendable, Hashable {
    /// For the main recipient.
    package var outcome: DeliveryOutcome
    /// Copies that a letter which went, or may have gone, did not go to, each with why.
    package var missedCopies: [MissedCopy]

    package init(_ outcome: DeliveryOutcome, missedCopies: [MissedCopy] = []) {
        self.outcome = outcome
        self.missedCopies = missedCopies
    }
}

/// A copy that the server did not take, although it took the letter.
package struct MissedCopy: Sendable, Hashable {
    package var address: String
    package var fault: DeliveryFault
    /// Whether it is worth trying again (4xx).
    package var isTransient: Bool

    package init(address: String, fault: DeliveryFault, isTransient: Bool) {
        self.address = address
        self.fault = fault
        self.isTransient = isTransient
    }
}

/// What one attempt came to for one recipient.
package enum DeliveryOutcome: Sendable, Hashable {
    /// Accepted, with the server's own words.
    case sent(response: String)
    /// Certainly not accepted, and worth trying again.
    case deferred(DeliveryFault)
    /// Certainly not accepted, for good.
    case refused(DeliveryFault)
    /// Handed over whole, but no answer came: nobody knows.
    case uncertain(DeliveryFault)
}

/// Why a letter was not accepted.
package struct DeliveryFault: Sendable, Hashable {
    /// The server's own words, or the system's. They may name addresses and quote the letter: for the
    /// ledger, never for the journal.
    package var words: String
    /// What the journal may say: `550 5.1.1 to RCPT`, or what the system said of a connection.
    package var summary: String
    package var concern: Concern

    /// Whom or what a fault is about, and so what follows from it.
    package enum Concern: String, Sendable, Hashable {
        /// The address: it is flagged when it is refused for good.
        case recipient
        /// This letter, at this moment.
        case letter
        /// Us: relaying, policy, sender, size. Nobody's address is at fault, and the administrator is
        /// warned.
        case sender
        /// The server, or the way to it: nothing leaves by it for now.
        case destination
        /// The service is being stopped: nothing is wrong.
        case stop
    }

    /// - Parameters:
    ///   - words: as somebody else said them: one line is kept of it, of at most 1,000 characters.
    ///   - summary: nil where the words themselves may be read in the journal.
    package init(_ words: String, summary: String? = nil, concern: Concern) {
        self.words = SubjectLine.truncated(SubjectLine.flattened(words), to: 1_000)
        self.summary = summary ?? self.words
        self.concern = concern
    }
}
