import Coordination
import Testing

@testable import Sheets

/// What the settings know of figures' columns is what the reader reads.
@Suite struct FigureColumnTests {
    @Test("The settings and the reader know the same columns", arguments: SheetKind.allCases)
    func columns(_ kind: SheetKind) {
        guard kind.isSubmission else {
            #expect(kind.figureColumns.isEmpty)
            return
        }
        let columns = SheetDefinition.of(kind).columns.map { ($0.name, $0.figureColumn) }
        #expect(kind.figureColumns == Dictionary(uniqueKeysWithValues: columns))
    }
}

extension SheetColumn {
    fileprivate var figureColumn: FigureColumn {
        let content: FigureColumn.Content =
            switch type {
            case .date: .date
            case .period: .period
            default: isSummed ? .total : isNumber ? .number : .text
            }
        return FigureColumn(content, words: names)
    }
}
