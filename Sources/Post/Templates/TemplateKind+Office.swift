import Almanac
import Coordination

/// What people of the office read.
extension TemplateKind {
    /// A deadline is coming; with `was_due` also that it has moved.
    static let reminder = TemplateKind(
        name: "reminder", isForClients: false,
        facts: [
            .needed("code", .text, .text("TND-014")),
            .needed("title", .text, .text("Penawaran tender RSUD Kota Baru")),
            .needed("due", .moment, exampleDue),
            .optional("owner", .text, .text("Sari Wulandari")),
            .optional("coordinator", .text, .text("Ibu Kartika")),
            .optional("client", .text, .text("RSUD Kota Baru")),
            .optional("note", .text, .text("Jaminan penawaran asli dibawa sendiri.")),
            // What must be shown when it is done.
            .optional("evidence", .text, .text("Tanda terima dari panitia")),
            .optional("was_due", .moment, exampleFormerDue),
            .optional("told_on", .date, exampleDate("2026-12-01")),
            // Faults still open in a submission that this reminds of.
            .optional("findings", .number, .number(3)),
        ] + asking + forms + reading + meant + timing,
        shortenedInSubject: "title")

    /// A deadline has passed and somebody above must decide.
    static let escalation = TemplateKind(
        name: "escalation", isForClients: false,
        facts: [
            .needed("code", .text, .text("TND-014")),
            .needed("title", .text, .text("Penawaran tender RSUD Kota Baru")),
            .needed("owner", .text, .text("Sari Wulandari")),
            .needed("due", .moment, exampleDue),
            // Working days; none on the due day itself.
            .optional("days_overdue", .number, .number(2)),
            .list(
                "reminders_sent", of: [.needed("on", .date, exampleDate("2026-12-01"))],
                isNeeded: false),
            // Whom none of them could be delivered to, or not every one.
            .list(
                "reminders_missed", of: [.needed("whom", .text, .text("Budi Hartono"))],
                isNeeded: false),
            .optional("coordinator", .text, .text("Ibu Kartika")),
            .optional("client", .text, .text("RSUD Kota Baru")),
            .optional("note", .text, .text("Jaminan penawaran asli dibawa sendiri.")),
            .optional("evidence", .text, .text("Tanda terima dari panitia")),
            // The reader owes it, or stands in for whoever does, and whom they ask for more time.
            .optional("is_owner", .flag, .flag(false)), .optional("stands_in", .flag, .flag(false)),
            .optional("ask_whom", .text, .text("Rizky Santoso")),
        ] + asking + forms + reading + meant + timing,
        shortenedInSubject: "title")

    /// What is asked of the reader, where the service asks it, and whether it ends with a file.
    private static let asking: [FactDeclaration] = [
        .optional(
            "please", .text,
            .texts([
                "id": "telepon Ibu Sari dari PT Sinar Baru",
                "en": "call Ibu Sari of PT Sinar Baru",
            ])),
        .optional("is_report", .flag, .flag(false)),
        // It ends with another address in the people sheet.
        .optional("people_sheet", .flag, .flag(false)),
    ]

    /// Whom it was for, where mail does not reach them and whoever is above them reads it.
    static let meant: [FactDeclaration] = [
        .optional("meant_for", .text, .text("Sari Wulandari"))
    ]

    /// The sheets that a mail carries to be filled in.
    private static let forms: [FactDeclaration] = [
        .optional("orders_sheet", .flag, .flag(false)),
        .optional("decisions_sheet", .flag, .flag(false)),
    ]

    /// A file of the drop folder cannot be taken.
    static let sheetRejected = TemplateKind(
        name: "sheet-rejected", isForClients: false,
        facts: [
            .needed("file", .text, .text("tenggat November.xlsx")),
            .optional("sheet", .text, .texts(["id": "tenggat", "en": "deadlines"])),
            // Who put it there, as the machine knows them.
            .optional("sender", .text, .text("sari")),
            // A sheet that asks for the columns of another program's list goes with the letter.
            .optional("mapping", .flag, .flag(true)),
        ] + findings + timing,
        shortenedInSubject: "file")

