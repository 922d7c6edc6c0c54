import Coordination

/// What kinds of messages are called, for whoever reads of them.
enum MessageKind {
    /// `reminder`, `morning digest`; the template's name where there are no words for it.
    static func words(of kind: String) -> BilingualText {
        kinds[kind] ?? BilingualText(en: kind, id: kind)
    }

    /// Whether a kind of message has a name in both languages.
    static func hasWords(_ kind: String) -> Bool { kinds[kind] != nil }

    private static let kinds: [String: BilingualText] = [
        "reminder": BilingualText(en: "reminder", id: "pengingat"),
        "escalation": BilingualText(en: "escalation", id: "eskalasi"),
        "submission-missing": BilingualText(
            en: "reminder of a missing report", id: "pengingat laporan yang belum masuk"),
        "submission-invalid": BilingualText(
            en: "findings in a report", id: "temuan dalam laporan"),
        "slip": BilingualText(en: "letter on a delay", id: "surat keterlambatan"),
        "further-slip": BilingualText(
            en: "letter on a further delay", id: "surat keterlambatan lanjutan"),
        "improved": BilingualText(
            en: "letter on an earlier date", id: "surat tentang tanggal yang lebih awal"),
        "recovery": BilingualText(
            en: "letter that it is back on schedule", id: "surat bahwa jadwal kembali semula"),
        "message": BilingualText(en: "free letter", id: "surat bebas"),
        "date-needed": BilingualText(
            en: "question for a new date", id: "permintaan tanggal baru"),
        "approval-needed": BilingualText(
            en: "question for approval", id: "permintaan persetujuan"),
        "request-decided": BilingualText(
            en: "answer to a request", id: "jawaban atas permohonan"),
        "close-summary": BilingualText(en: "close summary", id: "ringkasan penutupan"),
        "period-reopened": BilingualText(
            en: "news of a reopened period", id: "kabar periode dibuka kembali"),
        "digest": BilingualText(en: "morning digest", id: "ringkasan pagi"),
        "week": BilingualText(en: "mail about the week", id: "surel tentang minggu ini"),
        "waiting-letters": BilingualText(
            en: "the letters that wait", id: "surat-surat yang menunggu"),
        "promise-summary": BilingualText(
            en: "summary of promises", id: "ringkasan janji"),
        "sheet-rejected": BilingualText(
            en: "news of a rejected file", id: "kabar berkas yang ditolak"),
        "service-warning": BilingualText(
            en: "warning of the service", id: "peringatan layanan"),
        "decisions-taken": BilingualText(
            en: "answer to decisions", id: "jawaban atas keputusan"),
        "reminders": BilingualText(en: "reminders", id: "pengingat"),
        "letter-announced": BilingualText(
            en: "news of a letter to a client", id: "kabar surat kepada klien"),
        "submission-accepted": BilingualText(
            en: "news of an accepted report", id: "kabar laporan yang diterima"),
        "handover": BilingualText(en: "news of a handover", id: "kabar serah terima"),
        "handover-undone": BilingualText(
            en: "news of a handover that was taken back",
            id: "kabar serah terima yang diurungkan"),
        "welcome": BilingualText(en: "welcome", id: "salam perkenalan"),
        "mail-outage": BilingualText(
            en: "warning of a mail outage", id: "peringatan gangguan surel"),
    ]
}
