import Almanac
import Coordination

/// What a workbook's cell is to hold: never a formula.
enum WorkbookCell: Hashable, Sendable {
    case blank
    case text(String)
    /// Under a format of its own, where it has one.
    case number(Double, format: String? = nil)
    case date(CivilDate)
    case time(CivilTime)
    case moment(CivilDate, CivilTime)

    init(_ value: SheetValue) {
        switch value {
        case .text(let text), .word(let text), .period(let text):
            self = .text(FormulaGuard.inWorkbook(text))
        case .date(let date): self = .date(date)
        case .time(let time, zone: nil): self = .time(time)
        case .time(let time, let zone?): self = .text("\(time) \(TimeReader.shortName(of: zone))")
        case .number(let number): self = .number(Double(number))
        case .quantity(let quantity): self = .number(quantity.number)
        }
    }

    /// A cell of another file, as that file types it.
    init(_ cell: GridCell) {
        switch cell.content {
        case .number:
            self =
                Double(cell.text).map { .number($0, format: cell.shape?.code) } ?? .text(cell.text)
        case .moment(let date?, let time?): self = .moment(date, time)
        case .moment(let date?, nil): self = .date(date)
        case .moment(nil, let time?): self = .time(time)
        case .moment(nil, nil), .text, .error, .formulaWithoutValue:
            self = cell.text.isEmpty ? .blank : .text(cell.text)
        }
    }
}

/// How a workbook's cell looks.
struct WorkbookStyle: Hashable, Sendable {
    var mark: Mark?
    var isHeader = false
    var isTitle = false
    /// An amount, its thousands grouped.
    var isGrouped = false
    var isWrapped = false

    /// What is wrong with a cell.
    enum Mark: Hashable, Sendable {
        case blocker, warning
    }

    static let plain = WorkbookStyle()
    static let header = WorkbookStyle(isHeader: true)
}
