package import Almanac

/// The end of the history as somebody kept it elsewhere: the journal, by the service, each night and at each
/// close; or whoever wrote one down.
package struct HistoryHead: Sendable, Hashable {
    /// In lower-case hexadecimal digits.
    package var hash: String
    /// After how many links it was; nil where only the hash is known.
    package var links: Int64?
    /// When it was kept.
    package var at: Instant?

    package init(hash: String, links: Int64? = nil, at moment: Instant? = nil) {
        self.hash = hash.lowercased()
        self.links = links
        at = moment
    }
}

/// What a look at the whole chain, and at what it speaks of, found.
package struct HistoryProof: Sendable {
    /// How many links there are.
    package var links = 0
    /// The last one's hash, in hexadecimal; nil where there is none.
    package var head: String?
    /// How many heads from elsewhere are part of the chain.
    package var headsHeld = 0
    /// From before when lines of the history were forgotten, as it says itself; nil where none were.
    package var forgottenBefore: Instant?
    /// What is not as it was, in the order in which it was found.
    package var problems: [Problem] = []

    /// One thing that is not as it was.
    package struct Problem: Sendable, Hashable {
        package var fault: Fault
        /// A line's number and words, a step's deadline and name, a notice's number.
        package var subject: String
        /// What is known of it beyond that.
        package var detail: Detail?
    }

    /// What more is known of a thing that is not as it was.
    package enum Detail: Sendable, Hashable {
        case cell(CellPlace)
        /// A head was kept after so many links, and the chain has fewer.
        case shortened(from: Int64, to: Int64)
        /// At a link that a head was kept after, the chain has another.
        case otherwise(at: Int64)
    }

    /// What happened to it.
    package enum Fault: String, Sendable, CaseIterable {
        case lineChanged = "line-changed"
        case lineDeleted = "line-deleted"
        case lineInserted = "line-inserted"
        /// It was the last, or one of the last: it was deleted, and the service wrote another under its number since.
        case lineReplaced = "line-replaced"
        /// It follows the last that a link speaks of: it was put there, or the chain's end was cut off.
        case lineUnlinked = "line-unlinked"
        case markChanged = "mark-changed"
        case markRemoved = "mark-removed"
        case markAdded = "mark-added"
        case letterChanged = "letter-changed"
        /// Ladders, calendars or registers as they were kept are not what they were.
        case rulesChanged = "rules-changed"
        /// Rows of a table are not what the service made of them (``RowSums``).
        case tableChanged = "table-changed"
        /// A cell holds what nobody can read: another kind of value, or no date, word or JSON where there is to be one.
        case cellUnreadable = "cell-unreadable"
        /// What is kept of a table was taken out, or is of other columns: what stands in it cannot be proved.
        case sumMissing = "sum-missing"
        /// Somebody's trigger would change rows behind the service, or one of the service's own is gone or another.
        case triggerChanged = "trigger-changed"
        /// A table, an index, the list of what made them, or SQLite's note of numbers is gone or another.
        case schemaChanged = "schema-changed"
        /// A link is not what the one before it and its own content make of it.
        case chainBroken = "chain-broken"
        /// A head from elsewhere is none of the chain's: its tail was cut, or another history is here.
        case headMissing = "head-missing"
    }

    /// How many problems are named: who sees so many needs a backup.
    static let most = 1_000
}

extension LedgerView {
    /// Looks the chain over, link by link, and everything that it speaks of.
    ///
    /// - Parameter heads: what is known from elsewhere of earlier days.
    package func proveHistory(heads: [HistoryHead] = []) throws -> HistoryProof {
        var walk = ChainWalk(view: self, heads: heads)
        try walk.lookAtSchema()
        try walk.lookAtNumbers()
        try walk.lookAtTables()
        try walk.lookAtCells()
        try walk.followLinks()
        try walk.lookAtLines()
        try walk.lookAtMarks()
        try walk.lookAtSeals()
        try walk.lookAtLetters()
        try walk.lookAtRules()
        return walk.proof
    }
}
