import Almanac
import Coordination

/// The examples of the starter workbook: one row of each kind.
struct ExampleValues {
    let language: String
    let today: CivilDate

    private var code: WorkbookCell { .text(ExampleRow.code.text(in: language)) }

    private func text(_ english: String, _ indonesian: String) -> WorkbookCell {
        .text(BilingualText(en: english, id: indonesian).text(in: language))
    }

    private func date(_ days: Int) -> WorkbookCell { .date(today.adding(days: days)) }

    private var period: WorkbookCell { .text(String(today.description.prefix(7))) }

    /// A row's cells by the columns' English names.
    func row(of kind: SheetKind) -> [String: WorkbookCell] {
        var row = values(of: kind)
        let column = ExampleRow.column(of: kind)
        if row[column] == nil { row[column] = code }
        return row
    }

    private func values(of kind: SheetKind) -> [String: WorkbookCell] {
        switch kind {
        case .people:
            [
                "name": .text("Sari Wulandari"), "email": .text("sari@example.com"),
                "phone": .text("0812-3456-7890"), "team": .text("JKT"),
                "role": text("sales", "sales"),
                "language": .text(language),
            ]
        case .teams:
            ["name": .text("Jakarta"), "manager": code, "email": .text("jakarta@example.com")]
        case .clients:
            [
                "name": .text("PT Sinar Baru"), "contact": .text("Hendra Wijaya"),
                "salutation": text("Mr", "Bapak"), "email": .text("hendra@example.com"),
                "language": .text("id"), "notices": text("approval", "persetujuan"),
            ]
        case .deadlines:
            [
                "title": text("Monthly sales report", "Laporan penjualan bulanan"), "owner": code,
                "due_date": date(14), "due_time": .text("15:00"),
                "repeat": text("monthly", "bulanan"),
            ]
        case .orders:
            [
                "client_po": .text("PO-88"), "line": .text("1"), "client": code,
                "item": text("Meeting table 240 cm", "Meja rapat 240 cm"), "quantity": .number(5),
                "unit": .text("unit"), "promised": date(21), "salesperson": code,
            ]
        case .reasons:
            [
                "id": .text("kapal terlambat berangkat"), "en": .text("the ship left late"),
                "client_safe": text("yes", "ya"),
            ]
        case .targets:
            ["period": period, "target_amount": .number(250_000_000)]
        case .holidays:
            [
                "date": date(30),
                "name": .text(
                    ExampleRow.code.text(in: language)
                        + BilingualText(en: ": the office's anniversary", id: ": hari jadi kantor")
                        .text(in: language)),
                "kind": text("office", "kantor"),
            ]
        case .delegations:
            ["from": date(7), "until": date(14), "stand_in": code, "reason": text("leave", "cuti")]
        case .achievements:
            [
                "period": period, "salesperson": code, "date": date(-1),
                "product": .text("MEJA-240"),
                "units": .number(5), "amount": .number(12_500_000),
            ]
        case .collections:
            [
                "team": .text("JKT"), "client": code, "amount": .number(12_500_000),
                "due": date(10),
                "updated": date(0),
            ]
        case .expenses:
            [
                "period": period, "team": .text("JKT"), "category": text("travel", "perjalanan"),
                "date": date(-1), "amount": .number(850_000),
            ]
        case .decisions: [:]
        }
    }
}
