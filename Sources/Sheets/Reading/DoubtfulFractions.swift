import Coordination

/// Watches quantities for three digits behind the mark that groups thousands in the office's style and
/// begins a fraction elsewhere: `12.500` kg is a twelve and a half where a program printed it.
struct DoubtfulFractions {
    private let style: NumberStyle
    /// Whether the settings say how numbers are written, and not a default.
    private let isStated: Bool
    /// Whether a cell shows that the mark begins fractions, or that it does not.
    private var beginsFractions = false
    private var groups = false
    private var doubtful: [Doubtful] = []

    private struct Doubtful {
        var row: Int
        var column: Int
        var text: String
        /// Whether it is of a unit that has parts.
        var isMeasured: Bool
    }

    init(_ conventions: SheetConventions) {
        style = conventions.numbers
        isStated = conventions.areNumbersStated
    }

    /// - Parameter unit: what the row is measured in.
    mutating func note(_ cell: GridCell, row: Int, column: Int, unit: String?) {
        // Nearly every cell ends here.
        guard cell.content == .text,
            cell.text.utf8.contains(where: { !(0x30...0x39).contains($0) })
        else { return }
        if cell.text.contains(style.decimal) { groups = true }
        let parts = cell.text.drop { $0 == "-" || $0 == " " }
            .split(separator: style.grouping, omittingEmptySubsequences: false)
        guard parts.count > 1, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) else { return }
        if parts.count > 2 {
            groups = true
        } else if parts[1].count != 3 || parts[0] == "0" {
            beginsFractions = true
        } else {
            doubtful.append(
                Doubtful(
                    row: row, column: column, text: cell.text,
                    isMeasured: Quantity.isMeasured(in: unit)))
        }
    }

    /// A finding for each that has two readings: beside one that shows the mark to begin fractions, or of
    /// what is measured, where nothing shows that it groups.
    func finish(into findings: inout FindingList) {
        for cell in doubtful where beginsFractions || cell.isMeasured && !isStated && !groups {
            let parts = cell.text.split(separator: style.grouping)
            let whole = parts.joined()
            // As a reader of the style takes it: `12,500` would have two readings again.
            let fraction = Int64(whole).map { Quantity(thousandths: $0).plain(in: style) } ?? ""
            findings.add(
                CellFault(
                    code: .ambiguousNumber,
                    expected: BilingualText(
                        en: "a number with one reading, \(whole) or \(fraction): “\(cell.text)” "
                            + "can be either; `office.numbers` in the settings says how numbers are written",
                        id: "bilangan dengan satu arti, \(whole) atau \(fraction): “\(cell.text)” "
                            + "dapat berarti keduanya; `office.numbers` pada pengaturan menentukan cara "
                            + "penulisan")),
                row: cell.row, column: cell.column, value: cell.text)
        }
    }
}
