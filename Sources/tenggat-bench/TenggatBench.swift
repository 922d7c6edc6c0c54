import Foundation

/// Measures Tenggat beside programs that do the same work; `scripts/bench` builds and runs it.
@main
enum TenggatBench {
    /// A further comparison is a file of its own in `Measurements` and a line here.
    private static let measurements: [any Measurement] = [
        NextElapse(), RemindersOfADay(), StartOfService(), BoardOfAPeriod(),
        ImportOfOrders(), ImportsAgain(), BurstOfSteps(), OutgoingMail(), StatusCalls(),
        IdleService(), RehearsalOfAYear(), WhyOfALongHistory(),
    ]

    /// Prints what it finds, and ends with 1 when a bar is missed or something cannot be measured.
    static func main() async {
        do {
            var findings: [Finding] = []
            // All, or those that are named: `scripts/bench ImportOfOrders IdleService`.
            for measurement in try chosen(Array(CommandLine.arguments.dropFirst())) {
                let found = try await measurement.findings()
                // Whoever watches a long run, or ends it, has what was measured so far.
                print(FindingTable.text(of: found))
                fflush(nil)
                findings += found
            }
            print("== all of it", FindingTable.text(of: findings), separator: "\n")
            exit(findings.allSatisfy { $0.isMet ?? true } ? 0 : 1)
        } catch {
            FileHandle.standardError.write(Data("tenggat-bench: \(error)\n".utf8))
            exit(1)
        }
    }

    /// - Throws: `BenchError` of a name that no measurement has.
    private static func chosen(_ names: [String]) throws -> [any Measurement] {
        let known = measurements.map { "\(type(of: $0))" }
        if let name = names.first(where: { !known.contains($0) }) {
            throw BenchError(
                message:
                    "no measurement is called \(name): choose of \(known.joined(separator: ", "))")
        }
        return names.isEmpty
            ? measurements : measurements.filter { names.contains("\(type(of: $0))") }
    }
}
