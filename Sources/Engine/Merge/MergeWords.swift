import Coordination
import Sheets

extension BilingualText {
    /// Of a cell that says what was said before and replaced since.
    static func oldCopy(known: String?) -> BilingualText {
        let now = known.map { "“\($0.excerpt)”" }
        return BilingualText(
            en:
                "\(now ?? "nothing"), which took its place since: this may be an old copy of the sheet, "
                + "and was not taken; if it is meant, export the sheet now, enter it there and import "
                + "that",
            id:
                "\(now ?? "kosong"), yang sudah menggantikannya: ini mungkin salinan lama, jadi tidak "
                + "diterapkan; jika memang dimaksudkan, ekspor lembar terbaru, isi di sana, lalu impor"
        )
    }

    /// Of a cell that is blank where something was said before that a blank does not take back.
    static func blanked(known: String, isAsked: Bool, in column: String) -> BilingualText {
        let known = known.excerpt
        guard column != "repeat" else {
            return BilingualText(
                en:
                    "how it comes back: “\(known)” stands, since a blank could mean that it ends or "
                    + "that only the cell is missing; the status cancelled ends it",
                id: "pola pengulangan: “\(known)” tetap berlaku, karena sel kosong dapat berarti "
                    + "berakhir atau sekadar tidak diisi; status batal mengakhirinya")
        }
        return isAsked
            ? BilingualText(
                en:
                    "a date: “\(known)” stands, and the coordinator is asked whether it is back on the "
                    + "promise or has no date",
                id: "tanggal: “\(known)” tetap berlaku, dan koordinator ditanya apakah kembali ke "
                    + "tanggal janji atau belum ada tanggal")
            : BilingualText(
                en: "a value: “\(known)” was said before and stands; a blank takes nothing back",
                id: "nilai: “\(known)” sudah tercatat dan tetap berlaku; sel kosong tidak "
                    + "menghapusnya")
    }

    /// What was not taken, or taken over what people did, as a report says it: ten examples.
    static func remark(
        on notes: [MergedSheet.Note], _ kind: MergedSheet.Note.Kind, in sheet: SheetKind
    ) -> BilingualText? {
        let all = notes.filter { $0.kind == kind }
        guard !all.isEmpty else { return nil }
        let (blankEnglish, blankIndonesian) = ("blank", "kosong")
        let list = { (blank: String, said: String, known: String) in
            all.prefix(10).map { note in
                let names = sheet.words(forColumn: note.column)
                let column = blank == blankEnglish ? names.english : names.indonesian
                return "\(note.key) \(column): \(said) \(note.said?.excerpt ?? blank), \(known) "
                    + (note.known?.excerpt ?? blank)
            }.joined(separator: "; ") + (all.count > 10 ? "; … (+\(all.count - 10))" : "")
        }
        switch kind {
        // Each has a finding.
        case .blanked: return nil
        case .kept:
            return BilingualText(
                en:
                    "kept as it was changed since, since the sheet says nothing new (\(all.count)): "
                    + list(blankEnglish, "sheet", "kept"),
                id: "tetap seperti diubah setelahnya, karena lembar tidak menyebut hal baru "
                    + "(\(all.count)): " + list(blankIndonesian, "lembar", "tetap"))
        case .old:
            return BilingualText(
                en: "not applied, as an old copy says it (\(all.count)): "
                    + list(blankEnglish, "sheet", "kept"),
                id: "tidak diterapkan, karena berasal dari salinan lama (\(all.count)): "
                    + list(blankIndonesian, "lembar", "tetap"))
        case .overridden:
            return BilingualText(
                en: "taken over what was changed since the sheet before (\(all.count)): "
                    + list(blankEnglish, "sheet", "before"),
                id: "diterapkan menggantikan yang diubah setelah lembar sebelumnya (\(all.count)): "
                    + list(blankIndonesian, "lembar", "sebelumnya"))
        }
    }
}

extension SheetKind {
    /// What messages call a column of the sheet, or what else changed of what a row speaks of.
    func words(forColumn name: String) -> BilingualText {
        let other: [String: String] = [
            "due": "jatuh tempo", "first due": "jatuh tempo pertama", "occurrence": "kejadian",
            "snoozed": "ditunda sampai", "acknowledged": "eskalasi ditahan sampai",
        ]
        if self == .deadlines, let indonesian = other[name] {
            return BilingualText(en: name, id: indonesian)
        }
        return SheetDefinition.of(self).names(of: name)
    }
}
