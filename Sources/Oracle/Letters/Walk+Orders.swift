import Almanac

/// What sheets and commands say of orders (§5; SHEETS, *What a cell says*).
extension Walk {
    /// What day it is where an order's client is; the office's where nobody knows of either.
    func today(of code: String, client: String? = nil) -> CivilDate {
        planner.today(of: client ?? world.post.orders[code]?.client)
    }

    mutating func takeOrder(
        _ row: [String: String], _ news: [String: String], isEditedExport: Bool
    ) {
        guard let code = row["order"], let number = row["line"] else { return }
        var row = row
        // An export that comes back shows the reason that stood in it beside whatever was edited.
        if isEditedExport, let exported = world.post.exported["\(code)/\(number)"] {
            row["reason"] = row["reason"] ?? exported.reason
            row["action"] = row["action"] ?? exported.action
        }
        world.post.touched.insert(code)
        if world.post.orders[code]?[number] == nil {
            addLine(code, number, row)
            return
        }
        var hasMoved = false
        let (moment, date) = (now, today(of: code, client: news["client"]))
        if let client = news["client"], !client.isEmpty,
            let former = world.post.orders[code]?.client,
            client != former
        {
            world.post.orders[code]?.client = client
            world.post.orders[code]?.clientSince = date
            world.post.orders[code]?.movedAt = now
            world.post.orders[code]?.clients.insert(client)
            hasMoved = true
            regainOrder(client, code)
            loseOrder(former, code)
        }
        // Whoever fills the cell in again has answered, be it with the date that it was.
        if let said = row["expected"].flatMap({ CivilDate($0) }),
            let line = world.post.orders[code]?[number], line.clearedAt != nil, said == line.current
        {
            endClearing(of: code, number)
        }
        var isCleared = false
        let wasDelivered = world.post.orders[code]?[number]?.isDelivered ?? false
        change(code, number) { line in
            if let text = news["quantity"], let quantity = Int(text) { line.quantity = quantity }
            if let text = news["delivered"], let delivered = Int(text) {
                line.delivered = delivered
            }
            if let status = news["status"], !status.isEmpty {
                line.isCancelled = status == "cancelled"
                // What newly is open was not delivered, unless the row says that it was.
                let isSaid = row["delivered"].flatMap { Int($0) } ?? 0 >= line.quantity
                if status == "open", line.isDelivered, !isSaid { line.delivered = 0 }
            }
            if let date = news["promised"].flatMap({ CivilDate($0) }) { line.promised = date }
            // Of what is on its promise there is nothing to ask.
            if news["expected"] == "", line.current != line.promised {
                line.clearedAt = moment
                isCleared = true
            }
            if let code = news["salesperson"] { line.salesperson = code.isEmpty ? nil : code }
        }
        // An approval of what is in question now lapses.
        if isCleared, world.post.orders[code]?[number]?.isOutstanding == true {
            for key in world.post.approved.keys where key.order == code {
                world.post.approved[key] = nil
                world.post.lapsed.insert(key)
            }
        }
        if let date = statedDate(code, number, news) {
            state(code, number, date, because: Line.Cause(row))
        } else if !isStale(row, of: code, number) {
            // A date that came without its reason has it once a row says both.
            change(code, number) { $0.take(Line.Cause(row), news) }
        }
        if let order = world.post.orders[code] {
            if wasDelivered {
                change(code, number) { $0.noteTakenBack(at: order.client, on: date) }
            }
            if order.movedAt == now {
                change(code, number) { $0.noteLate(at: order.client, on: date) }
            }
        }
        if !hasMoved { takeTold(code, number, row, news) }
        if !news.isEmpty { noteInTime(code) }
    }

    /// Whether a row says another date than is so, and nothing new by that: what stands beside it is as old.
    private func isStale(_ row: [String: String], of code: String, _ number: String) -> Bool {
        guard let said = row["expected"].flatMap({ CivilDate($0) }) else { return false }
        return said != world.post.orders[code]?[number]?.expected
    }

    /// What a row newly says of a line's date: an expectation, else a promise where nobody expects anything else.
    private mutating func statedDate(
        _ code: String, _ number: String, _ news: [String: String]
    ) -> CivilDate? {
        if let expected = news["expected"].flatMap({ CivilDate($0) }) {
            change(code, number) { $0.expected = expected }
            return expected
        }
        guard world.post.orders[code]?[number]?.expected == nil else { return nil }
        return news["promised"].flatMap { CivilDate($0) }
    }

