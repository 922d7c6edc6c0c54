package import Almanac

extension Item {
    /// Whom a step was told, by its cause: the reader, and after them whoever it was passed on to.
    package var readers: [String] {
        cause.split(separator: " > ").dropFirst().map(String.init)
    }
}

/// Steps that a mail server kept from whoever they were for.
extension Office {
    /// The step that an item tells, whoever reads it; nil of what no step of the present plan does.
    package func step(toldBy item: Item, of deadline: Deadline) -> PlannedStep? {
        plan(deadline).first { item.cause.hasPrefix(cause(of: $0, to: "", about: deadline)) }
    }

    /// Who hears a step in the place of readers whom mail does not reach: whoever would if those had no address, in the
    /// last resort the coordinator.
    ///
    /// - Parameter unreached: the readers' keys, of whom none is among those.
    package func recipients(
        of step: PlannedStep, for deadline: Deadline, notReaching unreached: Set<String>,
        at moment: Instant
    ) -> [Recipient] {
        let office = withoutMail(to: unreached)
        let isReached = { (heir: Recipient) in !unreached.contains { $0.isCode(heir.key) } }
        let found = office.recipients(
            of: step.identity.role, for: deadline, at: moment, isEscalation: !step.isBeforeDue
        ).filter(isReached)
        return found.isEmpty
            ? office.reachable(from: office.coordinator, at: moment).filter(isReached) : found
    }

    private func withoutMail(to unreached: Set<String>) -> Office {
        var directory = directory
        for key in unreached {
            if var person = directory.person(key) {
                person.email = nil
                directory.add(person)
            } else if var team = directory.team(key) {
                team.email = nil
                directory.add(team)
            }
        }
        return Office(profile: profile, directory: directory)
    }
}
