import Almanac
import Coordination
import Ledger
import Post

extension Outbox {
    /// Composes what is likely to leave next, while couriers are busy and whoever wants to write may.
    ///
    /// Letters to clients are composed in the transaction that claims them.
    func composeAhead(after batch: Batch) async throws -> PreparedLetters {
        guard batch.isFull, !state.isStopping, !filling.isOn() else { return PreparedLetters() }
        return try await store.read { view, office in
            var prepared = PreparedLetters(changes: batch.changes)
            let down = Set(try view.outages().map(\.destination))
            for destination in routes.destinations where !down.contains(destination.name) {
                var room = destination.courier.capacity
                for rank in [NoticeRank.urgent, .office] where room > 0 {
                    let due = try view.noticesDue(
                        by: batch.now, to: way(of: destination), rank: rank, limit: room)
                    for notice in due where notice.attempts == 0 {
                        room -= 1
                        // What cannot be composed is found out, and told, by the claim.
                        guard
                            let letter = try? writer.letter(
                                for: notice, view: view, office: office, now: batch.now)
                        else { continue }
                        prepared.add(LetterRecord(letter), of: notice)
                    }
                }
            }
            return prepared
        }
    }
}
