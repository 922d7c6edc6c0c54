import Almanac

/// A sheet of people, with what was so before it and after it.
struct PeopleSheet: Sendable {
    typealias Handover = (leaver: String, successor: String)

    var before: Standing
    var after: Standing
    var handovers: [Handover]

    /// What such a sheet may change.
    struct Standing: Sendable {
        var registers: Registers
        var owners: [String: String]
        var memory: SheetMemory
    }
}

/// Sheets that are undone: what is still as they left it is as it was before.
extension Walk {
    var standing: PeopleSheet.Standing {
        PeopleSheet.Standing(
            registers: world.registers, owners: world.promises.mapValues(\.promise.owner),
            memory: world.memory)
    }

    mutating func undoPeople() {
        guard let sheet = world.peopleSheets.popLast() else { return }
        let (before, after) = (sheet.before, sheet.after)
        for (code, person) in after.registers.people {
            putBack(code, from: person, to: before.registers.people[code])
        }
        for (code, team) in after.registers.teams {
            guard let former = before.registers.teams[code], former.manager != team.manager,
                world.registers.teams[code]?.manager == team.manager
            else { continue }
            world.registers.teams[code]?.manager = former.manager
        }
        for (name, owner) in after.owners {
            guard let former = before.owners[name], former != owner,
                world.promises[name]?.promise.owner == owner
            else { continue }
            world.promises[name]?.promise.owner = former
            world.changed.insert(name)
        }
        world.memory.unsay(.people, before: before.memory, after: after.memory)
        hours = Hours(office: office, registers: world.registers)
        for handover in sheet.handovers {
            tell(.handoverUndone, to: [handover.successor, handover.leaver])
        }
    }

    /// Tells people, or whoever hears in their place, and the coordinator.
    mutating func tell(_ item: Item, to people: [String]) {
        let roles = planner.roles
        let readers = (people + [roles.coordinator].compactMap { $0 })
            .compactMap { roles.reach($0, at: now) }
        for reader in Set(readers) where world.registers.people[reader]?.hasLeft != true {
            world.feedback.append(.init(to: reader, item: item))
        }
    }

    private mutating func putBack(_ code: String, from after: Person, to before: Person?) {
        guard var person = world.registers.people[code] else { return }
        guard let before else {
            world.registers.people[code] = nil
            world.registers.peopleInOrder.removeAll { $0 == code }
            return
        }
        func back<Value: Equatable>(_ value: WritableKeyPath<Person, Value>) {
            guard before[keyPath: value] != after[keyPath: value],
                person[keyPath: value] == after[keyPath: value]
            else { return }
            person[keyPath: value] = before[keyPath: value]
        }
        for text in [\Person.email, \.team, \.role, \.superior, \.zone, \.calendar, \.successor] {
            back(text)
        }
        back(\.hasLeft)
        world.registers.people[code] = person
    }
}
