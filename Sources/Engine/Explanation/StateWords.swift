import Coordination

/// States as people say them, in both languages.
extension ExplanationWords {
    static func stateWords(_ state: NoticeState) -> BilingualText {
        switch state {
        case .waiting: BilingualText(en: "is to leave", id: "akan dikirim")
        case .held: BilingualText(en: "waits for a person", id: "menunggu seseorang")
        case .claimed: BilingualText(en: "is on its way", id: "sedang dikirim")
        case .deferred: BilingualText(en: "is tried again", id: "akan dicoba lagi")
        case .sent: BilingualText(en: "sent", id: "terkirim")
        case .redirected:
            BilingualText(en: "sent to the trial's address", id: "dikirim ke alamat uji coba")
        case .refused: BilingualText(en: "refused", id: "ditolak peladen")
        case .uncertain:
            BilingualText(en: "nobody knows whether it arrived", id: "belum pasti sampai")
        case .withdrawn: BilingualText(en: "taken back", id: "ditarik")
        case .expired: BilingualText(en: "expired", id: "kedaluwarsa")
        }
    }

    /// What came of an attempt, as the ledger keeps it; nil while nobody knows.
    static func outcomeWords(_ word: String?) -> BilingualText {
        guard let word else { return BilingualText(en: "no answer yet", id: "belum ada jawaban") }
        return NoticeState(rawValue: word).map(stateWords) ?? .plain(word)
    }

    /// How a file that a team handed in was judged.
    static func versionWords(_ state: String) -> BilingualText {
        versions[state] ?? .plain(state)
    }

    private static let versions: [String: BilingualText] = [
        "waived": BilingualText(en: "waived", id: "dibebaskan"),
        "missing": BilingualText(en: "not in yet", id: "belum masuk"),
        "accepted": BilingualText(en: "accepted", id: "diterima"),
        "nil": BilingualText(en: "nothing to report", id: "nihil"),
        "rejected": BilingualText(en: "rejected, with findings", id: "ditolak, ada temuan"),
    ]

    /// What became of a copy, by the history's words.
    static func copyWords(_ event: String) -> BilingualText {
        copies[event] ?? .plain(event)
    }

    private static let copies: [String: BilingualText] = [
        "copy not delivered": BilingualText(en: "not delivered", id: "tidak tersampaikan"),
        "copy sent": BilingualText(en: "sent", id: "terkirim"),
        "copy uncertain": BilingualText(
            en: "nobody knows whether it arrived", id: "belum pasti sampai"),
    ]
}

extension Explanation.Kind {
    /// What sort of line it is, as a heading.
    var words: BilingualText {
        switch self {
        case .changed: BilingualText(en: "changed", id: "perubahan")
        case .skipped: BilingualText(en: "skipped", id: "dilewati")
        case .merged: BilingualText(en: "merged", id: "digabung")
        case .withdrawn: BilingualText(en: "withdrawn", id: "ditarik")
        case .held: BilingualText(en: "held", id: "ditahan")
        case .waiting: BilingualText(en: "waiting", id: "menunggu")
        case .sent: BilingualText(en: "sent", id: "terkirim")
        case .failed: BilingualText(en: "failed", id: "gagal")
        case .planned: BilingualText(en: "planned", id: "direncanakan")
        }
    }
}
