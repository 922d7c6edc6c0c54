import Almanac

/// §4, *No step ends unheard*: what a server kept from whoever it was for goes on to whoever stands above them, as past
/// somebody without an address.
extension Walk {
    mutating func passUpward(_ entries: [Notice.Entry], from reader: String) {
        for entry in entries {
            let unreached = entry.unreached.union([reader])
            let roles = rolesWithoutMail(to: unreached)
            guard let told = told(by: entry), let standing = standing(told.id.occurrence),
                let rung = planner.ladder(standing.state.promise)
                    .first(where: { $0.when == told.id.when })
            else { continue }
            let nominal = rung.when.instant(
                due: standing.due, in: standing.time, every: rung.every,
                repetition: told.id.repetition)
            let above = roles.seats(
                of: told.id.role, owner: standing.state.promise.owner,
                isEscalation: nominal > standing.due, at: now
            ).map(\.recipient).filter { !unreached.contains($0) }
            let last = roles.coordinator.flatMap { roles.reach($0, at: now) }
                .flatMap { unreached.contains($0) ? nil : $0 }
            for heir in above.isEmpty ? [last].compactMap(\.self) : above
            where !hears(told.item, heir) {
                deliver(
                    Notice.Entry(
                        item: told.item, occurrence: entry.occurrence, due: entry.due,
                        steps: entry.steps, unreached: unreached),
                    to: heir, urgent: rung.urgent,
                    expires: nominal < standing.due && now < standing.due ? standing.due : nil)
            }
        }
    }

    /// The step that an entry says, and how it is said to somebody else; nil of what no ladder has.
    private func told(by entry: Notice.Entry) -> (id: StepID, item: Item)? {
        guard case .step(let occurrence, let label, let time, let isLate, _) = entry.item,
            let id = entry.steps.map(\.step).first(where: { step in
                step.repetition + 1 == time && step.when.map(Planner.label) == label
            })
        else { return nil }
        return (
            id,
            .step(occurrence, label: label, time: time, isLate: isLate, correction: nil)
        )
    }

    private func standing(_ id: OccurrenceID) -> Planner.Standing? {
        planner.standings(of: id.code).first { $0.id == id && !$0.occurrence.isEnded }
    }

    /// Who is whose superior and stand-in where mail reaches neither these nor whose address was refused before.
    private func rolesWithoutMail(to readers: Set<String>) -> Roles {
        var registers = world.registers
        for (code, person) in registers.people {
            guard readers.contains(code) || person.email.map(world.post.flagged.contains) == true
            else {
                continue
            }
            registers.people[code]?.email = nil
        }
        for reader in readers { registers.teams[reader]?.email = nil }
        return Roles(
            office: office, registers: registers,
            hours: Hours(office: office, registers: registers))
    }

    /// Whether somebody hears a step, or has heard it, by another role.
    private func hears(_ item: Item, _ reader: String) -> Bool {
        guard case .step(let occurrence, let label, let time, _, _) = item else { return false }
        let items =
            (world.notices[reader]?.entries.map(\.item) ?? [])
            + world.mails.filter { $0.to == reader }.flatMap(\.items)
        return items.contains { other in
            guard case .step(let id, let name, let repetition, _, _) = other else { return false }
            return id == occurrence && name == label && repetition == time
        }
    }
}
