import Synchronization

@testable import Post

/// A courier that remembers what it was given and says what a test told it to.
final class FakeCourier: Courier {
    let name = "fake"
    let capacity = 1
    private let state = Mutex(State())

    private struct State {
        var parcels: [Parcel] = []
        var answers: [@Sendable (Parcel) -> Delivery] = []
        var meanwhile: (@Sendable () -> Void)?
    }

    var parcels: [Parcel] { state.withLock { $0.parcels } }

    /// The outcomes of the next deliveries, in their order; then everything is sent.
    func answer(_ outcomes: DeliveryOutcome...) {
        state.withLock { state in
            state.answers += outcomes.map { outcome in { _ in Delivery(outcome) } }
        }
    }

    /// How a server takes the next letter.
    func answer(_ script: ScriptedServer) {
        state.withLock { $0.answers.append(script.delivery(of:)) }
    }

    /// What happens while the next letter is on its way.
    func meanwhile(_ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.meanwhile = action }
    }

    func deliver(_ parcel: Parcel) async -> Delivery {
        let meanwhile = state.withLock { state in
            defer { state.meanwhile = nil }
            return state.meanwhile
        }
        meanwhile?()
        return state.withLock { state in
            state.parcels.append(parcel)
            return state.answers.isEmpty
                ? Delivery(.sent(response: "250 taken")) : state.answers.removeFirst()(parcel)
        }
    }
}

/// A mail server that says what it is told to, at one command or several, and takes everything else: what
/// follows is decided by the same table as on the wire.
struct ScriptedServer: Sendable {
    /// By `connect`, `ehlo`, `auth`, `mail`, `rcpt` (the main recipient), `cc1`, `cc2`, `data`, `dot`: a
    /// reply such as `550 5.1.1 no such user`, or `drop`.
    var replies: [String: String]

    static let places = ["connect", "ehlo", "auth", "mail", "rcpt", "cc1", "cc2", "data", "dot"]

    func delivery(of parcel: Parcel) -> Delivery {
        var dialogue = SMTPDialogue(recipients: parcel.recipients, needsLogin: false)
        let failure = run(&dialogue, recipients: parcel.recipients.count)
        return dialogue.delivery(failure: failure.map { ConnectionFailure(said: $0) })
    }

    /// - Returns: what the system says when the dialogue ends early; nil when the letter was taken.
    private func run(_ dialogue: inout SMTPDialogue, recipients: Int) -> String? {
        if let failure = say("connect", "220 ready", &dialogue) { return failure }
        dialogue.send("EHLO tenggat")
        if let failure = say("ehlo", "250 hello", &dialogue) { return failure }
        if replies["auth"] != nil {
            dialogue.send("AUTH PLAIN")
            if let failure = say("auth", "235 welcome", &dialogue) { return failure }
        }
        dialogue.send("MAIL FROM:<>")
        if let failure = say("mail", "250 ok", &dialogue) { return failure }
        for index in 0..<recipients {
            dialogue.send("RCPT TO:<>")
            let failure = say(index == 0 ? "rcpt" : "cc\(index)", "250 ok", &dialogue)
            // A copy that is refused keeps nothing back.
            if let failure, index == 0 || failure == Self.dropped { return failure }
        }
        dialogue.send("DATA")
        if let failure = say("data", "354 go on", &dialogue) { return failure }
        dialogue.takeBody(rest: 0)
        return say("dot", "250 taken", &dialogue)
    }

    private static let dropped = "connection reset by peer"

    private func say(_ place: String, _ usual: String, _ dialogue: inout SMTPDialogue) -> String? {
        let reply = replies[place] ?? usual
        guard reply != "drop" else { return Self.dropped }
        dialogue.receive(reply)
        return reply.hasPrefix("4") || reply.hasPrefix("5") ? "refused: \(reply)" : nil
    }
}

extension DeliveryOutcome {
    static func refused(reason: String, isAddressAtFault: Bool) -> DeliveryOutcome {
        .refused(DeliveryFault(reason, concern: isAddressAtFault ? .recipient : .letter))
    }

    static func deferred(reason: String) -> DeliveryOutcome {
        .deferred(DeliveryFault(reason, concern: .letter))
    }

    static func uncertain(reason: String) -> DeliveryOutcome {
        .uncertain(DeliveryFault(reason, concern: .letter))
    }
}
