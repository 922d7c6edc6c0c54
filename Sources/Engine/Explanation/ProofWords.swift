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
        if let detail { return detail.words(of: subject) }
        if fault == .tableChanged, let words = Self.rows(of: subject) { return words }
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
        case .lineReplaced:
            .sentence(
                "A line of the history was deleted, one of the last: under its number the service wrote "
                    + "another since, {1}.",
                "Sebuah baris riwayat, salah satu yang terakhir, telah dihapus: dengan nomornya layanan "
                    + "ini kemudian menulis baris lain, {1}.", subject)
        case .lineUnlinked:
            .sentence(
                "Line {1} of the history is in no link of the chain: it was added past the service, or the "
                    + "end of the chain was cut off.",
                "Baris riwayat {1} tidak ada dalam mata rantai mana pun: baris itu ditambahkan di luar "
                    + "layanan ini, atau ujung rantainya dipotong.", subject)
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
                "The letter of notice {1} is not the one that left: something of it, or what was kept of it "
                    + "then, was changed.",
                "Surat dari kiriman {1} bukan yang dahulu dikirim: isinya, atau catatan tentangnya, telah "
                    + "diubah.", subject)
        case .rulesChanged:
            .sentence(
                "What was kept of the office's rules is not what it was: {1}.",
                "Catatan aturan kantor yang disimpan bukan yang semula: {1}.", subject)
        case .tableChanged:
            .sentence(
                "Rows of the table {1} were changed past the service.",
                "Baris tabel {1} diubah di luar layanan ini.", subject)
        case .cellUnreadable:
            .sentence(
                "A cell cannot be read any more: {1}.", "Sebuah sel tidak dapat dibaca lagi: {1}.",
                subject)
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
        case .schemaChanged:
            .sentence(
                "The ledger's structure is not as the service made it: {1} is gone, new or another.",
                "Struktur buku data tidak seperti yang dibuat layanan ini: {1} hilang, baru, atau lain.",
                subject)
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

extension HistoryProof.Problem {
    /// How many rows a table has more or less, by `order_line +2`; nil where it is of as many.
    private static func rows(of subject: String) -> BilingualText? {
        let parts = subject.split(separator: " ").map(String.init)
        guard parts.count == 2, let sign = parts[1].first else { return nil }
        let (table, count) = (
            BilingualText.plain(parts[0]), BilingualText.plain(String(parts[1].dropFirst()))
        )
        return sign == "+"
            ? .sentence(
                "The table {1} was changed past the service: it has more rows than the service made, by {2}.",
                "Tabel {1} diubah di luar layanan ini: barisnya lebih banyak {2} daripada yang dibuat layanan.",
                table, count)
            : .sentence(
                "The table {1} was changed past the service: rows of it are gone, {2} of them.",
                "Tabel {1} diubah di luar layanan ini: {2} barisnya hilang.", table, count)
    }
}

extension HistoryProof.Detail {
    /// What is wrong, as a sentence.
    ///
    /// - Parameter subject: the problem's own.
    fileprivate func words(of subject: String) -> BilingualText {
        switch self {
        case .cell(let cell):
            .sentence(
                "The column {1} of the row {2} in the table {3} holds what nobody can read: it was changed "
                    + "past the service.",
                "Kolom {1} pada baris {2} dalam tabel {3} berisi hal yang tidak dapat dibaca: sel itu "
                    + "diubah di luar layanan ini.",
                .plain(cell.column), .plain(cell.row), .plain(cell.table))
        case .shortened(let former, let present) where present < 0:
            .sentence(
                "The end of the history was cut off: the head {1} was kept after link {2}, and the chain "
                    + "has no link at all.",
                "Ujung riwayat dipotong: kepala {1} dicatat setelah mata rantai {2}, sedangkan rantai ini "
                    + "tidak memiliki mata rantai sama sekali.",
                .plain(subject), .plain("\(former)"))
        case .shortened(let former, let present):
            .sentence(
                "The end of the history was cut off: the head {1} was kept after link {2}, and the chain "
                    + "has no more than {3}.",
                "Ujung riwayat dipotong: kepala {1} dicatat setelah mata rantai {2}, sedangkan rantai ini "
                    + "hanya sampai {3}.",
                .plain(subject), .plain("\(former)"), .plain("\(present)"))
        case .otherwise(let link):
            .sentence(
                "The history is another than the one of which the head {1} was kept after link {2}: its end "
                    + "was cut off before that link and other links were written since, or the whole is "
                    + "another.",
                "Riwayat ini bukan riwayat yang kepalanya, {1}, dicatat setelah mata rantai {2}: ujungnya "
                    + "dipotong sebelum mata rantai itu lalu ditulis lain, atau seluruhnya lain.",
                .plain(subject), .plain("\(link)"))
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
