import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// Calls over the control interface, without the socket.
extension TestOffice {
    /// K, who may act for anybody.
    static let sender = Sender(
        by: "K",
        authority: Authority(
            of: Peer(processID: 1, user: 0, groups: [0]),
            under: Permissions(viewers: .init(), operators: .init(), persons: [0: "K"])))

    /// What answers calls.
    var handlers: ControlHandlers {
        ControlHandlers(
            stages: stages, loops: [],
            permissions: Permissions(
                viewers: Permissions.Circle(), operators: Permissions.Circle()),
            clock: clock,
            about: ControlHandlers.About(
                version: "1", startedAt: clock.now, courier: "fake", warnings: []))
    }

    /// Calls a method as root would.
    func call<Call: ControlCall>(_ call: Call) async throws -> Call.Reply {
        let method = try #require(handlers.methods.first { $0.name == Call.method })
        let parameters = String(decoding: try WireFormat.encode(call), as: UTF8.self)
        let message = #"{"method": "\#(Call.method)", "parameters": \#(parameters)}"#
        return try WireFormat.decode(
            Answer<Call.Reply>.self,
            from: try await method.answer(
                Data(message.utf8), Peer(processID: 1, user: 0, groups: [0])
            ) { _ in }
        ).parameters
    }

    private struct Answer<Reply: Decodable>: Decodable {
        var parameters: Reply
    }

    /// An order of C2, whose letters need approval, that slipped on 30 November at ten.
    ///
    /// - Returns: the letter that waits.
    @discardableResult
    func slippedOrder(_ code: String = "O1", client: String = "C2") async throws -> NoticeRecord {
        try await slipOrder(code, client: client)
        return try #require(
            try await notices().last { $0.audience == .client && $0.state == .held })
    }

    /// An order that slipped on 30 November at ten.
    func slipOrder(_ code: String, client: String) async throws {
        let header = "order;line;client;promised;expected;reason;item;quantity;unit"
        try await take("orders.csv", header, "\(code);1;\(client);2026-12-10;;;Meja;5;unit")
        try await advance(to: instant("2026-11-30 10:00"))
        try await take(
            "orders.csv", header, "\(code);1;\(client);2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await settle()
    }

    /// A team's achievements for a period, as it hands them in.
    ///
    /// - Parameters:
    ///   - faults: rows of salespeople whom nobody knows.
    ///   - amount: of the one right row.
    static func submission(
        team: String, period: String, faults: Int = 0, amount: Int = 1_000_000, returns: Int = 0,
        isNil: Bool = false
    ) -> Intake.File {
        let salesperson = ["JKT": "S", "MKS": "SM", "JPR": "SJ"][team] ?? "S"
        var lines = ["period;salesperson;invoice;date;product;units;amount;returns"]
        if isNil {
            lines.append("\(period);NIHIL;;;;;;")
        } else {
            lines.append("\(period);\(salesperson);I-0;\(period)-10;P;1;\(amount);\(returns)")
        }
        for number in 0..<faults {
            lines.append("\(period);X\(number);I-\(number + 1);\(period)-10;P;1;1000;0")
        }
        let text = lines.joined(separator: "\r\n") + "\r\n"
        return Intake.File(
            name: "achievement-\(team)-\(period).csv", content: Array(text.utf8))
    }

    /// Hands in a team's achievements.
    @discardableResult
    func submit(
        team: String, period: String, faults: Int = 0, amount: Int = 1_000_000, returns: Int = 0,
        isNil: Bool = false
    ) async throws -> Control.SheetReport {
        try await submit(
            Self.submission(
                team: team, period: period, faults: faults, amount: amount, returns: returns,
                isNil: isNil))
    }

    func submit(_ file: Intake.File) async throws -> Control.SheetReport {
        try await call(
            Submit(file: Control.File(name: file.name, content: Data(file.content)))
        ).report
    }

    /// The letter of a notice as it would go now.
    func letter(_ notice: NoticeRecord) async throws -> Control.Letter {
        try #require(try await call(ShowNotice(id: Int(notice.id))).letter)
    }

    func notice(_ id: Int64) async throws -> NoticeRecord {
        try #require(try await stages.ledger.read { try $0.notice(id) })
    }

    func deadlines() async throws -> [Coordination.Deadline] {
        try await stages.ledger.read { try $0.deadlines() }.map(\.deadline)
    }
}
