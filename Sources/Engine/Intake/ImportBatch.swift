import Almanac
import Coordination
import Ledger
import Post

/// The files of one import on their way into one transaction.
struct ImportBatch: Sendable {
    let files: [Intake.File]
    /// What each file says; a sheet of known codes once it is known which.
    var readings: [SheetReading]
    let profile: OfficeProfile
    let isDryRun: Bool
    /// Whether rows without faults are taken although others have some.
    let isPartial: Bool
    /// Who sent each file.
    let senders: [Sender]
    let writer: LetterWriter
    let now: Instant
    /// Where the office is.
    let today: CivilDate
    /// Writes the letters that follow; nil while the clock is doubted, when they wait.
    let delays: DelayNotices?
    let markedCopies: MarkedCopies
    /// What keeps a letter from leaving that is approved.
    let stops: DecisionDesk.LetterStops
    /// What somebody says of files' columns.
    let mappings: [SheetMapping?]
    /// Which of them came in one file.
    let sources: [Int]
    /// When each file was dropped, where that was while the service was down.
    var arrivals: [Instant?]?
    /// Whether whoever sent a file waits for no answer here, and gets it by mail.
    var isAnsweredByMail: Bool

    init(
        _ arrived: [Arrival], profile: OfficeProfile, isDryRun: Bool, isPartial: Bool,
        senders: [Sender], writer: LetterWriter, now: Instant, today: CivilDate,
        delays: DelayNotices?, markedCopies: MarkedCopies,
        stops: @escaping DecisionDesk.LetterStops, arrivals: [Instant?]? = nil,
        isAnsweredByMail: Bool = false
    ) {
        files = arrived.map(\.file)
        readings = arrived.map(\.reading)
        mappings = arrived.map(\.mapping)
        sources = arrived.map(\.source)
        self.profile = profile
        self.isDryRun = isDryRun
        self.isPartial = isPartial
        self.senders = senders
        self.writer = writer
        self.now = now
        self.today = today
        self.delays = delays
        self.markedCopies = markedCopies
        self.stops = stops
        self.arrivals = arrivals
        self.isAnsweredByMail = isAnsweredByMail
    }

    func take(into transaction: LedgerTransaction) throws -> Result {
        var batch = self
        try batch.rememberMappings(in: transaction)
        batch.readings = try RenamedColumns(view: transaction.view, profile: profile).resolved(
            ShortSheets(view: transaction.view, profile: profile).resolved(batch.readings))
        if batch.readings.contains(where: { $0.mapping != nil }) {
            let names = NamedCodes(try transaction.view.directory())
            batch.readings = batch.readings.map(names.resolved)
        }
        return try batch.takeAll(into: transaction)
    }

