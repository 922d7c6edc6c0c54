import Coordination
import Ledger
import Sheets

extension ImportUndo {
    /// What came of it.
    struct Outcome: Sendable {
        /// Keys of what came back, or is gone.
        var restored: [String] = []
        /// What stays as it is, and why.
        var kept: [Kept] = []
        /// Letters to clients that correct what they were told, and wait.
        var letters: [Int64] = []
        /// Names of clients who were told what the file said, by letter or otherwise.
        var told: [String] = []
        /// Letters that were on their way: what they told is corrected once it is known.
        var underWay: [Int64] = []
        /// Orders' lines that there never were.
        var cancelled = 0
        var effects = Effects()

        /// What stays, by its key, and why: somebody changed it since, or something goes by it.
        struct Kept: Sendable {
            var key: String
            var why: BilingualText
        }

        mutating func keep(_ key: String, because why: BilingualText) {
            guard !kept.contains(where: { $0.key == key }) else { return }
            kept.append(Kept(key: key, why: why))
        }

        /// Adds what came of another sheet of the same file, but for what that set in motion.
        mutating func add(_ part: Outcome) {
            restored += part.restored
            for one in part.kept { keep(one.key, because: one.why) }
            letters += part.letters
            told += part.told.filter { !told.contains($0) }
            underWay += part.underWay
            cancelled += part.cancelled
        }

        /// `T-200 (done since), SO-7 1 (changed since: expected)`.
        var keptWords: BilingualText {
            BilingualText(
                en: Self.list(kept.map { "\($0.key) (\($0.why.english))" }),
                id: Self.list(kept.map { "\($0.key) (\($0.why.indonesian))" }))
        }

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
                    en: "; \(kept.count) left as they are: \(keptWords.english)",
                    id: "; \(kept.count) dibiarkan: \(keptWords.indonesian)")
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

/// Why something stays as a file said.
extension BilingualText {
    static let changedSince = BilingualText(en: "changed since", id: "sudah diubah sesudahnya")
    static let changedByFile = BilingualText(
        en: "changed by a later file", id: "diubah oleh berkas sesudahnya")

    /// - Parameter columns: by their English names.
    static func changed(_ columns: [String], of kind: SheetKind) -> BilingualText {
        changedSince.followed(en: ": ", id: ": ")
            .followed(by: columns.map(SheetDefinition.of(kind).names(of:)).joined(by: ", "))
    }

    /// Of columns that hold what the file said, and cannot be as they were.
    ///
    /// - Parameter columns: by their English names.
    static func notTakenBack(_ columns: [String], of kind: SheetKind) -> BilingualText {
        BilingualText(en: "not taken back: ", id: "tidak ditarik kembali: ")
            .followed(by: columns.map(SheetDefinition.of(kind).names(of:)).joined(by: ", "))
    }

    /// `done since, by S`.
    static func ended(_ deadline: Deadline, in office: Office) -> BilingualText {
        let state = deadline.state.words
        let words = BilingualText(
            en: "\(state.english) since", id: "sudah \(state.indonesian)")
        guard let by = deadline.finishedBy.map({ Actor($0).name }) else { return words }
        let name = office.directory.person(by)?.name ?? by
        return words.followed(en: ", by \(name)", id: ", oleh \(name)")
    }
}
