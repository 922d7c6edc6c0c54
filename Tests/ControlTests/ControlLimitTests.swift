import Foundation
import Glibc
import Testing

@testable import Control

/// What a caller may hold of the service: nobody takes it from anybody else.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ControlLimitTests {
    private static let status = #"{"method":"org.tenggat.Control.GetStatus"}"# + "\0"
    private static let stranger: @Sendable (Int) -> CallerRole = { _ in .stranger }
    private static let refuse: @Sendable (Peer) throws -> Void = { _ in
        throw ControlError(.permissionDenied, "not you")
    }
    private let methods: [ControlMethod] = [
        ControlMethod(GetStatus.self) { _, _ in GetStatus.Reply(status: exampleStatus) },
        ControlMethod(FinishDeadline.self, allow: Self.refuse) { _, _ in
            throw ControlError(.notFound, "was decoded")
        },
        ControlMethod(streaming: ListOrders.self) { call, _, interim in
            try await interim(ListOrders.Reply(orders: []))
            try interim.require()
            return ListOrders.Reply(orders: [])
        },
    ]

    @Test func aCrowdThatSaysNothingShutsNobodyOut() async throws {
        let crowdFirst: @Sendable (Int) -> CallerRole = { $0 < 300 ? .stranger : .operator }
        try await TestServer().serving(methods, role: crowdFirst) { path in
            let crowd = try (0..<300).map { _ in try RawConnection(path) }
            // The first few may wait, whoever comes behind them hears why not.
            let told = crowd.dropFirst(CallerRole.stranger.connectionsOfOneUser)
            for connection in told {
                #expect(connection.receive()?.contains("org.tenggat.Control.Busy") == true)
                #expect(connection.receive() == nil)
            }
            // How long it takes beside a crowd, the system test measures.
            #expect(try ControlClient(socketPath: path).call(GetStatus()).status.deadlinesOpen == 3)
        }
    }

    @Test func whoeverIsTurnedAwayReadsWhyAlthoughTheyAskedMeanwhile() async throws {
        try await TestServer().serving(methods, role: Self.stranger) { path in
            let first = try (0..<4).map { _ in try RawConnection(path) }
            // The server has seen them all.
            for connection in first { connection.send(Self.status) }
            for connection in first { #expect(connection.receive() != nil) }
            let error = #expect(throws: ControlError.self) {
                try ControlClient(socketPath: path).call(GetStatus())
            }
            #expect(error?.code == .busy)
        }
    }

    @Test(
        "A message that is too long is answered and nothing is kept of it",
        arguments: CallerRole.allCases)
    func tooLong(_ role: CallerRole) async throws {
        let all: @Sendable (Int) -> CallerRole = { _ in role }
        try await TestServer().serving(methods, role: all) { path in
            let connection = try RawConnection(path)
            // On a thread of its own: it stops when the other side closes.
            let sender = Task(executorPreference: OwnThreads()) {
                connection.send(String(repeating: "x", count: role.messageLimit * 2))
            }
            let reply = connection.receive()
            #expect(reply?.contains("org.tenggat.Control.MalformedCall") == true)
            #expect(reply?.contains("\(role.messageLimit) bytes") == true)
            #expect(connection.receive() == nil)
            await sender.value
            // What just fits is read.
            let other = try RawConnection(path)
            let space = String(
                repeating: " ", count: role.messageLimit - Self.status.utf8.count + 1)
            other.send(space + Self.status)
            #expect(other.receive()?.contains("PT Uji") == true)
        }
    }

    @Test("Whoever says nothing, or half of it, is let go", arguments: ["", "{\"method\":"])
    func quiet(_ text: String) async throws {
        try await TestServer().serving(methods, role: Self.stranger) { path in
            let connection = try RawConnection(path)
            connection.send(text)
            let start = ContinuousClock.now
            #expect(connection.receive() == nil)
            let waited = start.duration(to: .now)
            #expect(waited > .seconds(4) && waited < .seconds(60), "\(waited)")
        }
    }

    @Test func whoeverMayNotCallHasNothingDecoded() async throws {
        try await TestServer().serving(methods) { path in
            let connection = try RawConnection(path)
            for parameters in ["{\"code\":\"T-1\"}", "{\"code\":7}", "{\"no\":1}", "7"] {
                connection.send(
                    #"{"method":"org.tenggat.Control.FinishDeadline","parameters":\#(parameters)}"#
                        + "\0")
                let reply = connection.receive()
                // What is no object is no call.
                let word = parameters == "7" ? "MalformedCall" : "PermissionDenied"
                #expect(reply?.contains(word) == true, "\(parameters) \(reply ?? "")")
            }
        }
    }

    @Test func whoeverWantsNoReplyGetsNoneBeforeItEither() async throws {
        try await TestServer().serving(methods) { path in
            let connection = try RawConnection(path)
            let list = #"{"method":"org.tenggat.Control.ListOrders","#
            connection.send(list + #""more":true,"oneway":true}"# + "\0" + Self.status)
            #expect(connection.receive()?.contains("PT Uji") == true)
            connection.send(list + #""more":true}"# + "\0")
            #expect(connection.receive()?.contains(#""continues":true"#) == true)
            #expect(connection.receive()?.contains("continues") == false)
            connection.send(list + #""more":false}"# + "\0")
            #expect(connection.receive()?.contains("org.varlink.service.ExpectedMore") == true)
        }
    }

    @Test func whoeverClosesTheirSideAfterAskingIsAnswered() async throws {
        try await TestServer().serving(methods) { path in
            let connection = try RawConnection(path)
            connection.send(Self.status)
            connection.finish()
            #expect(connection.receive()?.contains("PT Uji") == true)
            #expect(connection.receive() == nil)
        }
    }

    @Test func aStopWithNobodyThereIsOrderly() async throws {
        for _ in 0..<50 {
            try await TestServer().serving(methods) { path in
                let status = try ControlClient(socketPath: path).call(GetStatus()).status
                #expect(status.ordersLate == 4)
            }
        }
    }

    @Test func aStopWhileCallersComeAndGoIsOrderly() async throws {
        for _ in 0..<20 {
            let server = try TestServer()
            let isOver = Counter()
            try await withThrowingTaskGroup(of: Void.self) { group in
                let path = server.path
                let answered = Counter()
                for _ in 0..<8 {
                    group.addTask(executorPreference: OwnThreads()) {
                        while isOver.count == 0 {
                            // Before the start and after the stop there is nobody.
                            guard let connection = try? RawConnection(path) else { continue }
                            connection.send(Self.status)
                            if connection.receive() != nil { answered.add() }
                        }
                    }
                }
                try await server.serving(methods) { _ in
                    while answered.count < 20 { await Task.yield() }
                }
                isOver.add()
                try await group.waitForAll()
            }
        }
    }
}
