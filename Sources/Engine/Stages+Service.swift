package import Almanac
import Coordination
import Ledger
import Post

extension Stages {
    /// What comes before the loops: settles what an ended process left claimed, and derives plans anew
    /// when the settings or the system's zone data changed since the last start.
    ///
    /// - Parameter zoneData: the version of the system's zone data.
    /// - Returns: what the change moved, as sentences.
    package func begin(at now: Instant, zoneData: String) async throws -> [String] {
        try await outbox.recover(at: now)
        let office = office.office
        let text = office.profile.planningText(zoneData: zoneData)
        let planning = Checksum.sha256(Array(text.utf8))
        return try await ledger.write(at: now) { transaction in
            try transaction.set(.started, to: now)
            let known = try transaction.view.mark(.planning)
            guard known != planning else { return [] }
            try transaction.set(.planning, to: planning)
            guard known != nil else { return [] }
            try transaction.reviewOrders()
            return try transaction.rearmAll(office: office).words.map(\.english)
        }
    }

    /// What comes after the loops: an orderly stop is known as such.
    package func end(at now: Instant) async throws {
        try await ledger.write(at: now) { try $0.set(.stopped, to: now) }
    }
}
