import Coordination
import Ledger

extension ImportUndo {
    /// What came of it.
    struct Outcome: Sendable {
        /// Keys of what came back, or is gone.
        var restored: [String] = []
        /// Keys of what somebody changed since, which stays as it is.
        var kept: [String] = []
        /// Letters to clients that correct what they were told, and wait.
        var letters: [Int64] = []
        /// Names of clients who were told what the file said, by letter or otherwise.
        var told: [String] = []
        /// Letters that were on their way: what they told is corrected once it is known.
        var underWay: [Int64] = []
        /// Orders' lines that there never were.
        var cancelled = 0
        var effects = Effects()

        /// A sentence for each thing that came of it beside what came back.
        var consequences: [BilingualText] {
            var words: [BilingualText] = []
            if cancelled > 0 {
                words.append(
                    BilingualText(
                        en: "\(cancelled) order lines cancelled",
                        id: "\(cancelled) baris pesanan dibatalkan"))
            }
            words += effects.words
            if !told.isEmpty {
                words.append(
                    BilingualText(
                        en: "told meanwhile because of the file: \(Self.list(told))",
                        id: "sempat diberi tahu karena berkas itu: \(Self.list(told))"))
            }
            if !letters.isEmpty {
                words.append(
                    BilingualText(
                        en: "\(letters.count) correcting letters wait",
                        id: "\(letters.count) surat koreksi menunggu"))
            }
            if !underWay.isEmpty {
                words.append(
                    BilingualText(
                        en:
                            "\(underWay.count) letters may have arrived: what they told is corrected "
                            + "once that is known",
                        id:
                            "\(underWay.count) surat mungkin sudah sampai: isinya dikoreksi setelah "
                            + "hal itu diketahui"))
            }
            return words
        }

        var words: BilingualText {
            var words = BilingualText(
                en: "undone: \(restored.count) as before",
                id: "diurungkan: \(restored.count) kembali seperti semula")
            if !kept.isEmpty {
                words = words.followed(
                    en: "; \(kept.count) in use or changed since, and left: \(Self.list(kept))",
                    id:
                        "; \(kept.count) masih dipakai atau sudah berubah sesudahnya, dan dibiarkan: "
                        + Self.list(kept))
            }
            for more in consequences {
                words = words.followed(en: "; \(more.english)", id: "; \(more.indonesian)")
            }
            return words
        }

        /// As many as a person reads through.
        private static func list(_ names: [String]) -> String {
            let more = names.count - 10
            return names.prefix(10).joined(separator: ", ") + (more > 0 ? ", … (+\(more))" : "")
        }
    }
}
