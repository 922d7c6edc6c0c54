import Almanac
import Coordination
import Ledger

/// What went to whom, as timelines write it.
struct MailWords {
    let office: Coordination.Office

    /// A line of a timeline for a notice that went; nil for one that only asks for approvals.
    func words(of notice: NoticeRecord) -> String? {
        guard notice.state == .sent else { return nil }
        var at = office.profile.zone.civil(notice.finishedAt ?? .distantPast)
        // Pauses between attempts are spread by chance: what goes, goes in its minute.
        at.time = CivilTime(secondOfDay: at.time.secondOfDay / 60 * 60)
        let items = notice.liveItems.filter { !Self.asking.contains($0.item.kind) }.map(words)
        guard !items.isEmpty else { return nil }
        return "\(at) \(notice.recipient): \(items.sorted().joined(separator: "; "))"
    }

    private static let asking = ["approval-needed", "waiting-letters"]

    private func words(of record: ItemRecord) -> String {
        let item = record.item
        if item.kind == "digest" { return Self.digest(item.facts) }
        if item.kind == "week" { return Self.week(item.facts) }
        if item.kind == "date-needed" {
            return String(item.cause.prefix { $0 != ">" }.dropLast())
        }
        return switch item.subject.kind {
        case .deadline: step(item)
        case .submission: "\(item.kind) \(item.subject.id) \(Self.count("count", item))"
        case .period: Self.period(item)
        default: Self.order(item)
        }
    }

    /// Of a cause like `deadline A r1 WD+2 09:00 #1 manager > M`.
    private func step(_ item: Item) -> String {
        let words = item.cause.split(separator: " ").map(String.init)
        let subject = item.subject.id.split(separator: " ")
        let revision = words.lastIndex { $0.hasPrefix("r") && Int($0.dropFirst()) != nil } ?? 0
        var text = subject.prefix(2).joined(separator: "/") + " \(words[revision + 1])"
        if item.kind == "submission-missing" { text += " missing" }
        if item.facts["findings"] != nil { text += " findings=" + Self.count("findings", item) }
        let repetition = words.first { $0.hasPrefix("#") }.flatMap { Int($0.dropFirst()) }
        if let repetition, repetition > 0 { text += " \(repetition + 1)" }
        if item.facts["late"] == .flag(true) { text += " late" }
        if case .moment(let old, let zone)? = item.facts["was_due"],
            case .moment(let new, _)? = item.facts["due"]
        {
            let clock = office.zone(zone)
            text += " (\(clock.civil(old).date) → \(clock.civil(new).date))"
        }
        return text
    }

    private static func count(_ name: String, _ item: Item) -> String {
        if case .number(let count)? = item.facts[name] { "\(count)" } else { "?" }
    }

    private static func period(_ item: Item) -> String {
        guard item.kind == "close-summary" else { return "\(item.kind) \(item.subject.id)" }
        let counts = ["accepted", "rejected", "missing", "waived"].map { ($0, count($0, item)) }
            .filter { $0.1 != "0" }.map { "\($0.0)=\($0.1)" }
        let readiness = item.facts["ready"] == .flag(true) ? "ready" : "not-ready"
        return (["close", item.subject.id] + counts + [readiness]).joined(separator: " ")
    }

    /// How many there are of what there is something of.
    private static func digest(_ facts: Facts) -> String {
        let counts = ["due", "overdue", "letters", "orders", "ahead"].compactMap { name in
            if case .number(let count)? = facts[name], count > 0 { "\(name)=\(count)" } else { nil }
        }
        return (["digest"] + counts).joined(separator: " ")
    }

    private static func week(_ facts: Facts) -> String {
        let counts = [
            ("deadlines", "due"), ("deliveries", "orders"), ("unfinished", "open"),
        ].compactMap { name, word in
            if case .number(let count)? = facts[name], count > 0 { "\(word)=\(count)" } else { nil }
        }
        return (["week"] + counts).joined(separator: " ")
    }

    /// Every date that a letter states, in the order in which the client was told.
    private static func order(_ item: Item) -> String {
        guard case .list(let lines)? = item.facts["lines"] else { return item.kind }
        var words = lines.map(dates).joined(separator: " | ")
        if item.facts["others_unaffected"] != nil { words += " others" }
        return "\(item.kind) \(item.subject.id) \(words)"
    }

    private static func dates(of line: Facts) -> String {
        var dates = [line["first"]].compactMap(\.self)
        if case .list(let between)? = line["between"] { dates += between.compactMap { $0["on"] } }
        dates += [line["old"], line["new"]].compactMap(\.self)
        return dates.map { date in
            if case .date(let date) = date { date.description } else { "?" }
        }.joined(separator: " ")
    }
}
