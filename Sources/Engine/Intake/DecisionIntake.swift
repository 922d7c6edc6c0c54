import Almanac
import Coordination
import Ledger

/// Takes the decisions sheet: a person's word on whatever waits for one, row by row.
///
/// What is decided already stays as it is, and a row that came before is not said anew, so that the same sheet
/// may come again. Good rows are taken when others are faulty, and each has its answer.
struct DecisionIntake: SheetIntake {
    let writer: LetterWriter
    let sender: Sender
    let now: Instant
    /// Whether letters may be written now; while the clock is doubted they come later.
    var writesLetters = true
    /// What keeps a letter from leaving that is approved.
    var stops: DecisionDesk.LetterStops
    /// The other decisions sheets of the import: what one says, another does not contradict.
    var others: [SheetReading] = []

    /// A decision binds to what was read, whatever sheets said before.
    func lookup(office: Office, view: LedgerView) throws -> (any RowLookup)? { nil }

    private func desk(_ office: Office) -> DecisionDesk {
        DecisionDesk(
            office: office, writer: writer, now: now, writesLetters: writesLetters, stops: stops)
    }

    func findings(in sheet: MergedSheet, office: Office, view: LedgerView) throws -> [Finding] {
        let reading = sheet.reading
        let desk = desk(office)
        let taken = TakenDecisions(office: office, now: now)
        var deciding: [Contradictions.Row] = []
        let findings = try reading.rows.flatMap { row -> [Finding] in
            guard let decision = decision(of: row, office: office) else {
                // What is missing beside something that is there, the reader has said.
                guard let code = row.text("code"), try !desk.knows(code, in: view) else {
                    return []
                }
                return try faultOfCode(row, in: reading, desk: desk, view: view)
            }
            let target: any DecisionTarget
            switch try desk.target(of: decision.code, word: decision.word, in: view) {
            case .failure(let violation): return [finding(violation, of: row, in: reading)]
            case .success(let found): target = found
            }
            guard try !target.isSettled(decision, at: desk, in: view) else { return [] }
            if let why = try taken.repetition(of: row, about: target, in: view) {
                return [
                    finding(
                        .notPossible, .warning, at: "decision", of: row, in: reading, expected: why)
                ]
            }
            deciding.append(
                Contradictions.Row(row: row, decision: decision, target: target))
            var faults = try desk.faults(of: decision, about: target, in: view)
                .map { finding($0, of: row, in: reading) }
            let by = row.address(of: "by")
            let isIdle = faults.contains { $0.severity == .warning && $0.code == .notPossible }
            if !isIdle, !faults.contains(where: { $0.cell == by }),
                let fault = actorFinding(
                    of: row, in: reading, .blocker, from: sender, office: office, at: now)
            {
                faults.append(fault)
            }
            return faults
        }
        let numbers = Set(deciding.map(\.row.number))
        let contradictions = Contradictions(
            among: try deciding
                + decidingElsewhere(desk: desk, taken: taken, office: office, view: view))
        let rows = said(beside: reading.rows)
        return try findings
            + reading.rows.compactMap { row in
                let code = row.text("code") ?? ""
                var violation = contradictions.violation(of: row.number, code: code)
                if violation == nil, numbers.contains(row.number),
                    let other = try taken.opponent(of: row, among: rows, in: view),
                    let said = decision(of: other.row, office: office)
                {
                    violation = Contradictions.violation(
                        of: code, beside: said, in: other.row, of: other.file)
                }
                return violation.map { finding($0, of: row, in: reading) }
            }
    }

    /// Remembers which rows of a sheet contradict each other, or those of another one of the import: they are refused
    /// together, and go on to be while both come.
    func rememberContradictions(
        in reading: SheetReading, office: Office, transaction: LedgerTransaction
    ) throws {
        let desk = desk(office)
        let taken = TakenDecisions(office: office, now: now)
        let view = transaction.view
        let own = Self.readable(reading)
        let decided = try own.compactMap { row in
            try deciding(row, desk: desk, taken: taken, office: office, view: view)
        }
        let opponents = Contradictions(
            among: try decided
                + decidingElsewhere(desk: desk, taken: taken, office: office, view: view)
        ).opponents
        let rows = said(beside: own)
        for row in own {
            let other =
                try opponents[row.number]?.row
                ?? taken.opponent(of: row, among: rows, in: view)?.row
            guard let other else { continue }
            try taken.remember(row, refusedBeside: other, in: transaction)
        }
    }

