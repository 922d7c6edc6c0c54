import Ledger

/// Something that must hold whenever the stages have come to rest.
struct Invariant: Sendable {
    let name: String
    /// Whether it costs so much that it is looked at now and then only.
    let isDear: Bool
    /// What is wrong, a line each.
    let faults: @Sendable (SimulatedOffice) async throws -> [String]

    init(
        _ name: String, isDear: Bool = false,
        _ faults: @escaping @Sendable (SimulatedOffice) async throws -> [String]
    ) {
        self.name = name
        self.isDear = isDear
        self.faults = faults
    }

    /// Every one; a further one is a line in the file that it is about. What the oracle says of who should have
    /// heard what is looked at beside these (`OfficeJudge`).
    static let all = letters + promises + states + files + wholes
}
