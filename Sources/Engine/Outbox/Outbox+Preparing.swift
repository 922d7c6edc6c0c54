import Almanac
import Coordination
import Ledger
import Post

extension Outbox {
    /// How many letters are composed ahead for each that a courier carries at once: enough that few commits
    /// wait for the next ones.
    private static let ahead = 8

    /// How many are composed ahead at the least: with fewer another round begins, so that the couriers do not wait for it.
    var reserve: Int { capacity * Self.ahead / 2 }

    /// How many letters couriers carry at once.
    var capacity: Int { routes.destinations.reduce(0) { $0 + $1.courier.capacity } }

    /// Composes what is likely to leave next while couriers are busy and whoever wants to write may: one letter after the
    /// other, as a core composes more than a ledger records.
    ///
    /// Letters to clients are composed in the transaction that claims them.
    func composeNext(_ ahead: LettersAhead, at now: Instant) async {
        defer { ahead.end() }
        let known = ahead.letters
        // What cannot be read is found out, and told, by the claim.
        let found = try? await store.read { view, office in
            let down = Set(try view.outages().map(\.destination))
            let matters = try routes.destinations.filter { !down.contains($0.name) }.flatMap {
                try nextMatters(to: $0, without: known, at: now, in: view, office: office)
            }
            return (matters, try view.registerVersion())
        }
        guard let (matters, registers) = found else { return }
        let moment = PreparedLetters.Moment(at: now, registers: registers)
        for matter in matters {
            // What cannot be composed is found out, and told, by the claim.
            guard let letter = try? writer.compose(matter) else { continue }
            ahead.add(LetterRecord(letter), of: matter.notice, at: moment)
        }
    }

    private func nextMatters(
        to destination: Destination, without known: PreparedLetters, at now: Instant,
        in view: LedgerView, office: Office
    ) throws -> [LetterWriter.Matter] {
        let most = destination.courier.capacity * Self.ahead
        return try [NoticeRank.urgent, .office].flatMap { rank in
            try view.noticesDue(
                by: now, to: way(of: destination), rank: rank, limit: most, besides: known.holds
            ).filter { notice in
                // What it says hangs on other letters, which may leave or be decided about meanwhile.
                notice.attempts == 0
                    && !notice.liveItems.contains { $0.item.kind == LetterAnnouncement.kind }
            }.compactMap { notice in
                // What cannot be composed is found out, and told, by the claim.
                try? writer.matter(for: notice, view: view, office: office, now: now)
            }
        }
    }
}
