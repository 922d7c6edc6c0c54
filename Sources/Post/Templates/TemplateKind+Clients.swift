import Almanac
import Coordination

/// What clients read about their orders.
extension TemplateKind {
    /// A line ships later than the client was told.
    static let slip = order(
        name: "slip",
        // Only when the date told last was a mistake.
        and: [.optional("told_on", .date, exampleDate("2026-11-30"))])
    /// Later again than a notice of ours already said, which was of a slip, too.
    static let furtherSlip = order(
        name: "further-slip",
        and: [
            .needed("told_on", .date, exampleDate("2026-11-30")),
            // Only when not every line breaks a date that this notice gave.
            .optional("mixed", .flag, .flag(true)),
            // Until when the client may object.
            .optional("reply_by", .date, exampleDate("2026-12-03")),
        ])
    /// Earlier than last told, yet later than promised.
    static let improved = order(
        name: "improved",
        // Only when the dates last told are ours, not what the client asked for.
        and: [.optional("told_on", .date, exampleDate("2026-11-30"))])
    /// Back on the promised date.
    static let recovery = order(
        name: "recovery",
        // Only when a date last told is ours.
        and: [.optional("told_on", .date, exampleDate("2026-11-30"))])

    /// A person's own words.
    static let message = TemplateKind(
        name: "message", isForClients: true,
        facts: [
            .needed("subject", .text, .text("Gudang kami tutup tiga hari")),
            .list(
                "paragraphs",
                of: [
                    .needed(
                        "text", .text,
                        .text(
                            "Sehubungan dengan perbaikan atap, gudang kami tutup pada 7–9 Desember "
                                + "2026. Pengiriman pada hari itu kami lakukan keesokan harinya."))
                ]),
            .optional("order", .text, .text("SO-1187")),
            .optional("po", .text, .text("4500123")),
            .optional("po_named", .text, .text("PO 4500123")),
            .optional("salesperson", .text, .text("Sari Wulandari")),
            .optional("salesperson_phone", .text, .text("+62 812-3456-7890")),
            .optional("salesperson_email", .text, .text("sari@kantor.example")),
        ], shortenedInSubject: "subject")

    private static func order(name: String, and more: [FactDeclaration] = []) -> TemplateKind {
        TemplateKind(
            name: name, isForClients: true, facts: orderFacts + more,
            shortenedInSubject: "po_named")
    }

    private static let orderFacts: [FactDeclaration] = [
        .needed("order", .text, .text("SO-1187")),
        // The client's own number, and the same with what it is, said once.
        .optional("po", .text, .text("PO-88/XI/2026")),
        .optional("po_named", .text, .text("PO-88/XI/2026")),
        .list("lines", of: lineFacts),
        // The date told last was a mistake of ours, which this letter corrects.
        .optional("mistaken", .flag, .flag(true)),
        // It was told by word of mouth: there is no letter to speak of.
        .optional("spoken", .flag, .flag(true)),
        // Only when there are other lines.
        .optional("others_unaffected", .flag, .flag(true)),
        // What the office does about it, a whole sentence.
        .optional(
            "action", .text,
            .texts([
                "id": "Kami telah memesan pengiriman udara untuk sisa barang.",
                "en": "We have booked air freight for the rest.",
            ])),
        // The client's contact person; the greeting takes the reader's name.
        .optional("contact", .text, .text("Bapak Hendra")),
        .optional("salesperson", .text, .text("Sari Wulandari")),
        .optional("salesperson_phone", .text, .text("+62 812-3456-7890")),
        .optional("salesperson_email", .text, .text("sari@kantor.example")),
    ]

    private static let lineFacts: [FactDeclaration] = [
        .needed("item", .text, .text("Meja rapat 240 cm")),
        .needed("quantity", .quantity, .quantity(1_250)),
        .optional("unit", .text, .text("unit")),
        // The client's own number of this line as a sentence says it, where the order has several.
        .optional("line_po", .text, .text("PO-91/XI/2026")),
        // The date last told, and the one that holds now.
        .needed("old", .date, exampleDate("2026-12-18")),
        .needed("new", .date, exampleDate("2026-12-21")),
        // The promise, where another date was told since.
        .optional("first", .date, exampleDate("2026-12-10")),
        // What was told between the promise and the date last told.
        .list("between", of: [.needed("on", .date, exampleDate("2026-12-15"))], isNeeded: false),
        // The date last told is one that the client asked for.
        .optional("asked", .flag, .flag(true)),
        // Back on the promise, or before it.
        .optional("as_promised", .flag, .flag(true)),
        .optional("ahead", .flag, .flag(true)),
        .optional("delivered", .quantity, .quantity(400)),
        .optional("remaining", .quantity, .quantity(850)),
        .optional(
            "reason", .text, .texts(["id": "kapal tertunda", "en": "a delayed vessel"])),
    ]
}
