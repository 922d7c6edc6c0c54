import Almanac

/// §4, *No step ends unheard*: what nobody can be told waits until somebody can.
extension Walk {
    /// Has what nobody could be told until somebody came back go from now on; a reminder has expired at its due
    /// moment.
    mutating func hear() {
        guard !world.silent.isEmpty else { return }
        for step in planner.steps() where world.silent.contains(step.id) {
            if step.isBeforeDue, step.id.due <= now {
                world.dropped.insert(step.id)
            } else {
                world.heardSince[step.id] = now
            }
        }
        world.silent.subtract(world.heardSince.keys)
    }

    /// Notes what has nobody who could be told.
    mutating func fallSilent() {
        let planner = planner
        guard !planner.roles.isLastResortThere(at: now) else {
            if !world.silent.isEmpty { world.silent = [] }
            return
        }
        world.silent = Set(planner.unheard()).subtracting(world.dropped)
        for id in world.silent where world.heardSince[id] != nil { world.heardSince[id] = nil }
    }
}

extension Planner {
    /// When steps are meant that may have nobody who could be told them.
    func silentMoments() -> [Instant] {
        guard !roles.isLastResortThere(at: now) else { return [] }
        return armed.flatMap { standing in
            ladder(standing.state.promise).flatMap { rung in
                (0..<max(1, rung.times)).map { repetition in
                    rung.when.instant(
                        due: standing.due, in: standing.time, every: rung.every,
                        repetition: repetition)
                }
            }
        }
    }

    /// What was to go by now and has nobody who could be told.
    func unheard() -> [StepID] {
        armed.flatMap { standing in
            ladder(standing.state.promise).flatMap { unheard($0, standing) }
        }
    }

    private func unheard(_ rung: Rung, _ standing: Standing) -> [StepID] {
        (0..<max(1, rung.times)).flatMap { repetition -> [StepID] in
            let nominal = rung.when.instant(
                due: standing.due, in: standing.time, every: rung.every, repetition: repetition)
            guard nominal <= now else { return [] }
            return rung.tell.filter { role in
                roles.seats(
                    of: self.role(role, standing), owner: standing.state.promise.owner,
                    isEscalation: nominal > standing.due, at: now
                ).isEmpty
            }.map {
                StepID(
                    occurrence: standing.id, due: standing.due, when: rung.when,
                    repetition: repetition, role: $0)
            }
        }
    }
}
