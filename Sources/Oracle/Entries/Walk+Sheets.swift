import Almanac

extension Walk {
    /// Takes a sheet: of each row the cells that say something new (SHEETS, *What a cell says*).
    mutating func take(_ sheet: Sheet, droppedAt moment: Instant) {
        defer { hours = Hours(office: office, registers: world.registers) }
        let before = standing
        var leavers: [String] = []
        for row in sheet.rows {
            let key = Sheet.key(of: row, sheet.kind)
            // Nobody edits a row that was not exported.
            if sheet.kind == .orders, sheet.isEditedExport, world.post.exported[key] == nil {
                continue
            }
            var news: [String: String] = [:]
            var isFirst = true
            let columns = Sheet.keyColumns(of: sheet.kind)
            for (column, value) in row where !columns.contains(column) {
                switch world.memory.take(
                    value, sheet.kind, key, column, edited: sheet.isEditedExport,
                    isSo: isSo(value, row, column, in: sheet.kind))
                {
                case .nothing: isFirst = isFirst && value.isEmpty
                case .new(let value): news[column] = value
                case .cleared:
                    news[column] = ""
                    isFirst = false
                }
            }
            if sheet.kind == .deadlines {
                takeDeadline(row, news, at: moment)
            } else if sheet.kind == .orders {
                if ["expected", "promised"].contains(where: { !(news[$0] ?? "").isEmpty }) {
                    for column in ["reason", "action"] {
                        world.memory.renew(row[column], .orders, key, column)
                    }
                }
                takeOrder(row, news, isEditedExport: sheet.isEditedExport)
            } else {
                world.registers.take(
                    sheet.kind, key: row.filter { columns.contains($0.key) }, cells: news)
                if sheet.kind == .people, !news.isEmpty, let code = row["code"] {
                    leavers.append(code)
                }
            }
        }
        var handovers: [PeopleSheet.Handover] = []
        for code in leavers {
            if let successor = handOver(from: code) { handovers.append((code, successor)) }
        }
        if sheet.kind == .people {
            world.peopleSheets.append(
                PeopleSheet(before: before, after: standing, handovers: handovers))
        }
    }

    /// What was theirs who have left goes on with their successor, who is told, and so is the coordinator.
    ///
    /// - Returns: who that is; nil where nothing moved.
    private mutating func handOver(from code: String) -> String? {
        guard let leaver = world.registers.people[code], leaver.hasLeft,
            let successor = world.registers.successor(of: leaver),
            var heir = world.registers.people[successor]
        else { return nil }
        let planner = planner
        var isAnythingMoved = false
        for (name, state) in world.promises where state.promise.owner == code {
            let isOpen = planner.standings(of: name).contains {
                !$0.occurrence.isEnded && planner.listed(of: name).contains($0.id)
            }
            guard isOpen || state.promise.repetition != nil else { continue }
            world.promises[name]?.promise.owner = successor
            world.changed.insert(name)
            isAnythingMoved = isAnythingMoved || isOpen
        }
        for name in world.registers.teams.keys where world.registers.teams[name]?.manager == code {
            world.registers.teams[name]?.manager = successor
            isAnythingMoved = true
        }
        for name in world.registers.people.keys
        where world.registers.people[name]?.superior == code && name != successor {
            world.registers.people[name]?.superior = successor
            isAnythingMoved = true
        }
        if let role = leaver.role, role != "sales", role != heir.role {
            heir.role = role
            if heir.superior == code { heir.superior = leaver.superior }
            world.registers.people[successor] = heir
            isAnythingMoved = true
        }
        guard isAnythingMoved else { return nil }
        hours = Hours(office: office, registers: world.registers)
        tell(.handover, to: [successor])
        return successor
    }

    /// Whether a cell of the orders sheet says the date that is expected.
    private func isSo(
        _ value: String, _ row: [String: String], _ column: String, in kind: SheetKind
    ) -> Bool {
        guard kind == .orders, column == "expected", let code = row["order"], let line = row["line"]
        else { return false }
        return world.post.orders[code]?[line]?.expected?.description == value
    }

