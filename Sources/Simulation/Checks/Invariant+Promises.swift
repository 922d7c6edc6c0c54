import Almanac
import Control
import Coordination
import Engine
import Ledger

/// What is promised, and what people are reminded of.
extension Invariant {
    static let promises = [
        Invariant("every open deadline has a next instant or a reason", nextInstants),
        Invariant("marks and items are one", isDear: true, marks),
        Invariant("no step ends unheard", isDear: true, unheard),
        Invariant("what comes back each day does so each day", isDear: true, eachDay),
        Invariant("status counts what there is", status),
    ]

    private static let nextInstants: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        guard office.stages.clockGuard.look().jump == nil else { return [] }
        let now = office.clock.now
        return try await office.stages.store.read { view, office in
            try view.deadlines(in: .open).compactMap { record in
                let deadline = record.deadline
                let settled = try view.settledSteps(of: record.id, revision: deadline.revision)
                // What nobody can be told waits for a change of registers, or for its reader.
                let plan = office.plan(deadline).filter {
                    $0.at > now || office.isHeard($0, of: deadline, at: now)
                }
                let next = office.nextInstant(of: plan, settled: settled)
                if record.dueAt != office.dueInstant(of: deadline) {
                    return "\(deadline.identifier) is due at another instant than it says"
                }
                guard let next else { return nil }
                guard let stored = record.nextAt else {
                    return "\(deadline.identifier) has a step at \(next) and no next instant"
                }
                // A correction may be earlier; no step may be before what is stored.
                return next < stored && next > now
                    ? "\(deadline.identifier) has a step at \(next), its next instant is \(stored)"
                    : nil
            }
        }
    }

    /// A step that fired without an item, or an item without its step.
    private static let marks: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        try await office.stages.ledger.read { view in
            var causes: Set<String> = []
            // What was taken back before it left may be told anew, or be told by a later step.
            var standing: Set<String> = []
            for notice in try view.notices(in: NoticeState.allCases, limit: .max) {
                for record in notice.items where record.item.subject.kind == .deadline {
                    let cause = record.item.cause.split(separator: ">")[0].trimmingSuffix(" ")
                    causes.insert(cause)
                    // What a trial's address was told, its reader was not.
                    guard record.withdrawnBecause == nil, !record.isUnheard else { continue }
                    // What was asked again once it was over, its own step had said to whoever was there then.
                    if !record.item.cause.contains(" asked ") { standing.insert(cause) }
                }
            }
            return try view.deadlines().flatMap { record -> [String] in
                let deadline = record.deadline
                let steps = try view.steps(of: record.id, revision: deadline.revision)
                return steps.compactMap { step in
                    let identity = step.identity
                    let cause =
                        "deadline \(deadline.identifier) r\(deadline.revision) \(identity.when) "
                        + "#\(identity.repetition) \(identity.role)"
                    if step.outcome == .fired, !causes.contains(cause) {
                        return "\(cause) fired unheard"
                    }
                    if step.outcome != .fired, standing.contains(cause) {
                        return "\(cause) is \(step.outcome.rawValue) and was told"
                    }
                    return nil
                }
            }
        }
    }

    /// Steps whose moment has come, that somebody could be told, and that nobody was or is about to be.
    private static let unheard: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        guard office.stages.clockGuard.look().jump == nil else { return [] }
        let now = office.clock.now
        return try await office.stages.store.read { view, office in
            try view.deadlines(in: .open).flatMap { record -> [String] in
                guard record.nextAt.map({ now < $0 }) ?? true else { return [] }
                let deadline = record.deadline
                let settled = try view.settledSteps(of: record.id, revision: deadline.revision)
                return office.plan(deadline).filter { step in
                    step.at <= now && !settled.contains(step.identity)
                        && office.isHeard(step, of: deadline, at: now)
                }.map { "\(deadline.identifier) r\(deadline.revision) \($0.identity.words)" }
            }
        }
    }

    /// Days without their occurrence of what comes back every day at an hour that clocks may skip.
    private static let eachDay: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        try await office.stages.ledger.read { view in
            try view.allSeries().filter { $0.recurrence.contains("02:30") }.flatMap { series in
                let days = try view.deadlines(code: series.code).compactMap {
                    CivilDateTime($0.deadline.occurrence)?.date
                }
                guard let first = days.min(), let last = days.max() else { return [String]() }
                let all = Set(days)
                return (first.dayNumber...last.dayNumber).map(CivilDate.init(dayNumber:))
                    .filter { !all.contains($0) }.map { "\(series.code) has none of \($0)" }
            }
        }
    }

    private static let status: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        let status = try await office.status()
        let now = office.clock.now
        let counted = try await office.stages.ledger.read { view in
            let open = try view.deadlines(in: .open)
            let notices = try view.notices(
                in: [.waiting, .deferred, .held, .uncertain], limit: .max)
            let count = { (states: Set<NoticeState>) in
                notices.count { states.contains($0.state) }
            }
            return [
                open.count, open.count { $0.dueAt < now }, count([.waiting, .deferred]),
                count([.held]), count([.uncertain]),
            ]
        }
        let said = [
            status.deadlinesOpen, status.deadlinesOverdue, status.noticesWaiting,
            status.noticesHeld, status.noticesUncertain,
        ]
        return said == counted ? [] : ["it says \(said), there are \(counted)"]
    }
}

extension Substring {
    fileprivate func trimmingSuffix(_ end: String) -> String {
        String(hasSuffix(end) ? dropLast(end.count) : self)
    }
}
