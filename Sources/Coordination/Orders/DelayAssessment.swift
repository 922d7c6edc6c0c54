package import Almanac

/// What an order's lines come to today: what the client should hear, and what somebody must decide.
package struct DelayAssessment: Hashable, Sendable {
    /// The letter that is due to the client; nil when they know everything there is to know.
    package var letter: Letter?
    /// The lines that the letter states, in the order's own order.
    package var statements: [Statement]
    /// Outstanding lines whose date passed with no new one: a person is asked, never the client told.
    package var needsDate: [OrderLine]
    /// Whether the order has other outstanding lines, and every one stands at its promise.
    package var othersUnaffected: Bool
    /// Whether any outstanding line is late: past its told date, by expectation or by the calendar.
    package var isLate: Bool

    /// The text that fits, named as its template.
    package enum Letter: String, Codable, Hashable, Sendable, CaseIterable {
        case slip
        case furtherSlip = "further-slip"
        /// Earlier than last told, yet later than promised.
        case improved
        /// Back on the first promise or before it.
        case recovery
    }

    /// What a letter says of one line: the ledger records it as told when the letter is sent.
    package struct Statement: Hashable, Sendable, Codable {
        package var line: String
        package var date: CivilDate
        /// The revision of the line that gave it the date.
        package var revision: Int

        package init(line: String, date: CivilDate, revision: Int) {
            self.line = line
            self.date = date
            self.revision = revision
        }
    }
}

extension DelayAssessment {
    /// Assesses an order's lines against what its client was last told.
    ///
    /// A line is late when its date lies past the one last told. A further slip is one past a date that
    /// we gave for an earlier slip. A date earlier than last told is news only to somebody who was told of a slip. A line whose date has passed with none ahead is
    /// nobody's to tell: it needs a date first.
    ///
    /// - Parameters:
    ///   - today: the civil date where the client is.
    ///   - postponed: names of lines that are told another time.
    package init(lines: [OrderLine], today: CivilDate, leavingOut postponed: Set<String> = []) {
        let outstanding = lines.filter(\.isOutstanding)
        needsDate = outstanding.filter { $0.current < today }
        let open = outstanding.filter { $0.current >= today }
        isLate = !needsDate.isEmpty || open.contains(where: \.isLater)
        let untold = open.filter { !$0.isSettled && !postponed.contains($0.line) }
        let later = untold.filter(\.isLater)
        let earlier = untold.filter(\.isEarlier)
        let stated: [OrderLine]
        if !later.isEmpty {
            letter = later.contains(where: \.slipsAgain) ? .furtherSlip : .slip
            stated = later + earlier
        } else if !earlier.isEmpty {
            let isBack = earlier.allSatisfy { line in
                line.told.first.map { line.current <= $0.date } ?? false
            }
            letter = isBack ? .recovery : .improved
            stated = earlier
        } else {
            letter = nil
            stated = []
        }
        guard !stated.isEmpty else {
            // Most orders, most of the time.
            statements = []
            othersUnaffected =
                !open.isEmpty && needsDate.isEmpty && open.allSatisfy { $0.current == $0.promise }
            return
        }
        let statedLines = Set(stated.map(\.line))
        statements = lines.filter { statedLines.contains($0.line) }
            .map { Statement(line: $0.line, date: $0.current, revision: $0.revision) }
        let others = open.filter { !statedLines.contains($0.line) }
        othersUnaffected =
            !others.isEmpty && needsDate.isEmpty && others.allSatisfy { $0.current == $0.promise }
    }
}

extension Office {
    /// Assesses an order for its client, so that lines that may be told without a person do not wait
    /// for those that were late when first seen: these are told by a letter of their own, afterwards.
    package func assessment(
        of lines: [OrderLine], for client: Client, today: CivilDate
    ) -> DelayAssessment {
        let whole = DelayAssessment(lines: lines, today: today)
        guard !whole.statements.isEmpty else { return whole }
        let postponed = Set(lines.filter(\.isLateSinceFirstSeen).map(\.line))
        guard whole.statements.contains(where: { postponed.contains($0.line) }) else {
            return whole
        }
        let rest = DelayAssessment(lines: lines, today: today, leavingOut: postponed)
        guard rest.letter != nil,
            holdReasons(for: lines, statements: rest.statements, client: client).isEmpty
        else { return whole }
        return rest
    }
}
