import Almanac
import Coordination

/// What a working morning begins with.
extension TemplateKind {
    /// What is due, overdue, waiting and at risk until the reader's next working morning.
    static let digest = TemplateKind(
        name: "digest", isForClients: false,
        facts: [
            .needed("until", .moment, exampleMorning),
            // Those whose place the reader takes that day, by name.
            .list(
                "standing_in", of: [.needed("person", .text, .text("Rizky Santoso"))],
                isNeeded: false),
            // The few that matter most; absent where the lists are as short themselves.
            .list("foremost", of: matter, isNeeded: false),
        ] + counted("overdue", 1) + counted("due", 3) + counted("letters", 2)
            + counted("orders", 4) + lookingAhead,
        // A number, which is never shortened: the line's end goes where the counts are enormous.
        shortenedInSubject: "due")

    /// How many there are of something, and the list of them as far as it goes.
    private static func counted(_ name: String, _ count: Int64) -> [FactDeclaration] {
        [
            .needed(name, .number, .number(count)),
            // How long its bar is, where the longest of the picture has 200.
            .optional("\(name)_bar", .number, .number(count * 50)),
            .list("\(name)_list", of: matter, isNeeded: false),
            // How many the list leaves out.
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
