import Coordination
import Engine
import Ledger

/// How states may follow each other: small models beside the ledger.
extension Invariant {
    static let states = [
        Invariant("what is over stays as it is", isDear: true, overStays),
        Invariant("periods close one after another", sequence),
        Invariant("what is done was shown", unshown),
        Invariant("what changed much is explained before a period closes", unexplained),
        Invariant("what a trial kept from its readers is theirs once it is over", unheard),
    ]

    /// A notice that ended and is another now.
    private static let overStays: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        let ended = try await office.stages.ledger.read { view in
            try view.notices(
                in: [.sent, .redirected, .refused, .withdrawn, .expired], limit: .max
            ).map { notice in
                EndedNotice(
                    id: notice.id, state: notice.state, recipient: notice.recipient,
                    // What a refused mail says of letters, later news may take up: nobody has read it.
                    causes: notice.items.filter {
                        $0.withdrawnBecause == nil
                            || notice.state == .refused
                                && $0.withdrawnBecause == NoticeRecord.laterNews
                    }.map { $0.item.cause.split(separator: " withdrawn ")[0] }.map(String.init)
                        .sorted())
            }
        }
        let now = Dictionary(uniqueKeysWithValues: ended.map { ($0.id, $0) })
        // After a trial its letters count as none.
        let faults = office.endedNotices.values.filter { $0.state != .redirected }.compactMap {
            known -> String? in
            guard let found = now[known.id] else { return "\(known) goes on" }
            return found == known ? nil : "\(known) is \(found)"
        }
        office.endedNotices = now
        return faults.sorted()
    }

    /// What ended as done without all that it asks to be shown.
    private static let unshown: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        try await office.stages.ledger.read { view in
            try view.deadlines(in: .done).map(\.deadline).compactMap { deadline in
                deadline.missingEvidence.map { "\(deadline.identifier): \($0)" }
            }
        }
    }

    /// Figures of a closed period that waited for somebody to say why they changed so much.
    private static let unexplained: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        try await office.stages.ledger.read { view in
            try view.periods().filter { $0.state == .closed }.flatMap { closed in
                let explained = Set(
                    try view.signOffs(for: closed.period).filter { $0.reason != nil }
                        .map(\.hash))
                return try view.submissions(for: closed.period.description).filter {
                    $0.isProvisional && $0.state != .rejected && !explained.contains($0.hash)
                }.map { "\($0.type) \($0.team) \($0.period) v\($0.version)" }
            }
        }
    }

    /// Notices that went to a trial's address, and that nobody sees to although it is over.
    private static let unheard: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        guard !office.settings.contains(where: { $0.contains("redirect_all_to") }) else {
            return []
        }
        return try await office.stages.ledger.read { view in
            try view.unheardNotices().map { "\($0.id) to \($0.recipient)" }
        }
    }

    /// A period that is open before one of its kind that is closed.
    private static let sequence: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        try await office.stages.ledger.read { view in
            let periods = try view.periods()
            return periods.filter { $0.state == .closed }.flatMap { closed in
                periods.filter {
                    $0.state != .closed && $0.period.kind == closed.period.kind
                        && $0.period < closed.period
                }.map { "\($0.period) is \($0.state), \(closed.period) is closed" }
            }
        }
    }
}
