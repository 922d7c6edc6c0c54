package import Coordination
package import Ledger

extension HistoryJudge.Fault {
    /// What is wrong, as a sentence.
    package var words: BilingualText {
        isMissing
            ? .sentence(
                "{1} should have been told and was not: {2}.",
                "{1} seharusnya disampaikan tetapi tidak: {2}.", .plain(deadline),
                .plain(telling))
            : .sentence(
                "{1} was told and should not have been: {2}.",
                "{1} disampaikan padahal seharusnya tidak: {2}.", .plain(deadline),
                .plain(telling))
    }
}

extension HistoryProof.Problem {
    /// What is wrong, as a sentence.
    package var words: BilingualText {
        let subject = BilingualText.plain(subject)
        return switch fault {
        case .lineChanged:
            .sentence(
                "Line {1} of the history was changed.", "Baris riwayat {1} telah diubah.", subject)
        case .lineDeleted:
            .sentence(
                "Line {1} of the history was deleted.", "Baris riwayat {1} telah dihapus.",
                subject)
        case .lineInserted:
            .sentence(
                "Line {1} of the history was inserted.", "Baris riwayat {1} telah disisipkan.",
                subject)
        case .markChanged:
            .sentence(
                "The mark of the step {1} was changed.", "Tanda langkah {1} telah diubah.",
                subject)
        case .markRemoved:
            .sentence(
                "The mark of the step {1} was removed.", "Tanda langkah {1} telah dihapus.",
                subject)
        case .markAdded:
            .sentence(
                "The mark of the step {1} was added.", "Tanda langkah {1} telah ditambahkan.",
                subject)
        case .letterChanged:
            .sentence(
                "The letter of notice {1} is not the one that left.",
                "Surat dari kiriman {1} bukan yang dahulu dikirim.", subject)
        case .rulesChanged:
            .sentence(
                "What was kept of the office's rules is not what it was: {1}.",
                "Catatan aturan kantor yang disimpan bukan yang semula: {1}.", subject)
        case .tableChanged:
            .sentence(
                "Rows of the table {1} were changed past the service.",
                "Baris tabel {1} diubah di luar layanan ini.", subject)
        case .sumMissing:
            .sentence(
                "What was kept of the table {1} does not fit it any more: it was taken out or changed past "
                    + "the service, and nobody can say whether the rows are what they were.",
                "Catatan tentang tabel {1} tidak cocok lagi: catatan itu dihapus atau diubah di luar "
                    + "layanan ini, sehingga tidak dapat dipastikan apakah barisnya masih yang semula.",
                subject)
        case .triggerChanged:
            .sentence(
                "The trigger {1} is not as the service made it: it may change rows past the service.",
                "Pemicu (trigger) {1} tidak seperti yang dibuat layanan ini: baris data dapat berubah di "
                    + "luar layanan.", subject)
        case .chainBroken:
            .sentence(
                "The chain is broken at link {1}.", "Rantai terputus pada mata rantai {1}.",
                subject)
        case .headMissing:
            .sentence(
                "The head {1} is no part of the history: its end was cut off, or it is another.",
                "Kepala {1} bukan bagian dari riwayat ini: ujungnya terpotong, atau riwayatnya lain.",
                subject)
        }
    }
}

extension LetterJudge.Fault {
    /// What is wrong, as a sentence.
    package var words: BilingualText {
        let (number, client) = (BilingualText.plain("\(notice)"), BilingualText.plain(client))
        return switch kind {
        case .unapproved:
            .sentence(
                "Letter {1} to {2} left without the approval that it waited for.",
                "Surat {1} kepada {2} terkirim tanpa persetujuan yang ditunggunya.", number, client)
        case .approvedOtherwise:
            .sentence(
                "The approval of letter {1} to {2} is not the one that the history has.",
                "Persetujuan surat {1} kepada {2} bukan yang tercatat dalam riwayat.", number,
                client)
        case .unsent:
            .sentence(
                "The history says that letter {1} left, and the ledger does not count it as sent.",
                "Riwayat mengatakan bahwa surat {1} terkirim, tetapi surat itu tidak dianggap "
                    + "terkirim.", number)
        case .toldOtherwise:
            .sentence(
                "What {2} counts as told by letter {1} is not what it said: {3}.",
                "Yang dianggap disampaikan kepada {2} melalui surat {1} bukan isi surat itu: {3}.",
                number, client, .plain(subject ?? ""))
        case .unrecorded:
            .sentence(
                "Letter {1} to {2} counts as sent, and no line of the history says so.",
                "Surat {1} kepada {2} dianggap terkirim, tetapi tidak ada baris riwayat yang "
                    + "mengatakannya.", number, client)
        case .unpromised:
            .sentence(
                "Letter {1} to {2} is about {3}, which nobody ever entered.",
                "Surat {1} kepada {2} tentang {3}, yang tidak pernah dimasukkan siapa pun.", number,
                client, .plain(subject ?? ""))
        case .elsewhere:
            .sentence(
                "Letter {1} to {2} went to an address that is not theirs.",
                "Surat {1} kepada {2} dikirim ke alamat yang bukan miliknya.", number, client)
        }
    }
}