    /// An order's date has passed and nobody has given a new one.
    static let dateNeeded = TemplateKind(
        name: "date-needed", isForClients: false,
        facts: [
            .needed("order", .text, .text("SO-1187")),
            .needed("client", .text, .text("PT Sinar Baru")),
            .list(
                "lines",
                of: [
                    .needed("item", .text, .text("Meja rapat 240 cm")),
                    .needed("quantity", .quantity, .quantity(1_250)),
                    .needed("promised", .date, exampleDate("2026-11-20")),
                    .optional("unit", .text, .text("unit")),
                    // The date last told, where it is not the promised one.
                    .optional("told", .date, exampleDate("2026-11-27")),
                    .optional("remaining", .quantity, .quantity(400)),
                ]),
            .optional("po", .text, .text("PO-88/XI/2026")),
            .optional("po_named", .text, .text("PO-88/XI/2026")),
            .optional("salesperson", .text, .text("Sari Wulandari")),
            .optional("due", .moment, exampleDue),
        ] + timing,
        shortenedInSubject: "client")

    /// Letters to clients begin to wait for a person, each as it would go, to be decided about.
    static let approvalNeeded = TemplateKind(
        name: "approval-needed", isForClients: false, facts: waiting,
        shortenedInSubject: "count")

    /// Nothing leaves by a way, or does again.
    static let mailOutage = TemplateKind(
        name: "mail-outage", isForClients: false,
        facts: [
            .needed("courier", .text, .text("smtp")),
            .needed("since", .moment, exampleFormerDue),
            .needed("reason", .text, .text("Connection refused")),
            // How many letters wait.
            .optional("waiting", .number, .number(12)),
            // Present once it is over.
            .optional("until", .moment, exampleDue),
            // Of one that was over within a minute.
            .optional("briefly", .flag, .flag(true)),
            // Once it is over, the open task about what could not be sent in time.
            .optional("unsent", .text, .text("MAIL-UNSENT 2026-12-01")),
            // Present where the letters of its day are used up: from when it takes some again.
            .optional("opens", .moment, exampleDue),
        ] + timing,
        shortenedInSubject: "courier")

    /// What whoever runs the machine must see to.
    static let serviceWarning = TemplateKind(
        name: "service-warning", isForClients: false,
        facts: [
            .needed(
                "title", .text,
                .texts(["id": "Diska hampir penuh", "en": "The disk is nearly full"])),
            .needed(
                "text", .text,
                .texts([
                    "id": "Diska tersisa 120 MiB, seharusnya 256.",
                    "en": "The disk has 120 MiB left, and should have 256.",
                ])),
        ] + timing,
        shortenedInSubject: "title")

    /// How a month's promises to clients were kept.
    static let promiseSummary = TemplateKind(
        name: "promise-summary", isForClients: false,
        facts: [
            .needed("period", .text, .texts(["id": "November 2026", "en": "November 2026"])),
            // Lines of orders whose first promise fell into the period.
            .needed("in_all", .number, .number(40)),
            .needed("kept_in_all", .number, .number(34)),
            // Whole percent; absent where nothing can be judged.
            .optional("percent_in_all", .text, .text("85")),
            // Further lines, delivered on a day that nobody entered.
            .optional("undated_in_all", .number, .number(3)),
            .list(
                "clients",
                of: [
                    .needed("client", .text, .text("PT Sinar Baru")),
                    .needed("promised", .number, .number(8)),
                    .needed("kept", .number, .number(6)),
                    .optional("percent", .text, .text("75")),
                    .optional("undated", .number, .number(2)),
                    // The longest delay against the first promise, in calendar days.
                    .optional("worst", .number, .number(11)),
                    .optional("worst_order", .text, .text("SO-1187")),
                ]),
        ] + timing,
        shortenedInSubject: "period")

    /// Letters to clients that wait on, each as it would go, to be decided about.
    static let waitingLetters = TemplateKind(
        name: "waiting-letters", isForClients: false, facts: waiting,
        shortenedInSubject: "count")

    /// Somebody has left, and what was theirs is another's.
    static let handover = TemplateKind(
        name: "handover", isForClients: false, facts: handed + timing,
        shortenedInSubject: "leaver")

    /// The file by which somebody handed over was undone: it is theirs again.
    static let handoverUndone = TemplateKind(
        name: "handover-undone", isForClients: false,
        facts: handed + [.optional("kept", .text, .text("T-010"))] + timing,
        shortenedInSubject: "leaver")

