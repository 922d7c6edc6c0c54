/// What a person can say of something that waits for them, whatever way they say it by.
///
/// A new one is a case with its words here, lines of ``DecisionRule/all``, and whoever carries it out.
package enum DecisionWord: String, Sendable, Hashable, CaseIterable {
    /// A letter goes as it was read; figures are right; what was asked for is granted.
    case approve
    case refuse
    /// A letter waits until somebody decides otherwise.
    case hold
    /// A letter of which nobody knew has arrived.
    case arrived
    /// The client knows already.
    case told
    case done
    case cancelled
    case waive
    /// It is due, or ships, on another day.
    case moved
    /// Somebody works on it: escalations wait.
    case acknowledged
    case lock
    case close
    case reopen
    /// No letters go for some time: somebody calls instead.
    case mute
    /// What a file changed comes back.
    case undo

    /// What people write for it in Indonesian, the first being what we write.
    package var indonesian: [String] {
        switch self {
        case .approve: ["setuju", "disetujui", "acc", "sah", "sahkan"]
        case .refuse: ["tolak", "ditolak"]
        case .hold: ["tunda", "tahan", "ditunda"]
        case .arrived: ["sampai", "sudah sampai"]
        case .told: ["klien tahu", "disampaikan", "sudah disampaikan", "diberitahu"]
        case .done: ["selesai"]
        case .cancelled: ["batal", "dibatalkan"]
        case .waive: ["kecualikan", "dikecualikan"]
        case .moved: ["pindah", "dipindah", "digeser", "mundur"]
        case .acknowledged: ["diketahui", "dikerjakan"]
        case .lock: ["kunci", "dikunci"]
        case .close: ["tutup", "ditutup"]
        case .reopen: ["buka lagi", "dibuka kembali", "buka"]
        case .mute: ["senyap", "senyapkan", "tanpa surat"]
        case .undo: ["urungkan", "diurungkan", "batalkan impor"]
        }
    }

    /// Further English words.
    package var english: [String] {
        switch self {
        case .approve: ["approved", "sign", "ok"]
        case .refuse: ["refused", "reject"]
        case .hold: ["wait", "held"]
        case .told: ["client knows", "knows"]
        case .cancelled: ["cancel"]
        case .waive: ["waived"]
        case .moved: ["move", "postponed"]
        case .acknowledged: ["acknowledge"]
        case .lock: ["locked"]
        case .close: ["closed"]
        case .reopen: ["reopened", "ask again"]
        case .mute: ["muted", "no letters"]
        case .undo: ["undone", "revert"]
        case .arrived, .done: []
        }
    }

    /// As messages write it.
    package var words: BilingualText { BilingualText(en: rawValue, id: indonesian[0]) }
}
