import Coordination

extension CellVerdict.Refusal {
    /// Of a cell that names no calendar of the settings.
    ///
    /// - Parameter isNew: whether nothing is known of what it is about.
    static func unknownCalendar(
        _ name: String, known: [String], isNew: Bool = false
    ) -> CellVerdict.Refusal {
        let names = known.joined(separator: ", ")
        let consequence =
            isNew
            ? BilingualText(
                en: "; until then the team's or the office's counts",
                id: "; sebelum diperbaiki berlaku kalender tim atau kantor") : .knownStays
        return CellVerdict.Refusal(
            code: .unknownWord,
            expected: BilingualText(
                en: "a calendar of the settings: \(names)",
                id: "kalender dari pengaturan: \(names)"
            ).followed(by: consequence),
            suggestion: CodeSuggestion.nearest(to: name, among: known))
    }

    /// Of a cell that keeps a rule no better than a new row's would.
    init(_ violation: Violation) {
        self.init(
            code: violation.code, expected: violation.expected.followed(by: .knownStays),
            suggestion: violation.suggestion)
    }

    /// Of a cell about a deadline that has ended.
    static func ended(_ state: Deadline.State) -> CellVerdict.Refusal {
        let word = state.words
        return CellVerdict.Refusal(
            code: .notPossible,
            expected: BilingualText(
                en: "nothing new: the deadline is \(word.english); write “open” as its status to "
                    + "open it again and have this taken",
                id: "tidak ada hal baru: tenggat ini sudah \(word.indonesian); isi status “buka” "
                    + "untuk membukanya lagi agar sel ini diterapkan"))
    }

    /// Of a cell about what came back and does so no more.
    static let endedSeries = CellVerdict.Refusal(
        code: .notPossible,
        expected: BilingualText(
            en:
                "nothing new: what came back has ended, and only its last one is opened again; give "
                + "what goes on a code of its own",
            id: "tidak ada hal baru: tenggat berulang ini sudah berakhir, dan hanya yang terakhir "
                + "dibuka lagi; beri kode lain untuk kelanjutannya"))

    /// Of what the service asks, as long as nobody has answered.
    static func unanswered(_ wanted: BilingualText) -> CellVerdict.Refusal {
        CellVerdict.Refusal(code: .notPossible, expected: wanted)
    }

    /// Of a due moment beside a status that ends.
    static let movesNothing = CellVerdict.Refusal(
        code: .notPossible,
        expected: BilingualText(
            en: "the due moment that is known: beside a status that ends it moves nothing",
            id: "jatuh tempo yang tercatat: di samping status yang mengakhiri, tanggal ini tidak "
                + "memindahkan apa pun"))

    /// Of a cell about one of a series that can only be said of all.
    static let holdsForAll = CellVerdict.Refusal(
        code: .notPossible,
        expected: BilingualText(
            en: "nothing: this is one of what comes back; say it of the code without its date",
            id: "kosong: ini salah satu dari tenggat berulang; isi pada kode tanpa tanggalnya"))
}

extension BilingualText {
    /// What a finding adds where a cell changes nothing.
    static let knownStays = BilingualText(
        en: "; what is known stays", id: "; yang sudah tercatat tetap berlaku")
}
