import Synchronization
import Testing

@testable import Engine

/// Many at work, or one alone.
@Suite(.timeLimit(.minutes(10))) struct WorkGateTests {
    /// Something that a test waits for.
    private final class Signal: Sendable {
        let stream: AsyncStream<Void>
        private let continuation: AsyncStream<Void>.Continuation

        init() { (stream, continuation) = AsyncStream.makeStream() }

        func give() { continuation.finish() }

        func wait() async { for await _ in stream {} }
    }

    private final class Book: Sendable {
        let lines = Mutex<[String]>([])

        func note(_ line: String) { lines.withLock { $0.append(line) } }
    }

    @Test func whoeverIsAtWorkEndsFirstAndWhoeverComesWaits() async throws {
        let (gate, book) = (WorkGate(), Book())
        let (isWorking, mayEnd, isAlone, mayOpen) = (Signal(), Signal(), Signal(), Signal())
        async let first: Void = gate.working {
            isWorking.give()
            await mayEnd.wait()
            book.note("first ends")
        }
        await isWorking.wait()
        async let alone: Void = gate.alone(within: .seconds(30)) {
            book.note("alone")
            isAlone.give()
            await mayOpen.wait()
            book.note("no more")
        }
        mayEnd.give()
        await isAlone.wait()
        async let second: Void = gate.working { book.note("second") }
        mayOpen.give()
        _ = try await (first, alone, second)
        #expect(book.lines.withLock { $0 } == ["first ends", "alone", "no more", "second"])
    }

    @Test func patienceEndsAndEverybodyGoesOn() async throws {
        let gate = WorkGate()
        let (isWorking, mayEnd) = (Signal(), Signal())
        async let work: Void = gate.working {
            isWorking.give()
            await mayEnd.wait()
        }
        await isWorking.wait()
        await #expect(throws: EngineError.self) {
            try await gate.alone(within: .milliseconds(20)) { Issue.record("somebody works") }
        }
        // Others are let in again although the first still works.
        await gate.working {}
        mayEnd.give()
        await work
        try await gate.alone(within: .seconds(30)) {}
    }

    @Test func whatSomebodyInsideBeginsNeedsNotAsk() async throws {
        let gate = WorkGate()
        let (isInside, mayAsk) = (Signal(), Signal())
        async let outer: Int = gate.working {
            isInside.give()
            await mayAsk.wait()
            return await gate.working { 1 }
        }
        await isInside.wait()
        async let alone: Int = gate.alone(within: .seconds(30)) { 2 }
        mayAsk.give()
        #expect(try await [outer, alone] == [1, 2])
    }

    @Test func whatFailsAloneOpensAgain() async throws {
        struct Fault: Error {}
        let gate = WorkGate()
        await #expect(throws: Fault.self) {
            try await gate.alone(within: .seconds(30)) { throw Fault() }
        }
        #expect(await gate.working { 3 } == 3)
    }
}
