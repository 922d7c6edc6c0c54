import Almanac
import Coordination
import Post

/// What one mail of the office says: several reminders as one table, beside a digest or a week within it, and
/// nothing twice.
struct NoticeEntries {
    private var apart: [Item] = []
    var tasks: [(facts: Facts, item: Item)] = []
    private var digest: Item?
    /// The reader's own, and those of people in other zones for whom they read.
    private var weeks: [Item] = []
    /// What the first mail to somebody begins with.
    private let welcome: Item?
    /// What the mail carries to be filled in.
    private let forms: [LetterForm]

    /// From how many on reminders stand in a table.
    private static let fewest = 3
    /// As many rows as two screens of a telephone have room for, beside what else a mail says.
    private static let mostRows = 12
    static let mostRowsInDigest = 6
    /// A note as long as this is to be read, and not only looked up.
    private static let longNote = 240
    /// How many such may stand beside each other.
    private static let mostNotes = 2

    /// - Parameter items: most urgent first.
    init(_ all: [Item], forms: [LetterForm]) {
        self.forms = forms
        welcome = all.first { $0.kind == "welcome" }
        let items = all.filter { $0.kind != "welcome" }
        var notes = 0
        for item in items {
            if item.kind == "digest", digest == nil {
                digest = item
            } else if item.kind == "week" {
                weeks.append(item)
            } else if let task = Self.task(item) {
                if Self.hasLongNote(item), notes < Self.mostNotes {
                    notes += 1
                    apart.append(item)
                } else {
                    tasks.append((task, item))
                }
            } else {
                apart.append(item)
            }
        }
        if digest == nil, weeks.isEmpty, tasks.count < Self.fewest {
            // In the order in which they came.
            apart = items
            tasks = []
        }
        tasks.sort { Self.rank(of: $0.item) < Self.rank(of: $1.item) }
    }

    /// Rows stand by urgency, then by their due moments, the longest overdue first.
    private static func rank(of item: Item) -> (urgency: Int, due: Instant, subject: String) {
        var due = Instant.distantFuture
        if case .moment(let moment, _)? = item.facts["due"] { due = moment }
        return (item.isUrgent ? 0 : 1, due, item.subject.id)
    }

    var entries: [LetterDraft.Entry] {
        let urgent = entries(of: apart.filter(\.isUrgent))
        // It stands last: what the mail is about comes first, and is its subject.
        let others = entries(of: apart.filter { !$0.isUrgent } + [welcome].compactMap(\.self))
        guard digest != nil || !weeks.isEmpty else {
            guard !tasks.isEmpty else { return urgent + others }
            return urgent + [LetterDraft.Entry(kind: "reminders", facts: table)] + others
        }
        var overviews: [LetterDraft.Entry] = []
        // That all is quiet is not said above something that is not.
        let isIdle =
            digest?.facts["quiet"] != nil && tasks.isEmpty
            && (!weeks.isEmpty || !(urgent + others).isEmpty)
        if let digest, !isIdle {
            overviews.append(LetterDraft.Entry(kind: digest.kind, facts: merged(into: digest)))
        }
        for week in weeks {
            let facts = merged(
                into: week, below: overviews.first?.facts,
                apart: Set(
                    apart.filter { $0.subject.kind == .deadline }.map { Code($0.subject.id) })
            )
            if overviews.isEmpty || Self.saysMore(facts) {
                overviews.append(LetterDraft.Entry(kind: week.kind, facts: facts))
            }
        }
        return urgent + overviews + others
    }

    private func entries(of items: [Item]) -> [LetterDraft.Entry] {
        items.map { LetterDraft.Entry(kind: $0.kind, facts: withForms($0)) }
    }

    private func withForms(_ item: Item) -> Facts {
        guard Self.kindsWithForms.contains(item.kind), let code = Self.code(item.facts) else {
            return item.facts
        }
        // An order's question is in the sheet whichever time it is asked.
        let names = [code, Code(String(code.spelling.prefix { $0 != " " }))]
        var facts = item.facts
        for form in forms where !form.codes.isDisjoint(with: names) {
            facts[form.kind.rawValue] = .flag(true)
        }
        return facts
    }

