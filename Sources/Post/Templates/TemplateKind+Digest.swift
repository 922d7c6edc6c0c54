import Almanac
import Coordination

/// What a working morning begins with.
extension TemplateKind {
    /// What is due, overdue, waiting and at risk until the reader's next working morning.
    static let digest = TemplateKind(
        name: "digest", isForClients: false,
        facts: [
            .needed("until", .moment, exampleMorning),
            // What it comes to, the reader's own work first; absent where there is none.
            .optional(
                "headline", .text,
                .texts([
                    "id": "9 surat menunggu keputusan Anda; 23 pesanan perlu tanggal",
                    "en": "9 letters await your decision; 23 orders need a date",
                ])),
            // The reader decides about letters and dates.
            .optional("decides", .flag, .flag(true)),
            // Those whose place the reader takes that day, by name.
            .list(
                "standing_in", of: [.needed("person", .text, .text("Rizky Santoso"))],
                isNeeded: false),
            // There is nothing to say, and what is good of the service itself.
            .optional("quiet", .flag, .flag(false)),
            .optional("mail_good", .flag, .flag(true)),
            .optional("backup_good", .flag, .flag(true)),
        ] + counted("overdue", 1) + counted("due", 3) + counted("letters", 2)
            + counted("orders", 4) + tasks + listed("dates") + listed("letters_others")
            + listed("overdue_others") + listed("due_others") + listed("risks") + lookingAhead
            + reading + timing,
        shortenedInSubject: "headline")

    /// Several reminders in one mail, as a table.
    static let reminders = TemplateKind(
        name: "reminders", isForClients: false,
        facts: [
            .needed("count", .number, .number(5)),
            // How many of them are orders that want a date, and how many are not.
            .optional("dates", .number, .number(3)),
            .optional("others", .number, .number(2)),
            .optional("coordinator", .text, .text("Ibu Kartika")),
        ] + tasks + reading + timing,
        shortenedInSubject: "count")

    /// What the reader is to do, as rows, with the codes of what has no row; and the sheets that the mail
    /// carries to be filled in.
    static let tasks: [FactDeclaration] = [
        .list(
            "tasks",
            of: [
                .needed("title", .text, .text("Penawaran tender RSUD Kota Baru")),
                .optional("code", .text, .text("TND-014")),
                .optional("owner", .text, .text("Sari Wulandari")),
                .optional("client", .text, .text("RSUD Kota Baru")),
                .needed("at", .moment, exampleMorning),
                .optional("is_overdue", .flag, .flag(true)),
                .optional("days_overdue", .number, .number(2)),
                // It comes late, and others of the mail do not.
                .optional("is_late", .flag, .flag(true)),
                // Whom it was for, where mail does not reach them.
                .optional("meant_for", .text, .text("Sari Wulandari")),
                // The date told before, and when.
                .optional("was_due", .moment, exampleMorning),
                .optional("told_on", .date, exampleDate("2026-12-01")),
                // It ends with a file.
                .optional("is_report", .flag, .flag(false)),
                .optional("note", .text, .text("Jaminan penawaran asli dibawa sendiri.")),
                // What must be shown when it is done.
                .optional("evidence", .text, .text("Tanda terima dari panitia")),
                // Faults still open in the file that came.
                .optional("findings", .number, .number(3)),
            ], isNeeded: false),
        .optional("tasks_more", .number, .number(7)),
        .optional("tasks_codes", .text, .text("T-101, T-102, T-103")),
        .optional("has_reports", .flag, .flag(true)),
        .optional("orders_sheet", .flag, .flag(true)),
        .optional("decisions_sheet", .flag, .flag(true)),
    ]

    /// How many there are of something in all.
    private static func counted(_ name: String, _ count: Int64) -> [FactDeclaration] {
        [
            .needed(name, .number, .number(count)),
            // How long its bar is, where the longest of the picture has 200.
            .optional("\(name)_bar", .number, .number(count * 50)),
        ]
    }

    /// A list as far as it goes, how many there are, and how many it leaves out.
    private static func listed(_ name: String) -> [FactDeclaration] {
        [
            .optional(name, .number, .number(8)),
            .list("\(name)_list", of: matter, isNeeded: false),
            .optional("\(name)_more", .number, .number(7)),
        ]
    }

    /// A deadline, an order or a letter to a client.
    private static let matter: [FactDeclaration] = [
        // A deadline's title, an order's number, the client whom a letter goes to.
        .needed("what", .text, .text("Penawaran tender RSUD Kota Baru")),
        // Of a deadline.
        .optional("code", .text, .text("TND-014")),
        .optional("owner", .text, .text("Sari Wulandari")),
        .optional("was_due", .moment, exampleMorning),
        .optional("falls_due", .moment, exampleMorning),
        // Of a letter: its number, its orders, since when and why it waits.
        .optional("letter", .text, .text("412")),
        .optional("order", .text, .text("SO-1187")),
        .optional("since", .moment, exampleMorning),
        .optional(
            "reason", .text, .texts(["id": "menunggu persetujuan", "en": "awaiting approval"])),
        // Of an order: a date that passed; or what the client was told and what is expected; or the
        // date on which it ships.
        .optional("client", .text, .text("PT Sinar Baru")),
        .optional("passed", .date, exampleDate("2026-11-20")),
        .optional("told", .date, exampleDate("2026-12-10")),
        .optional("expected", .date, exampleDate("2026-12-18")),
        .optional("ships", .date, exampleDate("2026-12-04")),
    ]

    /// What holidays do to deadlines of the next weeks.
    private static let lookingAhead: [FactDeclaration] = [
        // There is nothing else to say.
        .optional("only_ahead", .flag, .flag(false)),
        .optional("ahead", .number, .number(2)),
        .list(
            "ahead_list",
            of: [
                .needed("what", .text, .text("Laporan akhir tahun")),
                .needed("code", .text, .text("LAP-07")),
                .optional("owner", .text, .text("Sari Wulandari")),
                // Due on a holiday, or in a year whose holidays nobody knows yet.
                .optional("due_on", .date, exampleDate("2026-12-25")),
                .optional("holiday", .text, .text("Hari Raya Natal")),
                .optional("estimated", .flag, .flag(true)),
                .optional("unknown_year", .text, .text("2028")),
                // A reminder that the holiday moved.
                .optional("planned", .moment, exampleMorning),
                .optional("moved_to", .moment, exampleMorning),
            ], isNeeded: false),
        .optional("ahead_more", .number, .number(7)),
    ]

    // 2026-12-07 08:00 in Jakarta.
    private static let exampleMorning = Fact.moment(
        Instant(seconds: 1_796_605_200), zone: "Asia/Jakarta")
}
