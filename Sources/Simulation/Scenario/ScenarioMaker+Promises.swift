import Almanac

/// What the office promises, and what its registers come to say.
extension ScenarioMaker {
    mutating func makeOrderOperation(on date: CivilDate) {
        if orders.rows.isEmpty || random.chance(30) {
            orders.begin(on: date, random: &random)
            return add(.rows(orders.sheet(random: &random)), on: date)
        }
        switch random.whole(1...11) {
        case 11 where !isJudged: makeMistake(on: date)
        case ...3:
            orders.change(on: date, random: &random)
            add(.rows(orders.sheet(random: &random)), on: date)
        case ...4:
            if random.chance(50) { orders.slipTogether(on: date, random: &random) }
            add(.rows(orders.sheet(random: &random)), on: date)
            if random.chance(50) {
                // What was wrong is put right soon.
                add(.rows(orders.wrongSheet(random: &random).sheet), on: date)
                add(
                    .rows(orders.sheet(random: &random)), on: date.adding(days: random.whole(0...2))
                )
            }
        case ...5:
            // Somebody saves the list as it was a while ago.
            add(.rows(orders.oldSheet(random: &random)), on: date)
        case ...6:
            add(.export("orders"), on: date)
            let row = random.pick(orders.rows)
            let later = date.adding(days: random.whole(0...4))
            let new = later.adding(days: random.whole(3...40))
            var cells = random.chance(80) ? ["expected": "\(new)", "reason": "KAPAL"] : [:]
            if !isJudged, !cells.isEmpty { cells["action"] = Self.remedies[new.day % 3] }
            add(.edited(kind: "orders", key: [row.order, row.line], cells: cells), on: later)
        default: makeOrderCommand(on: date)
        }
    }

    /// What is done about a delay, as people write it: nothing, their own words, a code by which nothing is
    /// listed.
    private static let remedies = ["", "Kami pinjamkan unit sementara.", "BANJIR"]

    /// A wrong import, and its correction in an export soon after, or much later.
    private mutating func makeMistake(on date: CivilDate) {
        let (sheet, wrong) = orders.mistakenSheet(on: date, random: &random)
        add(.rows(sheet), on: date, at: Self.time(random.whole(8...11), 0))
        let later = date.adding(days: random.chance(60) ? 0 : random.whole(1...4))
        guard random.chance(60) else {
            // Somebody takes it back as a whole.
            return add(
                .undoImport(back: random.chance(80) ? 0 : 1, bySheet: random.chance(50)),
                on: later, at: Self.time(random.whole(12...16), 0))
        }
        for row in wrong {
            let right = row.expected ?? row.promised
            orders.note(right, of: row)
            add(
                .correct(order: row.order, line: row.line, date: "\(right)"), on: later,
                at: Self.time(random.whole(12...16), 0))
        }
    }

    /// Something that somebody decides by the sheet of their own accord.
    mutating func makeDecision(on date: CivilDate) {
        let later = "\(date.adding(days: random.whole(1...12)))"
        let order = orders.rows.isEmpty ? "SO-1" : random.pick(orders.rows).order
        let deadline = "T\(random.whole(1...max(1, deadlineCount)))"
        let row =
            switch random.whole(1...8) {
            case ...2: DecisionRow(code: random.pick(clients), decision: "muted", date: later)
            case 3: DecisionRow(code: order, decision: "muted", date: later)
            case 4: DecisionRow(code: order, decision: "told", date: "")
            case 5: DecisionRow(code: order, decision: "moved", date: later)
            case 6: DecisionRow(code: deadline, decision: "done", date: "")
            case 7: DecisionRow(code: deadline, decision: "moved", date: later)
            default: DecisionRow(code: random.pick(clients), decision: "reopen", date: "")
            }
        add(.decide(row), on: date)
    }

    private mutating func makeOrderCommand(on date: CivilDate) {
        let row = random.pick(orders.rows)
        var fields: [String: String] = [:]
        if random.chance(40) { fields["line"] = row.line }
        let change = random.pick(["slip", "slip", "slip", "recover", "deliver", "told", "cancel"])
        switch change {
        case "slip":
            fields["date"] = "\(date.adding(days: random.whole(2...30)))"
            fields["reason"] = random.pick(["KAPAL", "KAPAL", "BANJIR", "KLIEN"])
        case "recover":
            if random.chance(50) { fields["date"] = "\(date.adding(days: random.whole(1...12)))" }
        case "deliver":
            if random.chance(40) { fields["quantity"] = "\(random.whole(1...6))" }
        case "cancel": fields["reason"] = "test"
        default: break
        }
        add(.order(code: row.order, change: change, fields: fields), on: date)
    }

    /// How many deadlines were added so far.
    var deadlineCount: Int {
        events.count { if case .add = $0.operation { true } else { false } }
    }

