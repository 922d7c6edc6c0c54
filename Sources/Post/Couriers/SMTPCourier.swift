import Coordination
import Synchronization

/// Sends letters to a mail server by SMTP (RFC 5321, RFC 3207, RFC 4954) through libcurl.
///
/// As many letters travel at once as there are connections; each connection is kept and takes the
/// next letter. What replies come to says ``SMTPVerdict``; a failure before the letter was handed over
/// is *deferred*. A letter that its main recipient's server does not take goes to nobody; one that a
/// copy's does not take goes to all others.
package final class SMTPCourier: Courier {
    package let name: String
    package let capacity: Int
    let stopping = CourierStop()
    let settings: SMTPSettings
    private let pool: Mutex<Pool>

    private struct Pool {
        var idle: [SMTPConnection]
        /// Who waits for a connection, first come first served.
        var waiting: [CheckedContinuation<SMTPConnection, Never>] = []
    }

    /// - Throws: ``PostError`` with code `settings`; in particular for a password that would travel
    ///   unencrypted to another machine.
    package init(name: String = "smtp", settings: SMTPSettings) throws(PostError) {
        self.name = name
        self.settings = settings
        try settings.validate()
        var idle: [SMTPConnection] = []
        for _ in 0..<settings.connections { idle.append(try SMTPConnection(settings: settings)) }
        pool = Mutex(Pool(idle: idle))
        capacity = settings.connections
    }

    package func deliver(_ parcel: Parcel) async -> Delivery {
        if let refusal = Self.refusal(of: parcel) { return Delivery(.refused(refusal)) }
        var sendable = parcel
        sendable.recipients = parcel.recipients.filter(MailAddress.isValid)
        let connection = await take()
        var delivery = await connection.deliver(sendable, stop: stopping)
        giveBack(connection)
        if delivery.hasGone {
            delivery.missedCopies += parcel.recipients.filter { !MailAddress.isValid($0) }
                .map(Self.unreadableCopy)
        }
        return delivery
    }

    /// Has attempts under way end at their next safe point.
    package func stop() { stopping.ask() }

    private func take() async -> SMTPConnection {
        await withCheckedContinuation { continuation in
            let connection = pool.withLock { pool -> SMTPConnection? in
                // The one used last is the likeliest to be open still.
                if let last = pool.idle.popLast() { return last }
                pool.waiting.append(continuation)
                return nil
            }
            if let connection { continuation.resume(returning: connection) }
        }
    }

    private func giveBack(_ connection: SMTPConnection) {
        let next = pool.withLock { pool -> CheckedContinuation<SMTPConnection, Never>? in
            if pool.waiting.isEmpty {
                pool.idle.append(connection)
                return nil
            }
            return pool.waiting.removeFirst()
        }
        next?.resume(returning: connection)
    }

    /// What must not reach the wire: an address that could carry a second command, and line ends
    /// other than CRLF, which servers read differently (SMTP smuggling).
    private static func refusal(of parcel: Parcel) -> DeliveryFault? {
        guard let main = parcel.recipients.first else {
            return DeliveryFault("the letter has no recipient", concern: .letter)
        }
        if !MailAddress.isValid(main) { return unreadable(main, concern: .recipient) }
        if !MailAddress.isValid(parcel.envelopeSender) {
            return unreadable(parcel.envelopeSender, concern: .sender)
        }
        return hasBareLineEnd(parcel.bytes)
            ? DeliveryFault("the letter has a line that does not end in CRLF", concern: .letter)
            : nil
    }

    private static func unreadable(
        _ address: String, concern: DeliveryFault.Concern
    ) -> DeliveryFault {
        DeliveryFault(
            "“\(SubjectLine.flattened(address))” is no mail address",
            summary: "no mail address", concern: concern)
    }

    private static func unreadableCopy(_ address: String) -> MissedCopy {
        MissedCopy(
            address: address, fault: unreadable(address, concern: .recipient), isTransient: false)
    }

    private static func hasBareLineEnd(_ bytes: [UInt8]) -> Bool {
        let carriageReturn = UInt8(ascii: "\r")
        let lineFeed = UInt8(ascii: "\n")
        var previous: UInt8 = 0
        for byte in bytes {
            if (byte == lineFeed) != (previous == carriageReturn) { return true }
            previous = byte
        }
        return previous == carriageReturn
    }
}

extension Delivery {
    /// Whether the letter left, or may have.
    fileprivate var hasGone: Bool {
        switch outcome {
        case .sent, .uncertain: true
        case .deferred, .refused: false
        }
    }
}
