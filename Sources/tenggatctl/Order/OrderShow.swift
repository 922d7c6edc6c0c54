import ArgumentParser
import Control

struct OrderShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "An order with every date that was told, and how its client's promises were kept."
    )

    @Argument(help: "The order's code.")
    var order: String

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(ShowOrder(order: order))
        try connection.print(reply) {
            let order = reply.order
            print(Terminal.bold("\(order.order), \(order.clientName ?? order.client)"))
            print("  state         \(order.state)")
            if let purchaseOrder = order.clientPo { print("  client's PO   \(purchaseOrder)") }
            if let salesperson = order.salesperson { print("  salesperson   \(salesperson)") }
            if let notice = order.notice { print("  letter        \(notice), not sent yet") }
            let promises = reply.promises
            if let percent = promises.percent {
                print(
                    "  kept          \(promises.kept) of \(promises.promised) promises to this "
                        + "client, \(percent) %, against the first date told")
            }
            if promises.undated > 0 {
                print(
                    "  not judged    \(Wording.count(promises.undated, "line")) delivered on a day "
                        + "that nobody entered")
            }
            var lines = Table(
                "LINE", "STATE", "QUANTITY", "DELIVERED", "EXPECTED", "REASON", "ITEM", flexible: 6)
            for line in order.lines {
                lines.add(
                    line.line, line.state, "\(Wording.quantity(line.quantity)) \(line.unit ?? "")",
                    line.deliveredOn.map { "\(Wording.quantity(line.delivered)) on \($0)" }
                        ?? Wording.quantity(line.delivered),
                    line.expected ?? line.promised, line.reason ?? "-", line.item)
            }
            lines.print(whenEmpty: "  It has no lines.")
            var told = Table("LINE", "TOLD", "ON", "BY", flexible: 3)
            for date in reply.told {
                told.add(
                    date.line, date.date, Wording.instant(date.at),
                    date.notice.map { "letter \($0)" } ?? "promise or person")
            }
            told.print(whenEmpty: "  Its client was told nothing.")
            var history = Table("AT", "WHAT", "BY", "DETAIL", flexible: 3)
            for event in reply.events {
                history.add(
                    Wording.instant(event.at), event.what, event.by ?? "-", event.detail ?? "-")
            }
            history.print(whenEmpty: "  It has no history.")
        }
    }
}