    private func takeAll(into transaction: LedgerTransaction) throws -> Result {
        let known = try transaction.view.directory()
        let (candidates, office) = try checked(against: known, view: transaction.view)
        var reports = candidates.map { $0.report(isDryRun: isDryRun) }
        for index in readings.indices where readings[index].kind == .decisions {
            try decisionIntake(index).rememberContradictions(
                in: readings[index], office: office, transaction: transaction)
        }
        /// The file that tells of the letters: the last that may have changed any.
        var teller: Int?
        var taken: Set<SheetKind> = []
        /// The last register of those whose change moves plans: these are derived anew once all of them are taken.
        var replanning: Int?
        for index in order(of: candidates) where !candidates[index].reading.isBlocked {
            guard let kind = candidates[index].reading.kind else { continue }
            if RegisterTypes.type(of: kind) == nil, let last = replanning {
                try replanOnce(from: known, in: transaction, &reports[last])
                replanning = nil
            }
            if kind.isSubmission {
                reports[index] = try submission(index, into: transaction, office)
                continue
            }
            guard let intake = intake(of: kind, index) else { continue }
            let event = try transaction.view.lastEvent()
            let corrections = try transaction.view.correctionCount()
            do {
                let isLater = !taken.insert(kind).inserted || !candidates[index].left.isEmpty
                // What another file of the import made so is so.
                let sheet =
                    isLater
                    ? try merged(
                        rowsOf: candidates[index], at: index, office: office,
                        view: transaction.view)
                    : candidates[index].sheet
                if isLater {
                    // What it may not do was found before; what asks whether it is meant may be new.
                    let further = try intake.findings(
                        in: sheet, office: office, view: transaction.view
                    ).filter { $0.severity == .warning }
                    reports[index].add(
                        (sheet.reading.findings + further).map { $0.wordedForSender(isTaken: true) }
                    )
                }
                reports[index].difference = try transaction.attempt {
                    let difference = try intake.take(
                        sheet, into: transaction, office: office, by: sender(index))
                    try sheet.remember(in: transaction)
                    return difference
                }
            } catch let error as EngineError {
                // What was checked before another file of the import was taken holds no longer.
                reports[index] = refused(index, because: error)
                continue
            }
            if kind == .decisions { reports[index].answerRowsLeftOut(of: readings[index]) }
            try warn(ofUndone: kind, index, in: &reports, view: transaction.view, office)
            if let number = try transaction.addImport(
                of: kind, file: files[index].name, by: sender(index),
                saying: reports[index].difference), kind != .decisions, !isDryRun
            {
                // What a dry run takes, and what people decided, has no number by which it could be undone.
                reports[index].number = number
            }
            try keep(index, kind: kind, in: transaction)
            try transaction.note(reports[index], of: files[index], by: sender(index))
            if !reports[index].difference.isEmpty {
                teller = index
                if RegisterTypes.type(of: kind) != nil {
                    let scope = RegisterScope(reports[index].difference, of: kind)
                    if scope.movesPlans { replanning = index }
                    try transaction.reviewOrders(scope.orders)
                }
            }
            // What rearming moved stands in the history, too.
            reports[index].effects.moved = 0
            try reports[index].effects.add(deadlinesSince: event, in: transaction.view)
            reports[index].effects.corrections = max(
                0, try transaction.view.correctionCount() - corrections)
        }
        if let last = replanning { try replanOnce(from: known, in: transaction, &reports[last]) }
        for index in readings.indices where candidates[index].reading.isBlocked {
            guard readings[index].kind?.isSubmission == true else { continue }
            reports[index] = try submission(index, into: transaction, office)
        }
        try keepForeign(reports, in: transaction)
        var letters: DelayPlanner.Result?
        if let teller, let delays {
            // What was decided may be about clients, which the office was read with before.
            let office =
                taken.contains(.decisions)
                ? Office(profile: profile, directory: try transaction.view.directory()) : office
            let result = try delays.planner(office).work(in: transaction)
            reports[teller].effects.add(result)
            letters = result
        }
        return Result(
            reports: reports, letters: letters)
    }

    /// A file that could not be taken after all, and changed nothing.
    private func refused(_ index: Int, because error: EngineError) -> ImportReport {
        var reading = readings[index]
        reading.findings = reading.findings.map { $0.wordedForSender(isTaken: false) }
        reading.findings.append(
            Finding(
                file: reading.file, worksheet: reading.worksheet, code: .notPossible,
                expected: BilingualText(
                    en: "what is possible now: \(error.words.english)",
                    id: "yang masih dapat dilakukan: \(error.words.indonesian)")))
        return ImportReport(reading, isDryRun: isDryRun)
    }

    /// A submission among the files; one that does not tell whose it is has a finding that says so.
    private func submission(
        _ index: Int, into transaction: LedgerTransaction, _ office: Office
    ) throws -> ImportReport {
        let reading = readings[index]
        do {
            return try SubmissionIntake(
                office: office, by: sender(index), markedCopies: markedCopies, isDryRun: isDryRun,
                sender: isAnsweredByMail ? senders[index].person(in: office) : nil
            )
            .take(reading, content: files[index].content, into: transaction)
        } catch let error as EngineError {
            guard let fault = error.violation else { throw error }
            var reading = reading
            reading.findings.append(
                Finding(
                    file: reading.file, worksheet: reading.worksheet, code: fault.code,
                    expected: fault.expected))
            var report = ImportReport(reading, isDryRun: isDryRun)
            report.refusedTeam = office.teamTold(by: reading)?.code
            return report
        }
    }

