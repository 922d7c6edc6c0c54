import Almanac
import Coordination
import Host
import Testing

/// Which clocks are believed: readings in, verdicts out.
@Suite struct ClockWatchTests {
    /// How the clocks moved since the reading before, and what is made of them then.
    struct Move: Sendable {
        /// Seconds of the wall clock, and of the machine's time since its start.
        var wall: Int64
        var elapsed: Int64
        var isSynchronised = false
        var verdict: String
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var startsSynchronised = true
        var isRequired = true
        var start = "trusted"
        var moves: [Move]
        var testDescription: String { name }
    }

    private static let start = Instant(seconds: 1_795_000_000)
    private static let day: Int64 = 86_400
    private static let years: Int64 = 9 * 365 * 86_400

    private static let cases: [Case] = [
        Case(
            name: "time that passes, awake or suspended, for however long",
            moves: [
                Move(wall: 60, elapsed: 60, verdict: "trusted"),
                Move(wall: years, elapsed: years, verdict: "trusted"),
            ]),
        Case(
            name: "slewing never adds up to a jump",
            moves: (0..<200).map { _ in
                Move(wall: day + 43, elapsed: day, verdict: "trusted")
            }),
        Case(
            name: "a step ahead by up to a day is believed, by more it is doubted",
            moves: [
                Move(wall: day, elapsed: 0, verdict: "trusted"),
                Move(wall: day + 1, elapsed: 0, verdict: "doubted"),
            ]),
        Case(
            name: "a step back, however far, is believed",
            moves: [
                Move(wall: -years, elapsed: 60, verdict: "trusted"),
                Move(wall: 60, elapsed: 60, verdict: "trusted"),
                Move(wall: years, elapsed: 60, verdict: "doubted"),
            ]),
        Case(
            name: "a doubt lasts while time passes, and ends with the step back",
            moves: [
                Move(wall: years, elapsed: 60, verdict: "doubted"),
                Move(wall: 3 * day, elapsed: 3 * day, verdict: "doubted"),
                Move(wall: -2 * day, elapsed: 60, verdict: "doubted"),
                Move(wall: -years + 2 * day, elapsed: 60, verdict: "trusted"),
            ]),
        Case(
            name: "a doubt ends when the kernel confirms the clock",
            moves: [
                Move(wall: years, elapsed: 60, verdict: "doubted"),
                Move(wall: 60, elapsed: 60, isSynchronised: true, verdict: "trusted"),
                Move(wall: 60, elapsed: 60, verdict: "trusted"),
            ]),
        Case(
            name: "a jump that a time server made is believed at once",
            moves: [Move(wall: years, elapsed: 60, isSynchronised: true, verdict: "trusted")]),
        Case(
            name: "nobody vouches for it at the start, then a time server does, for good",
            startsSynchronised: false, start: "unsynchronised",
            moves: [
                Move(wall: day, elapsed: day, verdict: "unsynchronised"),
                Move(wall: -60, elapsed: 60, verdict: "unsynchronised"),
                Move(wall: 60, elapsed: 60, isSynchronised: true, verdict: "trusted"),
                Move(wall: day, elapsed: day, verdict: "trusted"),
            ]),
        Case(
            name: "a doubt on top of a start that nobody vouched for",
            startsSynchronised: false, start: "unsynchronised",
            moves: [
                Move(wall: years, elapsed: 60, verdict: "doubted"),
                Move(wall: -years, elapsed: 60, verdict: "unsynchronised"),
            ]),
        Case(
            name: "where no time server is asked for, only jumps are doubted",
            startsSynchronised: false, isRequired: false,
            moves: [
                Move(wall: 60, elapsed: 60, verdict: "trusted"),
                Move(wall: years, elapsed: 60, verdict: "doubted"),
                Move(wall: -years, elapsed: 60, verdict: "trusted"),
            ]),
    ]

    private func reading(_ start: ClockReading, _ move: Move) -> ClockReading {
        ClockReading(
            wall: start.wall + .seconds(move.wall), elapsed: start.elapsed + .seconds(move.elapsed),
            isSynchronised: move.isSynchronised)
    }

    @Test("Verdicts", arguments: cases)
    func verdicts(_ example: Case) {
        var reading = ClockReading(
            wall: Self.start, elapsed: .seconds(3_600), isSynchronised: example.startsSynchronised)
        var watch = ClockWatch(at: reading, requiresSynchronised: example.isRequired)
        #expect(watch.verdict.word == example.start)
        for (index, move) in example.moves.enumerated() {
            reading = self.reading(reading, move)
            #expect(watch.observe(reading).word == move.verdict, "move \(index + 1)")
        }
    }

