import Almanac
import Coordination
import Ledger
import Post

extension LetterWriter {
    /// The office as it signs one letter to a client, with the number that it is filed under.
    func postOffice(
        of office: Office, signing notice: NoticeRecord, view: LedgerView, now: Instant
    ) throws -> PostOffice {
        var post = postOffice(of: office, now: now)
        guard notice.audience == .client else { return post }
        post.signature = try signature(of: notice, view: view, office: office, now: now)
        post.letterNumber = letterhead.number.map { pattern in
            let day = office.profile.zone.civil(notice.createdAt).date
            return pattern.replacing("{number}", with: "\(notice.id)")
                .replacing("{month}", with: Self.roman[day.month - 1])
                .replacing("{year}", with: "\(day.year)")
        }
        return post
    }

    /// Whoever signs letters of its sort: where they are away, whoever stands in, without their title.
    private func signature(
        of notice: NoticeRecord, view: LedgerView, office: Office, now: Instant
    ) throws -> PostOffice.Signature? {
        guard !letterhead.signatories.isEmpty else { return nil }
        let kinds = Set(notice.liveItems.map(\.item.kind))
        let teams = try teams(sellingWhatIsToldBy: notice, view: view, office: office)
        let found = letterhead.signatories.lazy.filter { signatory in
            signatory.kind.map { kinds == [$0] } ?? true
                && signatory.team.map { teams == [Code($0)] } ?? true
        }.compactMap { signatory in
            office.directory.person(signatory.person).map { (signatory, $0) }
        }.first
        guard let (signatory, person) = found,
            let present = office.reachable(from: person, at: now).first
        else { return nil }
        return PostOffice.Signature(
            name: present.name,
            title: present.key.isCode(person.code) ? signatory.title : [:])
    }

    /// The teams of whoever sold the orders that a letter is about.
    private func teams(
        sellingWhatIsToldBy notice: NoticeRecord, view: LedgerView, office: Office
    ) throws -> Set<Code> {
        var teams: Set<Code> = []
        for record in notice.liveItems where record.item.subject.kind == .order {
            guard let order = try view.order(record.item.subject.id) else { continue }
            let people = [order.salesperson] + order.lines.map(\.salesperson)
            let team = people.lazy.compactMap { $0 }.compactMap(office.directory.person)
                .compactMap(\.team).first
            if let team { teams.insert(Code(team)) }
        }
        return teams
    }

    /// As Indonesian letters number their months.
    private static let roman = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ]
}
