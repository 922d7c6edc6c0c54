package import Coordination

/// How much of one kind could not be judged, and why: what is proved is no more than what is left.
package struct JudgementGap: Hashable, Sendable {
    package var what: What
    package var reason: Reason
    package var count: Int

    /// What was to be judged.
    package enum What: String, Hashable, Sendable, CaseIterable {
        case deadline, letter
    }

    /// What kept it from being judged.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// It went to a trial's address: who was to hear it did not, and heard late or of something else.
        case trial
        /// It was made before ladders, calendars and registers were kept.
        case before
        /// The beginning of its history is forgotten.
        case forgotten
        /// Ladders, calendars or registers changed while it ran, so that steps may have moved.
        case changed
        /// The service was not at work at some time of it.
        case down
        /// More happened to it than is judged.
        case course
        /// Somebody made a cell of it, or of what was told of it, unreadable.
        case unreadable
        /// There are more than are judged: it is none of the newest.
        case older
    }

    package init(_ what: What, _ reason: Reason, _ count: Int) {
        self.what = what
        self.reason = reason
        self.count = count
    }

    /// How many there are, and why, as a sentence.
    package var words: BilingualText {
        .sentence(
            "Not judged: {1}, {2}.", "Tidak dinilai: {1}, {2}.",
            what.words(count), reason.words(of: what))
    }
}

extension JudgementGap.What {
    fileprivate func words(_ count: Int) -> BilingualText {
        switch self {
        case .deadline:
            BilingualText(
                en: count == 1 ? "1 deadline" : "\(count) deadlines", id: "\(count) tenggat")
        case .letter:
            BilingualText(
                en: count == 1 ? "1 letter to a client" : "\(count) letters to clients",
                id: "\(count) surat kepada klien")
        }
    }
}

extension JudgementGap.Reason {
    fileprivate func words(of what: JudgementGap.What) -> BilingualText {
        switch self {
        case .trial:
            what == .letter
                ? BilingualText(
                    en: "which went to the trial's address and told nobody anything",
                    id: "yang dikirim ke alamat uji coba dan tidak memberi tahu siapa pun")
                : BilingualText(
                    en: "of which something went to the trial's address alone",
                    id: "yang sebagian pengingatnya hanya dikirim ke alamat uji coba")
        case .before:
            BilingualText(
                en: "made before ladders, calendars and people were kept as they were",
                id: "yang dibuat sebelum jenjang, kalender, dan orang disimpan sebagaimana adanya")
        case .forgotten:
            BilingualText(
                en: "of which the history is forgotten in part, after its time",
                id: "yang riwayatnya sudah dihapus sebagian setelah waktunya")
        case .changed:
            BilingualText(
                en: "while which ladders, calendars or people changed",
                id: "yang selama berjalan jenjang, kalender, atau orangnya berubah")
        case .down:
            BilingualText(
                en: "at some time of which the service was not at work",
                id: "yang pada sebagian waktunya layanan tidak berjalan")
        case .course:
            BilingualText(
                en:
                    "which come back, wait for others, follow a period or a question of the service, or to "
                    + "which more happened than is judged",
                id: "yang berulang, menunggu yang lain, mengikuti periode atau pertanyaan layanan, "
                    + "atau yang kejadiannya lebih banyak daripada yang dinilai")
        case .unreadable:
            BilingualText(
                en: "of which something cannot be read any more",
                id: "yang sebagian datanya tidak dapat dibaca lagi")
        case .older:
            BilingualText(
                en: "older than the newest thousand", id: "yang lebih lama daripada seribu terbaru")
        }
    }
}
