import Almanac

/// The coordinator's own list of orders as it stands in a spreadsheet, and as it stood before.
struct OrderBook {
    let clients: [String]
    private(set) var rows: [Row] = []
    private var former: [[Row]] = []
    private var count = 0

    /// A line of an order, as the spreadsheet has it.
    struct Row: Hashable {
        var order: String
        var line: String
        var client: String
        var promised: CivilDate
        var expected: CivilDate?
        var delivered = 0
        var quantity: Int
        var reason = ""
        var isCancelled = false

        static let header = [
            "order", "line", "client", "item", "quantity", "unit", "promised", "expected",
            "delivered", "reason", "status", "action",
        ]

        var cells: [String] {
            [
                order, line, client, "Barang \(order.dropFirst(3)).\(line)", "\(quantity)", "unit",
                "\(promised)", expected.map { "\($0)" } ?? "", delivered > 0 ? "\(delivered)" : "",
                reason, isCancelled ? "cancelled" : "", action,
            ]
        }

        /// What somebody does about it in words of their own, for some.
        private var action: String {
            reason == "KAPAL" && quantity == 7 ? "Kami kirim sebagian lebih dulu." : ""
        }
    }

    init(clients: [String]) { self.clients = clients }

    /// A new order of one to three lines, sometimes promised for a day that is past.
    mutating func begin(on date: CivilDate, random: inout SeededRandom) {
        former.append(rows)
        count += 1
        let promised = date.adding(days: random.chance(8) ? -3 : random.whole(2...25))
        let client = random.pick(clients)
        for line in 1...random.whole(1...3) {
            rows.append(
                Row(
                    order: "SO-\(count)", line: "\(line)", client: client, promised: promised,
                    quantity: random.whole(1...9)))
        }
    }

    /// Some lines change, as lines do.
    mutating func change(on date: CivilDate, random: inout SeededRandom) {
        former.append(rows)
        for _ in 0..<random.whole(1...5) {
            let index = random.whole(0...rows.count - 1)
            switch random.whole(1...12) {
            case ...6:
                rows[index].expected = date.adding(days: random.whole(1...30))
                rows[index].reason = random.pick(["KAPAL", "KAPAL", "KAPAL", "BANJIR", "KLIEN", ""])
            case ...7: rows[index].expected = rows[index].promised
            case ...8: rows[index].expected = nil
            case ...9:
                rows[index].delivered = min(
                    rows[index].quantity, rows[index].delivered + random.whole(1...5))
            case ...10: rows[index].promised = date.adding(days: random.whole(2...30))
            case ...11: rows[index].isCancelled.toggle()
            default:
                let client = random.pick(clients)
                for other in rows.indices where rows[other].order == rows[index].order {
                    rows[other].client = client
                }
            }
        }
    }

    /// A vessel is late: much of what is open slips at once.
    mutating func slipTogether(on date: CivilDate, random: inout SeededRandom) {
        former.append(rows)
        let late = date.adding(days: random.whole(5...30))
        for index in rows.indices where random.chance(70) {
            rows[index].expected = max(late, rows[index].promised.adding(days: 1))
            rows[index].reason = "KAPAL"
        }
    }

    /// The list with one cell that is wrong: a date that cannot be read, a year too far, a client whom nobody
    /// knows.
    ///
    /// - Returns: the list, and the cell where no service may take it so.
    func wrongSheet(random: inout SeededRandom) -> (sheet: SheetRows, cell: String?) {
        var sheet = Self.sheet(of: rows, random: &random)
        guard let index = sheet.rows.indices.randomElement(using: &random) else {
            return (sheet, nil)
        }
        let (column, value) = random.pick([
            ("expected", "besok"), ("expected", "2037-05-05"), ("promised", "31/02/2027"),
            ("client", "C99"), ("quantity", "lima"), ("delivered", "-3"),
        ])
        guard let place = sheet.header.firstIndex(of: column) else { return (sheet, nil) }
        sheet.rows[index][place] = value
        let letter = Character(UnicodeScalar(UInt8(ascii: "A") + UInt8(place)))
        // The header is the first record. A far date may be meant.
        return (sheet, value.hasPrefix("2037") ? nil : "\(letter)\(index + 2)")
    }

    /// A list in which somebody pasted dates into the wrong rows, readable all of them.
    ///
    /// - Returns: the list, and the rows that are wrong in it.
    func mistakenSheet(
        on date: CivilDate, random: inout SeededRandom
    ) -> (sheet: SheetRows, wrong: [Row]) {
        let first = random.whole(0...rows.count - 1)
        let wrong = Array(rows[first...].prefix(random.whole(1...3)))
        let mistaken = wrong.map { row in
            var row = row
            row.expected = date.adding(days: random.whole(20...60))
            row.reason = "KAPAL"
            return row
        }
        return (SheetRows(kind: "orders", header: Row.header, rows: mistaken.map(\.cells)), wrong)
    }

    /// As it stands in the spreadsheet once a date was put right in an export.
    mutating func note(_ expected: CivilDate, of row: Row) {
        for index in rows.indices
        where (rows[index].order, rows[index].line) == (row.order, row.line) {
            rows[index].expected = expected
            rows[index].reason = "KAPAL"
        }
    }

    /// The list as it is saved now: whole, or some of its rows, or without some of its columns.
    func sheet(random: inout SeededRandom) -> SheetRows { Self.sheet(of: rows, random: &random) }

    /// A copy of days ago; the present list where there is none.
    func oldSheet(random: inout SeededRandom) -> SheetRows {
        let old = former.suffix(6).filter { !$0.isEmpty }
        return Self.sheet(of: old.isEmpty ? rows : random.pick(old), random: &random)
    }

    private static func sheet(of rows: [Row], random: inout SeededRandom) -> SheetRows {
        var rows = rows
        if random.chance(25), rows.count > 2 {
            let first = random.whole(0...rows.count - 2)
            rows = Array(rows[first...])
        }
        var left: Set<String> = []
        if random.chance(25) {
            left.formUnion([random.pick(["expected", "delivered", "status", "reason"])])
        }
        let kept = Row.header.indices.filter { !left.contains(Row.header[$0]) }
        return SheetRows(
            kind: "orders", header: kept.map { Row.header[$0] },
            rows: rows.map { row in
                let cells = row.cells
                return kept.map { cells[$0] }
            })
    }
}
