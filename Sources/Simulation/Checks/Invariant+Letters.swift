import Almanac
import Coordination
import Engine
import Ledger

/// What clients and the office were told, and what waits to be.
extension Invariant {
    static let letters = [
        Invariant("nobody gets a letter twice", letterTwice),
        Invariant("what a client is said to have been told has left", isDear: true, toldUnsent),
        Invariant("what has left is known to have been told", isDear: true, sentUntold),
        Invariant("a client hears of a revision once", isDear: true, toldAgain),
        Invariant("nothing waits that nobody was asked about", unasked),
        Invariant("nothing that is due stays", stranded),
        Invariant("one change releases few letters by itself", isDear: true, breaker),
        Invariant("what was missed is told once", isDear: true, missedTwice),
        Invariant("what was refused for good is not tried again", refusedAgain),
        Invariant("what was not mailed in time is somebody's", isDear: true, unsent),
        Invariant("whoever was refused is somebody's to mend", isDear: true, refusedUnseen),
        Invariant(
            "whoever was told of what is another's order is somebody's to tell", isDear: true,
            formerUntold),
        Invariant(
            "whoever was told that an order is not theirs is somebody's to tell that it is",
            isDear: true, returnedUntold),
    ]

    /// How often an office letter may be handed over while nobody knows what became of it (DESIGN §7).
    private static let mostHandedOver = 3
    /// How often more where the service ended before it could know.
    private static let mostInterrupted = 10

