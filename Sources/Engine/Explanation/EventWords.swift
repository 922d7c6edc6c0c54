import Almanac
import Coordination
import Ledger

extension ExplanationWords {
    /// A line of the history as a line of an explanation.
    func line(_ event: EventRecord, of subject: Subject) -> Explanation.Line {
        let name = BilingualText.plain(subject.id)
        return Explanation.Line(
            at: event.at, .changed, [Self.rule(of: event.what)],
            .sentence(
                "{1}: {2} by {3}{4}.", "{1}: {2} oleh {3}{4}.", name,
                Self.deeds[event.what] ?? .plain(event.what), by(event.by),
                Self.detailWords(of: event)), by: event.by)
    }

    /// What the history adds, in words where it is the service's own.
    private static func detailWords(of event: EventRecord) -> BilingualText {
        guard var detail = event.detail, !detail.isEmpty else { return .plain("") }
        if ends.contains(event.what), let date = CivilDate(String(detail.prefix(10))),
            detail.count == 10 || detail.dropFirst(10).hasPrefix(": ")
        {
            // Not the day on which it was written down.
            let day = BilingualText.sentence(" on {1}", " pada {1}", date.words)
            detail = String(detail.dropFirst(12))
            return detail.isEmpty
                ? day : day.followed(by: .plain(": ")).followed(by: OwnReasons.words(of: detail))
        }
        if event.what == "changed", let words = ChangeDetail.words(of: detail) {
            return .plain(": ").followed(by: words)
        }
        return .plain(": ").followed(by: deeds[detail] ?? OwnReasons.words(of: detail))
    }

    /// `told-by-phone` of `told by phone`.
    static func rule(of event: String) -> String {
        event.split(separator: " ").joined(separator: "-")
    }

    /// What ends a deadline.
    private static let ends: Set<String> = ["done", "waived", "cancelled"]

    private static let deeds: [String: BilingualText] = [
        "added": BilingualText(en: "made", id: "dibuat"),
        "changed": BilingualText(en: "changed", id: "diubah"),
        "moved": BilingualText(en: "moved", id: "dipindahkan"),
        "done": BilingualText(en: "done", id: "diselesaikan"),
        "waived": BilingualText(en: "waived", id: "dibebaskan"),
        "cancelled": BilingualText(en: "cancelled", id: "dibatalkan"),
        "shown": BilingualText(en: "partly shown", id: "sebagian buktinya ditunjukkan"),
        "reopened": BilingualText(en: "opened again", id: "dibuka kembali"),
        "acknowledged": BilingualText(en: "acknowledged", id: "diakui"),
        "snoozed": BilingualText(en: "snoozed", id: "ditunda"),
        "planned anew": BilingualText(
            en: "planned anew after a change of calendars, people or settings",
            id: "direncanakan ulang setelah perubahan kalender, orang, atau pengaturan"),
        "armed": BilingualText(en: "freed", id: "mulai berlaku"),
        "opened": BilingualText(en: "opened", id: "dibuka"),
        "locked": BilingualText(en: "locked", id: "dikunci"),
        "closed": BilingualText(en: "closed", id: "ditutup"),
        "accepted": BilingualText(en: "accepted", id: "diterima"),
        "nil": BilingualText(en: "reported as nothing", id: "dilaporkan nihil"),
        "rejected": BilingualText(en: "rejected", id: "ditolak"),
        "signed": BilingualText(en: "signed off", id: "disahkan"),
        "asked again": BilingualText(en: "asked for again", id: "diminta lagi"),
        "imported": BilingualText(en: "imported", id: "diimpor"),
        OutageDelay.event: BilingualText(en: "kept by an outage", id: "tertunda oleh gangguan"),
        RefusedRow.event: BilingualText(en: "not carried out", id: "tidak dilaksanakan"),
        "mapped": BilingualText(
            en: "its columns were explained", id: "kolom-kolomnya dijelaskan"),
        "mapping removed": BilingualText(
            en: "a mapping was removed", id: "pemetaan dihapus"),
        "told by phone": BilingualText(en: "told by telephone", id: "disampaikan lewat telepon"),
        "client mail held": BilingualText(
            en: "all mail to clients was held", id: "semua surel kepada klien ditahan"),
        "client mail resumed": BilingualText(
            en: "mail to clients was let go", id: "surel kepada klien dilepas"),
        "delegation": BilingualText(en: "delegation", id: "pelimpahan"),
        "said": BilingualText(en: "changed", id: "diubah"),
        "first seen": BilingualText(en: "first seen", id: "pertama kali tercatat"),
        "undone": BilingualText(en: "undone", id: "dibatalkan kembali"),
        "told otherwise": BilingualText(
            en: "told by other means", id: "disampaikan dengan cara lain"),
        "live": BilingualText(en: "the trial ended", id: "uji coba diakhiri"),
        "started": BilingualText(en: "the service started", id: "layanan dimulai"),
        "stopped": BilingualText(en: "the service stopped", id: "layanan berhenti"),
        "erased": BilingualText(en: "personal data were erased", id: "data pribadi dihapus"),
        "handed over": BilingualText(en: "handed over", id: "diserahterimakan"),
        "handed back": BilingualText(en: "handed back", id: "dikembalikan"),
        "muted": BilingualText(
            en: "letters rest for a while", id: "surat-surat dihentikan sementara"),
        "unmuted": BilingualText(en: "letters go again", id: "surat-surat dikirim lagi"),
        "rests": BilingualText(en: "rests", id: "beristirahat"),
        "withdrawn": BilingualText(en: "taken back", id: "ditarik"),
    ]
}
