import Almanac
import Coordination
import Ledger
import Post

extension Outbox {
    /// How many letters are composed ahead for each that a courier carries at once: enough that few commits
    /// wait for the next ones.
    private static let ahead = 8

    /// How many letters couriers carry at once.
    var capacity: Int { routes.destinations.reduce(0) { $0 + $1.courier.capacity } }

    /// Composes what is likely to leave next, on all cores, while couriers are busy and whoever wants to write
    /// may.
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
        await withDiscardingTaskGroup { group in
            for matter in matters {
                // Whatever else is to be done goes before.
                group.addTask(priority: .utility) {
                    // What cannot be composed is found out, and told, by the claim.
                    guard let letter = try? writer.compose(matter) else { return }
                    ahead.add(LetterRecord(letter), of: matter.notice, at: moment)
                }
            }
        }
    }

    private func nextMatters(
        to destination: Destination, without known: PreparedLetters, at now: Instant,
        in view: LedgerView, office: Office
    ) throws -> [LetterWriter.Matter] {
        var room = destination.courier.capacity * Self.ahead
        var matters: [LetterWriter.Matter] = []
        for rank in [NoticeRank.urgent, .office] where room > 0 {
            let due = try view.noticesDue(
                by: now, to: way(of: destination), rank: rank, limit: room)
            for notice in due where notice.attempts == 0 {
                room -= 1
                guard !known.holds(notice.id),
                    // What it says hangs on other letters, which may leave or be decided about meanwhile.
                    !notice.liveItems.contains(where: { $0.item.kind == LetterAnnouncement.kind }),
                    // What cannot be composed is found out, and told, by the claim.
                    let matter = try? writer.matter(
                        for: notice, view: view, office: office, now: now)
                else { continue }
                matters.append(matter)
            }
        }
        return matters
    }
}
