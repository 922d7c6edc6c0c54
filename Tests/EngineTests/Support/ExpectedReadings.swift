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
        var nilReport: Bool?
        /// Blockers only, as cell and code.
        var findings: [[String]]?
    }

    struct Orders: Decodable {
        var lateOrders, ordersThatNeedADate, clientsOfLateOrders: [String]
        var lateOrdersWithAReasonNotClientSafe: [String]
    }

    static let folder = TestOffice.checkout.appending(path: "Tests/SampleOffice")

    /// Workbooks stand here as the CSV that their worksheet saves as.
    static func load() throws -> ExpectedReadings {
        let data = try Data(contentsOf: folder.appending(path: "expected.json"))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
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
