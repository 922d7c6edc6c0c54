import ArgumentParser
import Control

struct OrderCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "order", abstract: "What clients were promised.",
        subcommands: [
            OrderList.self, OrderShow.self, OrderSlip.self, OrderRecover.self, OrderDeliver.self,
            OrderTold.self, OrderCancel.self,
        ])
}

struct OrderList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Orders with their lines and every date that was told.")

    @Flag(help: "Only those that are late or need a date.")
    var late = false

    @OptionGroup var connection: Connection

    func run() throws {
        var orders: [Order] = []
        let last = try connection.call(ListOrders(late: late)) { orders += $0.orders }
        orders += last.orders
        try connection.print(orders) {
            var table = Table(
                "ORDER", "LINE", "CLIENT", "STATE", "TOLD", "EXPECTED", "LEFT", "NOTICE", "ITEM",
                flexible: 8)
            for order in orders {
                for line in order.lines {
                    table.add(
                        order.order, line.line, order.client, line.state,
                        line.told.joined(separator: " → "), line.expected ?? "-",
                        "\(Wording.quantity(max(0, line.quantity - line.delivered))) \(line.unit ?? "")",
                        order.notice.map(String.init) ?? "-", line.item)
                }
            }
            table.print(whenEmpty: late ? "No order is late." : "There are no orders.")
        }
    }
}
