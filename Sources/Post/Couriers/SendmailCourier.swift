import Coordination
import Dispatch

/// Hands letters to the machine's own mail program, as sendmail(8) of any mail server takes them.
///
/// What the program answers is a number of sysexits.h. A program that is ended before it answered may
/// have taken the letter.
package final class SendmailCourier: Courier {
    package let name: String
    package let capacity = 2
    private let program: String
    private let timeout: Duration
    private let stopping = CourierStop()
    /// A program blocks until it ends; it does so here rather than on a thread of Swift's pool.
    private let queue = DispatchQueue(label: "org.tenggat.sendmail", attributes: .concurrent)

    /// - Parameter program: its path, such as `/usr/sbin/sendmail`.
    package init(name: String = "sendmail", program: String, timeout: Duration = .seconds(60)) {
        self.name = name
        self.program = program
        self.timeout = timeout
    }

    package func deliver(_ parcel: Parcel) async -> Delivery {
        let addresses = parcel.recipients.filter(MailAddress.isValid)
        guard addresses.first == parcel.recipients.first, !addresses.isEmpty,
            MailAddress.isValid(parcel.envelopeSender)
        else {
            return Delivery(
                .refused(DeliveryFault("no mail address", concern: .recipient)))
        }
        guard stopping.elapsed == nil else { return Delivery(.deferred(.stopped)) }
        let child = ChildProgram(
            path: program, arguments: ["-i", "-f", parcel.envelopeSender, "--"] + addresses,
            // Programs of the machine end lines as it does.
            input: parcel.bytes.filter { $0 != UInt8(ascii: "\r") },
            timeout: timeout)
        let result = await withCheckedContinuation { continuation in
            queue.async { [stopping] in
                continuation.resume(returning: child.run { stopping.elapsed })
            }
        }
        return Delivery(Self.outcome(of: result, recipients: addresses.count))
    }

    /// See ``Courier``.
    package func stop() { stopping.ask() }

    static func outcome(of result: ChildProgram.Result, recipients: Int) -> DeliveryOutcome {
        switch result {
        case .notStarted(let words):
            return .deferred(DeliveryFault(words, concern: .destination))
        case .ended(0, _): return .sent(response: "taken by sendmail")
        case .ended(let code, let complaint):
            let fault = { (concern: DeliveryFault.Concern) in
                DeliveryFault(
                    complaint.isEmpty ? "sendmail ended with \(code)" : complaint,
                    summary: "sendmail ended with \(code)", concern: concern)
            }
            return switch code {
            // EX_NOUSER, EX_NOHOST: whose it is, it does not say.
            case 67, 68: .refused(fault(recipients == 1 ? .recipient : .sender))
            // EX_USAGE, EX_DATAERR, EX_NOINPUT
            case 64, 65, 66: .refused(fault(.sender))
            default: .deferred(fault(.destination))
            }
        case .crashed(let signal, let complaint):
            let words = "sendmail was ended by signal \(signal)"
            return .uncertain(
                DeliveryFault(
                    complaint.isEmpty ? words : "\(words). \(complaint)", summary: words,
                    concern: .destination))
        case .killed(let complaint):
            // Postfix tries for ever what it is not let write.
            if complaint.contains("Permission denied") {
                return .deferred(
                    DeliveryFault(
                        complaint, summary: "sendmail may not write its queue",
                        concern: .destination))
            }
            return .uncertain(
                DeliveryFault(
                    "sendmail did not end in time. \(complaint)",
                    summary: "sendmail did not end in time", concern: .destination))
        }
    }
}
