import Almanac
import Coordination
import Host
import Ledger
import Sheets

extension Intake {
    /// Takes what was dropped together as one import; a file that falls does not keep the others from
    /// being taken, unless they refer to it. Whatever was decided stands in the ledger with its
    /// effects, until ``LedgerTransaction/forgetDroppedFile(_:)`` says that the file was moved.
    ///
    /// - Returns: what was decided of each, in their order.
    func take(_ drops: [Drop], at now: Instant) async throws -> [DroppedFileRecord] {
        let office = store.office
        let today = office.workingTime.zone.civil(now).date
        let downtime = try await store.ledger.read(Downtime.init)
        let batch = ImportBatch(
            files: drops.map(\.file), readings: drops.map { readingOf(drop: $0, today: today) },
            profile: office.profile, isDryRun: false, isPartial: false,
            senders: drops.map(\.sender), writer: writer, now: now, today: today,
            delays: clockGuard.mayWork(at: now) ? delays : nil, markedCopies: markedCopies,
            arrivals: drops.map { drop in
                downtime.flatMap { drop.entry.arrival(in: $0, before: now) }
            }, isAnsweredByMail: true)
        let (taken, records) = try await store.change(at: now) { work in
            let taken = try batch.take(into: work.transaction)
            let office = try work.changedOffice()
            let records = try zip(drops, taken.reports).map { drop, report in
                try record(of: drop, report, office: office, in: work.transaction)
            }
            return (taken, records)
        }
        if let letters = taken.letters { delays.tell(letters) }
        for (drop, report) in zip(drops, taken.reports) { tell([report], by: drop.owner.label) }
        return records
    }

    private func readingOf(drop: Drop, today: CivilDate) -> SheetReading {
        if let refusal = drop.refusal {
            return SheetReading(file: drop.place.shown, findings: [refusal])
        }
        let reading = reader.read(
            drop.content, fileName: drop.place.shown, as: drop.place.kind, today: today)
        var allowed = reading
        for index in reading.shortSheets.indices {
            // What it is shows by its codes; whether it may be taken must hold of whatever it is.
            guard let kind = reading.shortSheets[index].kind,
                let refusal = drop.refusal(of: kind)
            else { continue }
            allowed.shortSheets[index].findings = [refusal]
        }
        guard let kind = reading.kind, let refusal = drop.refusal(of: kind) else { return allowed }
        return SheetReading(file: reading.file, findings: [refusal])
    }

    /// Remembers what was decided, and tells the coordinator of a file that nobody else hears of.
    private func record(
        of drop: Drop, _ report: ImportReport, office: Office, in transaction: LedgerTransaction
    ) throws -> DroppedFileRecord {
        let reading = report.reading
        let marked =
            (reading.isBlocked || !report.left.isEmpty) && drop.refusal == nil
            ? markedCopies.copy(
                of: drop.content, reading, as: drop.place.kind, at: transaction.now) : nil
        let attachments = try transaction.keepMarked(marked)
        let record = DroppedFileRecord(
            key: drop.key, isAccepted: report.isTaken,
            report: DropReport(
                report: report, sender: drop.owner.label, office: office, now: transaction.now
            ).text,
            marked: marked.map { DroppedFileRecord.Marked(name: $0.name, hash: $0.hash) })
        try transaction.remember(record)
        let subject = Subject(.sheet, drop.place.path)
        try transaction.withdrawItems(about: subject, because: "the file came again")
        let sender = drop.sender.person(in: office)
        if report.isTaken, reading.kind == .decisions {
            try DecisionReplies(
                report: report, key: drop.key, sender: sender?.code, attachments: attachments,
                office: office
            ).send(in: transaction)
        }
        guard !report.isTaken, report.version == nil else { return record }
        try transaction.record(
            "rejected", of: subject, by: drop.owner.label,
            detail: "\(reading.findings.count) findings")
        let readers = [
            office.actingCoordinator(at: transaction.now)?.key,
            sender.flatMap { $0.email == nil ? nil : $0.code },
        ].compactMap(\.self)
        var heard: Set<Code> = []
        for reader in readers where heard.insert(Code(reader)).inserted {
            let mark = heard.count == 1 ? "" : " > \(reader)"
            try transaction.collect(
                Item(
                    cause: "dropped file \(drop.key)\(mark)", kind: "sheet-rejected",
                    subject: subject,
                    facts: facts(
                        of: reading, sender: sender?.name ?? drop.owner.label,
                        isMarked: !attachments.isEmpty),
                    attachments: attachments),
                for: reader, office: office)
        }
        return record
    }

    private func facts(
        of reading: SheetReading, sender: String, isMarked: Bool
    ) -> Facts {
        var facts = FindingGroup.facts(of: reading.findings)
        facts["file"] = .text(reading.file)
        facts["sender"] = .text(sender)
        if isMarked { facts["marked"] = .flag(true) }
        if let kind = reading.kind { facts["sheet"] = .texts(kind.words.texts) }
        return facts
    }
}
