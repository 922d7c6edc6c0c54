import Almanac
import Oracle

/// Turns the lines of a timeline into dated entries.
struct ScriptHistory {
    let office: Office
    /// A line that cannot be read.
    struct Fault: Error { var line: Int }

    /// An entry, and how a refusal of it is written.
    struct Written {
        var entry: DatedEntry
        var text: String
    }

    func entries(of script: Script) throws -> [Written] {
        var found: [Written] = []
        var sheets: [(kind: SheetKind, rows: [[String: String]], text: String)] = []
        var last: String?
        /// Sheets that lie in the drop folder while the service is down; nil while it runs.
        var dropped: Int?
        // Rows of one moment are one sheet.
        func flush(_ at: Instant) {
            for sheet in sheets {
                dropped = dropped.map { $0 + 1 }
                found.append(
                    Written(
                        entry: DatedEntry(at: at, .sheet(Sheet(sheet.kind, rows: sheet.rows))),
                        text: dropped.map { "\($0)-\(sheet.kind.rawValue).csv" } ?? sheet.text))
            }
            sheets = []
        }
        var moment = Instant.distantPast
        for line in script.lines {
            let stamp = "\(line.date) \(line.time)"
            if let last, last != stamp { flush(moment) }
            last = stamp
            guard let at = instant(stamp) else { throw Fault(line: line.number) }
            moment = at
            let plain = (line.words.prefix(1) + line.plain).joined(separator: " ")
            if let row = row(line) {
                let file = "\(row.kind.rawValue).csv"
                let isFile = [.deadlines, .orders].contains(row.kind)
                if let index = sheets.firstIndex(where: { $0.kind == row.kind }) {
                    sheets[index].rows.append(row.cells)
                    sheets[index].text = file
                } else {
                    sheets.append((row.kind, [row.cells], isFile ? file : plain))
                }
            } else if let entry = command(line) {
                flush(at)
                if line.words[0] == "down" { dropped = 0 }
                if line.words[0] == "up" { dropped = nil }
                found.append(Written(entry: DatedEntry(at: at, entry), text: plain))
            } else {
                throw Fault(line: line.number)
            }
        }
        flush(moment)
        return found
    }

    func instant(_ text: String) -> Instant? {
        CivilDateTime(text).map { office.zone.instant($0) }
    }

    private func moment(_ text: String) -> CivilMoment? {
        let parts = text.split(separator: "T").map(String.init)
        guard let date = CivilDate(parts[0]) else { return nil }
        return CivilMoment(date: date, time: parts.count > 1 ? CivilTime(parts[1]) : nil)
    }

    // MARK: Rows of sheets

    private func row(_ line: Script.Line) -> (kind: SheetKind, cells: [String: String])? {
        let named = line.named
        let plain = line.plain
        // `none` empties, save where it is a client's policy.
        var cells = named.mapValues { $0 == "none" ? "" : $0.replacing("_", with: " ") }
        cells["notices"] = named["notices"]
        func columns(_ names: [String: String]) -> [String: String] {
            Dictionary(uniqueKeysWithValues: cells.map { (names[$0] ?? $0, $1) })
        }
        switch line.words[0] {
        case "import": return (.deadlines, deadline(line))
        case "holiday":
            return (
                .holidays, cells.merging(["date": plain[0], "scope": cells["scope"] ?? ""]) { $1 }
            )
        case "person":
            return (.people, columns(["zone": "time_zone"]).merging(["code": plain[0]]) { $1 })
        case "team":
            return (.teams, columns(["zone": "time_zone"]).merging(["team_code": plain[0]]) { $1 })
        case "delegation": return (.delegations, cells.merging(["person": plain[0]]) { $1 })
        case "client":
            let usual = [
                "language": "id", "time_zone": "WIB", "notices": "automatic",
                "email": "\(plain[0].lowercased())@klien.test",
            ]
            let said = columns(["zone": "time_zone"]).merging(["code": plain[0]]) { $1 }
            return (.clients, usual.merging(said) { $1 })
        case "order":
            let blank = ["expected", "delivered", "reason", "told", "informed_on", "status"]
            let usual = Dictionary(uniqueKeysWithValues: blank.map { ($0, "") })
                .merging(["item": "x", "quantity": "5"]) { $1 }
            return (
                .orders,
                usual.merging(cells) { $1 }.merging(["order": plain[0], "line": plain[1]]) { $1 }
            )
        case "sheet": return SheetKind(rawValue: plain[0]).map { ($0, cells) }
        default: return nil
        }
    }

    private func deadline(_ line: Script.Line) -> [String: String] {
        var cells = line.named
        cells["code"] = line.plain[0]
        let due = (cells.removeValue(forKey: "due") ?? "").split(separator: "T").map(String.init)
        cells["due_date"] = due.first
        cells["due_time"] = due.count > 1 ? due[1] : nil
        cells["time_zone"] = cells.removeValue(forKey: "zone")
        cells["repeat"] = cells["repeat"]?.replacing("_", with: " ")
        return cells
    }

    // MARK: Commands

