package import Almanac

/// One thing in a digest that somebody should see to.
package struct DigestMatter: Hashable, Sendable {
    package var content: Content
    /// When it was, or will be, too late: what matters are ranked by.
    package var tooLateAt: Instant

    /// What it is about.
    package enum Content: Hashable, Sendable {
        case overdue(Deadline)
        case order(OpenOrder, OrderRisk)
        case letter(WaitingLetter)
        case due(Deadline)
    }

    package init(_ content: Content, tooLateAt: Instant) {
        self.content = content
        self.tooLateAt = tooLateAt
    }

    /// The orders that it is about.
    var orders: Set<Code> {
        switch content {
        case .order(let order, _): [Code(order.code)]
        case .letter(let letter): Set(letter.orders.map(Code.init))
        case .overdue, .due: []
        }
    }

    /// Whether it is an order that needs a date.
    var isDateless: Bool {
        if case .order(_, .dateless) = content { true } else { false }
    }

    /// The deadline that it is; nil for anything else.
    var deadline: Deadline? {
        switch content {
        case .overdue(let deadline), .due(let deadline): deadline
        case .order, .letter: nil
        }
    }

    /// Ranks what falls on one moment: broken promises first, then by name, so that equal days give
    /// equal digests.
    private var tieBreak: (Int, Int64, String) {
        switch content {
        case .overdue(let deadline): (0, 0, deadline.identifier)
        case .order(let order, _): (1, 0, order.code)
        case .letter(let letter): (2, letter.notice, "")
        case .due(let deadline): (3, 0, deadline.identifier)
        }
    }
}

extension DigestMatter: Comparable {
    package static func < (left: DigestMatter, right: DigestMatter) -> Bool {
        left.tooLateAt == right.tooLateAt
            ? left.tieBreak < right.tieBreak : left.tooLateAt < right.tooLateAt
    }
}
