import Almanac
import Coordination
import Ledger

/// What people of the office were asked about a client, and what a client knows by no letter.
extension ExplanationWords {
    /// A question that somebody was asked, and how it ended.
    ///
    /// - Parameter rule: which question it is; its end is named by that and `-ended`.
    func asked(_ record: DeadlineRecord, rule: String) -> [Explanation.Line] {
        let deadline = record.deadline
        var lines = [
            Explanation.Line(
                at: deadline.createdAt, .changed, [rule],
                .sentence(
                    "{1} was asked: {2} ({3}).", "{1} diminta: {2} ({3}).", who(deadline.owner),
                    office.wordedTitle(of: deadline), .plain(deadline.identifier)),
                person: deadline.owner)
        ]
        // A day that somebody named begins before it was asked.
        let end = deadline.finishedAt.map { max($0, deadline.createdAt) }
        if let end, deadline.state == .done, deadline.finishedBy != nil,
            let client = deadline.client, ["former-client", "returned-client"].contains(rule)
        {
            let day = office.profile.zone.civil(end).date
            lines.append(
                Explanation.Line(
                    at: end, .changed, ["\(rule)-ended"],
                    .sentence(
                        "{1} was told on {2}, by {3} ({4}).",
                        "{1} diberi tahu pada {2}, oleh {3} ({4}).", who(client), day.words,
                        by(deadline.finishedBy), .plain(deadline.identifier)),
                    by: deadline.finishedBy))
        } else if let end {
            lines.append(
                Explanation.Line(
                    at: end, .changed, ["\(rule)-ended"],
                    .sentence(
                        "{1} ended, by {2}{3}.", "{1} berakhir, oleh {2}{3}.",
                        .plain(deadline.identifier), by(deadline.finishedBy),
                        .afterColon(deadline.reason)), by: deadline.finishedBy))
        }
        return lines
    }

    /// That a client knows a date of a line, or asked for it.
    func told(
        _ telling: OrderLine.ToldDate, line: String, client: String
    ) -> Explanation.Line {
        Explanation.Line(
            at: telling.at, .changed, [telling.isWish ? "client-wish" : "told"],
            telling.isWish
                ? .sentence(
                    "{1} asked for {2} for line {3}, and so knows it.",
                    "{1} sendiri meminta {2} untuk baris {3}, jadi sudah tahu.", who(client),
                    date(telling.date), .plain(line))
                : .sentence(
                    "{1} knows {2} for line {3}.", "{1} mengetahui {2} untuk baris {3}.",
                    who(client), date(telling.date), .plain(line)),
            person: client, notice: telling.notice)
    }
}
