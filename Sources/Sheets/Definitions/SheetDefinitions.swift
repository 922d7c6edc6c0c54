import Coordination

/// The sheets that the office knows, as data: a new one is an entry here and whoever takes its rows.
enum SheetDefinitions {
    static let all: [SheetDefinition] = registers + work + submissions

    private static let language = SheetColumn.CellType.word([
        "id": ["indonesia", "bahasa indonesia", "indonesian"], "en": ["inggris", "english"],
    ])
    private static let largest: Int64 = 1_000_000_000_000_000

    private static let registers: [SheetDefinition] = [
        SheetDefinition(
            kind: .people,
            columns: [
                SheetColumn("code*", "kode"), SheetColumn("name*", "nama"),
                SheetColumn("email", "surel", type: .email),
                SheetColumn("phone", "telepon", "no_hp", "wa", type: .phone),
                SheetColumn("team", "tim", "cabang"),
                SheetColumn(
                    "role*", "peran", "jabatan",
                    type: .word([
                        "sales": [], "coordinator": ["koordinator"], "manager": ["manajer"],
                        "director": ["direktur"], "finance": ["keuangan"],
                    ])),
                SheetColumn("reports_to", "atasan"),
                SheetColumn("language", "bahasa", type: language),
                SheetColumn("time_zone", "zona", type: .zone), SheetColumn("calendar", "kalender"),
            ], key: ["code"]),
        SheetDefinition(
            kind: .teams,
            columns: [
                SheetColumn("team_code*", "kode_tim"), SheetColumn("name*", "nama"),
                SheetColumn("manager", "manajer"),
                SheetColumn("time_zone", "zona", type: .zone), SheetColumn("calendar", "kalender"),
                SheetColumn("email", "surel", type: .email),
            ], key: ["team_code"]),
        SheetDefinition(
            kind: .clients,
            columns: [
                SheetColumn("code*", "kode"), SheetColumn("name*", "nama", "nama_pelanggan"),
                SheetColumn("contact*", "kontak", "pic"), SheetColumn("salutation", "sapaan"),
                SheetColumn("email", "surel", type: .email), SheetColumn("cc", "tembusan"),
                SheetColumn("phone", "telepon", type: .phone),
                SheetColumn("language", "bahasa", type: language),
                SheetColumn("time_zone", "zona", type: .zone), SheetColumn("calendar", "kalender"),
                SheetColumn(
                    "notices", "pemberitahuan",
                    type: .word([
                        "approval": ["persetujuan"], "automatic": ["otomatis"], "none": ["tidak"],
                    ])),
            ], key: ["code"]),
        SheetDefinition(
            kind: .reasons,
            columns: [
                SheetColumn("code*", "kode"), SheetColumn("id*"), SheetColumn("en"),
                SheetColumn(
                    "client_safe*", "boleh_ke_klien",
                    type: .word([
                        "yes": ["ya", "y", "1", "true"], "no": ["tidak", "n", "0", "false"],
                    ])),
            ], key: ["code"]),
        SheetDefinition(
            kind: .delegations,
            columns: [
                SheetColumn("person*", "kode_orang"), SheetColumn("from*", "mulai", type: .date),
                SheetColumn("until*", "selesai", type: .date),
                SheetColumn("stand_in*", "pengganti"), SheetColumn("reason", "alasan"),
            ], key: ["person", "from"]),
        SheetDefinition(
            kind: .holidays,
            columns: [
                SheetColumn("date*", "tanggal", type: .date), SheetColumn("name*", "nama"),
                SheetColumn(
                    "kind*", "jenis",
                    type: .word([
                        "national": ["nasional"],
                        "joint-leave": ["cuti bersama", "joint leave"],
                        "regional": ["daerah"], "office": ["kantor"],
                    ])),
                SheetColumn(
                    "certainty", "kepastian",
                    type: .word(["fixed": ["pasti"], "estimated": ["perkiraan"]])),
                SheetColumn("scope", "berlaku"),
            ], key: ["date", "scope"]),
        SheetDefinition(
            kind: .targets,
            columns: [
                SheetColumn("period*", "periode", type: .period),
                SheetColumn("salesperson*", "kode_sales"),
                SheetColumn("target_amount*", "target_nilai", type: .money)
                    .within(0...largest).summed,
                SheetColumn("target_units", "target_unit", type: .count).within(0...largest).summed,
            ], key: ["period", "salesperson"]),
    ]

