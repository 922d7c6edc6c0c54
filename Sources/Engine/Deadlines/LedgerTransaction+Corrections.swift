import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Plans what everybody who was told another date of a deadline is to hear.
    func correct(_ record: DeadlineRecord, office: Office) throws {
        let deadline = record.deadline
        let due = record.dueAt
        let settled = try view.settledSteps(of: record.id, revision: deadline.revision)
        for known in try knownDates(of: record) {
            guard known.toldDue != due,
                let recipient = office.recipient(key: known.recipient, audience: .office)
            else {
                // Back on the date that they know.
                try removeCorrections(of: record.id, for: known.recipient)
                continue
            }
            var correction = known
            correction.at = office.correctionInstant(
                for: recipient, of: deadline, settled: settled, now: now)
            try put(correction, of: record.id)
        }
    }

    /// The last date that each person was told, by their folded key.
    private func knownDates(of record: DeadlineRecord) throws -> [Correction] {
        var known: [String: Correction] = [:]
        for telling in try view.tellings(about: Subject(.deadline, record.deadline.identifier)) {
            guard case .moment(let due, let zone)? = telling.facts["due"] else { continue }
            known[Directory.fold(telling.recipient)] = Correction(
                recipient: telling.recipient, toldDue: due, toldZone: zone, toldAt: telling.at,
                at: now)
        }
        return known.values.sorted { $0.recipient < $1.recipient }
    }
}
