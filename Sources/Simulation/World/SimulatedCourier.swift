import Almanac
import Ledger
import Post
import Synchronization

/// Mail as the world has it: every mailbox by itself is well, dead, full or slow to believe, the way there
/// breaks down, and answers get lost.
final class SimulatedCourier: Courier {
    let name = "simulated"
    /// Who gets every letter of a trial.
    static let trialAddress = "coba@garis.test"
    let capacity = 1
    private let clock: SimulatedClock
    private let power: PowerSwitch
    private let state = Mutex(State())

    private struct State {
        var handed: [HandedLetter] = []
        var next: [Reply] = []
        var mailboxes: [String: Mailbox] = [:]
        var isAway = false
        /// When a server could be reached again after none could.
        var backAt = Instant.distantPast
        var inspect: (@Sendable (Parcel, Instant) async -> [Violation])?
        var violations: [Violation] = []
        var counts: [String: Int] = [:]
        var disturbedAt = Instant.distantPast
    }

    init(clock: SimulatedClock, power: PowerSwitch) {
        self.clock = clock
        self.power = power
    }

    /// Every attempt that reached the world, oldest first.
    var handed: [HandedLetter] { state.withLock { $0.handed } }
    var counts: [String: Int] { state.withLock { $0.counts } }

    /// What was wrong with what was handed over since it was asked last.
    func takeViolations() -> [Violation] {
        state.withLock { state in
            defer { state.violations = [] }
            return state.violations
        }
    }

    /// Something happened beside the calendar: what goes soon after goes because of it.
    func noteDisturbance(at now: Instant) { state.withLock { $0.disturbedAt = now } }

    /// How long a server that did not answer may be left alone, by any of the settings.
    private static let longestPause = Duration.seconds(3 * 3_600)

    func isDisturbed(at now: Instant) -> Bool {
        let since = now - state.withLock { $0.disturbedAt }
        // After an outage the servers are tried again by and by.
        let back = now - state.withLock { $0.backAt }
        return since < .seconds(360) && since > .seconds(-86_400)
            || back >= .zero && back < Self.longestPause
    }

    /// What became of the last attempt at these was never written down: the power went before.
    func noteUnrecorded(_ notices: [Int64]) {
        state.withLock { state in
            for notice in notices {
                guard let last = state.handed.lastIndex(where: { $0.notice == notice }) else {
                    continue
                }
                state.handed[last].isRecorded = false
            }
        }
    }

    /// Has each letter looked at as it is handed over.
    func inspect(with inspect: (@Sendable (Parcel, Instant) async -> [Violation])?) {
        state.withLock { $0.inspect = inspect }
    }

    /// How the next letter is taken.
    func answer(_ reply: Reply) { state.withLock { $0.next.append(reply) } }

    func set(_ address: String, to mailbox: Mailbox) {
        state.withLock { $0.mailboxes[address] = mailbox }
    }

    /// Whether no server can be reached.
    func setAway(_ isAway: Bool) {
        let now = clock.now
        state.withLock { state in
            state.isAway = isAway
            if !isAway { state.backAt = now }
        }
    }

    func deliver(_ parcel: Parcel) async -> Delivery {
        power.noteDelivery(isAfter: false)
        let gone = Delivery(
            .uncertain(DeliveryFault("the power is off", concern: .letter)))
        guard !power.isOff else { return gone }
        let now = clock.now
        let inspect = state.withLock { $0.inspect }
        let found = await inspect?(parcel, now) ?? []
        let pause = state.withLock { $0.isAway ? 0 : $0.next.first?.pause ?? 0 }
        let delivery = state.withLock { state in
            let delivery = Self.outcome(of: parcel, &state)
            let letter = HandedLetter(parcel, at: now, delivery: delivery)
            state.handed.append(letter)
            state.violations += found
            state.counts["reply \(letter.word)", default: 0] += 1
            if !delivery.missedCopies.isEmpty { state.counts["reply copy", default: 0] += 1 }
            return delivery
        }
        if pause > 0 {
            clock.pass(until: clock.truth + .seconds(pause))
            noteDisturbance(at: clock.now)
            state.withLock { $0.counts["delivery stalled", default: 0] += 1 }
        }
        power.noteDelivery(isAfter: true)
        return power.isOff ? gone : delivery
    }

    private static func outcome(of parcel: Parcel, _ state: inout State) -> Delivery {
        let reply = state.next.isEmpty ? nil : state.next.removeFirst()
        if state.isAway {
            return Delivery(.deferred(DeliveryFault("no route to host", concern: .destination)))
        }
        if let reply { return reply.delivery }
        let mailbox = parcel.recipients.first.flatMap { state.mailboxes[$0] } ?? .well
        guard let delivery = mailbox.delivery else {
            let missed = parcel.recipients.dropFirst().compactMap { address in
                state.mailboxes[address].flatMap { $0.missedCopy(to: address) }
            }
            return Delivery(.sent(response: "250 taken"), missedCopies: missed)
        }
        return delivery
    }
}

/// One attempt that reached the world.
struct HandedLetter: Sendable {
    var at: Instant
    var notice: Int64
    var messageID: String
    var recipients: [String]
    var isClient: Bool
    var bytes: Int
    /// `sent`, `deferred`, `refused`, `refused us` or `uncertain`.
    var word: String
    /// Whether the letter may lie in the reader's mailbox.
    var mayHaveArrived: Bool
    var condemnsAddress: Bool
    /// Whether the ledger could learn what became of it.
    var isRecorded = true

    /// Whether it went to the trial's address instead of its reader's.
    var isOfTrial: Bool { recipients.first == SimulatedCourier.trialAddress }

    init(_ parcel: Parcel, at now: Instant, delivery: Delivery) {
        at = now
        notice = parcel.noticeID
        messageID = parcel.messageID
        recipients = parcel.recipients
        isClient = parcel.isClient
        bytes = parcel.bytes.count
        condemnsAddress = false
        switch delivery.outcome {
        case .sent: (word, mayHaveArrived) = ("sent", true)
        case .deferred: (word, mayHaveArrived) = ("deferred", false)
        // Such a letter is tried again, until others tell that it is alone.
        case .refused(let fault) where fault.concern == .sender:
            (word, mayHaveArrived) = ("refused us", false)
        case .refused(let fault):
            (word, mayHaveArrived) = ("refused", false)
            condemnsAddress = fault.concern == .recipient
        case .uncertain: (word, mayHaveArrived) = ("uncertain", true)
        }
    }
}
