import Almanac
import Coordination
import Ledger
import Settings
import Sheets

/// Makes what the lists folder shows, of what is so now.
struct ListMaker {
    let office: Office
    let writer: LetterWriter
    let view: LedgerView
    let now: Instant
    /// The Unix group that reads the list; nil is the service's own.
    let group: String?

    /// A list, and what of it is compared with when an edited copy comes back.
    struct Draft: Sendable {
        var workbook: ListWorkbook
        var base: Export?
    }

    /// The rows of a sheet as they are shown.
    struct Export: Sendable {
        var kind: SheetKind
        var rows: [SheetRow]
    }

    var language: String { office.profile.language }

    func text(_ english: String, _ indonesian: String) -> String {
        BilingualText(en: english, id: indonesian).text(in: language)
    }

    func draft(of list: OfficeList) throws -> Draft {
        switch list {
        case .deadlines: try openDeadlines()
        case .orders: try openOrders()
        case .board: Draft(workbook: workbook(.board, [try boardTable()]))
        case .decisions: try decisions()
        case .addresses: addresses()
        case .letters: Draft(workbook: workbook(.letters, [try letterTable()]))
        }
    }

    func workbook(
        _ list: OfficeList, _ worksheets: [ListWorkbook.Worksheet]
    ) -> ListWorkbook {
        let audience =
            group.map { text("the group “\($0)”", "grup “\($0)”") }
            ?? text("the service's group", "grup layanan")
        let isRead = list == .board || list == .letters
        let use =
            isRead
            ? text("Only to be read.", "Hanya untuk dibaca.")
            : text(
                "Edit it and drop a copy: only the cells that you changed count.",
                "Ubah, lalu masukkan salinannya: hanya sel yang Anda ubah yang berlaku.")
        let title = list.words.text(in: language)
        return ListWorkbook(
            title: title.prefix(1).uppercased() + title.dropFirst(),
            use: text("For \(audience). ", "Untuk \(audience). ") + use, worksheets: worksheets)
    }

    // MARK: Sheets

    private func openDeadlines() throws -> Draft {
        let rows = numbered(try SheetExport(office: office, view: view).openDeadlineRows())
        return sheet(.deadlines, as: .deadlines, rows: rows)
    }

    private func openOrders() throws -> Draft {
        let open = try view.orders().flatMap { order in
            order.lines.filter(\.isOutstanding).map { (order, $0) }
        }
        let lines = Set(open.map { "\($0.0.code.foldedCode)\u{1F}\($0.1.line.foldedCode)" })
        var rows: [[String: SheetValue]] = []
        for row in try SheetExport(office: office, view: view).orderRows() {
            guard case .text(let order)? = row["order"], case .text(let line)? = row["line"],
                lines.contains("\(order.foldedCode)\u{1F}\(line.foldedCode)")
            else { continue }
            rows.append(row)
        }
        var draft = sheet(.orders, as: .orders, rows: numbered(rows))
        let known = Dictionary(
            open.map { ("\($0.0.code.foldedCode)\u{1F}\($0.1.line.foldedCode)", $0) },
            uniquingKeysWith: { first, _ in first })
        draft.workbook.worksheets[0].columns += ListWorkbook.columns(
            of: .orders, ["client_name", "told_so_far"], in: language)
        draft.workbook.worksheets[0].rows = draft.workbook.worksheets[0].rows.map { row in
            var values = row.values
            guard
                let (order, line) = known[
                    "\((row.text("order") ?? "").foldedCode)\u{1F}\((row.text("line") ?? "").foldedCode)"
                ]
            else { return row }
            values["client_name"] = office.directory.client(order.client).map { .text($0.name) }
            values["told_so_far"] = .text(told(of: line, in: order))
            return SheetRow(number: row.number, values: values)
        }
        return draft
    }

    /// Every date that a client was told, and when.
    private func told(of line: OrderLine, in order: OrderRecord) -> String {
        let zone = office.zone(ofClient: order.client)
        return line.told.map { "\($0.date) (\(zone.civil($0.at).date))" }
            .joined(separator: " → ")
    }

    private func sheet(_ list: OfficeList, as kind: SheetKind, rows: [SheetRow]) -> Draft {
        Draft(
            workbook: workbook(
                list,
                [
                    ListWorkbook.Worksheet(
                        name: kind.words.text(in: language),
                        columns: ListWorkbook.columns(of: kind, in: language), rows: rows,
                        marks: [ListMark(kind).text])
                ]), base: Export(kind: kind, rows: rows))
    }

    private func decisions() throws -> Draft {
        let sheet = DecisionSheet(office: office, writer: writer, view: view, now: now)
        let entries = try sheet.everything()
        let by = office.actingCoordinator(at: now)?.key
        let rows = numbered(
            entries.map { entry in
                var values = entry.values
                values["by"] = entry.by(by)
                return values
            })
        let choices = entries.map { $0.choices(for: by).map { $0.words.text(in: language) } }
        return Draft(
            workbook: workbook(
                .decisions,
                [
                    ListWorkbook.Worksheet(
                        name: SheetKind.decisions.words.text(in: language),
                        columns: ListWorkbook.columns(
                            of: .decisions, DecisionSheet.columns, in: language),
                        rows: rows, choices: ["decision": choices],
                        marks: [ListMark(.decisions).text])
                ]))
    }

    /// Whom no mail reaches, each with the cell to fill in.
    private func addresses() -> Draft {
        let people = office.directory.people.values.filter { $0.email == nil && !$0.hasLeft }
            .sorted { $0.code < $1.code }
            .map { ["code": SheetValue.text($0.code), "name": .text($0.name)] }
        let clients = office.directory.clients.values
            .filter { $0.email == nil && $0.policy != .none }.sorted { $0.code < $1.code }
            .map {
                [
                    "code": SheetValue.text($0.code), "name": .text($0.name),
                    "contact": .text($0.contact),
                ]
            }
        let worksheets = [
            (SheetKind.people, ["code", "name", "email"], people),
            (.clients, ["code", "name", "contact", "email"], clients),
        ].map { kind, columns, rows in
            ListWorkbook.Worksheet(
                name: kind.words.text(in: language),
                columns: ListWorkbook.columns(of: kind, columns, in: language),
                rows: numbered(rows),
                marks: [
                    ListMark(kind).text, StarterMark(kind).text, FormMark(columns: ["email"]).text,
                ])
        }
        return Draft(workbook: workbook(.addresses, worksheets))
    }

    func numbered(_ rows: [[String: SheetValue]]) -> [SheetRow] {
        rows.enumerated().map { SheetRow(number: $0 + 5, values: $1) }
    }
}
