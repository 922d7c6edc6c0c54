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
        let arrivals = try await ArrivalReader(reader, store.ledger)
        var arrived: [Arrival] = []
        for (source, drop) in drops.enumerated() {
            arrived += try await permittedArrivals(of: drop, source, by: arrivals, today: today)
        }
        let came = arrived
        let copies = markedCopies(arrivals.reader)
        let batch = ImportBatch(
            arrived, profile: office.profile, isDryRun: false, isPartial: false,
            senders: arrived.map { drops[$0.source].sender }, writer: writer, now: now,
            today: today,
            delays: clockGuard.mayWork(at: now) ? delays : nil, markedCopies: copies,
            stops: stops,
            arrivals: arrived.map { arrival in
                downtime.flatMap { drops[arrival.source].entry.arrival(in: $0, before: now) }
            }, isAnsweredByMail: true)
        let (taken, records) = try await store.change(at: now) { work in
            let taken = try batch.take(into: work.transaction)
            let office = try work.changedOffice()
            let records = try drops.indices.map { source in
                let own = came.indices.filter { came[$0].source == source }
                return try record(
                    of: drops[source], own.map { taken.reports[$0] },
                    content: came[own[0]].file.content, copies: copies, office: office,
                    in: work.transaction)
            }
            return (taken, records)
        }
        if let letters = taken.letters { delays.tell(letters) }
        for (arrival, report) in zip(came, taken.reports) {
            tell([report], by: drops[arrival.source].sender.by)
        }
        return records
    }

    /// What came with a dropped file, as far as its owner may have it taken.
    private func permittedArrivals(
        of drop: Drop, _ source: Int, by reader: ArrivalReader, today: CivilDate
    ) async throws -> [Arrival] {
        func withheld(because refusal: Finding) -> [Arrival] {
            let reading = SheetReading(file: drop.place.shown, findings: [refusal])
            return [Arrival(file: drop.file, reading: reading, source: source)]
        }
        if let refusal = drop.refusal { return withheld(because: refusal) }
        var arrived = try await reader.arrivals(
            of: drop.file, as: drop.place.kind, today: today, source: source)
        if arrived.contains(where: { $0.mapping != nil }), let refusal = drop.refusalOfMapping {
            return withheld(because: refusal)
        }
        for index in arrived.indices {
            let reading = arrived[index].reading
            for short in reading.shortSheets.indices {
                // What it is shows by its codes; whether it may be taken must hold of whatever it is.
                guard let kind = reading.shortSheets[short].kind,
                    let refusal = drop.refusal(of: kind)
                else { continue }
                arrived[index].reading.shortSheets[short].findings = [refusal]
            }
            if let kind = reading.kind, let refusal = drop.refusal(of: kind) {
                return withheld(because: refusal)
            }
        }
        return arrived
    }

    /// Remembers what was decided, and tells the coordinator of a file that nobody else hears of.
    ///
    /// - Parameter reports: of each of its sheets that were looked at.
    private func record(
        of drop: Drop, _ reports: [ImportReport], content: [UInt8], copies: MarkedCopies,
        office: Office, in transaction: LedgerTransaction
    ) throws -> DroppedFileRecord {
        let report = reports.joined
        let reading = report.reading
        let marked =
            (reading.isBlocked || !report.left.isEmpty) && drop.refusal == nil
            ? copies.answer(
                to: content, reading, as: drop.place.kind,
                ledger: try transaction.view.identity(), at: transaction.now) : nil
        let attachments = try transaction.keepMarked(marked)
        let record = DroppedFileRecord(
            key: drop.key, isAccepted: report.isTaken,
            report: reports.map { report in
                DropReport(
                    report: report, sender: drop.senderName(in: office),
                    mapping: marked.flatMap { $0.asksForColumns ? $0.name : nil },
                    isOneOfSeveral: reports.filter { $0.number != nil }.count > 1,
                    office: office, now: transaction.now
                ).text
            }.joined(separator: "\r\n"),
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
            "rejected", of: subject, by: drop.sender.by,
            detail: "\(reading.findings.count) findings")
        // A team's file is the team's to mend, also where no version of it is kept: its period is closed.
        let team = reports.lazy.compactMap(\.refusedTeam).first.flatMap(office.directory.team)
        let answerer = team.flatMap { office.answerer(for: $0, at: transaction.now)?.key }
        let readers = [
            answerer ?? office.actingCoordinator(at: transaction.now)?.key,
            sender.flatMap { $0.address == nil ? nil : $0.code },
        ].compactMap(\.self)
        // Of what is wrong with a file as a whole no cell is marked.
        let isShown =
            !attachments.isEmpty && (marked?.asksForColumns == true || reading.blamesCells)
        var heard: Set<Code> = []
        for reader in readers where heard.insert(Code(reader)).inserted {
            let mark = heard.count == 1 ? "" : " > \(reader)"
            try transaction.collect(
                Item(
                    cause: "dropped file \(drop.key)\(mark)", kind: "sheet-rejected",
                    subject: subject,
                    facts: facts(
                        of: reading, sender: drop.senderName(in: office),
                        copy: isShown ? marked : nil),
                    attachments: isShown ? attachments : []),
                for: reader, office: office)
        }
        return record
    }

    private func facts(
        of reading: SheetReading, sender: String, copy: MarkedFile?
    ) -> Facts {
        var facts = FindingGroup.facts(of: reading.findings)
        facts["file"] = .text(reading.file)
        facts["sender"] = .text(sender)
        if let copy { facts[copy.asksForColumns ? "mapping" : "marked"] = .flag(true) }
        if let kind = reading.kind { facts["sheet"] = .texts(kind.words.texts) }
        return facts
    }
}

extension [ImportReport] {
    /// Of a file with several sheets, one with what is wrong with any of them, and no kind.
    fileprivate var joined: ImportReport {
        guard count != 1, let first else { return self[0] }
        var reading = SheetReading(file: first.reading.file)
        // Sheets that only wait for another one have nothing that must be mended.
        let faulty = filter { !$0.reading.isHeldBack }
        reading.findings = flatMap { report in
            let findings = report.reading.findings
            return !faulty.isEmpty && report.reading.isHeldBack
                ? findings.filter { $0.severity == .warning } : findings
        }
        return ImportReport(reading, isDryRun: first.isDryRun)
    }
}
