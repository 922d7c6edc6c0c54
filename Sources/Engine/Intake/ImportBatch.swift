import Almanac
import Coordination
import Ledger
import Post

/// The files of one import on their way into one transaction.
struct ImportBatch: Sendable {
    let files: [Intake.File]
    let readings: [SheetReading]
    let profile: OfficeProfile
    let isDryRun: Bool
    let by: String?
    /// Who sent each file, where they are not all from `by`.
    var senders: [String?]?
    var markedCopy: MarkedCopy = { _, _, _ in nil }

    struct Result: Sendable {
        var reports: [ImportReport]
        /// The office afterwards, when a register changed.
        var office: Office?
    }

    func take(into transaction: LedgerTransaction) throws -> Result {
        let known = try transaction.view.directory()
        let (readings, office) = try checked(against: known, view: transaction.view)
        var reports = readings.map { ImportReport($0, isDryRun: isDryRun) }
        var registersChanged = false
        for index in order(of: readings) where !readings[index].isBlocked {
            let reading = readings[index]
            guard let kind = reading.kind else { continue }
            if kind.isSubmission {
                reports[index] = try submission(index, of: readings, into: transaction, office)
                continue
            }
            guard let intake = Self.intake(of: kind) else { continue }
            reports[index].difference = try intake.take(
                reading, into: transaction, office: office, by: sender(index))
            try keep(index, kind: kind, in: transaction)
            if RegisterTypes.type(of: kind) != nil, !reports[index].difference.isEmpty {
                registersChanged = true
                reports[index].effects += try effects(of: kind, in: transaction, office: office)
            }
        }
        for index in readings.indices where readings[index].isBlocked {
            guard readings[index].kind?.isSubmission == true else { continue }
            reports[index] = try submission(index, of: readings, into: transaction, office)
        }
        return Result(reports: reports, office: registersChanged ? office : nil)
    }

    /// A submission among the files; one that does not tell whose it is has a finding that says so.
    private func submission(
        _ index: Int, of readings: [SheetReading], into transaction: LedgerTransaction,
        _ office: Office
    ) throws -> ImportReport {
        let reading = readings[index]
        do {
            return try SubmissionDesk(
                office: office, by: sender(index), isDryRun: isDryRun, markedCopy: markedCopy
            )
            .take(reading, content: files[index].content, into: transaction)
        } catch let error as EngineError {
            guard let fault = error.fault else { throw error }
            var reading = reading
            reading.findings.append(
                Finding(
                    file: reading.file, worksheet: reading.worksheet, code: fault.code,
                    expected: fault.expected))
            return ImportReport(reading, isDryRun: isDryRun)
        }
    }

    /// Adds the findings that need the office. A file that falls may leave others without the codes
    /// they refer to, so this goes on until nothing more falls.
    private func checked(
        against known: Directory, view: LedgerView
    ) throws -> (readings: [SheetReading], office: Office) {
        var blocked = Set(readings.indices.filter { readings[$0].isBlocked })
        while true {
            var directory = known
            for (index, reading) in readings.enumerated() where !blocked.contains(index) {
                directory.add(rowsOf: reading)
            }
            let office = Office(profile: profile, directory: directory)
            var checked = readings
            for (index, reading) in readings.enumerated() {
                guard let kind = reading.kind else { continue }
                if kind == .decisions {
                    checked[index].findings.append(Self.notTaken(reading))
                }
                guard let intake = Self.intake(of: kind) else { continue }
                checked[index].findings += try intake.findings(
                    in: reading, office: office, view: view)
            }
            let nowBlocked = Set(checked.indices.filter { checked[$0].isBlocked })
            if nowBlocked == blocked { return (checked, office) }
            blocked = nowBlocked
        }
    }

    /// Registers first, since deadlines and orders refer to them.
    private func order(of readings: [SheetReading]) -> [Int] {
        let isRegister = { (index: Int) in
            readings[index].kind.flatMap(RegisterTypes.type(of:)) != nil
        }
        return readings.indices.filter(isRegister) + readings.indices.filter { !isRegister($0) }
    }

    private static func intake(of kind: SheetKind) -> (any SheetIntake)? {
        if let type = RegisterTypes.type(of: kind) { return registerIntake(type) }
        switch kind {
        case .deadlines: return DeadlineIntake()
        case .orders: return OrderIntake()
        default: return nil
        }
    }

    private static func registerIntake<Entry: RegisterEntry>(
        _ type: Entry.Type
    ) -> any SheetIntake {
        RegisterIntake(type)
    }

    private static func notTaken(_ reading: SheetReading) -> Finding {
        Finding(
            file: reading.file, worksheet: reading.worksheet, code: .unrecognisedSheet,
            value: "decisions",
            expected: BilingualText(
                en: "a sheet that is taken by import; decide with tenggatctl outbox approve",
                id: "lembar yang dapat diimpor; keputusan diberikan dengan tenggatctl outbox "
                    + "approve"))
    }

    private func sender(_ index: Int) -> String? { senders.map { $0[index] } ?? by }

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

    /// What a changed register moves: ladders follow people and calendars, letters follow clients.
    private func effects(
        of kind: SheetKind, in transaction: LedgerTransaction, office: Office
    ) throws -> [String] {
        let rearming = try transaction.rearmAll(office: office)
        try transaction.reviewOrders()
        return rearming.effects
    }
}

extension Directory {
    /// Adds the entries of a register's reading; later ones take the place of earlier ones.
    fileprivate mutating func add(rowsOf reading: SheetReading) {
        guard let type = reading.kind.flatMap(RegisterTypes.type(of:)) else { return }
        add(type, rows: reading.rows)
    }

    private mutating func add<Entry: RegisterEntry>(_ type: Entry.Type, rows: [SheetRow]) {
        for entry in rows.compactMap(Entry.init(row:)) { add(entry) }
    }
}
