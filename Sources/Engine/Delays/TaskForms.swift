import Almanac
import Coordination
import Ledger
import Post
import Sheets

/// The sheets that go with what people are asked: orders that want a date, and what wants a decision.
///
/// They are made as a mail is, of what is so then: what was answered since it was asked is not in them.
struct TaskForms: LetterForms {
    /// As many as one sheet is good for: the others come with the next morning's.
    private static let most = 500

    func forms(
        for items: [Item], to reader: Recipient, writer: LetterWriter, view: LedgerView,
        office: Office, now: Instant
    ) throws -> [LetterForm] {
        let isCoordinator = office.actingCoordinator(at: now)?.key.isCode(reader.key) ?? false
        let sheet = DecisionSheet(
            office: office, writer: writer, view: view, now: now, language: reader.language)
        let asked = try deadlines(askedBy: items, in: view)
        var forms: [LetterForm] = []
        if isCoordinator {
            let wanted = items.contains { $0.facts["dates_list"] != nil }
            let orders =
                try wanted
                ? allDateless(office: office, view: view, now: now)
                : asked.compactMap { deadline in
                    try TaskTopic.order(datedBy: deadline.code).flatMap { try view.order($0) }
                }
            let cleared = try asked.compactMap { deadline in
                try TaskTopic.order(clearedBy: deadline.code).flatMap { try view.order($0) }
            }
            var form = OrderForm(office: office, now: now)
            for order in cleared {
                form.questioned[Code(order.code)] = try view.questionedLines(of: order)
            }
            let others = cleared.filter { order in
                !orders.contains { $0.code.isCode(order.code) }
            }
            if !orders.isEmpty || !others.isEmpty {
                forms.append(
                    try self.form(
                        .orders, .orders,
                        about: orders.map { TaskTopic.date(order: $0.code).code }
                            + cleared.map { TaskTopic.clearedDate(order: $0.code).code },
                        form.workbook(of: orders + others, for: reader), sheet, reader))
            }
        }
        // A mail that shows letters has their rows in a sheet of its own: one is enough.
        let shown = Self.lettersShown(by: items)
        var entries = try asked.filter { !shown.contains(Code($0.code)) }.filter {
            isCoordinator || $0.kind == TaskKind.signOff.rawValue
        }
        .compactMap { try sheet.entry(of: $0) }
        var signOffs: [DecisionSheet.FormRow] = []
        if items.contains(where: { $0.kind == "digest" }) {
            signOffs = try sheet.signOffs(askedOf: reader.key)
        }
        // Figures that wait for a word go with the sheet in which it is given.
        let provisional = Set(
            items.filter { $0.facts["confirm_beyond"] != nil }.map(\.subject))
        if !provisional.isEmpty { signOffs += try sheet.signOffs(about: provisional) }
        for entry in signOffs
        where !entries.contains(where: { $0.values["code"] == entry.values["code"] }) {
            entries.append(entry)
        }
        if !entries.isEmpty {
            forms.append(
                try form(
                    .decisions, .decisions,
                    about: entries.compactMap { entry in
                        if case .text(let code)? = entry.values["code"] { code } else { nil }
                    },
                    sheet.workbook(of: Array(entries.prefix(Self.most)), for: reader), sheet,
                    reader))
        }
        return forms
    }

    /// The codes under which letters wait that a mail shows, each with a row of the sheet that it carries.
    private static func lettersShown(by items: [Item]) -> Set<Code> {
        Set(
            items.filter { !$0.attachments.isEmpty }.flatMap { item -> [Facts] in
                if case .list(let rows)? = item.facts["letters"] { rows } else { [] }
            }.compactMap { row in
                if case .text(let code)? = row["code"] { Code(code) } else { nil }
            })
    }

    private func form(
        _ kind: LetterForm.Kind, _ named: SheetKind, about codes: [String], _ content: [UInt8],
        _ sheet: DecisionSheet, _ reader: Recipient
    ) throws -> LetterForm {
        LetterForm(
            kind: kind, codes: Set(codes.map(Code.init)),
            file: LetterDraft.AttachedFile(
                name: sheet.fileName(of: named, content, for: reader),
                mediaType: MarkedFile.mediaType,
                content: content))
    }

    /// The open deadlines that reminders are about, and those that a digest lists as its reader's own.
    private func deadlines(
        askedBy items: [Item], in view: LedgerView
    ) throws -> [Coordination.Deadline] {
        var found: [Coordination.Deadline] = []
        var known: Set<String> = []
        for item in items {
            var names: [String] = []
            if item.subject.kind == .deadline { names = [item.subject.id] }
            if case .list(let rows)? = item.facts["tasks"], item.kind == "digest" {
                names = rows.compactMap { row in
                    if case .text(let code)? = row["code"] { code } else { nil }
                }
            }
            for name in names where known.insert(name.foldedCode).inserted {
                guard let deadline = try view.identifiedDeadline(name)?.deadline,
                    deadline.state == .open
                else { continue }
                found.append(deadline)
            }
        }
        return found
    }

    /// Every order whose date has passed with no new one.
    private func allDateless(
        office: Office, view: LedgerView, now: Instant
    ) throws -> [OrderRecord] {
        // A day more than the office's own date, for clients that are ahead of it.
        let tomorrow = office.profile.zone.civil(now).date.adding(days: 1)
        let orders = try view.ordersAtRisk(before: tomorrow).filter { order in
            OrderLook(at: order, office: office, now: now).map { look in
                !look.assessment.needsDate.isEmpty
            } ?? false
        }
        return Array(orders.prefix(Self.most))
    }
}

/// Orders that want a date, as rows of the orders sheet with the date left blank.
struct OrderForm {
    let office: Office
    let now: Instant
    /// Lines whose date was taken out of the sheet, by order: they want one, too.
    var questioned: [Code: Set<String>] = [:]

    static let columns = [
        "client", "order", "line", "item", "quantity", "unit", "promised", "expected", "reason",
        "told",
    ]
    /// What a person fills in: a row in which all of it is blank waits on.
    private static let answers = ["expected", "reason", "told"]

    func workbook(of orders: [OrderRecord], for reader: Recipient) throws -> [UInt8] {
        var rows: [SheetRow] = []
        for order in orders {
            let today = office.today(ofClient: order.client, at: now)
            let asked = questioned[Code(order.code)] ?? []
            for line in order.lines
            where line.isOutstanding && (line.current < today || asked.contains(line.line)) {
                var values: [String: SheetValue] = [
                    "client": .text(order.client), "order": .text(order.code),
                    "line": .text(line.line), "item": .text(line.item),
                    "quantity": .quantity(line.quantity), "promised": .date(line.promised),
                ]
                values["unit"] = line.unit.map(SheetValue.text)
                rows.append(SheetRow(number: rows.count + 2, values: values))
            }
        }
        let reasons = office.directory.reasons.values.filter(\.isClientSafe).map(\.code).sorted()
        return try WorkbookWriter(createdAt: now, currency: office.profile.style.currency).write(
            SheetForm(
                kind: .orders, language: reader.language, columns: Self.columns, rows: rows,
                choices: ["reason": rows.map { _ in reasons }],
                mark: FormMark(columns: Self.answers)))
    }
}
