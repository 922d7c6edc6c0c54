package import Almanac
package import Coordination

/// The answer to "why": everything that was told, or was not, about one subject, each with its rule.
package struct Explanation: Sendable {
    package var subject: Subject
    /// What it is, as a heading.
    package var title: BilingualText
    /// In the order of their moments.
    package var lines: [Line]

    /// What happened at a moment, did not happen, or is to come, and by which rule.
    package struct Line: Sendable {
        package var at: Instant
        package var kind: Kind
        /// The rules that made it so, the most telling first; `commands.md` lists them.
        package var rules: [String]
        package var words: BilingualText
        /// Who did it; nil for the service itself.
        package var by: String?
        /// Who was told, was not, or is to be: a recipient's key.
        package var person: String?
        /// Whom it concerns: who would have heard, or did, and in whose place; empty where that is nobody in
        /// particular.
        package var readers: [String] = []
        package var notice: Int64?
        /// The ladder's step, `WD-3 09:00`.
        package var step: String?
        /// The moments of what did not go: on their days it is looked for; empty where it is on its own.
        package var missed: [Instant] = []

        package init(
            at moment: Instant, _ kind: Kind, _ rules: [String], _ words: BilingualText,
            by: String? = nil, person: String? = nil, notice: Int64? = nil, step: String? = nil
        ) {
            at = moment
            self.kind = kind
            self.rules = rules
            self.words = words
            self.by = by
            self.person = person
            self.notice = notice
            self.step = step
        }
    }

    /// What sort of line it is, in the order in which lines of one moment stand.
    package enum Kind: String, Sendable, CaseIterable {
        /// Somebody, or the calendar, changed something.
        case changed
        /// It does not go: a rule says why.
        case skipped
        /// Another message speaks for it.
        case merged
        /// Taken back before it left.
        case withdrawn
        /// Waits for a person.
        case held
        /// Waits for a moment, or for a server.
        case waiting
        case sent
        /// It did not arrive, or nobody knows.
        case failed
        /// Still to come.
        case planned
    }

    /// Lines in the order in which they are read.
    static func sorted(_ lines: [Line]) -> [Line] {
        let ranks = Dictionary(
            uniqueKeysWithValues: Kind.allCases.enumerated().map { ($1, $0) })
        return lines.enumerated().sorted { left, right in
            (left.element.at, ranks[left.element.kind] ?? 0, left.offset)
                < (right.element.at, ranks[right.element.kind] ?? 0, right.offset)
        }.map(\.element)
    }
}
