import Coordination
import Post

/// A week within a mail: with the reminders of its morning, and without what the mail names elsewhere.
extension NoticeEntries {
    /// - Parameters:
    ///   - digest: what stands above it and has the reminders; nil where the week has them.
    ///   - apart: what the mail speaks of beside both.
    func merged(into week: Item, below digest: Facts?, apart: Set<Code>) -> Facts {
        var facts = week.facts
        var named = apart
        var orders: Set<Code> = []
        let reminded = reminded
        named.formUnion(reminded.compactMap(Self.code))
        if let digest {
            for name in ["tasks", "overdue_others_list", "due_others_list"] {
                named.formUnion(Self.rows(name, of: digest).compactMap(Self.code))
            }
            for name in ["dates_list", "risks_list"] {
                orders.formUnion(
                    Self.rows(name, of: digest).compactMap { Self.name("what", of: $0) })
            }
        } else {
            facts.merge(formFacts) { own, _ in own }
            facts["tasks"] =
                reminded.isEmpty ? nil : .list(Array(reminded.prefix(Self.mostRowsInDigest)))
            Self.addRest(reminded.dropFirst(Self.mostRowsInDigest), to: &facts)
            addSending(to: &facts)
        }
        for name in ["due", "open"] { Self.leaveOut(named, name, of: &facts) }
        Self.leaveOut(orders, "orders", of: &facts) { Self.name("order", of: $0) }
        for name in ["due", "orders", "open"] { Self.shorten(name, in: &facts) }
        facts["due_list"] = facts["due"].map { _ in
            .list(Self.naming(daysOf: Self.rows("due_list", of: facts)))
        }
        return facts
    }

    /// Whether a week says anything that does not stand above it.
    static func saysMore(_ facts: Facts) -> Bool {
        ["due", "orders", "open", "tasks"].contains { facts[$0] != nil }
    }

    /// The first row of each day names it.
    private static func naming(daysOf rows: [Facts]) -> [Facts] {
        var last: Fact?
        return rows.map { row in
            var row = row
            if row["day"] == last { row["day"] = nil } else { last = row["day"] }
            return row
        }
    }

    private static func name(_ fact: String, of row: Facts) -> Code? {
        if case .text(let name)? = row[fact] { Code(name) } else { nil }
    }
}