    /// Single reminders say what they carry, too.
    private static let kindsWithForms: Set<String> = ["reminder", "escalation"]

    var formFacts: Facts {
        Dictionary(forms.map { ($0.kind.rawValue, .flag(true)) }, uniquingKeysWith: { $1 })
    }

    // MARK: Rows

    /// A reminder as a row of a table; nil for what is no reminder.
    private static func task(_ item: Item) -> Facts? {
        let facts = item.facts
        var row: Facts = [:]
        for name in ["code", "was_due", "told_on", "days_overdue", "client", "meant_for"] {
            row[name] = facts[name]
        }
        row["at"] = facts["due"]
        row["evidence"] = facts["evidence"]
        row["findings"] = facts["findings"]
        if case .text(let note)? = facts["note"] { row["note"] = .text(inRow(note)) }
        switch item.kind {
        case "reminder", "escalation":
            row["title"] = facts["title"]
            row["owner"] = facts["owner"]
            if item.kind == "escalation" { row["is_overdue"] = .flag(true) }
        case "submission-missing":
            guard case .texts(let report)? = facts["report"],
                case .texts(let period)? = facts["period"], case .text(let team)? = facts["team"]
            else { return nil }
            row["title"] = .texts(
                BilingualText(
                    en: "\(report["en"] ?? ""), team \(team), \(period["en"] ?? "")",
                    id: "\(report["id"] ?? ""), tim \(team), \(period["id"] ?? "")"
                ).texts)
            row["is_report"] = .flag(true)
            if facts["passed"] != nil { row["is_overdue"] = .flag(true) }
        default: return nil
        }
        guard row["title"] != nil, row["at"] != nil else { return nil }
        return row
    }

    /// A note as a row has room for it: its lines behind each other, and the beginning of a long one.
    private static func inRow(_ note: String) -> String {
        let line = note.split(whereSeparator: \.isNewline)
            .map { $0.trimmingPrefix(while: \.isWhitespace) }.filter { !$0.isEmpty }
            .joined(separator: "; ")
        return line.count > longNote ? "\(line.prefix(longNote - 1))…" : line
    }

    private static func hasLongNote(_ item: Item) -> Bool {
        if case .text(let note)? = item.facts["note"] { note.count >= longNote } else { false }
    }

    private static func isLate(_ item: Item) -> Bool { item.facts["late"] == .flag(true) }

    /// The reminders as rows among others: each that comes late says so.
    var reminded: [Facts] {
        tasks.map { facts, item in
            Self.isLate(item) ? facts.merging(["is_late": .flag(true)]) { $1 } : facts
        }
    }

    static func code(_ row: Facts) -> Code? {
        if case .text(let code)? = row["code"] { Code(code) } else { nil }
    }

    /// What rows beyond the shown ones go by: nobody is left without a word on any of them.
    static func addRest(_ rest: some Sequence<Facts>, to facts: inout Facts) {
        let codes = rest.compactMap { row -> String? in
            if case .text(let code)? = row["code"] { code } else { nil }
        }
        guard !codes.isEmpty else { return }
        facts["tasks_more"] = .number(Int64(codes.count))
        facts["tasks_codes"] = .text(codes.joined(separator: ", "))
    }

    /// What of the items' own sending holds for the mail.
    func addSending(to facts: inout Facts) {
        if tasks.contains(where: \.item.isUrgent) { facts["urgent"] = .flag(true) }
        if tasks.contains(where: { $0.facts["is_report"] != nil }) {
            facts["has_reports"] = .flag(true)
        }
    }

