import Coordination

extension SheetDefinition {
    /// What the office owes: deadlines, orders, and what is decided about them.
    static let promises: [SheetDefinition] = [
        SheetDefinition(
            kind: .deadlines,
            columns: [
                SheetColumn("code*", "kode", type: .code),
                SheetColumn("title*", "judul"),
                SheetColumn("owner*", "penanggung_jawab", "pic", type: .code),
                SheetColumn("due_date*", "jatuh_tempo", "deadline", "tenggat", type: .date),
                SheetColumn("due_time", "jam", type: .time),
                SheetColumn("time_zone", "zona", type: .zone),
                SheetColumn("kind", "jenis"),
                SheetColumn("ladder", "pola_pengingat", "tangga"),
                SheetColumn("repeat", "ulang", type: .wordOrText(.repetitions)),
                SheetColumn("client", "klien", "pelanggan", type: .code),
                SheetColumn("note", "catatan", "keterangan", "ket", type: .note),
                SheetColumn("roll", "geser", type: .word(.rollings)),
                SheetColumn("after", "setelah").ofSentences,
                SheetColumn("evidence", "bukti_diminta").ofSentences,
                SheetColumn("status", type: .word(.deadlineStates)),
                SheetColumn("done_on", "tgl_selesai", type: .date),
                SheetColumn("proof", "bukti").ofSentences,
                SheetColumn("snooze_until", "tunda_sampai", type: .date),
                SheetColumn("by", "oleh"),
                SheetColumn("reason", "alasan").ofSentences,
            ],
            key: ["code"], dueColumn: "due_date"),
        SheetDefinition(
            kind: .orders,
            columns: [
                SheetColumn("order*", "no_pesanan", "no_so", type: .code),
                SheetColumn("client_po", "no_po", type: .code),
                SheetColumn("line*", "baris", type: .code),
                SheetColumn("client*", "klien", "pelanggan", "customer", type: .code),
                SheetColumn("item*", "barang", "nama_barang", "deskripsi"),
                SheetColumn("quantity*", "jumlah", "qty", type: .quantity).atLeast(0),
                SheetColumn("unit", "satuan"),
                SheetColumn("promised*", "tgl_janji", type: .date),
                SheetColumn("expected", "tgl_perkiraan", "eta", type: .date),
                SheetColumn("delivered", "terkirim", type: .quantity).atLeast(0),
                SheetColumn("delivered_on", "tgl_kirim", type: .date),
                SheetColumn("reason", "alasan", "alasan_tunda").ofSentences,
                SheetColumn("action", "tindakan").ofSentences,
                SheetColumn("status", type: .word(.orderStates)),
                SheetColumn("told", "tgl_disampaikan", type: .date),
                SheetColumn("informed_on", "tgl_diberitahu", type: .date),
                SheetColumn("salesperson", "sales", "kode_sales", type: .code),
            ],
            key: ["order", "line"], whole: ["order"],
            shown: [
                SheetColumn("client_name", "nama_klien"),
                SheetColumn("told_so_far", "sudah_disampaikan").ofSentences,
            ], amountColumn: "quantity"),
        SheetDefinition(
            kind: .reasons,
            columns: [
                SheetColumn("code*", "kode", type: .code),
                SheetColumn("id*").ofSentences,
                SheetColumn("en").ofSentences,
                SheetColumn("client_safe*", "boleh_ke_klien", type: .word(.yesOrNo)),
                SheetColumn("action_id", "tindakan").ofSentences,
                SheetColumn("action_en", "action").ofSentences,
            ],
            key: ["code"]),
        SheetDefinition(
            kind: .decisions,
            columns: [
                SheetColumn("code*", "kode", "id", type: .code),
                SheetColumn("decision*", "keputusan", type: .word(.decisions)),
                SheetColumn("date", "tanggal", type: .date),
                SheetColumn("reason", "alasan").ofSentences,
                SheetColumn("proof", "bukti", "evidence").ofSentences,
                SheetColumn("amount", "nominal", "nilai", type: .money),
                SheetColumn("by*", "oleh"),
                SheetColumn("check", "periksa", "hash", type: .code),
            ],
            key: ["code"], answers: ["decision", "date", "reason", "proof", "amount"],
            shown: [
                SheetColumn("client", "klien"), SheetColumn("order", "pesanan"),
                SheetColumn("subject", "perihal"), SheetColumn("text", "isi").ofSentences,
                SheetColumn("waits_since", "menunggu_sejak", type: .date),
                SheetColumn("waits_because", "menunggu_karena"),
            ]),
    ]
}
