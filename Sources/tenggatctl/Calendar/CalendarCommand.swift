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

    @Option(help: "How many instants to show; one otherwise.")
    var iterations: Int?

    @Option(help: ArgumentHelp("Counts from here rather than from now.", valueName: "time"))
    var baseTime: String?

    @Flag(help: "Counts back: when it elapsed last.")
    var previous = false

    @Option(help: "Moves days off to a working day: preceding or following.")
    var roll: Rolling.Direction?

    // Unconditional, since an offset may begin with a minus sign.
    @Option(
        parsing: .unconditional,
        help: "An offset of a ladder, in place of an expression; goes with --due.")
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
        guard (1...100_000).contains(iterations ?? 1) else {
            throw ValidationError("--iterations is from 1 to 100000")
        }
        guard offset == nil || (iterations == nil && baseTime == nil && roll == nil && !previous)
        else {
            throw ValidationError(
                "--iterations, --base-time, --previous and --roll go with an expression")
        }
        guard offset != nil || roll != nil || !days.areGiven else {
            throw ValidationError(
                "--hours, --holidays and --joint-leave-worked go with --roll or --offset")
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
        let rolling = try roll.map { Rolling($0, over: try days.calendar()) }
        var instants: [Instant] = []
        var from = base
        while instants.count < iterations ?? 1,
            let instant = previous
                ? expression.previous(before: from, rolling: rolling)
                : expression.next(after: from, rolling: rolling)
        {
            instants.append(instant)
            from = instant
        }
        guard !json else { return printJSON(instants) }
        printLine("Original form", original)
        printLine("Normalized form", expression.normalized)
        printTable(instants, first: previous ? "Last elapse" : "Next elapse", expression.zone)
    }

    private func show(offset text: String, due: Moment, _ zones: SystemZones) throws {
        let offset = try Offset(text)
        let time = WorkingTime(calendar: try days.calendar(), zone: due.zone)
        let instant = offset.instant(due: due.instant, in: time)
        guard !json else { return printJSON([instant]) }
        printLine("Original form", text)
        printLine("Normalized form", offset.description)
        printTable([instant], first: "Falls", due.zone)
    }

    private func printJSON(_ instants: [Instant]) {
        print("[\(instants.map { "\"\($0.rfc3339)\"" }.joined(separator: ", "))]")
    }

    private func printTable(_ instants: [Instant], first: String, _ zone: Zone) {
        guard !instants.isEmpty else { return printLine(first, "never") }
        let now = SystemClock().now
        for (index, instant) in instants.enumerated() {
            printLine(
                index == 0 ? first : "Iteration #\(index + 1)",
                ClockText.text(of: instant, in: zone))
            printLine("(in UTC)", ClockText.text(of: instant, in: .utc))
            printLine("From now", ClockText.distance(from: now, to: instant))
        }
    }

    /// A line whose name ends where all names end.
    private func printLine(_ name: String, _ text: String) {
        let width = "Normalized form".count
        print("\(String(repeating: " ", count: max(0, width - name.count)))\(name): \(text)")
    }
}

extension Rolling.Direction: ExpressibleByArgument {}
