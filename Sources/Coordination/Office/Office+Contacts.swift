package import Almanac

/// Whom the readers of mails are told to turn to: somebody who is there, and whom they can reach.
extension Office {
    /// Whom a client may ask about what somebody of these sold: the first who is there on that day, or whoever stands
    /// in for them or succeeded them, and has an address that takes mail or a telephone, else whoever does the
    /// coordinator's work, or the director's.
    ///
    /// - Parameters:
    ///   - salespeople: their codes.
    ///   - unreached: codes of those whose address takes no mail.
    package func contact(
        of salespeople: [String?], at moment: Instant, notReaching unreached: Set<String> = []
    ) -> Person? {
        let isReached = { (person: Person) in
            person.address != nil && !unreached.contains(person.code) || person.phone != nil
        }
        let holders = [coordinator, director].compactMap(\.self).compactMap {
            present($0, at: moment) ?? incumbent(of: $0)
        }
        return salespeople.lazy.compactMap { $0 }.compactMap(directory.person)
            .compactMap { present($0, at: moment) }
            .first(where: isReached) ?? holders.first(where: isReached) ?? holders.first
    }

    /// Whoever does the coordinator's work and can be written to, else whoever is above them; whoever does it where
    /// nobody can.
    ///
    /// - Parameter unreached: codes of those whose address takes no mail.
    package func coordinatorToAsk(
        at moment: Instant, notReaching unreached: Set<String>
    ) -> Recipient? {
        guard let acting = actingCoordinator(at: moment), unreached.contains(acting.key) else {
            return actingCoordinator(at: moment)
        }
        let path = EscalationPath(from: coordinator, in: self, at: moment)
        return path.recipients(from: coordinator, avoiding: unreached)
            .first { !unreached.contains($0.key) } ?? acting
    }

    /// Whom somebody asks for more time: whoever is above them, is there and can be written to, else the coordinator.
    ///
    /// - Parameter unreached: codes of those whose address takes no mail.
    package func superiorToAsk(
        of person: Person, at moment: Instant, notReaching unreached: Set<String> = []
    ) -> Recipient? {
        guard let start = superior(of: person) ?? coordinator, !start.code.isCode(person.code)
        else { return nil }
        let path = EscalationPath(from: start, in: self, at: moment)
        return path.recipients(from: start, avoiding: unreached.union([person.code]))
            .first { !unreached.contains($0.key) && !$0.key.isCode(person.code) }
            ?? recipient(start)
    }
}
