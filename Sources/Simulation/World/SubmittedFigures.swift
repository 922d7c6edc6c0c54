import Control
import Foundation

/// A team's achievements of a period, with rows of people whom nobody knows where they are to be wrong.
struct SubmittedFigures {
    var team: String
    var period: String
    var faults: Int
    var isNil: Bool

    private static let salespeople = ["JKT": "S", "MKS": "SM", "JPR": "SJ"]

    var content: Data {
        var lines = ["period;salesperson;invoice;date;product;units;amount;returns"]
        let salesperson = Self.salespeople[team] ?? "S"
        lines.append(
            isNil
                ? "\(period);NIHIL;;;;;;"
                : "\(period);\(salesperson);I-0;\(period)-10;P;1;1000000;0")
        for number in 0..<faults {
            lines.append("\(period);X\(number);I-\(number + 1);\(period)-10;P;1;1000;0")
        }
        return Data((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    var file: File {
        File(name: "achievement-\(team)-\(period).csv", content: content)
    }
}