    private mutating func addLine(
        _ code: String, _ number: String, _ row: [String: String]
    ) {
        guard let promised = row["promised"].flatMap({ CivilDate($0) }) else { return }
        let expected = row["expected"].flatMap { CivilDate($0) } ?? promised
        var line = Line(
            number: number, promise: promised, promised: promised, current: expected,
            statedAt: now)
        line.item = row["item"] ?? ""
        line.entered = [expected]
        line.expected = row["expected"].flatMap { CivilDate($0) }
        line.quantity = row["quantity"].flatMap { Int($0) } ?? 0
        line.delivered = row["delivered"].flatMap { Int($0) } ?? 0
        line.isCancelled = row["status"] == "cancelled"
        line.salesperson = row["salesperson"].flatMap { $0.isEmpty ? nil : $0 }
        line.reason = Line.Cause(row).reason
        line.action = Line.Cause(row).action
        let today = today(of: code, client: row["client"])
        line.isLateWhenSeen = expected > promised || expected < today
        // What the client asked for they know, be it that it is seen first with that.
        let isWish = line.reason.map(office.clientRequests.contains) ?? false
        let entered = now
        line.isImplausible =
            isImplausible(expected, promise: promised, on: today) && expected > promised
        if let other = splitFrom(code, line) {
            // A line that is split later asks before it tells.
            line.promise = other.promise
            line.isLateWhenSeen = true
        }
        if isWish, expected != line.promise, let client = row["client"] {
            line.tell(client, expected, at: entered, isWish: true)
            line.isLateWhenSeen = expected < today
        }
        if world.post.orders[code] == nil {
            world.post.orderCodes.append(code)
            let client = row["client"] ?? ""
            world.post.orders[code] = Order(code: code, client: client, clients: [client])
        }
        world.post.orders[code]?.lines.append(line)
        takeTold(code, number, row, row)
    }

    /// The line that became less, in this sheet or before, where the new one is promised later.
    private func splitFrom(_ code: String, _ line: Line) -> Line? {
        world.post.orders[code]?.lines.first { other in
            other.item == line.item && line.promise > other.promise && other.lessened > 0
        }
    }

    private mutating func change(_ code: String, _ number: String, _ change: (inout Line) -> Void) {
        guard let index = world.post.orders[code]?.lines.firstIndex(where: { $0.number == number })
        else { return }
        let before = world.post.orders[code]?.lines[index].quantity ?? 0
        if var line = world.post.orders[code]?.lines[index] {
            change(&line)
            line.lessened += max(0, before - line.quantity)
            world.post.orders[code]?.lines[index] = line
        }
    }

    private func isImplausible(
        _ date: CivilDate, promise: CivilDate, on today: CivilDate
    ) -> Bool {
        date < today || abs(date.dayNumber - promise.dayNumber) > 366
    }

    /// Somebody enters a date: a slip, or good news.
    private mutating func state(
        _ code: String, _ number: String, _ date: CivilDate, because cause: Line.Cause
    ) {
        guard let order = world.post.orders[code], let line = order[number] else { return }
        let moment = now
        let implausible = isImplausible(date, promise: line.promise, on: today(of: code))
        let revision = world.post.revised.contains(code) ? order.revision : order.revision + 1
        let isChange = date != line.current
        if isChange {
            world.post.revised.insert(code)
            world.post.orders[code]?.revision = revision
        }
        let isWish = cause.reason.map(office.clientRequests.contains) ?? false
        endClearing(of: code, number)
        let wasWish = line.reason.map(office.clientRequests.contains) ?? false
        change(code, number) { line in
            // Why it was late before is no reason for a later date, nor is a wish one for a date of ours.
            let isKept = date <= line.current && !wasWish
            line.reason = cause.reason ?? (isKept ? line.reason : nil)
            line.action = cause.action ?? (isKept ? line.action : nil)
            line.cleared = []
            line.current = date
            line.entered.insert(date)
            line.statedAt = moment
            line.isImplausible = implausible
            if isChange { line.revision = revision }
            // What the client asked for they know.
            if isWish { line.tell(order.client, date, at: moment, isWish: true) }
        }
    }

    /// What is late no more, be it by a telling or by its date, was not late when it was first seen from here on.
    private mutating func noteInTime(_ code: String) {
        guard let order = world.post.orders[code] else { return }
        let today = today(of: code)
        for line in order.lines {
            let known = line.known(to: order.client).last ?? line.promise
            if line.current > known || line.isOutstanding && line.current < today { continue }
            change(code, line.number) { $0.isLateWhenSeen = false }
        }
    }

    /// A date of a line is an answer to what was asked about its cleared one, and of no other line.
    private mutating func endClearing(of code: String, _ number: String) {
        change(code, number) { $0.clearedAt = nil }
    }

    /// `told` and `informed_on`: what the client knows by other means, where that is since the last telling.
    private mutating func takeTold(
        _ code: String, _ number: String, _ row: [String: String], _ news: [String: String]
    ) {
        let isNew = [news["told"], news["informed_on"]].contains { !($0 ?? "").isEmpty }
        guard isNew, let date = row["told"].flatMap({ CivilDate($0) }),
            let order = world.post.orders[code], let line = order[number]
        else { return }
        let today = today(of: code)
        if date < today, news["told"].flatMap({ CivilDate($0) }) == date, date < line.promise {
            change(code, number) { $0.isToldImplausibly = true }
            return
        }
        var day = row["informed_on"].flatMap { CivilDate($0) } ?? today
        if day > today { day = today }
        if let since = order.clientSince, day <= since { return }
        if let last = line.told[order.client]?.last,
            day < office.zone.civil(last.at).date || last.date == date
        {
            return
        }
        let moment =
            day == today
            ? now
            : office.zone.instant(CivilDateTime(date: day, time: CivilTime(secondOfDay: 86_399)))
        let entered = now
        change(code, number) {
            $0.isToldImplausibly = false
            $0.tell(order.client, date, at: moment, since: entered)
        }
    }

