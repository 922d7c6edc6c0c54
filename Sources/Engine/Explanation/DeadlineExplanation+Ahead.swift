import Almanac
import Coordination
import Ledger

extension DeadlineExplanation {
    /// The steps that are still to come, each with what moves it; of a deadline that has ended those that
    /// do not come any more.
    func ahead(settled: Set<StepIdentity>) throws -> [Line] {
        var open = deadline
        open.state = .open
        guard deadline.state == .open else {
            let entered = try view.events(of: subject)
                .last { $0.what == deadline.state.rawValue }?.at
            let end = entered ?? deadline.finishedAt ?? now
            let then = try history.office(at: end)
            let since = since(end)
            return then.plan(open).filter { !settled.contains($0.identity) && $0.at > end }
                .map { neverSent($0, since: since, in: then) }
        }
        guard !deadline.isWaiting else { return [] }
        return StepsAhead(deadline: deadline, office: office, words: words)
            .lines(of: office.plan(open).filter { !settled.contains($0.identity) })
            + (try dueCorrections())
    }

    /// Since when it has ended: of what somebody said of a day, that day, and when they said so.
    private func since(_ entered: Instant) -> BilingualText {
        guard let finished = deadline.finishedAt, finished != entered else {
            return words.moment(entered)
        }
        let day = office.profile.zone.civil(finished).date
        return .sentence(
            "{1}, as was entered on {2}", "{1}, dicatat {2}", words.date(day),
            words.moment(entered))
    }

    private func neverSent(
        _ step: PlannedStep, since: BilingualText, in office: Office
    ) -> Line {
        var line = Line(
            at: step.at, .skipped, ["ended"],
            .sentence(
                step.at > now
                    ? "The step {1} for {2} will not be sent: the deadline was {3} on {4}."
                    : "The step {1} for {2} was not sent: the deadline was {3} on {4}.",
                step.at > now
                    ? "Langkah {1} untuk {2} tidak akan dikirim: tenggat {3} pada {4}."
                    : "Langkah {1} untuk {2} tidak dikirim: tenggat {3} pada {4}.",
                words.step(named: step.identity.when.description), words.role(step.identity.role),
                Self.ends[deadline.state] ?? .plain(deadline.state.rawValue), since),
            step: step.identity.when.description)
        line.readers = readers(of: step, in: office)
        return line
    }

    private static let ends: [Deadline.State: BilingualText] = [
        .done: BilingualText(en: "done", id: "diselesaikan"),
        .waived: BilingualText(en: "waived", id: "dibebaskan"),
        .cancelled: BilingualText(en: "cancelled", id: "dibatalkan"),
    ]

    private func dueCorrections() throws -> [Line] {
        try view.corrections(of: record.id).map { correction in
            Line(
                at: correction.at, .planned, ["correction", "ahead"],
                .sentence(
                    "{1} was told {2}, and hears of the present date on {3}.",
                    "{1} diberi tahu {2}, dan akan menerima tanggal terbaru pada {3}.",
                    words.who(correction.recipient), words.moment(correction.toldDue),
                    words.moment(correction.at)), person: correction.recipient)
        }
    }

    /// The steps of former revisions that were still to come when it was moved.
    func former(
        _ revisions: [RevisionRecord], _ steps: [(revision: Int, step: StepRecord)]
    ) throws -> [Line] {
        try zip(revisions, revisions.dropFirst()).flatMap { old, new -> [Line] in
            let office = try history.office(at: new.at)
            var then = deadline
            then.state = .open
            then.isWaiting = false
            then.revision = old.revision
            then.due = old.due
            then.zone = old.zone
            then.armedAt = old.at
            then.replannedAt = nil
            then.snoozedUntil = nil
            let settled = Set(
                steps.filter { $0.revision == old.revision }.map(\.step.identity))
            return office.plan(then).filter { $0.at > new.at && !settled.contains($0.identity) }
                .map { step in
                    var line = Line(
                        at: step.at, .skipped, ["moved"],
                        .sentence(
                            step.at > now
                                ? "The step {1} for {2} of the former due date, {4}, will not be sent: it was moved on {3}."
                                : "The step {1} for {2} of the former due date, {4}, was not sent: it was moved on {3}.",
                            step.at > now
                                ? "Langkah {1} untuk {2} menurut jatuh tempo semula, {4}, tidak akan dikirim: dipindahkan pada {3}."
                                : "Langkah {1} untuk {2} menurut jatuh tempo semula, {4}, tidak dikirim: dipindahkan pada {3}.",
                            words.step(named: step.identity.when.description),
                            words.role(step.identity.role),
                            words.moment(new.at), words.due(old.due, zone: old.zone)),
                        step: step.identity.when.description)
                    line.readers = readers(of: step, in: office)
                    return line
                }
        }
    }

    /// Why nothing comes at present.
    func rest() throws -> [Line] {
        guard deadline.state == .open else { return [] }
        var lines: [Line] = []
        if deadline.isWaiting {
            let codes = deadline.dependencies.joined(separator: ", ")
            lines.append(
                Line(
                    at: now, .waiting, ["waits"],
                    codes.isEmpty
                        ? BilingualText(
                            en: "Its ladder rests: its period is locked.",
                            id: "Jenjangnya berhenti: periodenya dikunci.")
                        : .sentence(
                            "Its ladder rests until {1} has ended.",
                            "Jenjangnya berhenti sampai {1} berakhir.", .plain(codes))))
        }
        if let until = deadline.acknowledgedUntil, until > now {
            lines.append(
                Line(
                    at: now, .waiting, ["acknowledged"],
                    .sentence(
                        "{1} acknowledged it: escalations wait until {2}.",
                        "{1} mengakuinya: eskalasi menunggu sampai {2}.",
                        words.by(deadline.acknowledgedBy), words.moment(until))))
        }
        if let until = deadline.snoozedUntil, until > now {
            lines.append(
                Line(
                    at: now, .waiting, ["snoozed"],
                    .sentence(
                        "It is snoozed until {1}.", "Ditunda sampai {1}.", words.moment(until))))
        }
        return lines + (try comingBack())
    }

    private func comingBack() throws -> [Line] {
        guard !deadline.occurrence.isEmpty, let series = try view.series(code: deadline.code),
            series.endedAt == nil, let next = office.nextOccurrence(of: series),
            // What is next of all is said once, however many of it are open.
            try view.openDeadlines(code: deadline.code).last?.id == record.id
        else { return [] }
        let due = office.due(of: next, in: series)
        return [
            Line(
                at: office.materialization(of: series) ?? now, .planned, ["series", "ahead"],
                .sentence(
                    "It comes back: the next is due on {1}.",
                    "Berulang: yang berikutnya jatuh tempo {1}.",
                    words.due(due, zone: series.zone)))
        ]
    }
}
