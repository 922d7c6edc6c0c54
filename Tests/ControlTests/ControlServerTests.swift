import Foundation
import Glibc
import Testing

@testable import Control

/// The wire, with a real socket, our own client, and connections that misbehave.
@Suite(.timeLimit(.minutes(10))) struct ControlServerTests {
    private let methods: [ControlMethod] = [
        ControlMethod(GetStatus.self) { _, _ in GetStatus.Reply(status: exampleStatus) },
        ControlMethod(RunJob.self) { call, peer in
            RunJob.Reply(
                run: Run(
                    startedAt: call.name, endedAt: "", result: "done",
                    counts: [
                        "uid": Int(peer.user), "own_process": peer.processID == getpid() ? 1 : 0,
                    ],
                    detail: nil))
        },
        ControlMethod(FinishDeadline.self) { call, _ in
            switch call.code {
            case "missing": throw ControlError(.notFound, "there is no deadline missing")
            case "wrong": throw ControlError(.invalidArgument, "no", field: "code")
            default: throw CancellationError()
            }
        },
        ControlMethod(streaming: ImportSheets.self) { call, _, interim in
            for rows in 1...3 {
                try await interim(
                    ImportSheets.Reply(
                        reports: [], progress: ImportProgress(file: "a.csv", rows: rows)))
            }
            let size = call.files.map { $0.content?.count ?? 0 }.reduce(0, +)
            return ImportSheets.Reply(
                reports: [
                    SheetReport(
                        file: call.files[0].name, sheet: nil, dryRun: call.dryRun, accepted: size,
                        added: 0, changed: 0, unchanged: 0, absent: 0, absentKeys: [], changes: [],
                        kept: [], oldCopies: [], overridden: [], totals: ["target_amount": 5],
                        decimals: nil, numberStyle: nil, nilReport: false, remarks: [],
                        findings: [], effects: [],
                        rowsLeft: [], team: nil, period: nil, version: nil, number: nil)
                ], progress: nil)
        },
    ]

    @Test func aCallIsAnsweredAndThePeerIsWhoTheKernelSays() async throws {
        try await TestServer().serving(methods) { path in
            let client = try ControlClient(socketPath: path)
            #expect(try client.call(GetStatus()).status.deadlinesOpen == 3)
            let run = try client.call(RunJob(name: "outbox")).run
            #expect(run.startedAt == "outbox")
            #expect(run.counts == ["uid": Int(getuid()), "own_process": 1])
        }
    }

    @Test func filesAndKeysOfMapsArriveAsTheyAre() async throws {
        try await TestServer().serving(methods) { path in
            let content = Data((0..<500_000).map { UInt8(truncatingIfNeeded: $0) })
            let report = try ControlClient(socketPath: path).call(
                ImportSheets(files: [File(name: "a.csv", content: content)], dryRun: true)
            ).reports[0]
            #expect(report.accepted == content.count)
            #expect(report.totals == ["target_amount": 5])
            #expect(report.dryRun)
        }
    }

    @Test func whoeverAsksForMoreHearsOfTheProgress() async throws {
        try await TestServer().serving(methods) { path in
            let client = try ControlClient(socketPath: path)
            let call = ImportSheets(files: [File(name: "a.csv", content: Data([1]))])
            var rows: [Int?] = []
            let last = try client.call(call) { rows.append($0.progress?.rows) }
            #expect(rows == [1, 2, 3])
            #expect(last.reports.count == 1 && last.progress == nil)
            // Whoever did not ask gets one reply, and the connection goes on.
            #expect(try client.call(call).reports.count == 1)
            #expect(try client.call(GetStatus()).status.deadlinesOpen == 3)
        }
    }

    @Test func refusalsComeAsTheyWereMeant() async throws {
        try await TestServer().serving(methods) { path in
            let client = try ControlClient(socketPath: path)
            #expect(throws: ControlError(.notFound, "there is no deadline missing")) {
                try client.call(FinishDeadline(code: "missing"))
            }
            #expect(throws: ControlError(.invalidArgument, "no", field: "code")) {
                try client.call(FinishDeadline(code: "wrong"))
            }
            let error = #expect(throws: ControlError.self) {
                try client.call(FinishDeadline(code: "other"))
            }
            #expect(error?.code == .failed)
        }
    }

    @Test(
        "A call that cannot be answered is refused by what is wrong with it",
        arguments: [
            (#"{"method":"org.tenggat.Control.Nothing"}"#, "MethodNotFound", "Nothing"),
            (
                #"{"method":"org.tenggat.Other.GetStatus"}"#, "InterfaceNotFound",
                "org.tenggat.Other"
            ),
            (
                #"{"method":"org.tenggat.Control.RunJob","parameters":{"name":"a","nam":"b"}}"#,
                "InvalidParameter", "nam"
            ),
            (
                #"{"method":"org.tenggat.Control.RunJob","parameters":{}}"#, "InvalidParameter",
                "name"
            ),
            (#"{"method":"org.tenggat.Control.RunJob"}"#, "InvalidParameter", "name"),
            (
                #"{"method":"org.tenggat.Control.ImportSheets","parameters":{"files":[],"dry_run":3}}"#,
                "InvalidParameter", "dry_run"
            ),
            (#"{"method":"GetStatus"}"#, "InterfaceNotFound", "interface"),
        ])
    func badCalls(_ call: String, _ error: String, _ culprit: String) async throws {
        try await TestServer().serving(methods) { path in
            let connection = try RawConnection(path)
            connection.send(call + "\0")
            let reply = connection.receive() ?? ""
            #expect(reply.contains("\"error\":\"org.varlink.service.\(error)\""), "\(reply)")
            #expect(reply.contains(culprit), "\(reply)")
            // The connection goes on.
            connection.send(#"{"method":"org.tenggat.Control.GetStatus"}"# + "\0")
            #expect(connection.receive()?.contains("\"deadlines_open\":3") == true)
        }
    }

    @Test(
        "What is no call is answered, and the connection goes on",
        arguments: ["no json", "[]", "{}", "\u{1}", ""])
    func noise(_ text: String) async throws {
        try await TestServer().serving(methods) { path in
            let bad = try RawConnection(path)
            bad.send(text + "\0")
            #expect(
                bad.receive()?.contains(#""error":"org.tenggat.Control.MalformedCall""#) == true)
            bad.send(#"{"method":"org.tenggat.Control.GetStatus"}"# + "\0")
            #expect(bad.receive()?.contains("PT Uji") == true)
        }
    }

    @Test func callsInOneGoAreAnsweredInOrderAndAHalfCallWaits() async throws {
        try await TestServer().serving(methods) { path in
            let half = try RawConnection(path)
            half.send(#"{"method":"org.tenggat.Contr"#)
            let connection = try RawConnection(path)
            let calls = (1...50).map {
                #"{"method":"org.tenggat.Control.RunJob","parameters":{"name":"job-\#($0)"}}"#
                    + "\0"
            }
            connection.send(calls.joined())
            for number in 1...50 {
                #expect(connection.receive()?.contains("\"job-\(number)\"") == true)
            }
            half.send(#"ol.GetStatus"}"# + "\0")
            #expect(half.receive()?.contains("PT Uji") == true)
        }
    }

    @Test func aCallThatWantsNoAnswerGetsNone() async throws {
        try await TestServer().serving(methods) { path in
            let connection = try RawConnection(path)
            connection.send(#"{"method":"org.tenggat.Control.GetStatus","oneway":true}"# + "\0")
            connection.send(
                #"{"method":"org.tenggat.Control.RunJob","parameters":{"name":"second"}}"# + "\0")
            #expect(connection.receive()?.contains("second") == true)
        }
    }

    @Test func theSocketIsGoneAfterTheStop() async throws {
        let server = try TestServer()
        try await server.serving(methods) { path in
            #expect(FileManager.default.fileExists(atPath: path))
        }
        #expect(!FileManager.default.fileExists(atPath: server.path))
        #expect(throws: ControlClientError.self) { _ = try ControlClient(socketPath: server.path) }
    }

    @Test func aSocketThatSomebodyServesIsRefused() async throws {
        try await TestServer().serving(methods) { path in
            let error = #expect(throws: ServerError.self) { _ = try ListeningSocket(path: path) }
            #expect(error?.code == .socketInUse)
            let status = try ControlClient(socketPath: path).call(GetStatus()).status
            #expect(status.office == "PT Uji")
        }
    }

    @Test func aDeadSocketIsReplacedAndAnyOtherFileIsLeftAlone() async throws {
        let server = try TestServer()
        let dead = UnixAddress.makeSocket()
        var address = try #require(UnixAddress(path: server.path))
        let bound = unsafe address.apply { unsafe bind(dead, $0, $1) }
        #expect(bound == 0)
        close(dead)
        try await server.serving(methods) { path in
            let status = try ControlClient(socketPath: path).call(GetStatus()).status
            #expect(status.office == "PT Uji")
        }
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
        try "precious".write(to: file, atomically: true, encoding: .utf8)
        let error = #expect(throws: ServerError.self) { _ = try ListeningSocket(path: file.path) }
        #expect(error?.code == .socketPath)
        #expect(try String(contentsOf: file, encoding: .utf8) == "precious")
        try FileManager.default.removeItem(at: file)
        #expect(throws: ServerError.self) {
            try ListeningSocket(path: "/tmp/" + String(repeating: "x", count: 120))
        }
    }
}
