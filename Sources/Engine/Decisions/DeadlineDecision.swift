import Almanac
import Coordination
import Ledger

/// A deadline, or one of a series; what the service asks of people is one, too.
struct DeadlineDecision: DecisionTarget {
    private let record: DeadlineRecord
    /// The series that the code names as a whole, none of it.
    private var series: Series?
    /// The lines of the order about which it asks for a call.
    private var calledLines: Set<String> = []
    private var deadline: Deadline { record.deadline }

    /// - Parameter code: as lists and mails print it; of a series, the open one that is due first.
    init?(code: String, office: Office, in view: LedgerView) throws {
        switch try DeadlineTarget(code, in: view) {
        case .single(let record), .occurrence(let record): self.record = record
        case .series(let series):
            let all = try view.deadlines(code: series.code)
            guard let record = all.first(where: { $0.deadline.state == .open }) ?? all.last else {
                return nil
            }
            self.record = record
            self.series = series
        case .unknown, .missing: return nil
        }
        if let code = TaskTopic.order(calledAbout: record.deadline.code),
            let order = try view.order(code)
        {
            calledLines = Set(
                order.lines.filter(\.isOutstanding).map {
                    OrderDecision.matter(of: $0.line, order: order.code)
                })
        }
    }

    /// Whoever was called about an order knows its dates as they are.
    func matters(of decision: Decision) -> Set<String> {
        let own: Set = ["\(subject.rawValue) \(key.foldedCode)"]
        return [.told, .done].contains(decision.word) ? own.union(calledLines) : own
    }

    var subject: DecisionSubject { .deadline }

    var key: String { deadline.identifier }

    func words(at desk: DecisionDesk) -> BilingualText {
        BilingualText(en: "\(deadline.identifier), ", id: "\(deadline.identifier), ").followed(
            by: desk.office.wordedTitle(of: deadline))
    }

    func isSettled(
        _ decision: Decision, at desk: DecisionDesk, in _: LedgerView
    ) -> Bool {
        switch decision.word {
        case .done, .told: deadline.state == .done
        case .waive: deadline.state == .waived
        case .cancelled: deadline.state == .cancelled
        case .reopen: deadline.state == .open
        case .moved: deadline.state == .open && decision.date == deadline.due.date
        case .acknowledged:
            deadline.state == .open
                && deadline.acknowledgedUntil.map { $0 > desk.now } ?? false
        default: false
        }
    }

    func faults(
        of decision: Decision, at desk: DecisionDesk, in view: LedgerView
    ) throws -> [Violation] {
        let word = decision.word
        if let wanted = try OfficeTask.decision(wantedBy: deadline, in: view),
            word != .acknowledged
        {
            return [Self.notPossible(wanted)]
        }
        if desk.office.followsPeriod(deadline), ![.moved, .acknowledged].contains(word) {
            return [
                Self.notPossible(
                    BilingualText(
                        en: "what ends it: the team's file, or the decision “waive” with a reason; "
                            + "a period’s closing ends with the decision “close”",
                        id: "hal yang mengakhirinya: berkas dari tim, atau keputusan “kecualikan” "
                            + "dengan alasan; penutupan periode berakhir dengan keputusan “tutup”"))
            ]
        }
        if word == .told, TaskTopic.order(calledAbout: deadline.code) == nil,
            deadline.kind != TaskKind.callback.rawValue
        {
            return [
                Self.notPossible(
                    BilingualText(
                        en: "a call to a client: only of those the client has been told",
                        id: "permintaan menelepon klien: hanya itu yang dapat “klien tahu”"))
            ]
        }
        if let series, series.endedAt == nil, [.moved, .waive, .cancelled].contains(word) {
            return [whichOne(of: series)]
        }
        guard word == .reopen || deadline.state == .open else {
            return [
                Self.notPossible(
                    BilingualText(
                        en: "a deadline that is open: this one is \(deadline.state.rawValue)",
                        id: "tenggat yang masih terbuka: yang ini sudah "
                            + deadline.state.words.indonesian))
            ]
        }
        return faults(ofDate: decision, at: desk)
            + (word == .done && !deadline.isShown(more: Self.proof(of: decision))
                ? [
                    Office.missingProof(
                        Self.proof(of: decision), wanted: deadline.evidence, shown: deadline.proof)
                ].compactMap(\.self) : [])
    }