    /// Adds the findings that need the office. A file or row that falls may leave others without the
    /// codes they refer to, so this goes on until nothing more falls.
    private func checked(
        against known: Directory, view: LedgerView
    ) throws -> (candidates: [Candidate], office: Office) {
        let office = Office(profile: profile, directory: known)
        var candidates = try readings.map {
            Candidate(try merged($0, office: office, view: view))
        }
        // What is found about the rows before the office is asked.
        let sheets = try SharedRows(candidates.map(\.sheet)) { [self] kind in
            try lookup(of: kind, office: office, view: view)
        }
        for index in candidates.indices {
            candidates[index].reading.findings += sheets.findings[index]
        }
        let own = candidates.map { Set($0.reading.findings) }
        for index in candidates.indices where takesRowsApart(index) {
            _ = candidates[index].leaveOutFaultyRows()
        }
        var blocked = withWholeFiles(
            candidates.indices.filter { candidates[$0].reading.isBlocked })
        let all = BroughtKeys(readings, among: readings)
        while true {
            var directory = known
            for (index, candidate) in candidates.enumerated() where !blocked.contains(index) {
                directory.add(rowsOf: candidate.sheet)
            }
            let office = Office(profile: profile, directory: directory)
            let brought = BroughtKeys(
                candidates.indices.filter { !blocked.contains($0) }
                    .map { candidates[$0].reading }, among: readings)
            var checked = candidates
            for (index, candidate) in candidates.enumerated() {
                guard let kind = candidate.reading.kind else { continue }
                guard let intake = intake(of: kind, index) else { continue }
                // What the file brings is there for each of its sheets, should it be taken; a faulty row
                // is to be mended where it stands, not where others speak of it.
                let beside = blocked.filter { sources[$0] == sources[index] }
                var together = directory
                for other in beside {
                    together.add(rowsOf: candidates[other].sheet)
                    // By what was wrong before the office was asked: that does not go away.
                    if candidates[other].reading.isBlocked {
                        together.announce(codesOf: candidates[other].sheet)
                    }
                }
                let office = beside.isEmpty ? office : Office(profile: profile, directory: together)
                checked[index].reading.findings +=
                    try intake.findings(in: candidate.sheet, office: office, view: view)
                    + candidate.sheet.findings(ofRowsBeside: brought, among: all)
            }
            var hasFallen = false
            for index in candidates.indices where takesRowsApart(index) && !blocked.contains(index)
            {
                guard checked[index].leaveOutFaultyRows() else { continue }
                hasFallen = true
                // What was found about the others is found again.
                candidates[index] = checked[index]
                candidates[index].reading.findings.removeAll { !own[index].contains($0) }
            }
            let nowBlocked = withWholeFiles(
                checked.indices.filter { checked[$0].reading.isBlocked })
            if nowBlocked == blocked, !hasFallen {
                blockSheets(besideFaulty: nowBlocked, of: &checked)
                return (checked, office)
            }
            blocked = nowBlocked
        }
    }

    /// A reading beside what sheets said before, what was exported, and what is so.
    private func merged(
        _ reading: SheetReading, office: Office, view: LedgerView
    ) throws -> MergedSheet {
        guard let kind = reading.kind,
            let lookup = try lookup(of: kind, office: office, view: view)
        else { return MergedSheet(reading) }
        var exported: [SheetRow]?
        if let mark = reading.exportMark {
            exported = try view.exportedRows(under: mark, of: kind, reader: markedCopies.reader)
        }
        var sheet = try SheetMerge(
            reading, of: kind, lookup: lookup, view: view, exported: exported
        ).merged()
        sheet.dropWarningsOfKnownDates()
        return sheet
    }