    private func command(_ line: Script.Line) -> Entry? {
        let named = line.named
        let plain = line.plain
        let isFollowing = named["scope"] == "following"
        let until = named["until"].flatMap { instant($0.replacing("T", with: " ")) }
        switch line.words[0] {
        case "add": return promise(line).map(Entry.add)
        case "done": return .done(plain[0], evidence: named["evidence"])
        case "move":
            guard let due = named["due"].flatMap(moment) else { return nil }
            return .move(plain[0], due: due, following: isFollowing)
        case "acknowledge": return .acknowledge(plain[0], until: until)
        case "snooze": return until.map { .snooze(plain[0], until: $0) }
        case "reopen": return .reopen(plain[0])
        case "cancel": return .cancel(plain[0], following: isFollowing)
        case "undo": return plain[0] == SheetKind.people.rawValue ? .undoPeople : nil
        case "undelegate":
            return named["from"].flatMap { CivilDate($0) }.map {
                .undelegate(person: plain[0], from: $0)
            }
        case "waive" where plain.count == 1: return .waive(plain[0])
        case "export": return SheetKind(rawValue: plain[0]).map(Entry.export)
        case "edited": return edited(line)
        case "unmarked": return SheetKind(rawValue: plain[0]).map(Entry.unmarkedExport)
        default: return order(line) ?? mail(line) ?? period(line) ?? clock(line)
        }
    }

    private func promise(_ line: Script.Line) -> Promise? {
        let named = line.named
        guard let owner = named["owner"], let due = named["due"].flatMap(moment) else { return nil }
        return Promise(
            code: line.plain[0], owner: owner, due: due, zone: named["zone"],
            ladder: named["ladder"], kind: named["kind"],
            repetition: named["repeat"]?.replacing("_", with: " "),
            roll: named["roll"].flatMap { Rolling.Direction(rawValue: $0) },
            after: named["after"]?.split(separator: ",").map(String.init) ?? [],
            needsEvidence: named["evidence"] != nil)
    }

    private func edited(_ line: Script.Line) -> Entry? {
        guard let kind = SheetKind(rawValue: line.plain[0]) else { return nil }
        var cells = line.named.mapValues { $0.replacing("_", with: " ") }
        let names = kind == .orders ? ["order", "line"] : [kind == .teams ? "team_code" : "code"]
        for (name, value) in zip(names, line.plain.dropFirst()) { cells[name] = value }
        return .sheet(Sheet(kind, rows: [cells], isEditedExport: true))
    }

    private func order(_ line: Script.Line) -> Entry? {
        let named = line.named
        guard let order = line.plain.first else { return nil }
        let date = named["date"].flatMap { CivilDate($0) }
        switch line.words[0] {
        case "slip":
            guard let date else { return nil }
            return .order(
                .slip(order: order, line: named["line"], date: date, reason: named["reason"] ?? ""))
        case "recover":
            return .order(
                .recover(order: order, line: named["line"], date: date, reason: named["reason"]))
        case "deliver":
            return .order(
                .deliver(
                    order: order, line: named["line"],
                    quantity: named["quantity"].flatMap { Int($0) }))
        case "told": return .order(.told(order: order, line: named["line"], date: date))
        case "cancel-order": return .order(.cancel(order: order, line: named["line"]))
        default: return nil
        }
    }

    private func mail(_ line: Script.Line) -> Entry? {
        let client = line.plain.first ?? ""
        switch line.words[0] {
        case "approve": return .mail(.approve)
        case "approve-again": return .mail(.approveAgain(client: client))
        case "refuse": return .mail(.refuse(client: client))
        case "arrived": return .mail(.arrived(client: client))
        case "edit": return .mail(.edit(client: client))
        case "hold": return .mail(.hold)
        case "resume": return .mail(.resume)
        case "refuse-address": return .mail(.next(.addressRefused))
        case "refuse-letter": return .mail(.next(.letterRefused))
        case "no-answer": return .mail(.next(.unknown))
        case "reply": return .mail(.next(fate(line.named)))
        default: return nil
        }
    }

    /// What a server's words make of a letter (§7, *Outcomes*).
    private func fate(_ named: [String: String]) -> Fate {
        guard let (stage, reply) = named.first else { return .sent }
        if reply == "drop" { return .unknown }
        if reply.hasPrefix("2") { return .sent }
        if reply.hasPrefix("4") { return .deferred }
        if stage.hasPrefix("cc") { return .copyRefused((Int(stage.dropFirst(2)) ?? 1) - 1) }
        let isAboutAddress = reply.contains("5.1.1") && stage != "mail" && stage != "data"
        // What is about us waits like an outage: nobody's letter is refused for it.
        return isAboutAddress ? .addressRefused : .deferred
    }

    private func period(_ line: Script.Line) -> Entry? {
        let plain = line.plain
        if line.words[0] == "period" {
            guard let period = Period(plain[0]), let state = PeriodState(rawValue: plain[1]) else {
                return nil
            }
            return .period(.state(period, state))
        }
        guard plain.count >= 3, let period = Period(plain[2]) else { return nil }
        let (type, team) = (plain[0], plain[1])
        switch line.words[0] {
        case "submit":
            let findings = line.named["faults"].flatMap { Int($0) } ?? 0
            return .period(.submit(type: type, team: team, period: period, findings: findings))
        case "waive": return .period(.waive(type: type, team: team, period: period))
        case "ask-again": return .period(.askAgain(type: type, team: team, period: period))
        case "sign": return .period(.sign(type: type, team: team, period: period))
        default: return nil
        }
    }

    private func clock(_ line: Script.Line) -> Entry? {
        switch line.words[0] {
        case "down": return .clock(.down)
        case "up": return .clock(.up)
        case "back": return line.plain.first.flatMap { Int($0) }.map { .clock(.back($0 * 60)) }
        case "jump":
            return instant(line.plain.joined(separator: " ")).map { .clock(.jump(to: $0)) }
        case "synchronise": return .clock(.synchronise)
        case "confirm": return .clock(.confirm)
        case "go-live": return .goLive
        default: return nil
        }
    }
}
