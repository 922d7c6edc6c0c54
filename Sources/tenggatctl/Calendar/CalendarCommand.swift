import Almanac
import ArgumentParser
import Control
import Host

struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "When a calendar expression elapses, or a ladder's offset falls. Asks no daemon.",
        discussion: """
            Expressions are systemd.time(7)'s: daily, Mon..Fri 09:00, *-*~03 15:00 Asia/Jakarta. Offsets \
            are those of ladders: WD-3 09:00, D+1, -4h, -4wh, due. A TIME is 2026-12-04 15:00:00, with a \
            zone behind it or in that of TZ, or RFC 3339. An expression that is refused ends with 65.
            """)

    @Argument(help: "A calendar expression.")
    var expression: String?

    @Option(help: "How many instants to show.")
    var iterations = 1

    @Option(help: ArgumentHelp("Counts from here rather than from now.", valueName: "time"))
    var baseTime: String?

    @Flag(help: "Counts back: when it elapsed last.")
    var previous = false

    @Option(help: "Moves days off to a working day: preceding or following.")
    var roll: String?

    @Option(help: "An offset of a ladder, in place of an expression; goes with --due.")
    var offset: String?

    @Option(help: ArgumentHelp("The due moment that the offset counts from.", valueName: "time"))
    var due: String?

    @Flag(help: "Print the instants as an array, RFC 3339 in UTC.")
    var json = false

    @OptionGroup var days: WorkingDayOptions

    func validate() throws {
        guard (expression == nil) != (offset == nil) else {
            throw ValidationError("give a calendar expression, or --offset with --due")
        }
        guard (offset == nil) == (due == nil) else {
            throw ValidationError("--offset and --due go together")
        }
        guard (1...100_000).contains(iterations) else {
            throw ValidationError("--iterations is from 1 to 100000")
        }
        guard roll.map({ Rolling.Direction(rawValue: $0) != nil }) ?? true else {
            throw ValidationError("--roll is preceding or following")
        }
    }

    func run() throws {
        let zones = SystemZones()
        do {
            let local = try zones.local()
            if let offset, let due {
                try show(offset: offset, due: try Moment(due, in: local, zones: zones), zones)
            } else if let expression {
                try show(
                    try CalendarExpression(expression, in: local, zones: zones.find),
                    original: expression, try base(in: local, zones))
            }
        } catch let error as AlmanacError {
            throw failure(error.description, code: 65)
        } catch let error as HostError {
            throw failure(error.message, code: 65)
        }
    }

    private func base(in local: Zone, _ zones: SystemZones) throws -> Instant {
        guard let baseTime else { return SystemClock().now }
        return try Moment(baseTime, in: local, zones: zones).instant
    }

    private func show(
        _ expression: CalendarExpression, original: String, _ base: Instant
    ) throws {
        var rolling: Rolling?
        if let roll, let direction = Rolling.Direction(rawValue: roll) {
            rolling = Rolling(direction, over: try days.calendar())
        }
        var instants: [Instant] = []
        var from = base
        while instants.count < iterations,
            let instant = previous
                ? expression.previous(before: from, rolling: rolling)
                : expression.next(after: from, rolling: rolling)
        {
            instants.append(instant)
            from = instant
        }
        guard !json else { return try printJSON(instants) }
        print("  Original form: \(original)")
        print("Normalized form: \(expression)")
        printTable(instants, first: previous ? "   Last elapse" : "   Next elapse", expression.zone)
    }

    private func show(offset text: String, due: Moment, _ zones: SystemZones) throws {
        let offset = try Offset(text)
        let time = WorkingTime(calendar: try days.calendar(), zone: due.zone)
        let instant = offset.instant(due: due.instant, in: time)
        guard !json else { return try printJSON([instant]) }
        print("  Original form: \(text)")
        print("Normalized form: \(offset)")
        printTable([instant], first: "         Falls", due.zone)
    }

    private func printJSON(_ instants: [Instant]) throws {
        print("[\(instants.map { "\"\($0.rfc3339)\"" }.joined(separator: ", "))]")
    }

    private func printTable(_ instants: [Instant], first: String, _ zone: Zone) {
        guard !instants.isEmpty else {
            print("\(first): never")
            return
        }
        let now = SystemClock().now
        for (index, instant) in instants.enumerated() {
            let number = "Iteration #\(index + 1)"
            let label =
                index == 0
                ? first : String(repeating: " ", count: max(0, 14 - number.count)) + number
            print("\(label): \(ClockText.text(of: instant, in: zone))")
            print("      (in UTC): \(ClockText.text(of: instant, in: .utc))")
            print("      From now: \(ClockText.distance(from: now, to: instant))")
        }
    }
}