    /// The rows of a file that are taken, merged anew.
    private func merged(
        rowsOf candidate: Candidate, at index: Int, office: Office, view: LedgerView
    ) throws -> MergedSheet {
        let numbers = Set(candidate.reading.rows.map(\.number))
        var reading = readings[index]
        reading.rows.removeAll { !numbers.contains($0.number) }
        return try merged(reading, office: office, view: view)
    }

    /// Registers first, since deadlines and orders refer to them; of each, short sheets that speak of what
    /// another one brings behind it. Less of a line comes before what may have been split off it.
    private func order(of candidates: [Candidate]) -> [Int] {
        guard candidates.count > 1 else { return Array(candidates.indices) }
        let ranks = candidates.map { candidate in
            let sheet = candidate.sheet
            let isRegister = sheet.reading.kind.flatMap(RegisterTypes.type(of:)) != nil
            return (isRegister ? 0 : 4) + (sheet.orphans.isEmpty ? 0 : 2)
                + (sheet.changesQuantities ? 0 : 1)
        }
        return candidates.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    }

    private func intake(of kind: SheetKind, _ index: Int) -> (any SheetIntake)? {
        let sender = senders[index]
        if let type = RegisterTypes.type(of: kind) { return registerIntake(type, from: sender) }
        switch kind {
        case .decisions:
            return decisionIntake(index)
        case .deadlines:
            return DeadlineIntake(
                importedAt: arrivals?[index], today: today, sender: sender, now: now)
        case .orders: return OrderIntake(today: today)
        default: return nil
        }
    }

    private func decisionIntake(_ index: Int) -> DecisionIntake {
        DecisionIntake(
            writer: writer, sender: senders[index], now: now, writesLetters: delays != nil,
            stops: stops,
            others: readings.indices.filter { $0 != index && readings[$0].kind == .decisions }
                .map { readings[$0] })
    }

    /// What the rows of a kind speak of; nil where each sheet stands for itself.
    private func lookup(
        of kind: SheetKind, office: Office, view: LedgerView
    ) throws -> (any RowLookup)? {
        guard let any = senders.indices.first else { return nil }
        return try intake(of: kind, any)?.lookup(office: office, view: view)
    }

    private func registerIntake<Entry: RegisterEntry>(
        _ type: Entry.Type, from sender: Sender
    ) -> any SheetIntake {
        RegisterIntake(type, from: sender, today: today)
    }

    func sender(_ index: Int) -> String { senders[index].by }

    /// Whether rows without faults are taken although others have some: each decision stands for itself.
    private func takesRowsApart(_ index: Int) -> Bool {
        isPartial || readings[index].kind == .decisions
    }

    private func keep(
        _ index: Int, kind: SheetKind, in transaction: LedgerTransaction
    ) throws {
        let file = files[index]
        let hash = Checksum.sha256(file.content)
        try transaction.keep(file: file.name, content: file.content, hash: hash)
        try transaction.record(
            "imported", of: Subject(.sheet, kind.rawValue), by: sender(index),
            detail: "\(file.name) \(hash)")
    }
}

extension LedgerTransaction {
    /// Remembers what a file said differently.
    ///
    /// - Returns: its number; nil where it said nothing new.
    func addImport(
        of kind: SheetKind, file: String, by: String?, saying difference: Difference
    ) throws -> Int64? {
        guard !difference.isEmpty else { return nil }
        return try addImport(
            of: kind, file: file, by: by, changes: ImportRecord.Changes(difference))
    }
}

extension ImportRecord.Changes {
    /// What a sheet said differently.
    fileprivate init(_ difference: Difference) {
        self.init(
            added: difference.added,
            changed: difference.changed.map { change in
                ImportRecord.Change(
                    key: change.key, column: change.column, old: change.old, new: change.new)
            }, handovers: difference.handovers.isEmpty ? nil : difference.handovers)
    }
}
