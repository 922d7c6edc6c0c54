import Almanac
import Coordination

@testable import Sheets

/// Reads CSV written in a test, line by line.
func reading(
    _ lines: String..., as kind: SheetKind? = nil, today: CivilDate? = nil,
    with reader: SheetReader = SheetReader()
) -> SheetReading {
    reader.read(
        Array((lines.joined(separator: "\r\n") + "\r\n").utf8), fileName: "test.csv", as: kind,
        today: today)
}

extension SheetReading {
    /// `["A3 required"]`: blockers in their order.
    var blockers: [String] { named(.blocker) }
    var warnings: [String] { named(.warning) }

    private func named(_ severity: Finding.Severity) -> [String] {
        findings.filter { $0.severity == severity }
            .map { "\($0.cell) \($0.code.rawValue)" }
    }
}

/// What a reader of values makes of a text: the value, or the code of the fault.
func outcome<Value>(_ read: () throws(CellFault) -> Value) -> String {
    do throws(CellFault) { return "\(try read())" } catch { return error.code.rawValue }
}
