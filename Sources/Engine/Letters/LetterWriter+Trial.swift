import Almanac
import Coordination
import Ledger
import Post

extension LetterWriter {
    /// Whether somebody else than its reader gets a notice now: it tells its reader nothing. What is for whoever
    /// the trial's letters go to is read by whom it is for.
    func redirects(_ notice: NoticeRecord, office: Office, now: Instant) -> Bool {
        guard let redirection else { return false }
        guard notice.audience == .office else { return true }
        switch redirection {
        case .coordinator:
            return office.actingCoordinator(at: now)?.key.isCode(notice.recipient) != true
        case .address(let address):
            let own = office.recipient(key: notice.recipient, audience: .office)?.address
            return own?.lowercased() != address.lowercased()
        }
    }

    /// What stands over a letter of a trial, in the coordinator's language: whom it is for. Nil where letters
    /// go to their readers, and over the coordinator's own.
    func banner(
        over notice: NoticeRecord, for recipient: Recipient, office: Office, now: Instant
    ) -> LetterDraft.Banner? {
        guard redirection == .coordinator, redirects(notice, office: office, now: now),
            let coordinator = office.actingCoordinator(at: now)
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
