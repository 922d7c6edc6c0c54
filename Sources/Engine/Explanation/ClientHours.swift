import Almanac
import Coordination
import Ledger

/// Why a letter to a client did not go at once, or does not: by their hours, and by what they were told that day.
struct ClientHours {
    let view: LedgerView
    let office: Office
    let words: ExplanationWords

    /// By the first order that a letter is about; nothing of a letter about none.
    func lines(of notice: NoticeRecord) throws -> [Explanation.Line] {
        let subject = notice.liveItems.map(\.item.subject).first { $0.kind == .order }
        guard let subject, let order = try view.order(subject.id) else { return [] }
        return lines(of: notice, about: order)
    }

    func lines(of notice: NoticeRecord, about order: OrderRecord) -> [Explanation.Line] {
        let subject = Subject(.order, order.code)
        guard notice.audience == .client, [.sent, .waiting].contains(notice.state),
            let left = notice.finishedAt ?? notice.leaveAt,
            let client = office.directory.client(notice.recipient),
            let item = notice.items.first(where: { $0.item.subject == subject })
        else { return [] }
        let begun = notice.approvedAt ?? item.createdAt
        let time = office.workingTime(of: client)
        guard left - begun > office.profile.groupingWindow,
            let open = time.nextOpen(atOrAfter: begun)
        else { return [] }
        let told = order.lines.flatMap(\.told).contains { telling in
            telling.notice != nil && telling.notice != notice.id && telling.at < left
                && telling.at <= begun
                && time.zone.civil(telling.at).date == time.zone.civil(begun).date
        }
        guard told || open > begun else { return [] }
        return [
            Explanation.Line(
                at: begun, .waiting, [told ? "same-day" : "client-hours"],
                told
                    ? .sentence(
                        "{1} was told of it on that day already: the next letter goes the next "
                            + "working day.",
                        "{1} sudah diberi tahu pada hari itu: surat berikutnya dikirim hari kerja "
                            + "berikutnya.", words.who(client.code))
                    : .sentence(
                        "{1} is closed at that moment: the letter waits until {2}.",
                        "{1} sedang tutup pada saat itu: surat menunggu sampai {2}.",
                        words.who(client.code), words.moment(open)),
                person: client.code, notice: notice.id)
        ]
    }
}
