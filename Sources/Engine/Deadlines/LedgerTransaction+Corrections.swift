import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Plans what everybody who was told another date of a deadline is to hear.
    func correct(_ record: DeadlineRecord, office: Office) throws {
        let known = try knownDates(of: record)
        let told = Set(known.map { Code($0.recipient) })
        for correction in known {
            // Whoever is back on the date that they know hears nothing.
            try removeCorrections(of: record.id, for: correction.recipient)
            guard correction.toldDue != record.dueAt else { continue }
            try plan(correction, of: record, since: now, besides: told, office: office)
        }
    }

    /// Plans anew when people hear of a deadline's present date: the step that was to take it along may
    /// go at another moment, to somebody else, or not at all. The working day within which one takes it along
    /// is counted from the change of the date, and not from this.
    func realignCorrections(of record: DeadlineRecord, office: Office) throws {
        let all = try view.corrections(of: record.id)
        guard !all.isEmpty else { return }
        let known = try knownDates(of: record)
        for correction in all where correction.at > now {
            var readers = Set(all.map { Code($0.recipient) })
            try removeCorrections(of: record.id, for: correction.recipient)
            for teller in tellings(behind: correction, among: known, office: office) {
                var planned = correction
                planned.recipient = teller
                if Code(teller) != Code(correction.recipient) {
                    readers.remove(Code(correction.recipient))
                }
                try plan(
                    planned, of: record, since: min(record.deadline.armedAt, now),
                    besides: readers, office: office)
            }
        }
    }

    /// Who was told the date that a planned correction is about: its recipient, else everybody for whom they hear it. Of
    /// several who were told it in one run nobody knows any more for which of them that is, so that each is looked at.
    private func tellings(
        behind correction: Correction, among known: [Correction], office: Office
    ) -> [String] {
        let own = Code(correction.recipient)
        guard !known.contains(where: { Code($0.recipient) == own }) else {
            return [correction.recipient]
        }
        let others = known.filter {
            $0.toldAt == correction.toldAt && $0.toldDue == correction.toldDue
                && office.directory.person($0.recipient)?.address == nil
        }
        return others.isEmpty ? [correction.recipient] : others.map(\.recipient)
    }

    /// Plans one correction: for whoever was told, else, where they have no address any more, for whoever
    /// is above, unless that one is among `readers` and hears it anyway.
    ///
    /// - Parameter moment: when the date was changed. Nothing is known of when another zone or calendar did so, but
    ///   when it was to be heard by that.
    private func plan(
        _ correction: Correction, of record: DeadlineRecord, since moment: Instant,
        besides readers: Set<Code>, office: Office
    ) throws {
        guard let reader = office.correctionReader(for: correction.recipient, at: now) else {
            return
        }
        let key = Code(reader.key)
        guard key == Code(correction.recipient) || !readers.contains(key) else { return }
        let settled = try view.settledSteps(of: record.id, revision: record.deadline.revision)
        var planned = correction
        planned.recipient = reader.key
        planned.at = office.correctionInstant(
            for: reader, of: record.deadline, settled: settled,
            notAfter: max(office.correctionLimit(for: reader, since: moment), correction.at),
            now: now)
        try put(planned, of: record.id)
    }

    /// The last date that each person was told, by their key.
    private func knownDates(of record: DeadlineRecord) throws -> [Correction] {
        var known: [Code: Correction] = [:]
        for telling in try view.tellings(about: Subject(.deadline, record.deadline.identifier)) {
            guard case .moment(let due, let zone)? = telling.facts["due"] else { continue }
            known[Code(telling.recipient)] = Correction(
                recipient: telling.recipient, toldDue: due, toldZone: zone, toldAt: telling.at,
                at: now)
        }
        return known.values.sorted { $0.recipient < $1.recipient }
    }
}
