import Foundation

/// A hundred thousand order rows through the door that people use, from the command's start to its last
/// line: read, checked, and durable.
struct ImportOfOrders: Measurement {
    private static let orders = 25_000
    private static let linesOfAnOrder = 4
    private static let runs = 3

    func findings() throws -> [Finding] {
        var times: [Duration] = []
        let rows = Self.rows
        for _ in 0..<Self.runs {
            let service = try TrialService(
                "import", ["ladders: {standard: [{when: WD-3 09:00, tell: owner}]}"])
            defer { service.remove() }
            try service.write("people.csv", ["code;name;role", "S-01;Sari;sales"])
            try service.write(
                "clients.csv",
                ["code;name;contact;email"]
                    + (0..<20).map { "C-\($0);PT \($0);Bapak Hendra;c\($0)@uji.test" })
            try service.write("orders.csv", rows)
            let daemon = try service.start().daemon
            defer { daemon.stop() }
            try service.take("people", "clients")
            let clock = ContinuousClock()
            times.append(try clock.measure { try service.take("orders") })
        }
        return [
            Finding(
                work: "100,000 order rows imported", ours: .time(times.sorted()[Self.runs / 2]),
                bar: .fixed(.time(.seconds(3))))
        ]
    }

    /// Promised within the years to come, so that no letter follows.
    private static let rows =
        ["order;client_po;line;client;item;quantity;unit;promised;delivered;salesperson"]
        + (0..<orders).flatMap { order in
            (1...linesOfAnOrder).map { line in
                let date = "\(2030 + order % 3)-\(10 + line % 3)-\(10 + order % 18)"
                return "SO-\(order);PO/\(order);\(line);C-\(order % 20);Pompa \(order % 97);"
                    + "\(1 + order % 90);unit;\(date);0;S-01"
            }
        }
}