    /// What went from one person to another.
    private static let handed: [FactDeclaration] = [
        .needed("leaver", .text, .text("Rizky Santoso")),
        .needed("successor", .text, .text("Sari Wulandari")),
        .needed("deadlines", .number, .number(12)),
        .needed("orders", .number, .number(5)),
        .optional("deadline_codes", .text, .text("TND-014, T-010 2026-12-01 17:00")),
        .optional("order_codes", .text, .text("SO-1187, SO-1190")),
        .optional("teams", .text, .text("JKT")),
        .optional("people", .text, .text("S-JKT-01, S-JKT-02")),
    ]

    /// What the first mail to somebody says of all that follow.
    static let welcome = TemplateKind(
        name: "welcome", isForClients: false,
        facts: [
            .needed("office", .text, .text("PT Contoh Jaya")),
            // Who vouches for it; absent for the coordinator's own.
            .optional("coordinator", .text, .text("Ibu Kartika")),
        ] + reading + timing,
        shortenedInSubject: "office")

    /// Letters about a salesperson's orders, before their clients get them.
    static let letterAnnounced = TemplateKind(
        name: "letter-announced", isForClients: false,
        facts: [
            .needed("count", .number, .number(2)),
            // That each of them, or one of them, waits for a decision; or has left by now.
            .optional("all_wait", .flag, .flag(true)),
            .optional("some_wait", .flag, .flag(true)),
            .optional("all_left", .flag, .flag(true)),
            .optional("some_left", .flag, .flag(true)),
            .list(
                "letters",
                of: [
                    .needed("client", .text, .text("PT Sinar Baru")),
                    .needed("order", .text, .text("SO-1187")),
                    .needed("code", .text, .text("LETTER-412")),
                    .optional("item", .text, .text("Meja rapat 240 cm")),
                    .optional("old", .date, exampleDate("2026-12-10")),
                    .optional("new", .date, exampleDate("2026-12-18")),
                    // Further items of the order in the letter.
                    .optional("others", .number, .number(2)),
                    // When it leaves, or left; or that it waits, and why.
                    .optional("leaves", .moment, exampleDue),
                    .optional("left", .moment, exampleDue),
                    .optional("held", .flag, .flag(true)),
                    .optional(
                        "reason", .text,
                        .texts(["id": "menunggu persetujuan", "en": "awaiting approval"])),
                ]),
            .optional("more", .number, .number(10)),
            .optional("coordinator", .text, .text("Ibu Kartika")),
        ] + reading + timing,
        shortenedInSubject: "count")

    /// What became of what somebody asked leave for.
    static let requestDecided = TemplateKind(
        name: "request-decided", isForClients: false,
        facts: [
            .needed("code", .text, .text("APP-012")),
            .needed("title", .text, .text("Potongan harga 5% untuk PT Sinar Baru")),
            .needed(
                "outcome", .text,
                .texts(["id": "disetujui, Rp1.500.000", "en": "approved, Rp1,500,000"])),
            .needed("decider", .text, .text("Rizky Santoso")),
            .optional("granted", .flag, .flag(true)),
            .optional("reason", .text, .text("hanya untuk pesanan ini")),
            .optional("client", .text, .text("PT Sinar Baru")),
        ] + timing,
        shortenedInSubject: "title")

    /// What became of the rows of a decisions sheet.
    static let decisionsTaken = TemplateKind(
        name: "decisions-taken", isForClients: false,
        facts: [
            .needed("file", .text, .text("keputusan 2026-12-01.xlsx")),
            // How many were carried out, and how many were not.
            .needed("count", .number, .number(7)),
            .optional("failed", .number, .number(1)),
            .list(
                "answers",
                of: [
                    // As Excel numbers it, or the record of a CSV.
                    .needed("row", .number, .number(5)),
                    .optional("code", .text, .text("LETTER-412")),
                    .optional(
                        "about", .text,
                        .texts([
                            "id": "surat 412 kepada PT Sinar Baru",
                            "en": "letter 412 to PT Sinar Baru",
                        ])),
                    .optional("decision", .text, .texts(["id": "setuju", "en": "approve"])),
                    // What its cell says, where that is no decision.
                    .optional("said", .text, .text("setujui saja")),
                    // Who decided, where that is not the reader.
                    .optional("decider", .text, .text("Rizky Santoso")),
                    // The date, the amount and the reason that the row gives.
                    .optional(
                        "details", .text,
                        .texts([
                            "id": "4 Desember 2026, alasan “menunggu kapal”",
                            "en": "4 December 2026, reason “waiting for the vessel”",
                        ])),
                    .needed("answer", .text, .texts(["id": "disetujui", "en": "approved"])),
                    // It was not carried out.
                    .optional("faulty", .flag, .flag(true)),
                ]),
            // Answers that the list leaves out.
            .optional("more", .number, .number(10)),
            // A copy with the cells marked goes with the letter.
            .optional("marked", .flag, .flag(true)),
        ] + timing,
        shortenedInSubject: "file")

