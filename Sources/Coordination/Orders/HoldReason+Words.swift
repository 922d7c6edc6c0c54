extension HoldReason {
    /// Of a letter about a delay of which nobody has said why.
    package static let noReasonWords = BilingualText(
        en: "no reason is given for the delay", id: "alasan keterlambatannya belum diisi")

    /// Why the letter is held, for whoever reads of it: not every reader is who decides.
    package var words: BilingualText {
        switch self {
        case .approval:
            BilingualText(
                en: "letters to this client need approval",
                id: "surat kepada klien ini memerlukan persetujuan")
        case .lateWhenFirstSeen:
            BilingualText(
                en: "the order was late already when it was first entered for this client",
                id: "pesanan sudah terlambat saat pertama kali dimasukkan untuk klien ini")
        case .reasonNotClientSafe:
            BilingualText(
                en:
                    "its reason is not on the list of reasons for clients in this client's language",
                id: "alasannya belum ada di daftar alasan untuk klien dalam bahasa klien ini")
        case .ownWords:
            BilingualText(
                en: "what is done about the delay is in somebody's own words, to be read before",
                id:
                    "tindakan atas keterlambatan ditulis dengan kata-kata sendiri, perlu dibaca dahulu"
            )
        case .remedyMissing:
            BilingualText(
                en:
                    "what is done about the delay is missing from it: the reasons sheet has it by no "
                    + "such code, or not in this client's language",
                id: "tindakan atas keterlambatan belum termuat: lembar alasan tidak memilikinya "
                    + "dengan kode itu, atau belum dalam bahasa klien ini")
        case .dateOnNonWorkingDay:
            BilingualText(
                en: "the new date is no working day", id: "tanggal baru bukan hari kerja")
        case .implausibleDate:
            BilingualText(
                en: "a date is hardly meant: it is more than a year from the promise, or was past "
                    + "when the client was told it",
                id: "ada tanggal yang tampaknya salah ketik: lebih dari setahun dari janji, atau "
                    + "sudah lewat ketika disampaikan kepada klien")
        case .afterTrial:
            BilingualText(
                en: "during the trial it went to the trial's address only",
                id: "selama masa uji coba surat ini hanya dikirim ke alamat uji coba")
        case .importUndone:
            BilingualText(
                en: "it corrects what the client was told because of a file that was undone",
                id: "surat ini mengoreksi yang telah disampaikan karena berkas yang diurungkan")
        case .breaker:
            BilingualText(
                en: "one change would have released too many letters at once",
                id: "satu perubahan akan melepas terlalu banyak surat sekaligus")
        case .approvalLapsed:
            BilingualText(
                en: "an earlier approval does not hold any more",
                id: "persetujuan sebelumnya tidak berlaku lagi")
        case .dateInQuestion:
            BilingualText(
                en:
                    "its date was taken out of the orders sheet, and nobody has said yet what that means",
                id: "tanggalnya dikosongkan di lembar pesanan, dan belum ada yang menjelaskan "
                    + "maksudnya")
        case .statedDatePast:
            BilingualText(
                en: "a date that the letter states is past",
                id: "tanggal yang disebut dalam surat sudah lewat")
        case .noCourier:
            BilingualText(
                en: "no courier that reaches clients is set up",
                id: "pengiriman surel kepada klien belum diatur")
        case .noAddress:
            BilingualText(
                en: "the client has no mail address", id: "klien tidak memiliki alamat surel")
        case .addressRefused:
            BilingualText(
                en: "the client's mail server refused the address",
                id: "peladen surel klien menolak alamat tersebut")
        case .possiblyTold:
            BilingualText(
                en: "the letter may have arrived: it was handed over without an answer (ask the "
                    + "client, then confirm its arrival or refuse it)",
                id:
                    "surat mungkin sudah sampai: penyerahannya tidak dijawab (tanyakan kepada klien, "
                    + "lalu nyatakan sudah sampai atau tolak)")
        case .notComposed:
            BilingualText(
                en: "the letter could not be composed", id: "surat tidak dapat disusun")
        case .byRequest:
            BilingualText(
                en: "somebody asked that it wait", id: "ada yang meminta surat ini ditahan")
        }
    }
}
