/// Carries letters' bytes; knows nothing of what they say.
package protocol Courier: Sendable {
    /// As settings and journal call it: `smtp`, `maildir`, `journal`.
    var name: String { get }
    /// How many letters it has on their way at once: no more are claimed ahead.
    var capacity: Int { get }
    /// Whether nothing is gained by doing anything else while it has a letter.
    var isAtOnce: Bool { get }
    /// Tries once. Never throws: whatever happens is an outcome.
    func deliver(_ parcel: Parcel) async -> Delivery
    /// Begins nothing any more, and ends within seconds what is on its way: certainly not handed over
    /// is *deferred*, handed over without an answer *uncertain*.
    func stop()
}

extension Courier {
    package var isAtOnce: Bool { false }

    /// A courier whose deliveries end by themselves at once needs no word.
    package func stop() {}
}
