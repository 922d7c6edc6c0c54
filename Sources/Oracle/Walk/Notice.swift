import Almanac

/// The open notice of one person (§4, *Grouping*).
struct Notice: Sendable {
    struct Entry: Sendable {
        var item: Item
        /// Whether it still holds when the notice leaves.
        var occurrence: OccurrenceID?
        var due: Instant?
        /// The steps that it says.
        var steps: Set<SaidStep> = []
        /// Whom it was meant for, where somebody else hears in their place.
        var toldTo: String?
        /// Whom mail did not reach with it.
        var unreached: Set<String> = []
    }

    var to: String
    var opened: Instant
    var entries: [Entry] = []
    var leaves: Instant
    /// How often it was handed over.
    var attempts = 0
    /// The first of its items to be of no use any more.
    var expires: Instant?
}
