import Almanac
import Coordination

/// What somebody's week begins with.
extension TemplateKind {
    /// What of the reader's is due, to be delivered, and still open, up to the morning on which their next week begins;
    /// with that day's reminders.
    static let week = TemplateKind(
        name: "week", isForClients: false,
        facts: [
            .needed("until", .moment, exampleMonday),
            // What it comes to.
            .needed(
                "headline", .text,
                .texts([
                    "id": "3 tenggat; 2 pengiriman dijanjikan; 1 belum selesai",
                    "en": "3 deadlines; 2 deliveries promised; 1 still open",
                ])),
            .needed("deadlines", .number, .number(3)),
            .needed("deliveries", .number, .number(2)),
            .needed("unfinished", .number, .number(1)),
            .optional("coordinator", .text, .text("Ibu Kartika")),
            // Those whose place the reader takes that day, by name.
            .list(
                "standing_in", of: [.needed("person", .text, .text("Rizky Santoso"))],
                isNeeded: false),
        ] + tasks + dues + orders + opens + reading + timing,
        shortenedInSubject: "headline")

    /// Deadlines by day, the reminders' aside; how many there are, and how many have no row.
    private static let dues: [FactDeclaration] = [
        .optional("due", .number, .number(5)),
        .list(
            "due_list",
            of: [
                // Named by the first of its rows.
                .optional("day", .date, exampleDate("2026-12-01")),
                .needed("what", .text, .text("Laporan stok gudang")),
                .needed("falls_due", .moment, exampleTuesday),
            ] + naming, isNeeded: false),
        .optional("due_more", .number, .number(3)),
    ]

    /// What is to be delivered, by day.
    private static let orders: [FactDeclaration] = [
        .optional("orders", .number, .number(4)),
        .list(
            "orders_list",
            of: [
                .needed("order", .text, .text("SO-1187")),
                .needed("buyer", .text, .text("PT Sinar Baru")),
                // The day that the client counts on, and when it is expected instead.
                .needed("ships", .date, exampleDate("2026-12-03")),
                .optional("expected", .date, exampleDate("2026-12-10")),
            ], isNeeded: false),
        .optional("orders_more", .number, .number(2)),
    ]

    /// What was due before and has not ended.
    private static let opens: [FactDeclaration] = [
        .optional("open", .number, .number(3)),
        .list(
            "open_list",
            of: [
                .needed("what", .text, .text("Tindak lanjuti faktur INV-88 dari PT Sinar Baru")),
                .needed("lapsed", .moment, exampleTuesday),
            ] + naming, isNeeded: false),
        .optional("open_more", .number, .number(2)),
    ]

    private static let naming: [FactDeclaration] = [
        .optional("code", .text, .text("LAP-2")),
        .optional("owner", .text, .text("Jakarta")),
        .optional("buyer", .text, .text("PT Sinar Baru")),
    ]

    // 2026-12-07 08:00 and 2026-12-01 15:00 in Jakarta.
    private static let exampleMonday = Fact.moment(
        Instant(seconds: 1_796_605_200), zone: "Asia/Jakarta")
    private static let exampleTuesday = Fact.moment(
        Instant(seconds: 1_796_112_000), zone: "Asia/Jakarta")
}