    @Test func aDoubtNamesBothEndsOfTheFirstJumpAndPresumesTheOldTime() {
        var reading = ClockReading(wall: Self.start, elapsed: .zero, isSynchronised: true)
        var watch = ClockWatch(at: reading, requiresSynchronised: true)
        reading = self.reading(reading, Move(wall: Self.years, elapsed: 60, verdict: "doubted"))
        let jump = ClockJump(from: Self.start + .seconds(60), to: reading.wall)
        #expect(watch.observe(reading) == .doubted(jump))
        reading = self.reading(reading, Move(wall: Self.years, elapsed: 60, verdict: "doubted"))
        #expect(watch.observe(reading) == .doubted(jump))
        #expect(watch.presumed(at: reading) == Self.start + .seconds(120))
    }

    @Test func aPersonVouchesForWhateverTheClockShows() {
        var reading = ClockReading(wall: Self.start, elapsed: .zero, isSynchronised: false)
        var watch = ClockWatch(at: reading, requiresSynchronised: true)
        #expect(watch.confirm(reading) == .trusted)
        reading = self.reading(reading, Move(wall: Self.years, elapsed: 60, verdict: "doubted"))
        #expect(watch.observe(reading) != .trusted)
        #expect(watch.confirm(reading) == .trusted)
        #expect(watch.observe(reading) == .trusted)
        reading = self.reading(reading, Move(wall: -Self.years, elapsed: 60, verdict: "trusted"))
        #expect(watch.observe(reading) == .trusted)
    }

    /// What counts elapsed time must follow just the steps that were believed.
    @Test func stepsAddUpWithoutSlewsAndDoubts() {
        var reading = ClockReading(wall: Self.start, elapsed: .zero, isSynchronised: false)
        var watch = ClockWatch(at: reading, requiresSynchronised: false)
        for (wall, elapsed) in [
            (60, 60), (61, 60), (3_600, 0), (-600, 0), (Self.years, 0), (-Self.years, 0),
        ] as [(Int64, Int64)] {
            reading = self.reading(
                reading, Move(wall: wall, elapsed: elapsed, verdict: "trusted"))
            watch.observe(reading)
        }
        #expect(watch.step == .seconds(3_000))
        watch.settle(.seconds(3_000))
        #expect(watch.step == .zero)
    }

    /// What falls due while time passes is released by nothing else; a slew is no step.
    @Test func releasesBeginWhereTheClockWasSetAheadOrNotTrusted() {
        var reading = ClockReading(wall: Self.start, elapsed: .zero, isSynchronised: true)
        var watch = ClockWatch(at: reading, requiresSynchronised: true)
        func move(_ wall: Int64, _ elapsed: Int64) {
            reading = self.reading(reading, Move(wall: wall, elapsed: elapsed, verdict: ""))
            watch.observe(reading)
        }
        move(61, 60)
        move(Self.years, Self.years)
        #expect(watch.releasesSince == nil)
        let before = reading.wall
        move(3_660, 60)
        move(7_200, 0)
        #expect(watch.releasesSince == before + .seconds(60))
        watch.settleReleases(since: before)
        #expect(watch.releasesSince != nil)
        watch.settleReleases(since: before + .seconds(60))
        #expect(watch.releasesSince == nil)
        move(-3_600, 0)
        #expect(watch.releasesSince == nil)
        let doubted = reading.wall
        move(3 * Self.day, 0)
        move(600, 600)
        watch.confirm(reading)
        #expect(watch.releasesSince == doubted)
        // Set back behind where it was set ahead, it has released nothing.
        move(-4 * Self.day, 0)
        #expect(watch.releasesSince == reading.wall)
        let unkept = ClockReading(wall: Self.start, elapsed: .zero, isSynchronised: false)
        #expect(
            ClockWatch(at: unkept, requiresSynchronised: true).releasesSince == Self.start)
        #expect(ClockWatch(at: unkept, requiresSynchronised: false).releasesSince == nil)
    }

    @Test(
        "A watch goes on with an earlier one's doubt, also when the machine was started again",
        arguments: [
            // Seconds since the doubt by the wall clock, and since the machine's start.
            (years, 4_000, "doubted"), (60, 4_000, "trusted"), (years, 100, "doubted"),
            (3_700, 100, "trusted"), (-years, 4_000, "trusted"),
        ] as [(Int64, Int64, String)])
    func laterWatch(_ wall: Int64, _ elapsed: Int64, _ verdict: String) {
        let doubt = ClockReading(
            wall: Self.start, elapsed: .seconds(3_600), isSynchronised: false)
        let now = ClockReading(
            wall: Self.start + .seconds(wall), elapsed: .seconds(elapsed), isSynchronised: false)
        let watch = ClockWatch(at: now, requiresSynchronised: false, doubt: doubt)
        #expect(watch.verdict.word == verdict)
        #expect((watch.doubt(at: now) != nil) == (verdict == "doubted"))
    }

    @Test func theMachineTellsHowLongItIsUp() {
        let clock = SystemClock()
        let before = clock.elapsed
        #expect(before > .zero)
        #expect(clock.elapsed >= before)
    }
}
