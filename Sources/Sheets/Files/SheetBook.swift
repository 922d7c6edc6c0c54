/// A file of one or several worksheets, whatever its format.
protocol SheetBook {
    /// Names and whether they are hidden, in the file's order.
    var sheets: [(name: String?, isHidden: Bool)] { get }
    /// The rows near the top of a worksheet, where a header stands.
    func head(of index: Int) throws(WorkbookFault) -> any GridRows
    func rows(of index: Int) throws(WorkbookFault) -> any GridRows
}

/// Tables that were read whole.
struct TableBook: SheetBook {
    let tables: [MemoryTable]

    var sheets: [(name: String?, isHidden: Bool)] { tables.map { ($0.worksheet, $0.isHidden) } }
    func head(of index: Int) -> any GridRows { tables[index] }
    func rows(of index: Int) -> any GridRows { tables[index] }
}

extension Workbook: SheetBook {
    var sheets: [(name: String?, isHidden: Bool)] { worksheets.map { ($0.name, $0.isHidden) } }

    func head(of index: Int) throws(WorkbookFault) -> any GridRows {
        try rows(of: worksheets[index], limit: Self.headLimit, isHead: true)
    }

    func rows(of index: Int) throws(WorkbookFault) -> any GridRows {
        try rows(of: worksheets[index])
    }
}
