import Almanac
import Coordination
import FoundationEssentials
import Ledger

/// What a client was told of one order, what waited, and what nobody was told.
struct OrderExplanation {
    let order: OrderRecord
    /// Only what concerns this line; nil for the whole order.
    let line: String?
    let view: LedgerView
    let office: Office
    let words: ExplanationWords
    let now: Instant

    typealias Line = Explanation.Line

    init(_ order: OrderRecord, line: String?, view: LedgerView, office: Office, now: Instant) {
        self.order = order
        self.line = line
        self.view = view
        self.office = office
        self.now = now
        words = ExplanationWords(office)
    }

    var subject: Subject { Subject(.order, order.code) }

    var title: BilingualText {
        .sentence(
            "{1} of {2}", "{1} dari {2}", .plain(line.map { "\(order.code)/\($0)" } ?? order.code),
            words.who(order.client))
    }

    func lines() throws -> [Line] {
        try Explanation.sorted(
            revisions() + events() + letters() + tasks() + told() + silentSheets() + [present()])
    }

    /// What sheets and commands said of it.
    private func revisions() throws -> [Line] {
        try view.revisions(ofOrder: order.code).compactMap(ofLine).map { event in
            let isFirst = event.detail == "first seen"
            return Line(
                at: event.at, .changed, [isFirst ? "first-seen" : "order-changed"],
                isFirst
                    ? .sentence(
                        "{1} was first seen, by {2}.", "{1} pertama kali tercatat, oleh {2}.",
                        .plain(order.code), words.by(event.by))
                    : .sentence(
                        "{1} changed, by {2}{3}.", "{1} berubah, oleh {2}{3}.",
                        .plain(order.code), words.by(event.by), .afterColon(event.detail)),
                by: event.by)
        }
    }

    /// A change as far as it is about the line that is asked about; nil of one that is about others only.
    private func ofLine(_ event: EventRecord) -> EventRecord? {
        guard let line, let detail = event.detail, detail != "first seen" else { return event }
        let others = order.lines.map(\.line).filter { !$0.isCode(line) }
        let parts = detail.components(separatedBy: "; ").filter { part in
            !others.contains { part.hasPrefix("\($0): ") }
        }
        guard parts.contains(where: { $0.hasPrefix("\(line): ") }) else { return nil }
        var event = event
        event.detail = parts.joined(separator: "; ")
        return event
    }

    /// Whether a letter's item says something of the line that is asked about.
    private func concerns(_ record: ItemRecord) -> Bool {
        guard record.item.subject == subject else { return false }
        guard let line, !record.statements.isEmpty else { return true }
        return record.statements.contains { $0.line.isCode(line) }
    }

    private func events() throws -> [Line] {
        try view.events(of: subject).compactMap { event in
            event.what == "said" ? ofLine(event).map(said) : words.line(event, of: subject)
        }
    }

    /// What a change set said of lines beside their dates.
    private func said(_ event: EventRecord) -> Line {
        Line(
            at: event.at, .changed, ["order-said"],
            .sentence(
                "{1} changed, by {2}: {3}.", "{1} berubah, oleh {2}: {3}.", .plain(order.code),
                words.by(event.by), OrderWords.words(of: event.detail ?? "")), by: event.by)
    }

    private func letters() throws -> [Line] {
        let notices = NoticeExplanation(view: view, words: words)
        let hours = ClientHours(view: view, office: office, words: words)
        return try view.notices(about: subject).flatMap { notice in
            try notices.lines(of: notice, where: concerns)
                + (notice.items.contains(where: concerns)
                    ? hours.lines(of: notice, about: order) : [])
        }
    }

    /// What people of the office were asked about it.
    private func tasks() throws -> [Line] {
        let topics: [(TaskTopic, String)] = [
            (.date(order: order.code), "date-needed"),
            (.clearedDate(order: order.code), "cleared-date"),
            (.call(order: order.code), "call"), (.answer(order: order.code), "client-answer"),
        ]
        let owned = try formerClients.flatMap { client in
            let codes = try FormerClient(office: office, client: client)
                .codes(about: order.code, in: view)
            return [(codes.former, "former-client"), (codes.returned, "returned-client")]
        }
        return try (topics.map { ($0.code, $1) } + owned).flatMap { code, rule in
            try view.deadlines(code: code).filter { record in
                // A question for dates names the lines that it is about.
                guard let line, ["date-needed", "cleared-date"].contains(rule),
                    let note = record.deadline.note
                else { return true }
                return note.split(separator: "\n").contains { $0.hasPrefix("\(line): ") }
            }.flatMap { words.asked($0, rule: rule) }
        }
    }

    /// Codes of those whose it was, and of whose it is: they may have had it before.
    private var formerClients: [String] {
        let former = Set(order.lines.flatMap { $0.formerClients.map { Array($0.told.keys) } ?? [] })
        return former.union([Code(order.client)]).sorted().map(\.spelling)
    }

    /// Which dates the client knows, and since when.
    private func told() -> [Line] {
        order.lines.filter { each in line.map(each.line.isCode) ?? true }.flatMap { each in
            each.told.dropFirst().map { words.told($0, line: each.line, client: order.client) }
        }
    }
}

