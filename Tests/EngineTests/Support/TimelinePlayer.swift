import Almanac
import Control
import Coordination
import Foundation
import Ledger
import Post

@testable import Engine

/// Plays a timeline on the engine and tells every mail that went.
struct TimelinePlayer {
    let timeline: Timeline
    private let work: Workplace

    init(_ timeline: Timeline) async throws {
        self.timeline = timeline
        work = try await Workplace(
            settings: timeline.settings, isSynchronised: timeline.startsSynchronised)
    }

    /// What a timeline came to, worded as its own lines, in their order.
    struct Result {
        var mails: [String]
        var leftovers: [String]
    }

    func play() async throws -> Result {
        let zone = work.stages.office.office.profile.zone
        var isDown = false
        var index = 0
        while index < timeline.events.count {
            let moment = timeline.events[index].at
            let now = zone.instant(moment)
            if isDown { work.clock.set(now) } else { try await work.advance(to: now) }
            // What stands at one moment happens together: rows of one sheet, orders of one import.
            var rows: [String] = []
            var clients: [String] = []
            while index < timeline.events.count, timeline.events[index].at == moment {
                let words = timeline.events[index].words
                switch words[0] {
                case "order": rows.append(Self.row(of: words))
                case "client": clients.append(Self.client(of: words))
                case "down": isDown = true
                case "up": isDown = false
                default: try await perform(words)
                }
                index += 1
            }
            if !clients.isEmpty { try await takeClients(clients) }
            if !rows.isEmpty { try await takeOrders(rows) }
            if !isDown { try await work.settle() }
        }
        if let until = timeline.until { try await work.advance(to: zone.instant(until)) }
        return Result(mails: try await mails(in: zone), leftovers: try await leftovers())
    }

    private func perform(_ words: [String]) async throws {
        let fields = Self.fields(words)
        let name = Self.name(words.count > 1 ? words[1] : "")
        let scope = fields["scope"].flatMap(DeadlineDesk.Scope.init)
        switch words[0] {
        case "add":
            let due = (fields["due"] ?? "").split(separator: "T").map(String.init)
            try await work.take(
                "deadlines.csv",
                "code;title;owner;due_date;due_time;time_zone;ladder;repeat;roll;after",
                [
                    words[1], words[1], fields["owner"] ?? "", due[0],
                    due.count > 1 ? due[1] : "", fields["zone"] ?? "", fields["ladder"] ?? "",
                    (fields["repeat"] ?? "").replacingOccurrences(of: "_", with: " "),
                    fields["roll"] ?? "", fields["after"] ?? "",
                ].joined(separator: ";"))
        case "move":
            let due = try moment(fields["due"] ?? "")
            try await change { desk, transaction in
                try desk.move(
                    name, to: due, reason: nil,
                    scope: scope, in: transaction)
            }
        case "acknowledge":
            try await change { try $0.acknowledge(name, until: nil, in: $1) }
        case "snooze":
            let until = office.profile.zone.instant(try moment(fields["until"] ?? ""))
            try await change { try $0.snooze(name, until: until, in: $1) }
        case "reopen":
            try await change { try $0.reopen(name, reason: nil, in: $1) }
        case "cancel":
            try await change {
                try $0.finish(
                    name, as: .cancelled, reason: "test", proof: nil,
                    scope: scope, in: $1)
            }
        case "holiday":
            try await work.take(
                "holidays.csv", "date;name;kind", "\(words[1]);Libur;office")
        case "done":
            try await change {
                try $0.finish(
                    name, as: .done, reason: nil, proof: nil, scope: nil, in: $1)
            }
        case "delegation":
            try await work.take(
                "delegations.csv", "person;from;until;stand_in",
                [words[1], fields["from"] ?? "", fields["until"] ?? "", fields["stand_in"] ?? ""]
                    .joined(separator: ";"))
        case "approve":
            try await approveAll()
        case "refuse-address":
            work.courier.answer(.refused(reason: "550 no such user", isAddressAtFault: true))
        case "refuse-letter":
            work.courier.answer(.refused(reason: "554 spam", isAddressAtFault: false))
        case "no-answer":
            work.courier.answer(.uncertain(reason: "no answer"))
        case "refuse", "arrived":
            try await decide(words[0], about: words[1])
        case "edit":
            try await edit(words[1], paragraph: fields["paragraph"], body: fields["body"])
        case "hold":
            _ = try await work.stages.ledger.write(at: work.clock.now) {
                try $0.holdClientMail(by: "K", because: "test")
            }
        case "resume":
            let office = work.stages.office.office
            try await work.stages.ledger.write(at: work.clock.now) {
                try $0.resumeClientMail(by: "K", office: office)
            }
        case "slip", "recover", "deliver", "cancel-order", "told":
            try await changeOrder(words, fields)
        case "submit":
            try await work.submit(
                team: words[2], period: words[3], faults: Int(fields["faults"] ?? "0") ?? 0,
                amount: Int(fields["amount"] ?? "1000000") ?? 0, isNil: words.last == "nil")
        case "period":
            _ = try await work.call(
                MovePeriod(
                    period: words[1], state: words[2],
                    reason: fields["reason"]?.replacingOccurrences(of: "_", with: " "), by: "K"))
        case "waive":
            _ = try await work.call(
                WaiveSubmission(
                    period: words[3], type: words[1], team: words[2], reason: "test", by: "K"))
        case "sign":
            _ = try await work.call(
                SignSubmission(
                    period: words[3], type: words[1], team: words[2], by: fields["by"]))
        case "back":
            work.clock.jump(to: work.clock.now - .seconds(60 * (Int(words[1]) ?? 0)))
        case "jump":
            work.clock.jump(to: try work.instant("\(words[1]) \(words[2])"))
        case "synchronise":
            work.clock.synchronise()
        case "confirm":
            _ = work.stages.clockGuard.confirm(by: "K")
        default:
            throw Timeline.Malformed(line: words.joined(separator: " "))
        }
    }