    private static let letterTwice: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        var faults: [String] = []
        var handed: [Int64: [HandedLetter]] = [:]
        for letter in office.courier.handed where letter.mayHaveArrived {
            handed[letter.notice, default: []].append(letter)
        }
        for (notice, letters) in handed where letters.count > 1 {
            guard Set(letters.map(\.messageID)).count == 1 else {
                faults.append("notice \(notice) went under several Message-IDs")
                continue
            }
            // Copies of a letter that went are other readers'.
            let readers = Dictionary(grouping: letters, by: { $0.recipients.first ?? "" })
            for (_, same) in readers where same.count > 1 {
                if !same[0].isClient || same[0].isOfTrial {
                    // An office letter goes again only while nobody knows whether it arrived, and so does what goes
                    // to a trial's address.
                    let known = same.dropLast().filter { $0.word == "sent" && $0.isRecorded }
                    let unanswered = same.count(where: \.isRecorded)
                    if !known.isEmpty || unanswered > Self.mostHandedOver
                        || same.count - unanswered > Self.mostInterrupted
                    {
                        faults.append("notice \(notice) went \(same.count) times")
                    }
                } else if same.count > (office.releases[notice] ?? 0) + 1 {
                    faults.append("notice \(notice) went to a client \(same.count) times")
                }
            }
        }
        return faults
    }

    /// Dates that the ledger calls told by a letter that never was handed over.
    private static let toldUnsent: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        // What went to a trial's address was told to nobody.
        let arrived = Set(
            office.courier.handed.filter { $0.mayHaveArrived && !$0.isOfTrial }.map(\.notice))
        return try await office.stages.ledger.read { view in
            try view.orders().flatMap { order in
                try order.lines.flatMap { line in
                    try line.told.compactMap { telling in
                        guard let notice = telling.notice else { return nil }
                        guard arrived.contains(notice) else {
                            return "\(line.order)/\(line.line) \(telling.date) by notice \(notice)"
                        }
                        let words = try view.letter(of: notice).map { LetterWords($0.text) }
                        guard words?.dates.contains(telling.date) == false else { return nil }
                        return "notice \(notice) does not say \(telling.date)"
                    }
                }
            }
        }
    }

    /// Dates in letters that were taken, and that the ledger does not know to have been told.
    private static let sentUntold: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        let sent = Set(
            office.courier.handed.filter {
                $0.isClient && $0.word == "sent" && !$0.isOfTrial && $0.isRecorded
            }.map(\.notice))
        return try await office.stages.ledger.read { view in
            try sent.sorted().flatMap { id -> [String] in
                guard let notice = try view.notice(id), notice.state == .sent else {
                    let state = try view.notice(id)?.state.rawValue
                    return ["notice \(id) was taken and is \(state ?? "gone")"]
                }
                return try notice.liveItems.flatMap { record in
                    try record.statements.compactMap { statement in
                        guard let order = try view.order(record.item.subject.id),
                            order.client.isCode(notice.recipient),
                            let line = order.lines.first(where: {
                                $0.line.isCode(statement.line)
                            }), !line.told.contains(where: { $0.date == statement.date })
                        else { return nil }
                        return "notice \(id): \(order.code)/\(line.line) \(statement.date)"
                    }
                }
            }
        }
    }

    /// Dates that one letter told after another, or a person, had told them.
    private static let toldAgain: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        try await office.stages.ledger.read { view in
            try view.orders().flatMap(\.lines).flatMap { line in
                zip(line.told, line.told.dropFirst()).compactMap { before, after in
                    guard before.date == after.date, let notice = after.notice,
                        before.notice != notice
                    else { return nil }
                    return "\(line.order)/\(line.line) \(after.date) again by notice \(notice)"
                }
            }
        }
    }

    /// Mail of the office that was tried, expired, and that nobody was told of instead.
    private static let unsent: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        try await office.stages.ledger.read { view in
            let expired = try view.notices(in: [.expired], limit: .max).filter {
                try $0.audience == .office && $0.attempts > 0 && view.saysMore($0)
            }
            guard !expired.isEmpty, try view.deadlines(code: "MAIL-UNSENT").isEmpty else {
                return []
            }
            return expired.map { "notice \($0.id) to \($0.recipient)" }
        }
    }

    private static let unasked: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        // While nobody may act by the clock, nobody can be asked.
        guard office.stages.clockGuard.look().jump == nil else { return [] }
        return try await office.stages.ledger.read { view in
            try view.notices(in: [.held, .uncertain], limit: .max).compactMap { notice in
                let code = "LETTER-\(notice.id)"
                guard notice.audience == .client, try view.openDeadlines(code: code).isEmpty else {
                    return nil
                }
                // A person ended the question: they know of it.
                let asked = try view.deadlines(code: code)
                guard !asked.contains(where: { $0.deadline.finishedBy != nil }) else { return nil }
                return "notice \(notice.id) to \(notice.recipient) is \(notice.state.rawValue)"
            }
        }
    }

    private static let stranded: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        guard office.stages.clockGuard.look().word == "trusted" else { return [] }
        let now = office.clock.now
        return try await office.stages.ledger.read { view in
            let isHeld = try view.clientMailHold() != nil
            // While nobody answers there, letters wait together for the next try.
            let isDown = try view.outages().contains { $0.probeAt > now }
            let due = try isDown ? [] : view.noticesDue(by: now, officeOnly: isHeld, limit: 10)
            var faults = due.map {
                "notice \($0.id) should have left at \($0.leaveAt.map { "\($0)" } ?? "?")"
            }
            faults += try view.deadlinesDue(by: now, limit: 10).map {
                "deadline \($0.deadline.identifier) is due"
            }
            faults += try view.ordersDue(by: now).map { "order \($0.code) is due" }
            faults += try view.claimedNotices().map { "notice \($0.id) stays claimed" }
            return faults
        }
    }

    /// Letters that came again although their reader's server had said no for good, and nobody let them go.
    private static let refusedAgain: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        var refused: [String: Int] = [:]
        var faults: [String] = []
        for (index, letter) in office.courier.handed.enumerated() {
            let reader = "notice \(letter.notice) to \(letter.recipients.first ?? "")"
            if let before = refused[reader], before >= office.releasedAfter[letter.notice] ?? 0 {
                faults.append(reader)
            }
            if letter.word == "refused", letter.isRecorded { refused[reader] = index }
        }
        return faults
    }

    /// Refused letters of which nobody heard.
    private static let refusedUnseen: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        try await office.stages.ledger.read { view in
            try view.notices(in: [.refused], limit: .max).compactMap { notice in
                // What waited its whole life for a way is told of with whatever else waited in vain.
                let codes =
                    ["ADDRESS-\(notice.recipient)"]
                    + (notice.audience == .office ? ["MAIL-UNSENT"] : [])
                guard try notice.audience == .client || view.saysMore(notice),
                    try codes.allSatisfy({ try view.deadlines(code: $0).isEmpty })
                else {
                    return nil
                }
                return "notice \(notice.id) to \(notice.recipient): \(notice.response ?? "")"
            }
        }
    }

    /// Clients who know dates, by letters of ours, of orders that are another's, and whom nobody was asked to tell
    /// so; what they were told by a file that was undone a letter takes back.
    private static let formerUntold: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        try await office.stages.store.read { view, office in
            guard office.coordinator != nil else { return [] }
            let asked = try view.deadlines().map(\.deadline)
            let corrected = Set(
                try view.notices(in: NoticeState.allCases, limit: .max).filter { notice in
                    notice.items.contains { record in
                        ["undone ", "arrived "].contains(where: record.item.cause.hasPrefix)
                    }
                }.map { Code($0.recipient) })
            return try view.orders().flatMap { order in
                let former = order.lines.flatMap { line in
                    line.formerClients?.told.filter { told in
                        told.value.contains { $0.notice != nil }
                    }.map(\.key) ?? []
                }
                return Set(former).subtracting(corrected).filter {
                    asked.asking("FORMER-", about: order.code, to: $0.spelling).isEmpty
                }.map { "\($0.spelling) of \(order.code)" }
            }
        }
    }

    /// Clients who were told that an order is not theirs, whose it has become since, and whom nobody was asked to tell so.
    private static let returnedUntold: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        try await office.stages.store.read { view, office in
            guard office.coordinator != nil else { return [] }
            let asked = try view.deadlines().map(\.deadline)
            return try view.orders().compactMap { order in
                let told = asked.asking("FORMER-", about: order.code, to: order.client).filter {
                    $0.state == .done && $0.finishedBy != nil
                        && $0.finishedAt ?? .distantFuture <= order.clientSince ?? .distantPast
                }
                guard let gone = told.map(\.createdAt).max() else { return nil }
                let back = asked.asking("RETURNED-", about: order.code, to: order.client)
                let isAsked = back.contains {
                    $0.createdAt > gone && ($0.state == .open || $0.finishedBy != nil)
                }
                return isAsked ? nil : "\(order.client) of \(order.code)"
            }
        }
    }

    /// Letters that came to be at one moment and went without anybody's word.
    private static let breaker: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        try await office.stages.store.read { view, office in
            let sent = try view.notices(in: [.sent], limit: .max).filter {
                $0.audience == .client && $0.approvedHash == nil
            }
            return Dictionary(grouping: sent, by: \.createdAt)
                .filter { $0.value.count > office.profile.automaticLimit }
                .map { "\($0.value.count) letters of \($0.key): \($0.value.map(\.id))" }.sorted()
        }
    }

    /// Two late reminders of one deadline that one person got of one silence.
    private static let missedTwice: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        try await office.stages.ledger.read { view in
            var known: Set<String> = []
            var faults: [String] = []
            for notice in try view.notices(in: NoticeState.allCases, limit: .max) {
                for record in notice.items
                where record.withdrawnBecause == nil && record.item.facts["late"] == .flag(true)
                    && record.item.subject.kind == .deadline
                {
                    // Whoever came to stand in for another hears it in both places.
                    let place =
                        record.item.cause.prefix { $0 != ">" }.split(separator: " ").last ?? ""
                    let telling =
                        "\(record.item.subject.id) to \(notice.recipient) as \(place) at \(record.createdAt)"
                    if !known.insert(telling).inserted { faults.append(telling) }
                }
            }
            return faults
        }
    }
}

extension [Coordination.Deadline] {
    /// Questions whose codes begin so, about an order to a client.
    fileprivate func asking(
        _ prefix: String, about order: String, to client: String
    ) -> [Coordination.Deadline] {
        let code = "\(prefix)\(order)-\(client)".foldedCode
        return filter { asked in
            asked.code.foldedCode.hasPrefix(code) && asked.client.map(client.isCode) ?? false
        }
    }
}

extension LedgerView {
    /// Whether a mail of the office says something that nobody finds elsewhere: not only what the service says of itself,
    /// or asks by itself.
    fileprivate func saysMore(_ notice: NoticeRecord) throws -> Bool {
        let questions = Set(
            try deadlines().map(\.deadline).filter { TaskKind(rawValue: $0.kind) != nil }
                .map(\.identifier))
        return notice.items.contains { record in
            guard record.item.subject.kind != .office else {
                return ["handover", "handover-undone", "letter-announced"].contains(
                    record.item.kind)
            }
            return !questions.contains(record.item.subject.id)
        }
    }
}