    mutating func makeDeadlineOperation(on date: CivilDate) {
        let count = deadlineCount
        guard count > 0, random.chance(65) else {
            var fields = [
                "owner": random.pick(Self.people + Self.teams),
                "due": "\(date.adding(days: random.whole(0...14)))"
                    + (random.chance(70) ? "T\(Self.time(random.whole(7...18), 0))" : ""),
            ]
            if random.chance(30) {
                fields["ladder"] = random.pick(["day-before", "early-monday", "exact"])
            }
            if random.chance(15) { fields["repeat"] = random.pick(["weekly", "monthly", "daily"]) }
            if random.chance(10) {
                // At an hour that clocks skip once a year.
                fields["repeat"] = "*-*-* 02:30"
                fields["due"] = "\(date.adding(days: random.whole(1...3)))T02:30"
                fields["ladder"] = "exact"
            }
            if random.chance(15), count > 0 { fields["after"] = "T\(random.whole(1...count))" }
            if random.chance(20) { fields["zone"] = random.pick(["WITA", "WIT"]) }
            // The oracle knows of one thing to be shown.
            if !isJudged, count % 5 == 4 { fields["evidence"] = "foto; tanda terima" }
            return add(.add(code: "T\(count + 1)", fields: fields), on: date)
        }
        let code = "T\(random.whole(1...count))"
        let later =
            "\(date.adding(days: random.whole(0...12)))T\(Self.time(random.whole(8...17), 0))"
        let verbs: [Operation.DeadlineVerb] = [
            .done, .done, .waive, .cancel, .move, .move, .acknowledge, .snooze, .reopen,
        ]
        let verb = random.pick(verbs)
        switch verb {
        case .move: add(.deadline(code: code, verb: .move, fields: ["due": later]), on: date)
        case .snooze: add(.deadline(code: code, verb: .snooze, fields: ["until": later]), on: date)
        case .done where !isJudged:
            let shown = date.day.isMultiple(of: 2) ? "foto: IMG_1" : "foto; tanda terima 7"
            add(.deadline(code: code, verb: .done, fields: ["evidence": shown]), on: date)
        default: add(.deadline(code: code, verb: verb, fields: [:]), on: date)
        }
    }

    /// Something that the oracle knows.
    mutating func makeJudgedOperation(on date: CivilDate) {
        guard isJudgedOnOrders else {
            switch random.whole(1...100) {
            case ...70: makeDeadlineOperation(on: date)
            case ...90: makeRegisterOperation(on: date)
            default: add(.down(minutes: random.whole(5...4_000)), on: date)
            }
            return
        }
        let client = random.pick(clients)
        switch random.whole(1...100) {
        case ...60: makeOrderOperation(on: date)
        case ...75: add(.letters(.approve), on: date)
        case ...80: add(.letters(.refuse(client)), on: date)
        case ...90: makeDeadlineOperation(on: date)
        default:
            add(.letters(.hold), on: date)
            add(.letters(.resume), on: date.adding(days: random.whole(1...3)))
        }
    }

    mutating func makeRegisterOperation(on date: CivilDate) {
        switch random.whole(1...10) {
        case ...3:
            // A day off that is announced late.
            let day = date.adding(days: random.whole(0...10))
            add(
                .rows(
                    SheetRows(
                        kind: "holidays", header: ["date", "name", "kind", "scope"],
                        rows: [["\(day)", "Libur", "office", random.pick(["", "", "JKT", "MKS"])]]
                    )), on: date)
        case ...6:
            let first = date.adding(days: random.whole(-1...4))
            add(
                .rows(
                    SheetRows(
                        kind: "delegations", header: ["person", "from", "until", "stand_in"],
                        rows: [
                            [
                                random.pick(Self.people), "\(first)",
                                "\(first.adding(days: random.whole(0...8)))",
                                random.pick(Self.people),
                            ]
                        ])), on: date)
        case ...8: add(.rows(clientRow(random.pick(clients))), on: date)
        default:
            // Somebody loses their address, or leaves, or is there again.
            let code = random.pick(["S", "M", "SM", "MM", "SJ"])
            let isGone = random.chance(50)
            // Drawn apart: what others draw stays as it was before people could leave.
            var fate = SeededRandom(UInt64(date.dayNumber) &* 31 &+ UInt64(code.count))
            let isLeaving = isGone && fate.chance(60)
            let successor = isLeaving && fate.chance(60) ? fate.pick(Self.people) : ""
            let address = isGone && !isLeaving ? "" : "\(code.lowercased())@garis.test"
            add(
                .rows(
                    SheetRows(
                        kind: "people",
                        header: ["code", "name", "role", "email", "status", "successor"],
                        rows: [
                            [
                                code, "Orang \(code)", "sales", address,
                                isLeaving ? "left" : "active", successor == code ? "" : successor,
                            ]
                        ])), on: date)
        }
    }
}
