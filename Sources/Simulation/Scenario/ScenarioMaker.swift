import Almanac

/// Makes an office and months of what its people do out of a seed.
package struct ScenarioMaker {
    var random: SeededRandom
    let seed: UInt64
    let begins: CivilDate
    let days: Int
    var events: [Scenario.Event] = []
    var orders: OrderBook
    /// How many files were dropped so far.
    private var drops = 0
    let clients: [String]
    /// Whether the oracle judges what goes: only what it knows happens then.
    let isJudged: Bool
    /// Whether that is about letters to clients, too.
    let isJudgedOnOrders: Bool

    static let people = ["S", "M", "SM", "MM", "K", "D", "SJ"]
    static let teams = ["JKT", "MKS", "JPR"]

    /// Year's end with its joint leave, a clock change in Europe, long holidays, plain weeks.
    private static let beginnings = [
        "2026-11-23", "2026-12-14", "2027-02-22", "2027-03-15", "2027-10-11",
    ]

    /// Every so manieth seed is the oracle's to judge.
    private static let judgedEvery: UInt64 = 4

    /// - Parameter judgesOrders: has the oracle judge every seed, letters to clients included.
    package init(seed: UInt64, days: Int, judgesOrders: Bool = false) {
        self.seed = seed
        self.days = days
        var random = SeededRandom(seed)
        isJudged = judgesOrders || seed % Self.judgedEvery == 0
        isJudgedOnOrders = judgesOrders
        let beginning = random.pick(Self.beginnings)
        // Timelines begin on one day.
        begins = CivilDate(isJudged ? Self.beginnings[0] : beginning) ?? CivilDate(dayNumber: 0)
        clients = (1...random.whole(3...6)).map { "C\($0)" }
        orders = OrderBook(clients: clients)
        self.random = random
    }

    /// The whole scenario.
    package mutating func make() -> Scenario {
        let settings = makeSettings()
        makeRegisters()
        for day in 0..<days { makeDay(begins.adding(days: day)) }
        if !isJudged { makeWorkbooks() }
        events.sort { $0.at < $1.at }
        return Scenario(
            seed: seed, settings: settings,
            begins: CivilDateTime(date: begins, time: Self.time(8, 0)),
            ends: CivilDateTime(date: begins.adding(days: days), time: Self.time(18, 0)),
            events: events, isJudged: isJudged, isJudgedOnOrders: isJudgedOnOrders)
    }

    static func time(_ hour: Int, _ minute: Int) -> CivilTime {
        CivilTime(secondOfDay: (hour * 60 + minute) * 60)
    }

    mutating func add(_ operation: Operation, on date: CivilDate, at time: CivilTime? = nil) {
        let time = time ?? workingMoment()
        events.append(
            Scenario.Event(at: CivilDateTime(date: date, time: time), operation: operation))
    }

    /// Mostly within the hours, often at a full one, sometimes at night.
    mutating func workingMoment() -> CivilTime {
        let hour = random.chance(92) ? random.whole(8...16) : random.whole(0...23)
        let minute = random.chance(40) ? 0 : random.whole(0...59)
        // What leaves at a full hour and what is entered then the oracle reads in another order.
        return Self.time(hour, isJudgedOnOrders ? max(minute, 1) : minute)
    }

    // MARK: The office

    private mutating func makeSettings() -> [String] {
        var settings: [String] = []
        if random.chance(40) { settings.append("digest: {at: \"08:00\", to: coordinator}") }
        if random.chance(30) { settings.append("answer_days: 3") }
        if random.chance(30) { settings.append("client_requests: [KLIEN]") }
        if random.chance(20) { settings.append("office: {joint_leave: worked}") }
        // Clocks change there in March.
        let isSpring = begins.description.hasPrefix("2027-03")
        if random.chance(isSpring ? 60 : 20) {
            settings.append("office: {time_zone: Europe/Berlin}")
        }
        if random.chance(20) {
            settings.append("mail: {retry: {first: 1h, longest: 2h, give_up_after: 1d}}")
        }
        if random.chance(40) {
            let period = begins.description.prefix(7)
            settings.append(
                "close: {first: \(period), checks: [WD+2 15:30], due: WD+5 17:00, ladder: close}")
            // The oracle knows of no figures that wait for a word.
            if !isJudged { settings.append(Self.confirmedFigures) }
        }
        if !isJudged, random.chance(30) { settings.append("cooling_off: 30min") }
        if keepsLists { settings.append("lists: true") }
        if let weeklyReaders { settings.append("weekly_digest: \(weeklyReaders)") }
        // Two lines of one key would be one fault.
        var keys: Set<Substring> = []
        return settings.filter { keys.insert($0.prefix { $0 != ":" }).inserted }
    }

    /// The achievements of the example office, of which a large change waits for a word.
    private static let confirmedFigures =
        "submissions: {achievements: {sheet: achievements, words: {id: laporan capaian, en: "
        + "achievement report}, cut_off: WD+2 15:00, ladder: submission, confirm_beyond: 40%, rules: ["
        + "{check: same-period, column: period}, {check: date-within-period, column: date}, "
        + "{check: known, column: salesperson, in: people}, "
        + "{check: nil-without-target, severity: warning}]}}"

    private mutating func makeRegisters() {
        let opening = Self.time(8, 0)
        add(
            .rows(
                SheetRows(
                    kind: "reasons", header: ["code", "id", "en", "client_safe"],
                    rows: [
                        ["KAPAL", "kapal tertunda", "a delayed vessel", "yes"],
                        ["BANJIR", "banjir di gudang", "", "no"],
                        ["KLIEN", "permintaan Anda", "your wish", "yes"],
                    ])), on: begins, at: opening)
        for client in clients { add(.rows(clientRow(client)), on: begins, at: opening) }
        if random.chance(25) {
            // A vacant post, and somebody without an address.
            add(
                .rows(
                    SheetRows(
                        kind: "people", header: ["code", "name", "role", "email"],
                        rows: [[random.pick(["M", "SM", "K", "S"]), "Tanpa Alamat", "sales", ""]]
                    )), on: begins, at: opening)
        }
    }

    mutating func clientRow(_ code: String) -> SheetRows {
        let address = "\(code.lowercased())@klien.test"
        let cc = random.chance(50) ? "cc-\(address)" : ""
        return SheetRows(
            kind: "clients",
            header: ["code", "name", "contact", "email", "cc", "language", "time_zone", "notices"],
            rows: [
                [
                    code, "PT \(code)", "Bapak Hendra", random.chance(8) ? "" : address, cc,
                    random.pick(["id", "en"]), random.pick(["WIB", "WIB", "WITA", "WIT"]),
                    random.pick([
                        "automatic", "automatic", "automatic", "approval", "approval", "none",
                    ]),
                ]
            ])
    }

    // MARK: A day

    private mutating func makeDay(_ date: CivilDate) {
        let isWeekend = date.weekday == .saturday || date.weekday == .sunday
        for _ in 0..<(isWeekend ? random.whole(0...1) : random.whole(1...4)) {
            makeOperation(on: date)
        }
        guard !isWeekend, !isJudged else { return }
        if random.chance(60) { makeOrderOperation(on: date) }
        if random.chance(60) { add(.letters(.approve), on: date) }
    }

    private mutating func makeOperation(on date: CivilDate) {
        guard !isJudged else { return makeJudgedOperation(on: date) }
        switch random.whole(1...100) {
        case ...34: makeOrderOperation(on: date)
        case ...46: makeDeadlineOperation(on: date)
        case ...50: makeDecision(on: date)
        case ...57: makeLetterOperation(on: date)
        case ...64: makeRegisterOperation(on: date)
        case ...70: makePeriodOperation(on: date)
        case ...77: makeDrop(on: date)
        case ...83: makeDeed(on: date)
        case ...93: makeMailOperation(on: date)
        default: makeMachineOperation(on: date)
        }
    }

    private mutating func makeLetterOperation(on date: CivilDate) {
        let client = random.pick(clients)
        switch random.whole(1...10) {
        case ...3:
            // Read in the morning, approved later: perhaps too late.
            add(.letters(.read), on: date)
            add(.letters(.approveRead), on: date.adding(days: random.whole(0...3)))
        case ...4:
            let decision = random.pick(["approve", "approve", "approve", "refuse", "hold"])
            add(
                random.chance(50) ? .letters(.refuse(client)) : .letters(.decide(decision)),
                on: date)
        case ...6:
            add(.letters(random.chance(50) ? .arrived(client) : .again(client)), on: date)
        case ...7:
            add(.letters(random.chance(50) ? .retry(client) : .flush), on: date)
        case ...8:
            add(
                .letters(.edit(client, paragraph: "Catatan \(random.whole(1...9))")), on: date)
        default:
            add(.letters(.hold), on: date)
            add(.letters(.resume), on: date.adding(days: random.whole(0...3)))
        }
    }

    private mutating func makePeriodOperation(on date: CivilDate) {
        let month = date.adding(months: random.chance(70) ? -1 : 0).description.prefix(7)
        let (period, team) = (String(month), random.pick(Self.teams))
        switch random.whole(1...10) {
        case ...6:
            add(
                .submit(
                    team: team, period: period, faults: random.chance(30) ? random.whole(1...3) : 0,
                    isNil: random.chance(10)), on: date)
        case ...7: add(.submission(team: team, period: period, verb: .waive), on: date)
        case ...8:
            let verb: Operation.SubmissionVerb = random.chance(50) ? .sign : .askAgain
            add(.submission(team: team, period: period, verb: verb), on: date)
        default:
            add(.period(period, state: random.pick(["locked", "closed", "open"])), on: date)
        }
    }

    private mutating func makeMailOperation(on date: CivilDate) {
        switch random.whole(1...10) {
        case ...5: add(.reply(random.pick(Reply.allCases)), on: date)
        case ...6:
            // Somebody does not wait until it ends by itself.
            add(.outage(minutes: random.whole(5...600)), on: date, at: Self.time(9, 0))
            if random.chance(40) { add(.letters(.flush), on: date, at: Self.time(9, 30)) }
        default:
            let client = "\(random.pick(clients).lowercased())@klien.test"
            let person = "\(random.pick(Self.people).lowercased())@garis.test"
            let address = random.pick([client, "cc-\(client)", "cc-\(client)", person])
            add(.mailbox(address, random.pick([.dead, .full, .mute])), on: date)
            add(.mailbox(address, .well), on: date.adding(days: random.whole(1...6)))
        }
    }

    /// A file for the drop folder, by somebody who may or may not have it taken.
    private mutating func makeDrop(on date: CivilDate, at time: CivilTime? = nil) {
        let moment = time ?? workingMoment()
        var file = DroppedFile(
            name: "", owner: random.chance(75) ? .sales : random.pick([.manager, .stranger]),
            content: .rows(SheetRows(kind: "orders", header: [], rows: [])),
            manner: .whole)
        drops += 1
        if random.chance(25) {
            let month = String(date.adding(months: -1).description.prefix(7))
            let team = random.pick(Self.teams)
            file.content = .figures(
                team: team, period: month, faults: random.chance(40) ? random.whole(1...3) : 0)
            file.name = "achievement-\(team)-\(month) (\(drops)).csv"
            if random.chance(50) { file.owner = .manager }
        } else {
            if orders.rows.isEmpty || random.chance(30) {
                orders.begin(on: date, random: &random)
            } else {
                orders.change(on: date, random: &random)
            }
            if random.chance(30) {
                let wrong = orders.wrongSheet(random: &random)
                file.content = .rows(wrong.sheet)
                file.faultyCell = wrong.cell
            } else {
                file.content = .rows(orders.sheet(random: &random))
            }
            file.name = "pesanan \(drops).csv"
            if random.chance(30) { file.folder = "orders" }
        }
        switch random.whole(1...10) {
        case ...5: break
        case ...7: file.manner = .renamed
        case ...9: file.manner = .slowly
        default: file.manner = .whileDown(minutes: random.whole(5...2_000))
        }
        add(.drop(file), on: date, at: moment)
        guard file.manner == .slowly else { return }
        let end = Self.time(17, 30)
        add(
            .finishDrop(file.name),
            on: date.adding(days: random.chance(80) && moment < end ? 0 : 1), at: end)
    }

    /// Something that is done by a login of its own, with and without the right.
    private mutating func makeDeed(on date: CivilDate) {
        let login = random.chance(60) ? .sales : random.pick([Login.manager, .stranger])
        let other = random.pick(Self.people)
        var deed = Deed(login: login, act: .look)
        if random.chance(35) { deed.by = other }
        let code = "T\(random.whole(1...max(1, deadlineCount)))"
        switch random.whole(1...10) {
        case ...1: break
        case ...4: deed.act = .finish(code)
        case ...6: deed.act = .acknowledge(code)
        case ...8:
            guard let row = orders.rows.randomElement(using: &random) else { break }
            deed.act = .slip(
                order: row.order, date: "\(date.adding(days: random.whole(3...25)))")
        default:
            deed.act = .standIn(
                person: random.chance(50) ? "S" : other, from: "\(date)",
                until: "\(date.adding(days: random.whole(0...4)))", by: random.pick(Self.people))
        }
        if deed.by != nil, random.chance(60) {
            // Whoever is away lets them.
            add(
                .rows(
                    SheetRows(
                        kind: "delegations", header: ["person", "from", "until", "stand_in"],
                        rows: [[other, "\(date)", "\(date.adding(days: 2))", "S"]])), on: date,
                at: Self.time(8, 0))
        }
        add(.deed(deed), on: date)
    }

    private mutating func makeMachineOperation(on date: CivilDate) {
        switch random.whole(1...11) {
        case 1:
            add(.disk(room: random.chance(50) ? 0 : random.whole(1...12)), on: date)
            if random.chance(50) { makeDrop(on: date) }
            add(.disk(room: nil), on: date.adding(days: random.whole(1...2)))
        case 2: add(.down(minutes: random.whole(5...4_000)), on: date)
        case ...3:
            add(.trial(isOn: true), on: date)
            add(.trial(isOn: false), on: date.adding(days: random.whole(1...8)))
        case ...7:
            let crash: Crash
            switch random.whole(1...6) {
            case ...2: crash = .commit(random.whole(1...30))
            case ...4: crash = .delivery(random.whole(1...3), isAfter: random.chance(50))
            default: crash = .file(random.whole(1...6))
            }
            let moment = workingMoment()
            add(.crash(crash, minutes: random.whole(1...600)), on: date, at: moment)
            // Something must be dropped for files to be moved.
            if case .file = crash { makeDrop(on: date, at: moment) }
        case ...8:
            add(.back(minutes: random.whole(1...180)), on: date)
            add(.synchronise, on: date.adding(days: 1))
        default:
            add(.jump(days: random.whole(2...900), minutes: random.whole(5...300)), on: date)
        }
    }
}
