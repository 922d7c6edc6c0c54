import Almanac
import Coordination
import Ledger

extension Office {
    /// What somebody who leaves has, in words: what is open, the teams and people that they manage, whom they stand
    /// in for, the office's posts. Empty where nobody is missed.
    ///
    /// - Parameters:
    ///   - owners: whose each open deadline is.
    ///   - orders: all.
    ///   - today: where the office is.
    func leftBehind(
        by person: Person, owners: [String], orders: [OrderRecord], on today: CivilDate
    ) -> [BilingualText] {
        let owned = owners.count(where: person.code.isCode)
        let sold = orders.count { order in
            order.lines.contains {
                $0.isOutstanding
                    && ($0.salesperson ?? order.salesperson)?.isCode(person.code) ?? false
            }
        }
        var left: [BilingualText] = []
        if owned + sold > 0 {
            left.append(
                BilingualText(
                    en: "\(owned) open deadlines and \(sold) open orders",
                    id: "\(owned) tenggat dan \(sold) pesanan yang masih terbuka"))
        }
        return left + rolesLeft(by: person, on: today)
    }

    private func rolesLeft(by person: Person, on today: CivilDate) -> [BilingualText] {
        let teams = directory.teams.values.filter { $0.manager?.isCode(person.code) ?? false }
            .map(\.code).sorted()
        let people = directory.people.values.filter {
            $0.reportsTo?.isCode(person.code) ?? false && !$0.hasLeft
        }.map(\.code).sorted()
        let away = (directory.delegations + profile.delegations).filter {
            $0.standIn.isCode(person.code) && $0.until >= today
        }.map(\.person)
        var roles: [BilingualText] = []
        for (codes, english, indonesian) in [
            (teams, "the management of", "kepemimpinan tim"),
            (people, "those who report to them:", "yang melapor kepadanya:"),
            (Set(away).sorted(), "the place of whom they stand in for:", "yang digantikannya:"),
        ] where !codes.isEmpty {
            let list = ImportRecord.Handover.list(codes)
            roles.append(BilingualText(en: "\(english) \(list)", id: "\(indonesian) \(list)"))
        }
        // Somebody else may have the post already.
        if isVacated(.coordinator, coordinator, person) {
            roles.append(BilingualText(en: "the coordinator’s work", id: "tugas koordinator"))
        }
        if isVacated(.director, director, person) {
            roles.append(BilingualText(en: "the director’s work", id: "tugas direktur"))
        }
        return roles
    }

    /// Whether a post has nobody but somebody who leaves.
    private func isVacated(_ post: Person.Post, _ holder: Person?, _ person: Person) -> Bool {
        holder.map { $0.code.isCode(person.code) } ?? (person.post == post)
    }
}
