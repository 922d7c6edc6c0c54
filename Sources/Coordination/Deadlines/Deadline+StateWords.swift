extension Deadline.State {
    /// As sentences have it.
    package var words: BilingualText {
        switch self {
        case .open: BilingualText(en: "open", id: "terbuka")
        case .done: BilingualText(en: "done", id: "selesai")
        case .cancelled: BilingualText(en: "cancelled", id: "dibatalkan")
        case .waived: BilingualText(en: "waived", id: "dikecualikan")
        }
    }
}