    /// Those rows that could be read: one that could not forbids no other.
    private static func readable(_ reading: SheetReading) -> [SheetRow] {
        let unread = Set(
            reading.findings.filter { $0.severity == .blocker }.compactMap(\.row))
        return reading.rows.filter { !unread.contains($0.number) }
    }

    /// With the rows of the import's other sheets, each with its file.
    private func said(beside own: [SheetRow]) -> [(file: String?, row: SheetRow)] {
        var rows: [(file: String?, row: SheetRow)] = own.map { (file: nil, row: $0) }
        for other in others {
            rows += Self.readable(other).map { (file: other.file, row: $0) }
        }
        return rows
    }

    /// What the import's other sheets decide that is not so yet.
    private func decidingElsewhere(
        desk: DecisionDesk, taken: TakenDecisions, office: Office, view: LedgerView
    ) throws -> [Contradictions.Row] {
        try said(beside: []).compactMap { file, row in
            var found = try deciding(row, desk: desk, taken: taken, office: office, view: view)
            found?.file = file
            return found
        }
    }

    /// What a row decides that is not so yet; nil where it decides nothing.
    private func deciding(
        _ row: SheetRow, desk: DecisionDesk, taken: TakenDecisions, office: Office,
        view: LedgerView
    ) throws -> Contradictions.Row? {
        guard let decision = decision(of: row, office: office),
            case .success(let target) = try desk.target(
                of: decision.code, word: decision.word, in: view),
            try !target.isSettled(decision, at: desk, in: view),
            try taken.repetition(of: row, about: target, in: view) == nil
        else { return nil }
        return Contradictions.Row(row: row, decision: decision, target: target)
    }

    private func faultOfCode(
        _ row: SheetRow, in reading: SheetReading, desk: DecisionDesk, view: LedgerView
    ) throws -> [Finding] {
        guard let code = row.text("code"),
            case .failure(let violation) = try desk.target(of: code, word: .done, in: view)
        else { return [] }
        return [finding(violation, of: row, in: reading)]
    }

    func take(
        _ sheet: MergedSheet, into transaction: LedgerTransaction, office: Office, by: String?
    ) throws -> Difference {
        var difference = Difference()
        let desk = desk(office)
        let taken = TakenDecisions(office: office, now: now)
        var refusal: EngineError?
        for row in sheet.reading.rows {
            guard let decision = decision(of: row, office: office),
                case .success(let target) = try desk.target(
                    of: decision.code, word: decision.word, in: transaction.view)
            else { continue }
            var answer = Difference.Answer(
                row: row.number, code: decision.code, about: target.words(at: desk),
                decision: decision.word.words, by: row.text("by"),
                details: row.decisionDetails, isDone: true,
                text: BilingualText(
                    en: "as it was: it says what is so already",
                    id: "tetap: isinya sudah berlaku"))
            if try !target.isSettled(decision, at: desk, in: transaction.view),
                let why = try taken.repetition(of: row, about: target, in: transaction.view)
            {
                answer.isDone = false
                answer.text = why
                difference.unchanged += 1
                try taken.remember(row, about: target, in: transaction)
                difference.answers.append(answer)
                continue
            }
            do {
                let outcome = try transaction.attempt {
                    try target.carryOut(decision, at: desk, in: transaction)
                }
                if let outcome {
                    answer.text = outcome.answer
                    difference.changed.append(
                        Difference.Change(
                            key: target.key, column: "decision", old: outcome.old,
                            new: outcome.new))
                } else {
                    difference.unchanged += 1
                    // Why nothing came of it, where it does not say what is so.
                    let faults = try desk.faults(
                        of: decision, about: target, in: transaction.view)
                    if let why = faults.first?.expected {
                        answer.isDone = false
                        answer.text = why
                    }
                }
            } catch let error as EngineError {
                // One that another row of the sheet made impossible does not keep the others.
                refusal = refusal ?? error
                answer.isDone = false
                answer.text = error.words
                difference.unchanged += 1
            }
            if answer.isDone { try taken.remember(row, about: target, in: transaction) }
            difference.answers.append(answer)
        }
        if let refusal, !difference.answers.contains(where: \.isDone) { throw refusal }
        return difference
    }

    /// Nil when the row does not say what to do with what.
    private func decision(of row: SheetRow, office: Office) -> Decision? {
        guard let code = row.text("code"),
            let word = row.text("decision").flatMap(DecisionWord.init(rawValue:)),
            let by = row.text("by")
        else { return nil }
        return Decision(
            code: code, word: word, date: row.date("date"), reason: row.text("reason"),
            proof: row.text("proof"), amount: row.number("amount"), check: row.text("check"),
            by: sender.by(named: by, office: office, at: now), shown: row.shown)
    }
}