extension OrderExplanation {
    /// Whether a sheet that changed no date said what the client was told.
    func saysSomething(_ sheet: EventRecord) throws -> Bool {
        guard order.lines.contains(where: { $0.told.dropFirst().contains { $0.notice == nil } })
        else { return false }
        return try view.importRecords(limit: 20).contains { record in
            record.kind == .orders && record.at == sheet.at
                && record.changes.changed.contains { change in
                    ["told", "informed_on"].contains(change.column)
                        && order.lines.contains { "\(order.code) \($0.line)".isCode(change.key) }
                }
        }
    }

    /// Whether it is the line that is asked about, or the whole order is.
    private func isAsked(_ each: OrderLine) -> Bool { line.map(each.line.isCode) ?? true }

    /// Whether somebody told a line's client another date than it ships since it has that date: nobody decided
    /// anything about a letter.
    private func wasToldOtherwise(_ each: OrderLine) throws -> Bool {
        guard let last = each.lastGiven, last.notice == nil else { return false }
        let changes = try view.revisions(ofOrder: order.code).filter { event in
            event.detail?.components(separatedBy: "; ")
                .contains { $0.hasPrefix("\(each.line): ") } ?? false
        }
        return changes.allSatisfy { $0.at <= last.at }
    }

    /// What is to be told now, or why nothing is.
    func present() throws -> Line {
        guard let look = OrderLook(at: order, office: office, now: now) else {
            return Line(
                at: now, .skipped, ["no-client"],
                .sentence(
                    "No register knows the client {1}: nobody can be told.",
                    "Klien {1} tidak ada di daftar mana pun: tidak ada yang dapat diberi tahu.",
                    .plain(order.client)))
        }
        let today = office.workingTime(of: look.client).zone.civil(now).date
        let mute = office.mute(ofOrder: order.code, client: order.client, on: today)
        if let mute, look.assessment.letter != nil {
            return Line(
                at: now, .waiting, ["client-called", "letters-rest"],
                .sentence(
                    "{1} is to be told by telephone: no letter about it goes until {2}.",
                    "{1} diberi tahu lewat telepon: tidak ada surat tentang hal ini sampai {2}.",
                    words.who(order.client), words.date(mute.until)))
        }
        if look.client.policy == .none, look.assessment.letter != nil {
            return Line(
                at: now, .waiting, ["client-called"],
                .sentence(
                    "{1} gets no mail: the coordinator calls.",
                    "{1} tidak dikirimi surat: koordinator yang menelepon.",
                    words.who(order.client)))
        }
        let asked = order.lines.filter(isAsked)
        if look.assessment.needsDate.contains(where: { isAsked($0) }) {
            return Line(
                at: now, .waiting, ["date-needed"],
                .sentence(
                    "The date of {1} has passed with no new one: the coordinator is asked, the "
                        + "client is told nothing.",
                    "Tanggal {1} sudah lewat tanpa tanggal baru: koordinator yang diminta, klien "
                        + "tidak diberi tahu.", .plain(order.code)))
        }
        let stated = look.assessment.statements.map(\.line)
        if let letter = look.assessment.letter,
            line.map({ line in stated.contains { $0.isCode(line) } }) ?? true
        {
            return Line(
                at: now, .waiting, ["untold", letter.rawValue],
                .sentence(
                    "{1} is still to be told.", "{1} masih perlu diberi tahu.",
                    words.who(order.client)))
        }
        let unknown = asked.filter { $0.isOutstanding && ($0.isLater || $0.isEarlier) }
        if let first = unknown.first, try wasToldOtherwise(first) {
            return Line(
                at: now, .skipped, ["told-otherwise"],
                .sentence(
                    "{1} was told {2} for line {3} by somebody, while it ships {4}: no letter tells another "
                        + "date until it changes again.",
                    "{1} diberi tahu {2} untuk baris {3} oleh seseorang, sedangkan tanggal kita {4}: tidak "
                        + "ada surat dengan tanggal lain sampai tanggalnya berubah lagi.",
                    words.who(order.client), words.date(first.lastTold), .plain(first.line),
                    words.date(first.current)), person: order.client)
        }
        if let first = unknown.first {
            return Line(
                at: now, .skipped, ["refused-before"],
                .sentence(
                    "{1} still knows {2} for line {3}, not {4}: somebody decided that no letter tells it.",
                    "{1} masih mengetahui {2} untuk baris {3}, bukan {4}: ada yang memutuskan bahwa hal "
                        + "itu tidak disurati.", words.who(order.client),
                    words.date(first.lastTold),
                    .plain(first.line), words.date(first.current)), person: order.client)
        }
        guard asked.contains(where: \.isOutstanding) else {
            let isCancelled = asked.allSatisfy(\.isCancelled)
            return Line(
                at: now, .skipped, ["nothing-to-tell"],
                .sentence(
                    "There is no date left to tell {1}: {2}.",
                    "Tidak ada lagi tanggal yang perlu disampaikan kepada {1}: {2}.",
                    words.who(order.client),
                    isCancelled
                        ? BilingualText(en: "it is cancelled", id: "sudah dibatalkan")
                        : BilingualText(
                            en: "nothing is outstanding", id: "tidak ada yang tersisa")))
        }
        return Line(
            at: now, .skipped, ["nothing-to-tell"],
            .sentence(
                "There is nothing to tell {1}: they know every date as it is.",
                "Tidak ada yang perlu disampaikan kepada {1}: semua tanggal sudah diketahui.",
                words.who(order.client)))
    }
}
