import Foundation

/// Sheets that come a first time, again, and with one cell changed, a tenth of the size and whole: ten times
/// the rows may take little more than ten times as long.
struct ImportsAgain: Measurement {
    /// One sheet of a size.
    private struct Sheet: Sendable {
        var name: String
        var sizes: [Int]
        var rows: @Sendable (Int) -> [String]
        /// Further sheets that its rows refer to.
        var before: [String: [String]]
    }

    func findings() throws -> [Finding] {
        try [Self.orders, Self.deadlines].flatMap { sheet in
            let small = try times(of: sheet, size: sheet.sizes[0])
            let large = try times(of: sheet, size: sheet.sizes[1])
            return zip(["first", "again", "again, a number changed"], zip(small, large))
                .map { name, pair in
                    // Half as much again as ten times is for what grows with a tree's depth.
                    Finding(
                        work: "\(sheet.sizes[1]) \(sheet.name), \(name)", ours: .time(pair.1),
                        bar: .rival("15 × \(sheet.sizes[0])", .time(pair.0 * 15)))
                }
        }
    }

    private func times(of sheet: Sheet, size: Int) throws -> [Duration] {
        let service = try TrialService(
            "again", ["ladders: {standard: [{when: WD-3 09:00, tell: owner}]}"])
        defer { service.remove() }
        for (name, lines) in sheet.before { try service.write("\(name).csv", lines) }
        let rows = sheet.rows(size)
        try service.write("\(sheet.name).csv", rows)
        let daemon = try service.start().daemon
        defer { daemon.stop() }
        for name in sheet.before.keys.sorted().reversed() { try service.take(name) }
        let clock = ContinuousClock()
        var times = try (0..<2).map { _ in try clock.measure { try service.take(sheet.name) } }
        try service.write("people.csv", ["code;name;role;phone", "S-01;Sari;sales;0812345678"])
        times.append(
            try clock.measure {
                try service.take("people")
                try service.take(sheet.name)
            })
        return times
    }

    private static let people = ["code;name;role;phone", "S-01;Sari;sales;0811111111"]

    private static let orders = Sheet(
        name: "orders", sizes: [10_000, 100_000],
        rows: { size in
            ["order;client_po;line;client;item;quantity;unit;promised;delivered;salesperson"]
                + (0..<size).map { row in
                    let order = row / 4
                    let date = "\(2030 + order % 3)-\(10 + row % 3)-\(10 + order % 18)"
                    return "SO-\(order);PO/\(order);\(1 + row % 4);C-\(order % 20);Pompa;9;unit;"
                        + "\(date);0;S-01"
                }
        },
        before: [
            "people": people,
            "clients": ["code;name;contact;email"]
                + (0..<20).map { "C-\($0);PT \($0);Bapak Hendra;c\($0)@uji.test" },
        ])

    private static let deadlines = Sheet(
        name: "deadlines", sizes: [2_000, 20_000],
        rows: { size in
            ["code;title;owner;due_date;due_time"]
                + (0..<size).map { row in
                    "T-\(row);Laporan \(row);S-01;\(2030 + row % 3)-\(10 + row % 3)-\(10 + row % 18);15:00"
                }
        },
        before: ["people": people])
}
