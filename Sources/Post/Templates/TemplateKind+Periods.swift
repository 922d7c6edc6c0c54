import Coordination

/// What people of the office read about a period, what teams hand in for it, and its close.
extension TemplateKind {
    /// A file was read and cannot be taken.
    static let submissionInvalid = TemplateKind(
        name: "submission-invalid", isForClients: false,
        facts: [
            .needed("file", .text, .text("capaian-MKS-2026-11.xlsx")),
            .needed("team", .text, .text("Makassar")),
            .needed("period", .text, examplePeriod),
        ] + findings + [
            .optional("report", .text, exampleReport),
            // It takes the place of a file that was right.
            .optional("replaces", .flag, .flag(true)),
            .optional("due", .moment, exampleDue),
            .optional("coordinator", .text, .text("Ibu Kartika")),
        ] + reading + timing,
        shortenedInSubject: "file")

    /// A file was taken: what it comes to.
    static let submissionAccepted = TemplateKind(
        name: "submission-accepted", isForClients: false,
        facts: [
            .needed("file", .text, .text("capaian-MKS-2026-11.xlsx")),
            .needed("team", .text, .text("Makassar")),
            .needed("period", .text, examplePeriod),
            .needed("version", .number, .number(2)),
            .needed("lines", .number, .number(40)),
            .optional("report", .text, exampleReport),
            .optional("nil", .flag, .flag(false)),
            // Net of returns.
            .optional("amount", .money, exampleMoney(6_360_000_000)),
            .optional("target", .money, exampleMoney(8_000_000_000)),
            .optional("percent", .number, .number(79)),
            .optional("warnings", .number, .number(3)),
            // What is worth a look, and how much more of it there is.
            .list("findings", of: finding, isNeeded: false),
            .optional("more", .number, .number(2)),
            // It changed by more than this, and is provisional until somebody says why.
            .optional("confirm_beyond", .text, .texts(["id": "50%", "en": "50%"])),
            .optional("confirmer", .text, .text("Rizky Santoso")),
            // The file that counted before.
            .optional("former_version", .number, .number(1)),
            .optional("former_lines", .number, .number(5)),
            .optional("former_amount", .money, exampleMoney(660_000_000)),
        ] + timing,
        shortenedInSubject: "file")

    /// A team has not handed in what it owes, or only a file that cannot be taken.
    static let submissionMissing = TemplateKind(
        name: "submission-missing", isForClients: false,
        facts: [
            .needed("report", .text, exampleReport),
            .needed("team", .text, .text("Makassar")),
            .needed("period", .text, examplePeriod),
            .needed("due", .moment, exampleDue),
            // Whether the cut-off is over.
            .optional("passed", .flag, .flag(true)),
            .optional("code", .text, .text("capaian-MKS-2026-11")),
            // Faults in a file that came and could not be taken.
            .optional("findings", .number, .number(3)),
            .optional("coordinator", .text, .text("Ibu Kartika")),
        ] + reading + meant + timing,
        shortenedInSubject: "report")

    /// Whether a period can be closed, and how far its teams are.
    static let closeSummary = TemplateKind(
        name: "close-summary", isForClients: false,
        facts: [
            .needed("period", .text, examplePeriod),
            .needed("accepted", .number, .number(6)),
            // Accepted while somebody has to say why the figures changed so much; not among those accepted.
            .optional("provisional", .number, .number(1)),
            .needed("expected", .number, .number(10)),
            .needed("rejected", .number, .number(1)),
            .needed("missing", .number, .number(2)),
            .needed("waived", .number, .number(1)),
            // Not here, while the period has not ended.
            .optional("awaited", .number, .number(3)),
            .optional("achieved", .money, exampleMoney(1_250_000_000)),
            .needed("ready", .flag, .flag(false)),
            // It is closed, and by whom.
            .optional("closed", .flag, .flag(false)),
            .optional("by", .text, .text("Ibu Kartika")),
            // Before returns.
            .optional("gross", .money, exampleMoney(1_300_000_000)),
            // Whole percent.
            .optional("percent_of_accepted", .number, .number(92)),
            .optional("percent_of_all", .number, .number(61)),
            .optional("target_of_accepted", .money, exampleMoney(1_350_000_000)),
            .optional("target_of_all", .money, exampleMoney(2_040_000_000)),
            // When it is to be closed.
            .optional("due", .moment, exampleDue),
            .optional("period_state", .text, .texts(["id": "terbuka", "en": "open"])),
            // The board: a column for each report, a row for each team with a cell under each.
            .list("reports", of: [.needed("column", .text, exampleReport)], isNeeded: false),
            .list(
                "rows",
                of: [
                    .needed("team", .text, .text("Makassar")), .list("cells", of: submission),
                ], isNeeded: false),
            .list("teams", of: teamFigures, isNeeded: false),
            .list(
                "blockers",
                of: [
                    .needed(
                        "what", .text,
                        .texts([
                            "id": "Makassar, laporan capaian: ditolak, 3 hal perlu diperbaiki",
                            "en": "Makassar, achievement report: rejected, 3 items to correct",
                        ]))
                ], isNeeded: false),
        ] + timing,
        shortenedInSubject: "period")

    /// A period that was closed takes files again.
    static let periodReopened = TemplateKind(
        name: "period-reopened", isForClients: false,
        facts: [
            .needed("period", .text, examplePeriod),
            .needed("reason", .text, .text("Faktur susulan tim Makassar")),
            .optional("by", .text, .text("Ibu Kartika")),
            .optional("closed_on", .date, exampleDate("2026-12-04")),
            // The state before.
            .optional("was", .text, .texts(["id": "ditutup", "en": "closed"])),
        ] + timing,
        shortenedInSubject: "period")

    /// One team's one submission.
    private static let submission: [FactDeclaration] = [
        .needed("report", .text, exampleReport),
        // Nothing where the team does not owe it.
        .optional("state", .text, .texts(["id": "ditolak", "en": "rejected"])),
        .optional("findings", .number, .number(3)),
        // The working time left until the cut-off.
        .optional("left", .text, .texts(["id": "7 jam kerja", "en": "7 working hours"])),
        .optional("signed", .text, .texts(["id": "belum disahkan", "en": "not signed"])),
        // Nothing more is asked: accepted, nil or waived.
        .optional("good", .flag, .flag(false)),
    ]

    private static let teamFigures: [FactDeclaration] = [
        .needed("team", .text, .text("Makassar")),
        .optional("net", .money, exampleMoney(310_000_000)),
        .optional("target", .money, exampleMoney(500_000_000)),
        // Whole percent, and as far as a bar shows it: 0…100.
        .optional("percent", .number, .number(62)),
        .optional("bar", .number, .number(62)),
    ]

    private static let examplePeriod = Fact.texts([
        "id": "November 2026", "en": "November 2026",
    ])
    private static let exampleReport = Fact.texts([
        "id": "laporan capaian", "en": "achievement report",
    ])

    private static func exampleMoney(_ amount: Int64) -> Fact {
        .money(amount, currency: "IDR")
    }
}
