import Coordination
import Ledger
import Post

extension LetterWriter {
    /// What a letter is composed of: all that the registers and the ledger have to say of it.
    struct Matter: Sendable {
        var notice: NoticeRecord
        var draft: LetterDraft
        var banner: LetterDraft.Banner?
        var office: PostOffice
    }

    /// Composes a letter; needs no ledger.
    ///
    /// - Throws: `EngineError` `.notComposed`, saying what is missing.
    func compose(_ matter: Matter) throws -> Letter {
        let notice = matter.notice
        do {
            let composer = LetterComposer(
                office: matter.office, templates: templates, zones: zones)
            let letter = try composer.compose(matter.draft)
            guard let body = notice.edit?.body else { return letter }
            // A person's words take the place of the entries, under the same subject.
            var draft = matter.draft
            draft.entries = [
                LetterDraft.Entry(
                    kind: "message",
                    facts: [
                        "subject": .text(letter.subject), "paragraphs": LetterEdit.rows(of: body),
                    ])
            ]
            draft.banner = matter.banner
            return try composer.compose(draft)
        } catch {
            throw EngineError(
                .notComposed, "the letter of notice \(notice.id) cannot be composed: \(error)",
                indonesian: "surat \(notice.id) tidak dapat disusun: \(error)")
        }
    }
}
