import Almanac
import Coordination
import Ledger

extension Explainer {
    /// What keeps mail about a subject from leaving at present, whatever else is said of it; nothing of what is over.
    func stops(of subject: ExplainedSubject, on date: CivilDate?) throws -> [Explanation.Line] {
        let stops = MailStops(view: view, office: office, service: service, now: now)
        switch subject {
        case .deadline(let record):
            guard record.deadline.state == .open else { return [] }
            return try stops.lines(toOffice: [record.deadline.owner])
        case .order(let order, let line):
            let isOpen = order.lines.contains {
                $0.isOutstanding && (line.map($0.line.isCode) ?? true)
            }
            let waits = try view.openNotices(about: Subject(.order, order.code)).isEmpty
            guard isOpen || !waits else { return [] }
            return try stops.lines(toClient: order.client, about: [order.code])
        case .period(let period):
            guard try view.period(period)?.state != .closed else { return [] }
            return try stops.lines(toOffice: [])
        case .submission(let expected):
            let owed = try view.deadline(
                code: expected.code, occurrence: expected.period.description)
            guard owed?.deadline.state ?? .open == .open else { return [] }
            return try stops.lines(toOffice: [owed?.deadline.owner ?? expected.team.code])
        case .letter(let notice): return try stops.lines(of: notice)
        case .person(let person):
            let today = office.workingTime(of: person).zone.civil(now).date
            guard let date else { return try stops.lines(toOffice: [person.code]) }
            return date < today ? [] : try stops.lines(toOffice: [])
        case .client(let client):
            return try stops.lines(toClient: client.code, about: mutedOrders(of: client))
        case .file: return []
        }
    }

    /// A client's orders about which alone no letters go.
    private func mutedOrders(of client: Client) throws -> [String] {
        try office.directory.mutes.filter { $0.kind == .order }.map(\.code).filter { code in
            try view.order(code).map { $0.client.isCode(client.code) } ?? false
        }
    }
}
