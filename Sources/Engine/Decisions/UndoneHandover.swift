import Almanac
import Coordination
import Ledger

/// Takes back what a file's handover moved: what is as that left it goes back to whose it was, the rest stays and is
/// named.
struct UndoneHandover {
    let record: ImportRecord
    let handover: ImportRecord.Handover
    let by: String
    private(set) var back: ImportRecord.Handover
    private(set) var kept: [String] = []

    init(_ handover: ImportRecord.Handover, of record: ImportRecord, by: String) {
        self.record = record
        self.handover = handover
        self.by = by
        back = ImportRecord.Handover(leaver: handover.leaver, successor: handover.successor)
    }

    /// Teams, people and the post, the last move first.
    mutating func putBackRegisters(
        in transaction: LedgerTransaction, office: Office, _ outcome: inout ImportUndo.Outcome
    ) throws {
        for move in handover.moves.reversed() where [.team, .superior, .post].contains(move.what) {
            guard try isBack(move, in: transaction.view, office: office, &outcome) else { continue }
            if move.what == .team {
                guard var team = try transaction.view.entries(of: Team.self)[Code(move.key)] else {
                    continue
                }
                team.manager = move.from
                try transaction.put(team)
            } else {
                let people = try transaction.view.entries(of: Person.self)
                guard var person = people[Code(move.key)] else { continue }
                if move.what == .superior { person.reportsTo = move.from }
                if move.what == .post, let post = move.from.flatMap(Person.Post.init) {
                    person.post = post
                }
                try transaction.put(person)
            }
        }
    }

    /// Deadlines, series and orders, the last move first.
    ///
    /// - Parameter office: with the registers as they are again.
    mutating func putBackWork(
        in transaction: LedgerTransaction, office: Office, _ outcome: inout ImportUndo.Outcome
    ) throws {
        for move in handover.moves.reversed() {
            switch move.what {
            case .team, .superior, .post: continue
            case .deadline, .series:
                guard try isBack(move, in: transaction.view, office: office, &outcome),
                    let owner = move.from
                else { continue }
                try giveBack(move, to: owner, in: transaction, office: office, &outcome)
            case .order, .line:
                guard try isBack(move, in: transaction.view, office: office, &outcome),
                    let known = try transaction.view.order(named: move)
                else { continue }
                var order = known
                if move.what == .order { order.salesperson = move.from }
                for index in order.lines.indices where known.isMoved(by: move, at: index) {
                    order.lines[index].salesperson = move.from
                }
                try transaction.giveOrder(
                    known, as: order, from: handover.successor, to: handover.leaver,
                    office: office, by: by)
            }
        }
    }

    /// Tells the successor, whoever has it again, and the coordinator.
    func tell(in transaction: LedgerTransaction, office: Office) throws {
        guard !back.moves.isEmpty else { return }
        try transaction.record(
            "handed back", of: Subject(.office, "people"), by: by, detail: back.summary)
        let news = HandoverNews(
            office: office, kind: "handover-undone", handover: back, kept: kept)
        try news.tell(
            [handover.successor, handover.leaver].compactMap(office.directory.person),
            in: transaction)
    }

    /// Whether a move is taken back; what is not is named.
    private mutating func isBack(
        _ move: ImportRecord.Reassignment, in view: LedgerView, office: Office,
        _ outcome: inout ImportUndo.Outcome
    ) throws -> Bool {
        if let why = try view.reasonToKeep(
            move, of: handover, since: record.at, office: office)
        {
            keep(move.key, because: why, &outcome)
            return false
        }
        back.moves.append(move)
        if !outcome.restored.contains(move.code) { outcome.restored.append(move.code) }
        return true
    }

    private mutating func keep(
        _ key: String, because why: BilingualText, _ outcome: inout ImportUndo.Outcome
    ) {
        outcome.keep(key, because: why)
        if !kept.contains(key) { kept.append(key) }
    }

    private mutating func giveBack(
        _ move: ImportRecord.Reassignment, to owner: String, in transaction: LedgerTransaction,
        office: Office, _ outcome: inout ImportUndo.Outcome
    ) throws {
        var open: [DeadlineRecord] = []
        switch try DeadlineTarget(move.key, in: transaction.view) {
        case .single(let known), .occurrence(let known): open = [known]
        case .series(let known):
            var series = known
            series.owner = owner
            try transaction.put(series, nextAt: office.materialization(of: series))
            // Those that came since are the series', too.
            open = try transaction.view.openDeadlines(code: series.code).filter {
                $0.deadline.createdAt > record.at && move.isSo($0.deadline.owner)
            }
        case .unknown, .missing: return
        }
        for known in open {
            var deadline = known.deadline
            if move.what == .series {
                let name = deadline.identifier
                if try transaction.view.isGivenOtherDate(known, since: record.at) {
                    keep(name, because: .movedSince, &outcome)
                    continue
                }
                back.note(.deadline, name, from: deadline.owner, to: owner)
            }
            deadline.owner = owner
            try transaction.change(known, to: deadline, office: office, by: by)
        }
    }
}