    /// Dates that were entered and that a client was neither told nor may have been.
    var keptFromClients: Set<Account.Statement> {
        var kept: Set<Account.Statement> = []
        for order in world.post.orders.values {
            for client in order.clients {
                for line in order.lines {
                    let doubtful = world.post.doubtful.filter {
                        $0.client == client && $0.content.order == order.code
                    }.compactMap { $0.dates[line.number] }
                    let known = Set(line.known(to: client) + doubtful)
                    for date in line.entered where !known.contains(date) {
                        kept.insert(
                            .init(
                                client: client, order: order.code, line: line.number, date: date))
                    }
                }
            }
        }
        return kept
    }

    // MARK: Commands

    mutating func apply(_ command: OrderCommand) {
        let moment = now
        let lines = lines(of: command)
        world.post.touched.insert(command.order)
        for line in lines {
            let code = command.order
            switch command {
            case .slip(_, _, let date, let reason):
                change(code, line.number) { $0.expected = date }
                state(code, line.number, date, because: .init(reason: reason))
            case .recover(_, _, let date, let reason):
                change(code, line.number) { $0.expected = date ?? line.promise }
                state(code, line.number, date ?? line.promise, because: .init(reason: reason))
            case .deliver(_, _, let quantity):
                let (client, date) = (world.post.orders[code]?.client ?? "", today(of: code))
                change(code, line.number) {
                    $0.delivered = quantity ?? $0.quantity
                    if line.isDelivered { $0.noteTakenBack(at: client, on: date) }
                }
            case .told(_, _, let date):
                guard let client = world.post.orders[code]?.client else { return }
                let today = today(of: code)
                change(code, line.number) { line in
                    line.tell(client, date ?? line.current, at: moment)
                    // A day or a year typed wrong: nobody was told of a day that had passed.
                    line.isToldImplausibly = date ?? line.current < today
                }
            case .cancel: change(code, line.number) { $0.isCancelled = true }
            }
        }
        noteInTime(command.order)
    }

    /// The outstanding lines that a command changes; a command that changes none is refused.
    func lines(of command: OrderCommand) -> [Line] {
        guard let order = world.post.orders[command.order] else { return [] }
        let today = today(of: command.order)
        // Another quantity than was delivered whole corrects that; of an order where nothing else is open, too.
        let corrects = { (line: Line) in
            guard case .deliver(_, _, let quantity?) = command else { return false }
            return !line.isCancelled && !line.isOutstanding && quantity != line.delivered
        }
        let meant = order.lines.filter { command.line == nil || command.line == $0.number }
        let open = meant.filter(\.isOutstanding)
        let named = open.isEmpty ? meant.filter(corrects) : open
        if case .told(_, nil, let date) = command {
            return linesMeant(byTelling: date, of: named, client: order.client)
        }
        return named.filter { line in
            switch command {
            case .slip(_, _, let date, _): date > line.current
            case .recover(_, _, let date, _):
                (date ?? line.promise) < line.current && (date ?? line.promise) >= today
            case .deliver, .cancel, .told: true
            }
        }
    }

    /// §5: lateness is measured against the last date the client was told. Whoever told a date of an order means
    /// the lines that are late or stand otherwise than the client knows; where none does, those that were moved;
    /// else all of them; and once.
    private func linesMeant(
        byTelling date: CivilDate?, of open: [Line], client: String
    ) -> [Line] {
        var meant: [Line] = []
        var isKnown = false
        let today = planner.today(of: client)
        for line in open {
            let last = line.known(to: client).last ?? line.promise
            let stands = last == line.current && line.current >= today
            if !stands, (date ?? line.current) != last { meant.append(line) }
            if date == nil || last == date { isKnown = true }
        }
        guard meant.isEmpty, !isKnown else { return meant }
        let moved = open.filter { $0.current != $0.promise }
        return moved.isEmpty ? open : moved
    }

    /// A client was told what a letter states.
    mutating func tell(
        _ client: String, order: String, _ dates: [String: CivilDate], at moment: Instant
    ) {
        for (number, date) in dates {
            change(order, number) { $0.tell(client, date, at: moment) }
        }
        if world.post.orders[order]?.client != client { askAboutFormer(client, of: order) }
    }

    /// A person refuses to tell what a letter states.
    mutating func refuseToTell(_ client: String, order: String, _ dates: [String: CivilDate]) {
        for (number, date) in dates { change(order, number) { $0.refused[client] = date } }
    }
}
