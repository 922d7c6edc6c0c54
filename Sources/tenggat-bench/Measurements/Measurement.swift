/// One comparison: a piece of work, measured.
protocol Measurement: Sendable {
    /// Does the work several times and tells what it took.
    ///
    /// - Throws: `BenchError` when a rival is not there or does other work than Tenggat does.
    func findings() async throws -> [Finding]
}
