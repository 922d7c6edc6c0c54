import ArgumentParser
import Control

struct DelegationCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delegation", abstract: "Who is away, and who stands in.",
        subcommands: [DelegationList.self, DelegationAdd.self, DelegationRemove.self])
}

struct DelegationList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Delegations of the settings, sheets and commands.")

    @OptionGroup var connection: Connection

    func run() throws {
        let delegations = try connection.call(ListDelegations()).delegations
        try connection.print(delegations) {
            var table = Table("PERSON", "FROM", "UNTIL", "STAND-IN", "REASON", flexible: 4)
            for delegation in delegations {
                table.add(
                    delegation.person, delegation.from, delegation.until, delegation.standIn,
                    delegation.reason ?? "-")
            }
            table.print(whenEmpty: "Nobody is away.")
        }
    }
}

struct DelegationAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Has somebody stand in for whoever is away.")

    @Argument(help: "Who is away, by code.")
    var person: String

    @Option(help: "The first day away, 2026-12-28.")
    var from: String

    @Option(help: "The last day away.")
    var until: String

    @Option(help: "Who stands in, by code.")
    var standIn: String

    @Option(help: "Why.")
    var reason: String?

    @Option(help: "Who says so, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(
            AddDelegation(
                delegation: Delegation(
                    person: person, from: from, until: until, standIn: standIn, reason: reason),
                by: by))
        try connection.print(reply) {
            print("\(standIn) stands in for \(person) from \(from) to \(until)")
            for effect in reply.effects { print("  · \(effect)") }
        }
    }
}

struct DelegationRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes a delegation back.")

    @Argument(help: "Who was to be away, by code.")
    var person: String

    @Option(help: "The first day away.")
    var from: String

    @Option(help: "Who says so, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(RemoveDelegation(person: person, from: from, by: by))
        try connection.print(reply) {
            print("taken back: that \(person) is away from \(from)")
            for effect in reply.effects { print("  · \(effect)") }
        }
    }
}
