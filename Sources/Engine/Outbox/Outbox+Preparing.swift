import Almanac
import Coordination
import Ledger
import Post

extension Outbox {
    /// How many letters are composed ahead for each that a courier carries at once: enough that few commits
    /// wait for the next ones.
    private static let ahead = 8

    /// Composes what is likely to leave next, while couriers are busy and whoever wants to write may.
    ///
    /// Letters to clients are composed in the transaction that claims them.
    ///
    /// - Parameter prepared: what was composed before.
    func composeAhead(
        after batch: Batch, _ prepared: PreparedLetters
    ) async throws -> PreparedLetters {
        guard batch.isFull, !state.isStopping, !filling.isOn() else { return PreparedLetters() }
        let capacity = routes.destinations.reduce(0) { $0 + $1.courier.capacity }
        guard prepared.count < capacity else { return prepared }
        return try await store.read { view, office in
            var prepared = prepared
            let registers = try view.registerVersion()
            let down = Set(try view.outages().map(\.destination))
            for destination in routes.destinations where !down.contains(destination.name) {
                var room = destination.courier.capacity * Self.ahead
                for rank in [NoticeRank.urgent, .office] where room > 0 {
                    let due = try view.noticesDue(
                        by: batch.now, to: way(of: destination), rank: rank, limit: room)
                    for notice in due where notice.attempts == 0 {
                        room -= 1
                        // What cannot be composed is found out, and told, by the claim.
                        guard !prepared.holds(notice.id),
                            let letter = try? writer.letter(
                                for: notice, view: view, office: office, now: batch.now)
                        else { continue }
                        prepared.add(
                            LetterRecord(letter), of: notice, at: batch.now, registers: registers)
                    }
                }
            }
            return prepared
        }
    }
}
