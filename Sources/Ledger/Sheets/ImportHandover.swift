extension ImportRecord {
    /// What a file that says that somebody has left moved to whoever took over from them.
    package struct Handover: Sendable, Codable, Hashable {
        package var leaver: String
        package var successor: String
        /// In the order in which it moved.
        package var moves: [Reassignment] = []

        package init(leaver: String, successor: String) {
            self.leaver = leaver
            self.successor = successor
        }

        /// Notes one move.
        ///
        /// - Parameter from: who or what it was; nobody by default.
        package mutating func note(
            _ what: Reassignment.What, _ key: String, from: String?, to: String?
        ) {
            moves.append(Reassignment(what: what, key: key, from: from, to: to))
        }
    }

    /// One thing that a handover gave to another.
    package struct Reassignment: Sendable, Codable, Hashable {
        package var what: What
        /// As reports name it: a deadline with its occurrence, an order, an order's line, a code.
        package var key: String
        package var from: String?
        package var to: String?

        /// Which value of it is another.
        package enum What: String, Sendable, Codable {
            /// The owner.
            case deadline, series
            /// The salesperson.
            case order, line
            /// The manager.
            case team
            /// Whom a person reports to.
            case superior
            /// What a person is in the office.
            case post
        }
    }
}