    /// Of a word that may mean one of what comes back, or all of it: as a command asks, so does a sheet.
    private func whichOne(of series: Series) -> Violation {
        let name = deadline.nameWithDue
        return Violation(
            of: "code", .notPossible, value: series.code,
            expected: BilingualText(
                en:
                    "which one is meant: \(name.english); it comes back, and a decision is about one of it; all of "
                    + "it ends with the status “cancelled” in the deadlines sheet",
                id:
                    "kejadian yang dimaksud: \(name.indonesian); tenggat ini berulang, dan keputusan berlaku untuk "
                    + "satu kejadian; semuanya berakhir dengan status “batal” di lembar tenggat"))
    }

    /// What a decision shows: of one without a proof, its reason is one.
    private static func proof(of decision: Decision) -> String? {
        decision.proof ?? decision.reason
    }

    private func faults(ofDate decision: Decision, at desk: DecisionDesk) -> [Violation] {
        guard let date = decision.date else { return [] }
        let zone = desk.office.workingTime(ofOwner: deadline.owner).zone
        let today = zone.civil(desk.now).date
        switch decision.word {
        case .moved, .acknowledged:
            guard date <= today else {
                return [Office.farAhead(date, of: "date", today: today)].compactMap(\.self)
            }
            return [
                Violation(
                    of: "date", .pastDate, value: date.description,
                    expected: BilingualText(
                        en: "a date after today", id: "tanggal setelah hari ini"))
            ]
        case .told: return [desk.dayTold(date, today: today)].compactMap(\.self)
        default:
            // Taken by the day that it is, it would say that something else happened.
            var violation = Office.dayToCome(date, of: "date", today: today)
            violation?.severity = .blocker
            return [violation].compactMap(\.self)
        }
    }

    private static func notPossible(_ expected: BilingualText) -> Violation {
        Violation(of: "decision", .notPossible, expected: expected)
    }

    func carryOut(
        _ decision: Decision, at desk: DecisionDesk, in transaction: LedgerTransaction
    ) throws -> DecisionOutcome? {
        guard !isSettled(decision, at: desk, in: transaction.view) else { return nil }
        let changes = DeadlineChanges(office: desk.office, by: decision.by)
        let name = DeadlineChanges.Name(deadline)
        let reason = decision.reason
        let now: DeadlineRecord
        switch decision.word {
        case .done, .told:
            now = try changes.finish(
                name, as: .done, reason: decision.proof == nil ? nil : reason,
                proof: Self.proof(of: decision), scope: .this,
                at: decision.date.map(desk.pastMoment), in: transaction)
        case .waive:
            now = try changes.finish(
                name, as: .waived, reason: reason, proof: nil, scope: .this, in: transaction)
        case .cancelled:
            now = try changes.finish(
                name, as: .cancelled, reason: reason, proof: nil, scope: .this, in: transaction)
        case .moved:
            guard let date = decision.date else { return nil }
            now = try changes.move(
                name, to: date, at: nil, reason: reason, scope: .this, in: transaction)
        case .acknowledged:
            now = try changes.acknowledge(
                name, until: decision.date.map { desk.office.startOfBusiness(on: $0) },
                in: transaction)
        case .reopen: now = try changes.reopen(name, reason: reason, in: transaction)
        default: return nil
        }
        return DecisionOutcome(
            old: deadline.state.rawValue, new: decision.word.rawValue,
            answer: answer(to: decision, now.deadline))
    }

    private func answer(to decision: Decision, _ now: Deadline) -> BilingualText {
        let day = decision.date?.words
        let on = BilingualText(
            en: day.map { " on \($0.english)" } ?? "",
            id: day.map { " pada \($0.indonesian)" } ?? "")
        return switch decision.word {
        case .done:
            now.state == .open
                ? BilingualText(
                    en: "noted; still to be shown: \(now.missingEvidence ?? "–")",
                    id: "dicatat; bukti yang masih ditunggu: \(now.missingEvidence ?? "–")")
                : BilingualText(
                    en: "done\(on.english): reminders stop",
                    id: "selesai\(on.indonesian): pengingat berhenti")
        case .told:
            BilingualText(
                en: day == nil
                    ? "done: the client has been told" : "done: the client was told\(on.english)",
                id: "selesai: klien sudah diberi tahu\(on.indonesian)")
        case .moved:
            BilingualText(
                en: "due \(now.due.date.words.english) now",
                id: "kini jatuh tempo \(now.due.date.words.indonesian)")
        case .acknowledged:
            BilingualText(en: "escalations wait", id: "eskalasi menunggu")
        case .waive: BilingualText(en: "waived", id: "dikecualikan")
        case .cancelled: BilingualText(en: "cancelled", id: "dibatalkan")
        default: BilingualText(en: "open again", id: "dibuka lagi")
        }
    }
}
