import Foundation

/// What a right reading of the sample office's files gives, as its `expected.json` says.
struct ExpectedReadings {
    var files: [String: Reading]
    var orders: Orders

    struct Reading: Decodable {
        var sheet: String?
        var accepted: Int?
        var team: String?
        var totals: [String: Int64]?
        var nil_report: Bool?
        /// Blockers only, as cell and code.
        var findings: [[String]]?
    }

    struct Orders: Decodable {
        var late_orders, orders_that_need_a_date, clients_of_late_orders: [String]
        var late_orders_with_a_reason_not_client_safe: [String]
    }

    static let folder = Workplace.checkout.appending(path: "Tests/SampleOffice")

    /// Workbooks stand here as the CSV that their worksheet saves as.
    static func load() throws -> ExpectedReadings {
        let data = try Data(contentsOf: folder.appending(path: "expected.json"))
        let decoder = JSONDecoder()
        var files: [String: Reading] = [:]
        for (name, reading) in try decoder.decode([String: Reading].self, from: data) {
            files[name.replacingOccurrences(of: ".xlsx", with: ".csv")] = reading
        }
        struct Whole: Decodable {
            var orders: Orders

            enum CodingKeys: String, CodingKey {
                case orders = "orders.xlsx"
            }
        }
        return ExpectedReadings(
            files: files, orders: try decoder.decode(Whole.self, from: data).orders)
    }
}
