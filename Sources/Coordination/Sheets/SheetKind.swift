/// The sheets that the office knows, by their English names.
package enum SheetKind: String, Hashable, Sendable, Codable, CaseIterable {
    case people, teams, clients, deadlines, orders, reasons, decisions, delegations, holidays
    case targets, achievements, collections, expenses

    /// Whether files of this kind belong to one team and one period and are kept in versions.
    package var isSubmission: Bool {
        switch self {
        case .achievements, .collections, .expenses: true
        default: false
        }
    }
}
