import Coordination
import Ledger

/// Removes what is known of somebody with whom the office has nothing open any more. Bare history stays: codes,
/// dates, and that letters went.
struct Erasure {
    let office: Office
    let by: String

    /// - Returns: how many letters lost their words.
    /// - Throws: `EngineError` `.conflict` naming what is still open.
    func erase(client code: String, in transaction: LedgerTransaction) throws -> Int {
        guard let client = office.directory.client(code) else {
            throw EngineError(
                .notFound, "there is no client \(code): the clients sheet has their codes",
                field: "code")
        }
        let view = transaction.view
        var open = try view.orders(of: client.code)
            .filter { $0.lines.contains(where: \.isOutstanding) }.map { "order \($0.code)" }
        open += try view.deadlines(in: .open).map(\.deadline)
            .filter { $0.client?.isCode(client.code) ?? false }
            .map { "deadline \($0.identifier)" }
        open += try unfinished(to: client.code, .client, in: view)
        try refuse(open, of: "client \(client.code)")
        try transaction.remove(client)
        let names = [client.name, client.contact, client.email, client.phone]
        return try erase(client.code, .clients, names, in: transaction)
    }

    /// - Returns: as ``erase(client:in:)``.
    func erase(person code: String, in transaction: LedgerTransaction) throws -> Int {
        guard let person = office.directory.person(code) else {
            throw EngineError(
                .notFound, "there is no person \(code): the people sheet has their codes",
                field: "code")
        }
        let view = transaction.view
        let directory = office.directory
        var open: [String] = []
        let posts = [("coordinator", office.coordinator), ("director", office.director)]
        for (name, holder) in posts where holder?.code.isCode(person.code) ?? false {
            open.append("the post of \(name)")
        }
        open += directory.teams.values.filter { $0.manager?.isCode(person.code) ?? false }
            .map { "team \($0.code)" }
        open += directory.people.values.filter { $0.reportsTo?.isCode(person.code) ?? false }
            .map { "\($0.code), who reports to them" }
        open += try view.deadlines(in: .open).map(\.deadline)
            .filter { $0.owner.isCode(person.code) }.map { "deadline \($0.identifier)" }
        open += try view.orders().filter { order in
            order.lines.contains {
                $0.isOutstanding
                    && ($0.salesperson ?? order.salesperson)?.isCode(person.code) ?? false
            }
        }.map { "order \($0.code)" }
        open += try unfinished(to: person.code, .office, in: view)
        try refuse(open.sorted(), of: "person \(person.code)")
        try transaction.remove(person)
        let names = [person.name, person.email, person.phone]
        return try erase(person.code, .people, names, in: transaction)
    }

    private func erase(
        _ code: String, _ register: SheetKind, _ names: [String?],
        in transaction: LedgerTransaction
    ) throws -> Int {
        let count = try transaction.erase(
            code, in: register, named: names.compactMap(\.self))
        try transaction.record(
            "erased", of: Subject(.sheet, register.rawValue), by: by, detail: code)
        return count
    }

    private func unfinished(
        to code: String, _ audience: Audience, in view: LedgerView
    ) throws -> [String] {
        try view.notices(in: NoticeState.allCases.filter { !$0.isFinal }, limit: 100_000)
            .filter { $0.audience == audience && $0.recipient.isCode(code) }
            .map { "letter \($0.id)" }
    }

    private func refuse(_ open: [String], of what: String) throws {
        guard !open.isEmpty else { return }
        let more = open.count - 10
        let list = open.prefix(10).joined(separator: ", ") + (more > 0 ? ", … (+\(more))" : "")
        throw EngineError(
            .conflict,
            "\(what) cannot be erased yet, there is something open: \(list); finish it or hand it "
                + "over first", field: "code")
    }
}
