import Coordination

/// Why something was taken back before it left: the ledger keeps the words in English, each belongs to a
/// rule.
enum WithdrawalWords {
    /// The rule of what another message speaks for.
    static let laterStep = "later-step"

    /// The rule and the sentence of a reason as the ledger keeps it.
    static func reading(of reason: String) -> (rule: String, words: BilingualText) {
        if let known = table[reason] { return known }
        if let state = state(endedBy: reason) { return state }
        if reason.hasPrefix("refused by ") {
            return (
                "refused-by-person",
                .sentence("it was {1}", "ditolak: {1}", .plain(reason))
            )
        }
        return ("withdrawn", .plain(reason))
    }

    private static func state(
        endedBy reason: String
    ) -> (rule: String, words: BilingualText)? {
        let beginning = "the deadline is "
        guard reason.hasPrefix(beginning),
            let state = Deadline.State(rawValue: String(reason.dropFirst(beginning.count)))
        else { return nil }
        switch state {
        case .done: return ("ended", BilingualText(en: reason, id: "tenggatnya sudah selesai"))
        case .waived: return ("ended", BilingualText(en: reason, id: "tenggatnya dibebaskan"))
        case .cancelled: return ("ended", BilingualText(en: reason, id: "tenggatnya dibatalkan"))
        case .open:
            return ("reopened", BilingualText(en: reason, id: "tenggatnya dibuka kembali"))
        }
    }

    private static let table: [String: (rule: String, words: BilingualText)] = {
        var table: [String: (rule: String, words: BilingualText)] = [:]
        for (rule, english, indonesian) in sentences {
            table[english] = (rule, BilingualText(en: english, id: indonesian))
        }
        return table
    }()

    private static let sentences: [(String, String, String)] = [
        ("moved", "the due date was moved", "jatuh temponya dipindahkan"),
        (
            "rests", "it waits until somebody comes back to it",
            "menunggu sampai penundaan atau pengakuannya berakhir"
        ),
        (
            "replanned", "it is decided anew who hears it",
            "siapa yang menerimanya ditentukan ulang"
        ),
        (
            "handed-on", "its reader cannot be reached any more",
            "penerimanya tidak dapat dihubungi lagi"
        ),
        (
            laterStep, "a later step of the same deadline speaks for it",
            "langkah berikutnya dari tenggat yang sama sudah mewakilinya"
        ),
        (
            "expired", "expired: its moment passed before it could leave",
            "kedaluwarsa: waktunya lewat sebelum sempat dikirim"
        ),
        (
            "later-news", "a later mail says how the letters are now",
            "surel berikutnya menyampaikan keadaan surat-suratnya sekarang"
        ),
        (
            "ended", "none of the letters that it names is still to go",
            "tidak ada lagi surat yang disebutnya yang masih akan dikirim"
        ),
        ("newer-version", "a newer version came", "versi yang lebih baru sudah datang"),
        ("newer-summary", "a newer summary came", "ringkasan yang lebih baru sudah datang"),
        ("waived", "it was waived", "kewajibannya dibebaskan"),
        ("closed", "the period was closed", "periodenya sudah ditutup"),
        ("file-again", "the file came again", "berkasnya datang lagi"),
        ("ended", "over before it was tried again", "sudah selesai sebelum dicoba lagi"),
        (
            "another-client", "the order is another client's",
            "pesanannya sekarang milik klien lain"
        ),
        (
            "client-called", "the client is called instead",
            "klien ditelepon, tidak dikirimi surat"
        ),
        (
            "cancelled", "cancelled before the letter left",
            "dibatalkan sebelum suratnya dikirim"
        ),
        (
            "delivered", "delivered before approval",
            "sudah dikirimkan sebelum suratnya disetujui"
        ),
        (
            "stated-date-past", "stated-date-past",
            "tanggal yang disebut dalam surat sudah lewat"
        ),
        (
            "back-on-known-date", "back on the date that the client knows before the letter left",
            "kembali ke tanggal yang sudah diketahui klien sebelum suratnya dikirim"
        ),
        (
            "client-wish", "the client asked for another date before the letter left",
            "klien sendiri meminta tanggal lain sebelum suratnya dikirim"
        ),
        (
            "refused-before", "a letter that said no more than this was refused before",
            "surat yang isinya tidak lebih dari ini pernah ditolak"
        ),
    ]
}