extension ImportRecord.Reassignment {
    /// Whether a value is what it made it.
    fileprivate func isSo(_ value: String?) -> Bool { value.map(Code.init) == to.map(Code.init) }
}

extension OrderRecord {
    /// Whether a move is that of one of its lines.
    fileprivate func isMoved(by move: ImportRecord.Reassignment, at index: Int) -> Bool {
        move.what == .line && "\(code) \(lines[index].line)".isCode(move.key)
    }
}

extension LedgerView {
    /// The order of which a move moved all or a line; nil where it is known no more.
    fileprivate func order(named move: ImportRecord.Reassignment) throws -> OrderRecord? {
        try move.what == .line ? order(ofLine: move.key) : order(move.key)
    }

    /// Why what a handover moved stays as it is; nil where it is as that left it, and nobody gave it another date.
    ///
    /// - Parameter moment: of the handover.
    func reasonToKeep(
        _ move: ImportRecord.Reassignment, of handover: ImportRecord.Handover,
        since moment: Instant, office: Office
    ) throws -> BilingualText? {
        // Nothing goes back to nobody.
        guard office.directory.person(handover.leaver) != nil else { return .leaverErased }
        switch move.what {
        case .deadline, .series:
            switch try DeadlineTarget(move.key, in: self) {
            case .single(let known), .occurrence(let known):
                guard known.deadline.state == .open else {
                    return .ended(known.deadline, in: office)
                }
                guard move.isSo(known.deadline.owner) else {
                    return .changed(["owner"], of: .deadlines)
                }
                return try isGivenOtherDate(known, since: moment) ? .movedSince : nil
            case .series(let series):
                guard series.endedAt == nil else { return .changed(["status"], of: .deadlines) }
                return move.isSo(series.owner) ? nil : .changed(["owner"], of: .deadlines)
            case .unknown, .missing: return .knownNoMore
            }
        case .order, .line:
            guard let order = try order(named: move) else { return .knownNoMore }
            let lines = order.lines.indices
                .filter { move.what == .order || order.isMoved(by: move, at: $0) }
                .map { order.lines[$0] }
            guard lines.contains(where: \.isOutstanding) else { return .settledSince }
            let isSo =
                move.what == .order
                ? move.isSo(order.salesperson) : lines.allSatisfy { move.isSo($0.salesperson) }
            guard isSo else { return .changed(["salesperson"], of: .orders) }
            return try isSlipped(lines, of: order, since: moment) ? .slippedSince : nil
        case .team:
            guard let team = try entries(of: Team.self)[Code(move.key)] else {
                return .knownNoMore
            }
            return move.isSo(team.manager) ? nil : .changed(["manager"], of: .teams)
        case .superior, .post:
            guard let person = try entries(of: Person.self)[Code(move.key)] else {
                return .knownNoMore
            }
            if move.what == .post {
                return person.post.rawValue == move.to ? nil : .changed(["role"], of: .people)
            }
            return move.isSo(person.reportsTo) ? nil : .changed(["reports_to"], of: .people)
        }
    }
}

extension LedgerView {
    /// Whether somebody gave a deadline another date since a moment.
    fileprivate func isGivenOtherDate(_ known: DeadlineRecord, since moment: Instant) throws -> Bool
    {
        try revisions(of: known.id).contains {
            $0.revision > 1 && $0.at > moment && $0.by != nil
        }
    }

    /// Whether somebody gave any of an order's lines another date since a moment.
    fileprivate func isSlipped(
        _ lines: [OrderLine], of order: OrderRecord, since moment: Instant
    ) throws -> Bool {
        let later = try revisions(ofOrder: order.code).filter { $0.at > moment }.map(\.what)
        return lines.contains { later.contains("revision \($0.revision)") }
    }
}

extension BilingualText {
    fileprivate static let movedSince = BilingualText(
        en: "moved since", id: "sudah dipindah sesudahnya")
    fileprivate static let slippedSince = BilingualText(
        en: "given another date since", id: "tanggalnya sudah diubah sesudahnya")
    static let knownNoMore = BilingualText(en: "it is known no more", id: "tidak tercatat lagi")
    fileprivate static let leaverErased = BilingualText(
        en: "whose it was is known no more", id: "pemilik sebelumnya tidak tercatat lagi")
    fileprivate static let settledSince = BilingualText(
        en: "delivered or cancelled since", id: "sudah terkirim atau dibatalkan sesudahnya")
}