    /// The rows of a table; where all come late the mail says so above them, and no row does.
    private var table: Facts {
        let isAllLate = tasks.allSatisfy { Self.isLate($0.item) }
        let rows = isAllLate ? tasks.map(\.facts) : reminded
        var facts = formFacts
        if isAllLate, let first = tasks.first?.item.facts {
            for name in ["late", "down_from", "down_until"]
            where tasks.allSatisfy({ $0.item.facts[name] == first[name] }) {
                facts[name] = first[name]
            }
        }
        facts["count"] = .number(Int64(rows.count))
        facts["tasks"] = .list(Array(rows.prefix(Self.mostRows)))
        Self.addRest(rows.dropFirst(Self.mostRows), to: &facts)
        addSending(to: &facts)
        if let coordinator = tasks.lazy.compactMap({ $0.item.facts["coordinator"] }).first {
            facts["coordinator"] = coordinator
        }
        let dates = rows.count { row in
            if case .text(let code)? = row["code"] {
                code.hasPrefix(Self.datePrefix)
            } else {
                false
            }
        }
        if dates > 0 { facts["dates"] = .number(Int64(dates)) }
        if rows.count > dates { facts["others"] = .number(Int64(rows.count - dates)) }
        return facts
    }

    /// How the codes begin under which orders' dates are asked for.
    private static let datePrefix = "DATE-"

    // MARK: Within a digest

    /// The digest with the reminders of its minute in it: what they name does not stand in its lists as well.
    private func merged(into digest: Item) -> Facts {
        var facts = digest.facts.merging(formFacts) { own, _ in own }
        // The digest lists the first of its reader's own, and counts all.
        let unlisted = max(
            0, Self.number("tasks_all", of: facts) - Self.rows("tasks", of: facts).count)
        facts["tasks_all"] = nil
        let reminded = reminded
        var named = Set(reminded.compactMap(Self.code))
        let asked = Self.rows("dates_list", of: facts).compactMap { row -> Code? in
            if case .text(let order)? = row["what"] { Code(Self.datePrefix + order) } else { nil }
        }
        // The table of orders that want a date names them already.
        var rows = reminded.filter { row in
            guard case .text(let code)? = row["code"] else { return true }
            return !asked.contains(Code(String(code.prefix { $0 != " " })))
        }
        for row in Self.rows("tasks", of: facts) {
            guard let code = Self.code(row), named.insert(code).inserted else { continue }
            rows.append(row)
        }
        facts["tasks"] = rows.isEmpty ? nil : .list(Array(rows.prefix(Self.mostRowsInDigest)))
        Self.addRest(rows.dropFirst(Self.mostRowsInDigest), to: &facts)
        if unlisted > 0, facts["tasks_more"] != nil {
            facts["tasks_more"] = .number(
                Int64(Self.number("tasks_more", of: facts) + unlisted))
        }
        for name in ["overdue_others", "due_others"] { Self.leaveOut(named, name, of: &facts) }
        for name in ["overdue_others", "due_others", "risks", "dates", "letters_others"] {
            Self.shorten(name, in: &facts)
        }
        addSending(to: &facts)
        return facts
    }

    static func rows(_ name: String, of facts: Facts) -> [Facts] {
        if case .list(let rows)? = facts[name] { rows } else { [] }
    }

    static func number(_ name: String, of facts: Facts) -> Int {
        if case .number(let number)? = facts[name] { Int(number) } else { 0 }
    }

    /// Takes the rows of a list out that are named elsewhere.
    ///
    /// - Parameter code: what tells rows of the list apart.
    static func leaveOut(
        _ named: Set<Code>, _ name: String, of facts: inout Facts,
        by code: (Facts) -> Code? = NoticeEntries.code
    ) {
        let rows = rows("\(name)_list", of: facts)
        let left = rows.filter { row in code(row).map { !named.contains($0) } ?? true }
        guard left.count < rows.count else { return }
        let count = number(name, of: facts) - (rows.count - left.count)
        facts[name] = count > 0 ? .number(Int64(count)) : nil
        facts["\(name)_list"] = .list(left)
    }

    /// A list as far as it is shown, with how many more there are.
    static func shorten(_ name: String, in facts: inout Facts) {
        let shown = number("\(name)_shown", of: facts)
        facts["\(name)_shown"] = nil
        guard facts[name] != nil else {
            facts["\(name)_list"] = nil
            return
        }
        let rows = Array(rows("\(name)_list", of: facts).prefix(shown))
        facts["\(name)_list"] = .list(rows)
        let more = number(name, of: facts) - rows.count
        if more > 0 { facts["\(name)_more"] = .number(Int64(more)) }
    }
}
