import Synchronization

/// Sends letters to a mail server by SMTP (RFC 5321, RFC 3207, RFC 4954) through libcurl.
///
/// As many letters travel at once as there are connections; each connection is kept and takes the
/// next letter. Outcomes: a reply of 4xx, or a failure before the letter was handed over, is
/// *deferred*; 5xx to the sender, a recipient or the letter is *refused*; 5xx to greeting, STARTTLS
/// or AUTH is *deferred*, being no fault of the letter. Where one of several recipients is refused,
/// the letter goes to none of them.
package final class SMTPCourier: Courier {
    package let name = "smtp"
    private let pool: Mutex<Pool>

    private struct Pool {
        var idle: [SMTPConnection]
        /// Who waits for a connection, first come first served.
        var waiting: [CheckedContinuation<SMTPConnection, Never>] = []
    }

    /// - Throws: ``PostError`` with code `settings`; in particular for a password that would travel
    ///   unencrypted to another machine.
    package init(settings: SMTPSettings) throws(PostError) {
        try settings.validate()
        var idle: [SMTPConnection] = []
        for _ in 0..<settings.connections { idle.append(try SMTPConnection(settings: settings)) }
        pool = Mutex(Pool(idle: idle))
    }

    package func deliver(_ parcel: Parcel) async -> DeliveryOutcome {
        if let refusal = Self.refusal(of: parcel) { return refusal }
        let connection = await take()
        let outcome = await connection.deliver(parcel)
        giveBack(connection)
        return outcome
    }

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
    private static func refusal(of parcel: Parcel) -> DeliveryOutcome? {
        for address in [parcel.envelopeSender] + parcel.recipients
        where !Mailbox.isAddress(address) {
            return .refused(
                reason: "“\(SubjectLine.flattened(address))” is no mail address",
                isAddressAtFault: address != parcel.envelopeSender)
        }
        if parcel.recipients.isEmpty {
            return .refused(reason: "the letter has no recipient", isAddressAtFault: false)
        }
        return hasBareLineEnd(parcel.bytes)
            ? .refused(
                reason: "the letter has a line that does not end in CRLF", isAddressAtFault: false)
            : nil
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
