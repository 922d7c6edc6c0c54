package import Almanac

/// A sort of promise, as data: tender, tax, payroll, complaint. Nothing in the code asks which it is.
package struct DeadlineKind: Hashable, Sendable {
    package var name: String
    /// The ladder of a deadline that names none; nil takes `standard`.
    package var ladder: String?
    /// Where a due date of this kind goes that falls on a day off; nil leaves it there.
    package var roll: Rolling.Direction?
    /// What must be shown when such a promise is done; nil asks nothing.
    package var evidence: String?
    /// Whether digests count such deadlines; not where they list by itself what is asked about.
    package var isInDigest: Bool
    /// Whether somebody asks leave by it: it ends with a yes or a no, and whoever asked is told.
    package var isRequest: Bool
    /// What people call it, by language code.
    package var words: [String: String]
    /// Other names that a sheet may use (`keluhan` for `complaint`).
    package var aliases: [String]

    package init(
        name: String, ladder: String? = nil, roll: Rolling.Direction? = nil,
        evidence: String? = nil, isInDigest: Bool = true, isRequest: Bool = false,
        words: [String: String] = [:], aliases: [String] = []
    ) {
        self.name = name
        self.ladder = ladder
        self.roll = roll
        self.evidence = evidence
        self.isInDigest = isInDigest
        self.isRequest = isRequest
        self.words = words
        self.aliases = aliases
    }

    /// The same with what it does not say taken from another.
    func filled(from other: DeadlineKind) -> DeadlineKind {
        var kind = self
        kind.ladder = ladder ?? other.ladder
        if words.isEmpty { kind.words = other.words }
        return kind
    }
}
