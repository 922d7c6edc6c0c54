import Coordination

extension SheetDefinition {
    /// Who and when: the office's registers.
    static let people: [SheetDefinition] = [
        SheetDefinition(
            kind: .people,
            columns: [
                SheetColumn("code*", "kode", type: .code),
                SheetColumn("name*", "nama"),
                SheetColumn("email", "surel", type: .address),
                SheetColumn("phone", "telepon", "no_hp", "wa", type: .phone),
                SheetColumn("team", "tim", "cabang", type: .code),
                SheetColumn("role*", "peran", "jabatan", type: .word(.posts)),
                SheetColumn("reports_to", "atasan", type: .code),
                SheetColumn("language", "bahasa", type: .word(.languages)),
                SheetColumn("time_zone", "zona", type: .zone),
                SheetColumn("calendar", "kalender", type: .code),
                SheetColumn("channel", "kanal", type: .code),
                SheetColumn("status", type: .word(.presences)),
                SheetColumn("successor", "penerus", type: .code),
            ],
            key: ["code"]),
        SheetDefinition(
            kind: .teams,
            columns: [
                SheetColumn("team_code*", "kode_tim", type: .code),
                SheetColumn("name*", "nama"),
                SheetColumn("manager", "manajer", type: .code),
                SheetColumn("time_zone", "zona", type: .zone),
                SheetColumn("calendar", "kalender", type: .code),
                SheetColumn("email", "surel", type: .address),
            ],
            key: ["team_code"]),
        SheetDefinition(
            kind: .clients,
            columns: [
                SheetColumn("code*", "kode", type: .code),
                SheetColumn("name*", "nama", "nama_pelanggan"),
                SheetColumn("contact*", "kontak", "pic"),
                SheetColumn("salutation", "sapaan"),
                SheetColumn("email", "surel", type: .address),
                SheetColumn("cc", "tembusan", type: .addresses),
                SheetColumn("phone", "telepon", type: .phone),
                SheetColumn("language", "bahasa", type: .word(.languages)),
                SheetColumn("time_zone", "zona", type: .zone),
                SheetColumn("calendar", "kalender", type: .code),
                SheetColumn("notices", "pemberitahuan", type: .word(.noticePolicies)),
            ],
            key: ["code"]),
        SheetDefinition(
            kind: .delegations,
            columns: [
                SheetColumn("person*", "kode_orang", type: .code),
                SheetColumn("from*", "mulai", type: .date),
                SheetColumn("until*", "selesai", type: .date),
                SheetColumn("stand_in*", "pengganti", type: .code),
                SheetColumn("reason", "alasan").ofSentences,
            ],
            key: ["person", "from"], span: ("from", "until")),
        SheetDefinition(
            kind: .holidays,
            columns: [
                SheetColumn("date*", "tanggal", type: .date),
                SheetColumn("name*", "nama"),
                SheetColumn("kind*", "jenis", type: .word(.holidayKinds)),
                SheetColumn("certainty", "kepastian", type: .word(.certainties)),
                SheetColumn("scope", "berlaku", type: .code),
                SheetColumn("until", "sampai", type: .date),
                SheetColumn("hours", "jam_kerja"),
            ],
            key: ["date", "scope", "until"], span: ("date", "until")),
    ]
}
