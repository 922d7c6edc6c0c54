import Coordination
import Engine
import Ledger

/// What holds of the ledger and the jobs as wholes.
extension Invariant {
    static let wholes = [
        Invariant("a second run does nothing", secondRun),
        Invariant("an export that comes back changes nothing", isDear: true, exportsBack),
        Invariant("the ledger is whole", isDear: true) { office in
            try await office.stages.ledger.integrityFaults()
        },
        Invariant("the history is what its chain says", isDear: true) { office in
            try await office.stages.ledger.read { try $0.proveHistory() }.problems
                .map { "\($0.fault.rawValue) \($0.subject)" }
        },
    ]

    private static let secondRun: @Sendable (SimulatedOffice) async throws -> [String] = { office in
        let now = office.clock.now
        var faults: [String] = []
        for job in office.stages.jobs {
            let counts = try await Wakes.$runningJob.withValue(job.name) {
                try await job.runOnce(at: now)
            }
            if !counts.isEmpty { faults.append("\(job.name) \(counts)") }
        }
        return faults
    }

    private static let kinds: [SheetKind] = [
        .people, .teams, .clients, .reasons, .deadlines, .orders, .delegations, .holidays, .targets,
    ]

    private static let exportsBack: @Sendable (SimulatedOffice) async throws -> [String] = {
        office in
        var faults: [String] = []
        for kind in kinds {
            let now = office.clock.now
            let file = try await office.stages.export(kind, as: .csv, at: now)
            // A sheet without rows is none.
            guard file.content.count(where: { $0 == UInt8(ascii: "\n") }) > 1 else { continue }
            let reports = try await office.stages.intake.take(
                [Intake.File(name: file.name, content: file.content)], as: kind, isDryRun: true,
                from: SimulatedOffice.coordinator, at: now)
            for report in reports {
                if report.reading.isBlocked {
                    faults.append(
                        "\(kind.rawValue): \(report.reading.findings.prefix(3).map(\.code))")
                }
                if !report.difference.isEmpty {
                    faults.append(
                        "\(kind.rawValue): \(report.difference.added) \(report.difference.changed)")
                }
            }
        }
        return faults
    }
}
