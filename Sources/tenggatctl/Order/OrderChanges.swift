import ArgumentParser
import Control

/// Which order, which of its lines, and who says so.
struct OrderName: ParsableArguments {
    @Argument(help: "The order's code.")
    var order: String

    @Option(
        name: .customLong("line"),
        help: "One of its lines; may be repeated. Without it every outstanding line is meant.")
    var lines: [String] = []

    @Option(help: "Who says so, by code.")
    var by: String?
}

extension OrderName {
    /// Sends a change and tells what the order is now.
    func change(
        _ change: String, date: String? = nil, quantity: String? = nil, reason: String? = nil,
        _ connection: Connection
    ) throws {
        let reply = try connection.call(
            ChangeOrder(
                order: order, change: change, lines: lines.isEmpty ? nil : lines, date: date,
                quantityText: quantity, reason: reason, by: by))
        let order = reply.order
        try connection.print(order) {
            print("Order \(order.order) of \(order.clientName ?? order.client) is \(order.state).")
            for line in order.lines {
                print(
                    "  \(line.line): \(line.state), \(line.expected ?? line.promised), \(line.item)"
                )
            }
            for warning in reply.warnings { print("  ! \(warning)") }
        }
    }
}

struct OrderSlip: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slip", abstract: "It ships later than expected so far.")

    @OptionGroup var name: OrderName

    @Option(
        name: .customLong("to"),
        help: """
            The new date, 2026-12-18; of a date that was taken out of the orders sheet the same where it \
            stands.
            """)
    var date: String

    @Option(
        help: """
            Why, by a code or wording of the reasons sheet; without one, or with another, the letter is \
            held.
            """)
    var reason: String?

    @OptionGroup var connection: Connection

    func run() throws { try name.change("slip", date: date, reason: reason, connection) }
}

struct OrderRecover: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "It ships earlier than expected so far.")

    @OptionGroup var name: OrderName

    @Option(
        name: .customLong("to"), help: "The new date; without it the first promise holds again.")
    var date: String?

    @OptionGroup var connection: Connection

    func run() throws { try name.change("recover", date: date, connection) }
}

struct OrderDeliver: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliver", abstract: "It was delivered, whole or in part.")

    @OptionGroup var name: OrderName

    @Option(
        help: """
            How much of one line has been delivered in all, as the office writes numbers (2,75); without \
            it everything.
            """)
    var quantity: String?

    @Option(name: .customLong("on"), help: "The day; without it today.")
    var date: String?

    @OptionGroup var connection: Connection

    func run() throws { try name.change("deliver", date: date, quantity: quantity, connection) }
}

struct OrderTold: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "told", abstract: "Somebody told the client the date, by telephone say.")

    @OptionGroup var name: OrderName

    @Option(help: "The date that was told; without it the one expected now.")
    var date: String?

    @OptionGroup var connection: Connection

    func run() throws { try name.change("told", date: date, connection) }
}

struct OrderCancel: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "It is not to be delivered any more.")

    @OptionGroup var name: OrderName

    @Option(help: "Why; it stays in the history.")
    var reason: String

    @OptionGroup var connection: Connection

    func run() throws { try name.change("cancel", reason: reason, connection) }
}