    /// `a=1 b=2` after the command.
    private static func fields(_ words: [String]) -> [String: String] {
        var fields: [String: String] = [:]
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 { fields[parts[0]] = parts[1] }
        }
        return fields
    }

    private static func row(of words: [String]) -> String {
        let fields = fields(words)
        let values = orderColumns.map { fields[$0] ?? "" }
        return ([words[1], words[2]] + values + ["Meja", "5", "unit"]).joined(separator: ";")
    }

    private static let orderColumns = [
        "client", "promised", "expected", "delivered", "reason", "client_po", "told",
        "informed_on", "status",
    ]

    private static func client(of words: [String]) -> String {
        let fields = fields(words)
        let email = fields["email"] ?? "\(words[1].lowercased())@klien.test"
        return [
            words[1], "PT \(words[1])", "Bapak Hendra", email == "none" ? "" : email, "id", "WIB",
            fields["notices"] ?? "automatic", fields["phone"] ?? "",
        ].joined(separator: ";")
    }

    private func takeClients(_ rows: [String]) async throws {
        let header = "code;name;contact;email;language;time_zone;notices;phone"
        let text = ([header] + rows).joined(separator: "\r\n")
        try await work.take([Intake.File(name: "clients.csv", content: Array(text.utf8))])
    }

    private func takeOrders(_ rows: [String]) async throws {
        let header = (["order", "line"] + Self.orderColumns + ["item", "quantity", "unit"])
            .joined(separator: ";")
        let text = ([header] + rows).joined(separator: "\r\n")
        try await work.take([Intake.File(name: "orders.csv", content: Array(text.utf8))])
    }

    private var office: Coordination.Office { work.stages.office.office }

    /// `CODE`, or `CODE/DATE` for one of a series.
    private static func name(_ word: String) -> DeadlineDesk.Name {
        let parts = word.split(separator: "/").map(String.init)
        return DeadlineDesk.Name(
            code: parts.first ?? "", occurrence: parts.count > 1 ? parts[1] : nil)
    }

    /// `2026-12-18T15:00`.
    private func moment(_ word: String) throws -> CivilDateTime {
        guard let moment = CivilDateTime(word.replacingOccurrences(of: "T", with: " ")) else {
            throw Timeline.Malformed(line: word)
        }
        return moment
    }

    private func change(
        _ body: @Sendable @escaping (DeadlineDesk, LedgerTransaction) throws -> DeadlineRecord
    ) async throws {
        let desk = DeadlineDesk(office: office, by: "K")
        _ = try await work.stages.ledger.write(at: work.clock.now) { try body(desk, $0) }
    }

    private func approveAll() async throws {
        let office = work.stages.office.office
        let writer = work.stages.writer
        let now = work.clock.now
        try await work.stages.ledger.write(at: now) { transaction in
            let desk = ApprovalDesk(office: office, writer: writer, by: "K")
            for notice in try transaction.view.notices(in: [.held], limit: 1_000) {
                guard try desk.takeBackIfEmpty(notice, in: transaction) == nil else { continue }
                let current = try transaction.view.refreshed(notice, office: office, now: now)
                do {
                    let letter = try writer.letter(
                        for: current, view: transaction.view, office: office, now: now)
                    _ = try desk.approve(notice, hash: letter.contentHash, in: transaction)
                } catch is EngineError {
                    // What cannot be approved stays held, which the timeline's end shows.
                    continue
                }
            }
        }
    }

    /// A person's own words in every letter that waits for a client.
    private func edit(_ client: String, paragraph: String?, body: String?) async throws {
        let spaced = { (text: String?) in text?.replacingOccurrences(of: "_", with: " ") }
        let edit = LetterEdit(paragraph: spaced(paragraph), body: spaced(body), by: "K")
        let desk = ApprovalDesk(office: office, writer: work.stages.writer, by: "K")
        try await work.stages.ledger.write(at: work.clock.now) { transaction in
            for notice in try transaction.view.notices(in: [.held, .waiting], limit: 100)
            where notice.recipient == client {
                _ = try desk.edit(notice, to: edit, in: transaction)
            }
        }
    }

    /// A person takes every letter to a client back that has not left, or says that it arrived.
    private func decide(_ word: String, about client: String) async throws {
        let desk = ApprovalDesk(office: office, writer: work.stages.writer, by: "K")
        try await work.stages.ledger.write(at: work.clock.now) { transaction in
            for notice in try transaction.view.notices(
                in: [.held, .waiting, .uncertain], limit: 100) where notice.recipient == client
            {
                _ =
                    word == "refuse"
                    ? try desk.refuse(notice, because: "test", in: transaction)
                    : try desk.confirmArrival(of: notice, in: transaction)
            }
        }
    }

    private func changeOrder(_ words: [String], _ fields: [String: String]) async throws {
        let change = OrderDesk.Change(
            kind: words[0] == "cancel-order"
                ? .cancel : OrderDesk.Change.Kind(rawValue: words[0]) ?? .slip,
            lines: fields["line"].map { [$0] } ?? [],
            date: fields["date"].flatMap { CivilDate($0) },
            quantity: fields["quantity"].flatMap { Int64($0) }, reason: fields["reason"])
        let desk = OrderDesk(office: office, by: "K")
        try await work.stages.ledger.write(at: work.clock.now) { transaction in
            _ = try desk.apply(change, to: words[1], in: transaction)
        }
    }

    // MARK: What went

    /// Every notice that was sent, but for items that only ask for approvals.
    private func mails(in zone: Zone) async throws -> [String] {
        let asking = ["approval-needed", "waiting-letters"]
        return try await work.notices().compactMap { notice in
            guard notice.state == .sent else { return nil }
            let at = zone.civil(notice.finishedAt ?? .distantPast)
            let items = notice.liveItems.filter { !asking.contains($0.item.kind) }.map(wording)
                .sorted()
            guard !items.isEmpty else { return nil }
            return "\(at) \(notice.recipient): \(items.joined(separator: "; "))"
        }.sorted()
    }

    /// What did not leave to clients, and why.
    private func leftovers() async throws -> [String] {
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
