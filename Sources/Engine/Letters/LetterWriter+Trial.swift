import Almanac
import Coordination
import Post

extension LetterWriter {
    /// What stands over a letter of a trial, in the coordinator's language: whom it is for. Nil where letters
    /// go to their readers.
    func banner(over recipient: Recipient, office: Office, now: Instant) -> LetterDraft.Banner? {
        guard redirection == .coordinator, let coordinator = office.actingCoordinator(at: now)
        else { return nil }
        let language = coordinator.language
        let company = office.directory.client(recipient.key)?.name
        let name = [recipient.name, company].compactMap(\.self).joined(separator: ", ")
        let reader = recipient.address.map { "\(name) <\($0)>" } ?? name
        let mark = company ?? recipient.name
        return LetterDraft.Banner(
            text: BilingualText(
                en:
                    "TRIAL. This letter is for \(reader), who has not had it: nothing counts as told.",
                id: "UJI COBA. Surat ini untuk \(reader), yang belum menerimanya: tidak ada yang "
                    + "dianggap sudah disampaikan."
            ).text(in: language),
            mark: BilingualText(en: "[Trial: \(mark)]", id: "[Uji coba: \(mark)]")
                .text(in: language))
    }
}
