package import Almanac

/// What an order's lines come to today: what the client should hear, and what somebody must decide.
package struct DelayAssessment: Hashable, Sendable {
    /// The letter that is due to the client; nil when they know everything there is to know.
    package var letter: Letter?
    /// The lines that the letter states, in the order's own order.
    package var statements: [Statement]
    /// Outstanding lines whose date passed with no new one: a person is asked, never the client told.
    package var needsDate: [OrderLine]
    /// Whether other outstanding lines of the order are unaffected.
    package var othersUnaffected: Bool

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

        package init(line: String, date: CivilDate) {
            self.line = line
            self.date = date
        }
    }
}

extension DelayAssessment {
    /// Assesses an order's lines against what its client was last told.
    ///
    /// A line is late when its date lies past the one last told. A date earlier than last told is
    /// news only to somebody who was told of a slip. A line whose date has passed with none ahead is
    /// nobody's to tell: it needs a date first.
    ///
    /// - Parameter today: the civil date where the client is.
    package init(lines: [OrderLine], today: CivilDate) {
        let outstanding = lines.filter(\.isOutstanding)
        needsDate = outstanding.filter { $0.current < today }
        let open = outstanding.filter { $0.current >= today }
        let later = open.filter { $0.current > $0.lastTold }
        let earlier = open.filter { $0.current < $0.lastTold && $0.told.count > 1 }
        let stated: [OrderLine]
        if !later.isEmpty {
            letter = later.contains { $0.told.count > 1 } ? .furtherSlip : .slip
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
        let statedLines = Set(stated.map(\.line))
        statements = lines.filter { statedLines.contains($0.line) }
            .map { Statement(line: $0.line, date: $0.current) }
        othersUnaffected =
            !open.isEmpty && open.contains { !statedLines.contains($0.line) }
            && needsDate.isEmpty
    }

    /// Whether any outstanding line is late: past its told date, by expectation or by the calendar.
    package var isLate: Bool {
        letter == .slip || letter == .furtherSlip || !needsDate.isEmpty
    }
}