    /// Letters that wait: those that a person reads one after the other, and how many more there are.
    private static let waiting: [FactDeclaration] =
        [
            .needed("count", .number, .number(2)),
            .list(
                "letters",
                of: [
                    .needed("notice", .text, .text("412")),
                    // What a row of the sheet names it by.
                    .optional("code", .text, .text("LETTER-412")),
                    .needed("client", .text, .text("PT Sinar Baru")),
                    .optional("order", .text, .text("SO-1187")),
                    .optional(
                        "reason", .text,
                        .texts(["id": "menunggu persetujuan", "en": "awaiting approval"])),
                    .optional("since", .moment, exampleFormerDue),
                    // It says something else than when it was read last.
                    .optional("changed", .flag, .flag(false)),
                    // The letter as it would go now, or as it was handed over where it may have arrived.
                    .optional("handed_over", .flag, .flag(true)),
                    .optional("check", .text, .text("KWTMRB")),
                    .optional("to", .text, .text("hendra@sinar.example")),
                    .optional("subject", .text, .text("Perubahan jadwal pengiriman SO-1187")),
                    .optional("body", .text, .text("Yth. Bapak Hendra,\n\nDengan hormat, …")),
                    // Why there is none.
                    .optional("fault", .text, .text("the client has no mail address")),
                ]),
            // How many of them are about orders that were late when they were entered, where these are many.
            .optional("first", .number, .number(0)),
            // How many more stand in the sheet only, and how many come with a later one.
            .optional("more", .number, .number(10)),
            .optional("later", .number, .number(100)),
        ] + timing

    /// One thing that is wrong with a file.
    static let finding: [FactDeclaration] = [
        .optional("cell", .text, .text("F11")),
        .optional("worksheet", .text, .text("Capaian")),
        .optional("value", .text, .text("#N/A")),
        .needed("expected", .text, .texts(["id": "bilangan", "en": "a number"])),
        .optional("suggestion", .text, .text("1250000")),
        // It is worth a look, and keeps nothing out.
        .optional("is_warning", .flag, .flag(false)),
    ]

    /// What is wrong with a file.
    static let findings: [FactDeclaration] = [
        .needed("count", .number, .number(12)),
        .list("findings", of: finding),
        // How many are worth a look only, beside those that must be mended.
        .optional("warnings", .number, .number(5)),
        // Findings that the list leaves out.
        .optional("more", .number, .number(10)),
        // A copy with the cells marked goes with the letter.
        .optional("marked", .flag, .flag(true)),
    ]

    /// Who reads it, set by the composer.
    static let reading: [FactDeclaration] = [
        // The reader is whom everybody else tells what is done.
        .optional("is_coordinator", .flag, .flag(false)),
        // The reader is reached where a reply reaches nobody.
        .optional("by_chat", .flag, .flag(false)),
    ]

    /// What any entry for the office may carry about its own sending.
    static let timing: [FactDeclaration] = [
        .optional("urgent", .flag, .flag(true)),
        .optional("late", .flag, .flag(true)),
        .optional("down_from", .moment, exampleFormerDue),
        .optional("down_until", .moment, exampleDue),
    ]

    // 2026-12-04 15:00 and 2026-12-02 09:00 in Jakarta.
    static let exampleDue = Fact.moment(
        Instant(seconds: 1_796_371_200), zone: "Asia/Jakarta")
    private static let exampleFormerDue = Fact.moment(
        Instant(seconds: 1_796_176_800), zone: "Asia/Jakarta")
}

extension TemplateKind {
    /// A date of the examples, which are valid as written; Monday of week 1 otherwise.
    static func exampleDate(_ text: String) -> Fact {
        .date(CivilDate(text) ?? CivilDate(dayNumber: 4))
    }
}