    private static let work: [SheetDefinition] = [
        SheetDefinition(
            kind: .deadlines,
            columns: [
                SheetColumn("code*", "kode"), SheetColumn("title*", "judul"),
                SheetColumn("owner*", "penanggung_jawab", "pic"),
                SheetColumn("due_date*", "jatuh_tempo", "deadline", "tenggat", type: .date),
                SheetColumn("due_time", "jam", type: .time),
                SheetColumn("time_zone", "zona", type: .zone), SheetColumn("kind", "jenis"),
                SheetColumn("ladder", "pola_pengingat", "tangga"), SheetColumn("repeat", "ulang"),
                SheetColumn("client", "klien", "pelanggan"),
                SheetColumn("note", "catatan", "keterangan", "ket", type: .note),
                SheetColumn(
                    "status",
                    type: .word([
                        "open": ["buka"], "done": ["selesai"], "cancelled": ["batal"],
                        "waived": ["dikecualikan"],
                    ])),
                SheetColumn("done_on", "tgl_selesai", type: .date), SheetColumn("by", "oleh"),
                SheetColumn("reason", "alasan"),
            ], key: ["code"]),
        SheetDefinition(
            kind: .orders,
            columns: [
                SheetColumn("order*", "no_pesanan", "no_so"), SheetColumn("client_po", "no_po"),
                SheetColumn("line*", "baris"),
                SheetColumn("client*", "klien", "pelanggan", "customer"),
                SheetColumn("item*", "barang", "nama_barang", "deskripsi"),
                SheetColumn("quantity*", "jumlah", "qty", type: .count).within(1...largest),
                SheetColumn("unit", "satuan"),
                SheetColumn("promised*", "tgl_janji", type: .date),
                SheetColumn("expected", "tgl_perkiraan", "eta", type: .date),
                SheetColumn("delivered", "terkirim", type: .count).within(0...largest),
                SheetColumn("delivered_on", "tgl_kirim", type: .date),
                SheetColumn("reason", "alasan", "alasan_tunda"),
                SheetColumn(
                    "status", type: .word(["open": ["buka"], "cancelled": ["batal"]])),
                SheetColumn("told", "tgl_disampaikan", type: .date),
                SheetColumn("informed_on", "tgl_diberitahu", type: .date),
                SheetColumn("salesperson", "sales", "kode_sales"),
            ], key: ["order", "line"]),
        SheetDefinition(
            kind: .decisions,
            columns: [
                SheetColumn("id*"), SheetColumn("hash*"),
                SheetColumn(
                    "decision*", "keputusan",
                    type: .word(["approve": ["setuju"], "refuse": ["tolak"], "hold": ["tunda"]])),
                SheetColumn("reason", "alasan"), SheetColumn("by*", "oleh"),
            ], key: ["id"]),
    ]

    private static let submissions: [SheetDefinition] = [
        SheetDefinition(
            kind: .achievements,
            columns: [
                SheetColumn("period*", "periode", type: .period),
                SheetColumn("salesperson*", "kode_sales"),
                SheetColumn("invoice*", "no_faktur", "no_invoice"),
                SheetColumn("date", "tanggal", type: .date), SheetColumn("product*", "produk"),
                SheetColumn("units*", "unit", type: .count).within(0...largest),
                SheetColumn("amount*", "nilai", "omzet", "realisasi", type: .money).summed,
                SheetColumn("returns", "retur", type: .money).within(-largest...0).summed,
            ], key: ["invoice", "product"], nilColumn: "salesperson"),
        SheetDefinition(
            kind: .collections,
            columns: [
                SheetColumn("team*", "tim"), SheetColumn("client*", "klien"),
                SheetColumn("invoice*", "no_faktur"),
                SheetColumn("amount*", "nilai", type: .money).summed,
                SheetColumn("due*", "jatuh_tempo", type: .date),
                SheetColumn("paid", "dibayar", type: .money).summed,
                SheetColumn("promise_date", "janji_bayar", type: .date),
                SheetColumn("updated*", "diperbarui", type: .date),
            ], key: ["invoice"], nilColumn: "client"),
        SheetDefinition(
            kind: .expenses,
            columns: [
                SheetColumn("period*", "periode", type: .period), SheetColumn("team*", "tim"),
                SheetColumn("category*", "kategori"),
                SheetColumn("date*", "tanggal", type: .date),
                SheetColumn("amount*", "nilai", type: .money).summed,
                SheetColumn("receipt*", "no_bukti"),
            ], key: ["receipt"], nilColumn: "category"),
    ]
}
