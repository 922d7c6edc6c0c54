import Coordination

/// Reasons that the service itself writes into the history: in English there, said in the reader's language.
enum OwnReasons {
    /// A reason in both languages; as it is where a person wrote it, or a server.
    static func words(of reason: String) -> BilingualText {
        if let indonesian = table[reason] { return BilingualText(en: reason, id: indonesian) }
        let ended = " has ended"
        if reason.hasSuffix(ended) {
            let code = String(reason.dropLast(ended.count))
            return .sentence("{1} has ended", "{1} sudah berakhir", .plain(code))
        }
        return WithdrawalWords.reading(of: reason).words
    }

    private static let table: [String: String] = [
        "a backup was made": "salinan cadangan sudah dibuat",
        "a letter tells it instead": "surat menyampaikannya",
        "a letter arrived": "sebuah surat sudah sampai",
        "a day off changed": "hari libur berubah",
        "another address was entered": "alamat lain sudah dimasukkan",
        "another letter followed": "surat lain sudah menyusul",
        "another version came": "versi lain sudah datang",
        "answered": "sudah terjawab",
        "answered by a command": "dijawab dengan perintah",
        "answered by the decisions sheet": "dijawab oleh lembar keputusan",
        "answered by the orders sheet": "dijawab oleh lembar pesanan",
        "armed": "mulai berlaku",
        "asked anew": "ditanyakan kembali",
        "decided": "sudah diputuskan",
        "found once more": "ditemukan lagi",
        "it failed again": "gagal lagi",
        "no longer in the team's collections": "tidak ada lagi dalam tagihan tim itu",
        "no promise any more": "bukan janji lagi",
        "nothing is missing any more": "tidak ada lagi yang kurang",
        "nothing of the letter is left to say": "tidak ada lagi yang perlu disampaikan surat itu",
        "paid": "sudah dibayar",
        "promised anew": "dijanjikan kembali",
        "refused again": "ditolak lagi",
        "rests": "beristirahat",
        "the close calendar changed": "kalender penutupan berubah",
        "the closing hour changed": "jam tutup berubah",
        "the order is another client's": "pesanannya sekarang milik klien lain",
        "the order is finished": "pesanannya sudah selesai",
        "the order is theirs again": "pesanannya kembali menjadi milik mereka",
        "the trial had ended before the ledger was put back":
            "uji coba sudah berakhir sebelum buku data dipulihkan",
        "told anew": "diberi tahu kembali",
        "there is room again": "ruang penyimpanan sudah cukup lagi",
        "what the letter was written about has changed":
            "hal yang ditulis dalam surat itu sudah berubah",
    ]
}
