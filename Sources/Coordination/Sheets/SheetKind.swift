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

    /// What people call it in a message: English as everywhere, `klien` in Indonesian.
    package var words: BilingualText {
        let indonesian =
            switch self {
            case .people: "orang"
            case .teams: "tim"
            case .clients: "klien"
            case .deadlines: "tenggat"
            case .orders: "pesanan"
            case .reasons: "alasan"
            case .decisions: "keputusan"
            case .delegations: "delegasi"
            case .holidays: "hari libur"
            case .targets: "target"
            case .achievements: "capaian"
            case .collections: "penagihan"
            case .expenses: "biaya"
            }
        return BilingualText(en: rawValue, id: indonesian)
    }
}
