package import Coordination

/// A kind of entry that a letter can be made of: its template's name and the facts it may state.
///
/// The table is the contract between whoever makes items and whoever writes templates: a template
/// that names anything else is refused when it is loaded, an item that lacks a needed fact when its
/// letter is composed.
package struct TemplateKind: Hashable, Sendable, CustomStringConvertible {
    /// The entry's kind and its files' name: `further-slip`.
    package var name: String
    /// Whether a client may read it. Kinds for the office never go into a client's letter.
    package var isForClients: Bool
    package var facts: [FactDeclaration]
    /// The text that is shortened when a subject grows too long.
    package var shortenedInSubject: String

    package var description: String { name }

    /// The kind of that name; nil when there is none.
    package static func named(_ name: String) -> TemplateKind? { byName[name] }

    /// The kinds by whose examples a wording is shown: the one of that name, or several in the frame of that name.
    /// None for any other name.
    package static func shown(by name: String) -> [TemplateKind] {
        switch name {
        case "notice": [reminder, escalation]
        case "letter": [slip, improved]
        default: named(name).map { [$0] } ?? []
        }
    }

    /// All kinds that are shipped, in the order of the documentation.
    package static let all: [TemplateKind] = [
        reminder, escalation, slip, furtherSlip, improved, recovery, message, submissionInvalid,
        submissionMissing, sheetRejected, closeSummary, periodReopened, promiseSummary, dateNeeded,
        approvalNeeded, waitingLetters, decisionsTaken, digest, week, reminders, letterAnnounced,
        submissionAccepted, handover, handoverUndone, welcome, requestDecided,
        mailOutage,
        serviceWarning,
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// What `facts` lack for this kind, each fault as a sentence; empty when nothing.
    package func faults(in facts: Facts) -> [String] { self.facts.faults(in: facts) }

    /// Facts that no template of this kind can state, such as misspelt ones, by their paths.
    package func unknownNames(in facts: Facts) -> [String] { self.facts.unknownNames(in: facts) }
}
