import Almanac
import Coordination
import Ledger
import Post

/// What people of a rehearsed office do, who else do nothing.
package enum RehearsalAssumption: String, Sendable, CaseIterable {
    case nothing
    /// Every deadline is done a minute before it is due.
    case done
    /// The coordinator approves every letter that can be, as soon as they are at work.
    case approve
}

/// The deeds of people who are assumed to do something.
struct AssumedPeople: Sendable {
    let assumptions: Set<RehearsalAssumption>
    /// Whether nobody ever does anything.
    var isIdle: Bool { assumptions.isDisjoint(with: [.done, .approve]) }

    private static let by = "rehearsal"

    /// When somebody does something next; nil when nobody ever does.
    func nextInstant(after now: Instant, in stages: Stages) async throws -> Instant? {
        let assumptions = assumptions
        return try await stages.store.read { view, office in
            var moments: [Instant] = []
            // Whatever could not be done then is not tried again.
            let soon = now + .seconds(60) + .microseconds(1)
            if assumptions.contains(.done), let due = try view.nextOverdueInstant(after: soon) {
                moments.append(due - .seconds(60))
            }
            if assumptions.contains(.approve),
                try view.notices(in: [.held], limit: 1).contains(where: { $0.audience == .client }),
                let coordinator = office.coordinator,
                let open = office.workingTime(of: coordinator).nextOpen(atOrAfter: now), open > now
            {
                moments.append(open)
            }
            return moments.min()
        }
    }

    /// Does what is to be done now.
    func act(at now: Instant, in stages: Stages) async throws {
        if assumptions.contains(.done) { try await finish(at: now, in: stages) }
        if assumptions.contains(.approve) { try await approve(at: now, in: stages) }
    }

    private func finish(at now: Instant, in stages: Stages) async throws {
        let due = try await stages.store.read { view, _ in
            try view.openDeadlines(
                dueFrom: now, before: now + .seconds(61), madeAfter: .distantPast)
        }
        for record in due {
            try await attempt(in: stages, at: now) { work in
                _ = try DeadlineChanges(office: work.office, by: record.deadline.owner).finish(
                    .init(
                        code: record.deadline.code,
                        occurrence: record.deadline.occurrence.isEmpty
                            ? nil : record.deadline.occurrence), as: .done, reason: nil,
                    proof: record.deadline.missingEvidence, scope: nil,
                    in: work.transaction)
            }
        }
    }

    private func approve(at now: Instant, in stages: Stages) async throws {
        let (waiting, isOpen) = try await stages.store.read { view, office in
            (
                try view.notices(in: [.held], limit: .max).filter { $0.audience == .client },
                office.coordinator.map { office.workingTime(of: $0).isOpen(at: now) } ?? false
            )
        }
        guard isOpen else { return }
        for notice in waiting {
            try await attempt(in: stages, at: now) { [writer = stages.writer] work in
                let approval = LetterApproval(office: work.office, writer: writer, by: Self.by)
                let letter = try writer.letter(
                    for: work.view.refreshed(notice, office: work.office, now: now),
                    view: work.view, office: work.office, now: now)
                _ = try approval.approve(
                    notice, hash: letter.contentHash, in: work.transaction)
            }
        }
    }

    /// What a person would be refused is not done.
    private func attempt(
        in stages: Stages, at now: Instant,
        _ body: @Sendable @escaping (UnitOfWork) throws -> Void
    ) async throws {
        do {
            try await stages.store.change(at: now, body)
        } catch is EngineError {
            return
        }
    }
}
