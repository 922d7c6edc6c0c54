import Almanac
import Coordination
import Ledger

@testable import Engine

extension TimelinePlayer {
    /// Every notice that was sent, but for items that only ask for approvals; one that a trial's address got in its
    /// reader's place is its reader's `(trial)`.
    func mails(in zone: Zone) async throws -> [String] {
        let asking = ["approval-needed", "waiting-letters"]
        return try await work.notices().compactMap { notice in
            guard [.sent, .redirected].contains(notice.state) else { return nil }
            let reader = notice.recipient + (notice.state == .sent ? "" : "(trial)")
            var at = zone.civil(notice.finishedAt ?? .distantPast)
            // Pauses between attempts are spread by chance: what goes, goes in its minute.
            at.time = CivilTime(secondOfDay: at.time.secondOfDay / 60 * 60)
            let items = notice.liveItems.filter { !asking.contains($0.item.kind) }.map(wording)
                .sorted()
            guard !items.isEmpty else { return nil }
            return "\(at) \(reader): \(items.joined(separator: "; "))"
        }.sorted()
    }

    /// What did not leave to clients, and why.
    func leftovers() async throws -> [String] {
        try await work.notices().compactMap { notice in
            guard notice.audience == .client else { return nil }
            switch notice.state {
            case .held, .uncertain:
                let reasons = notice.holdReasons.map(\.rawValue).joined(separator: ", ")
                return "held \(notice.recipient): \(reasons)"
            case .withdrawn: return "withdrawn \(notice.recipient): \(notice.response ?? "")"
            default: return nil
            }
        }.sorted()
    }

    private func wording(_ record: ItemRecord) -> String {
        let item = record.item
        if item.kind == "digest" { return Self.digestWording(item.facts) }
        if item.kind == "week" { return Self.weekWording(item.facts) }
        if item.kind == "date-needed" {
            return String(item.cause.prefix { $0 != ">" }.dropLast())
        }
        switch item.subject.kind {
        case .deadline: break
        case .submission: return "\(item.kind) \(item.subject.id) \(Self.count("count", item))"
        case .period: return Self.periodWording(item)
        default: return Self.orderWording(record)
        }
        // "deadline A r1 WD+2 09:00 #1 manager > M", "deadline W 2026-12-11 15:00 r1 …"
        let words = item.cause.split(separator: " ").map(String.init)
        let subject = item.subject.id.split(separator: " ")
        let revision = words.lastIndex { $0.hasPrefix("r") && Int($0.dropFirst()) != nil } ?? 0
        var text = subject.prefix(2).joined(separator: "/") + " \(words[revision + 1])"
        if item.kind == "submission-missing" { text += " missing" }
        if item.facts["findings"] != nil { text += " findings=" + Self.count("findings", item) }
        if let mark = words.firstIndex(where: { $0.hasPrefix("#") }) {
            let repetition = Int(words[mark].dropFirst()) ?? 0
            if repetition > 0 { text += " \(repetition + 1)" }
        }
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

    /// How the close stands.
    private static func periodWording(_ item: Item) -> String {
        guard item.kind == "close-summary" else { return "\(item.kind) \(item.subject.id)" }
        let counts = ["accepted", "rejected", "missing", "waived"].compactMap { name in
            let count = count(name, item)
            return count == "0" ? nil : "\(name)=\(count)"
        }
        let isReady = item.facts["ready"] == .flag(true)
        return (["close", item.subject.id] + counts + [isReady ? "ready" : "not-ready"])
            .joined(separator: " ")
    }

    /// How many there are of what there is something of.
    private static func digestWording(_ facts: Facts) -> String {
        let counts = ["due", "overdue", "letters", "orders", "ahead"].compactMap { name in
            if case .number(let count)? = facts[name], count > 0 { "\(name)=\(count)" } else { nil }
        }
        return (["digest"] + counts).joined(separator: " ")
    }

    private static func weekWording(_ facts: Facts) -> String {
        let counts = [
            ("deadlines", "due"), ("deliveries", "orders"), ("unfinished", "open"),
        ].compactMap { name, word in
            if case .number(let count)? = facts[name], count > 0 { "\(word)=\(count)" } else { nil }
        }
        return (["week"] + counts).joined(separator: " ")
    }

    /// Every date that the letter states, in the order in which the client was told.
    private static func orderWording(_ record: ItemRecord) -> String {
        guard case .list(let lines)? = record.item.facts["lines"] else { return record.item.kind }
        var words = lines.map(dates).joined(separator: " | ")
        if record.item.facts["others_unaffected"] != nil { words += " others" }
        return "\(record.item.kind) \(record.item.subject.id) \(words)"
    }

    private static func dates(of line: Facts) -> String {
        var dates = [line["first"]].compactMap { $0 }
        if case .list(let between)? = line["between"] { dates += between.compactMap { $0["on"] } }
        dates += [line["old"], line["new"]].compactMap { $0 }
        return dates.map { date in
            if case .date(let date) = date { date.description } else { "?" }
        }.joined(separator: " ")
    }
}