    private mutating func takeDeadline(
        _ row: [String: String], _ news: [String: String], at moment: Instant
    ) {
        guard let code = row["code"] else { return }
        if let status = row["status"], status != "open", status != "",
            world.promises[code] == nil
                || row["due_date"] != nil && world.promises[code]?.promise.repetition != nil
        {
            let name = code.split(separator: " ").prefix(2).joined(separator: "/")
            let reference = row["due_date"].map { "\(code)/\($0)" } ?? name
            apply(DatedEntry(at: moment, .done(reference, evidence: "a sheet's row")))
            return
        }
        guard let state = world.promises[code] else {
            addDeadline(code, row, at: moment)
            return
        }
        if let status = news["status"] {
            apply(
                DatedEntry(
                    at: moment,
                    status == "open" ? .reopen(code) : .done(code, evidence: "a sheet's row")))
        }
        for column in ["owner", "ladder"] {
            guard let value = news[column] else { continue }
            if column == "owner" {
                world.promises[code]?.promise.owner = value
            } else {
                world.promises[code]?.promise.ladder = value.isEmpty ? nil : value
            }
            world.changed.insert(code)
        }
        if state.promise.repetition != nil, news["due_date"] == nil {
            // The occurrence ahead stays: what was done is not asked again.
            if let rule = news["repeat"], !rule.isEmpty { changeRule(of: code, to: rule) }
            if let time = news["due_time"].flatMap({ CivilTime($0) }) {
                changeHour(of: code, to: time)
            }
        } else if news["due_date"] != nil || news["due_time"] != nil {
            let date = news["due_date"].flatMap { CivilDate($0) } ?? state.promise.due.date
            let time = (news["due_time"] ?? row["due_time"]).flatMap { CivilTime($0) }
            let due = CivilMoment(date: date, time: time ?? state.promise.due.time)
            apply(DatedEntry(at: moment, .move(code, due: due, following: true)))
            // What a sheet gives rolls as the first did; what a command gives stays.
            if state.promise.repetition == nil, state.promise.roll != nil {
                world.promises[code]?.segments = [Series.Segment(anchor: due)]
                touch(OccurrenceID(code: code, key: nil)) { $0.movedTo = nil }
            }
        }
    }

    /// Another hour of a series, from the occurrence ahead on; one that a person moved keeps its moment.
    private mutating func changeHour(of code: String, to time: CivilTime) {
        guard let id = occurrence(code), let key = id.key else { return }
        let moved = world.occurrences[id]?.movedTo
        apply(
            DatedEntry(
                at: now, .move(code, due: CivilMoment(date: key, time: time), following: true)))
        if moved != nil { touch(id) { $0.movedTo = moved } }
    }

    /// Another rule of a series: the next is the rule's first that is not before the one ahead, and takes its
    /// place.
    private mutating func changeRule(of code: String, to rule: String) {
        guard let id = occurrence(code), let key = id.key, var state = world.promises[code],
            let last = state.segments.last
        else { return }
        state.promise.repetition = rule
        let first = planner.series(state).first(of: last.anchor, notBefore: key)
        state.segments.append(Series.Segment(anchor: last.anchor, from: first, firstKey: key))
        world.promises[code] = state
    }

    private mutating func addDeadline(_ code: String, _ row: [String: String], at moment: Instant) {
        func text(_ column: String) -> String? { row[column].flatMap { $0.isEmpty ? nil : $0 } }
        guard let owner = text("owner"), let date = text("due_date").flatMap({ CivilDate($0) })
        else {
            return
        }
        add(
            Promise(
                code: code, owner: owner,
                due: CivilMoment(date: date, time: text("due_time").flatMap { CivilTime($0) }),
                zone: text("time_zone"), ladder: text("ladder"), kind: text("kind"),
                repetition: text("repeat"),
                roll: text("roll").flatMap { Rolling.Direction(rawValue: $0) },
                after: text("after").map { $0.split(separator: ",").map(String.init) } ?? []),
            at: moment, tellsLatest: false)
    }
}
