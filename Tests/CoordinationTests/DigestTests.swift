import Almanac
import Coordination
import Testing

/// What a digest covers, and how it is ranked.
@Suite struct DigestTests {
    private let now = "2026-11-27 08:00"
    private let until = "2026-11-30 08:00"

    private func digest(
        _ material: DigestMaterial, for scope: DigestScope = .wholeOffice,
        office: Office? = nil
    ) throws -> Digest {
        try (office ?? ExampleOffice.office()).digest(
            of: material, for: scope, at: ExampleOffice.instant(now),
            until: ExampleOffice.instant(until))
    }

    private func names(_ matters: [DigestMatter]) -> [String] {
        matters.map { matter in
            switch matter.content {
            case .overdue(let deadline), .due(let deadline): deadline.code
            case .order(let order, _): order.code
            case .letter(let letter): "\(letter.notice)"
            }
        }
    }

    private func order(_ code: String, by salespeople: [String] = ["S"], _ line: OrderLine)
        -> OpenOrder
    {
        OpenOrder(code: code, client: "C", salespeople: salespeople, lines: [line])
    }

    private func letter(
        _ notice: Int64, about orders: [String] = [], by salespeople: [String] = ["S"],
        since: String
    ) throws -> WaitingLetter {
        WaitingLetter(
            notice: notice, client: "C", orders: orders, salespeople: salespeople,
            reasons: [.approval], since: try ExampleOffice.instant(since))
    }

    @Test(
        "A deadline is overdue, due before the next morning, or that morning's",
        arguments: [
            ("2026-11-27 07:59", ["A"], []), ("2026-11-27 08:00", [], ["A"]),
            ("2026-11-28 10:00", [], ["A"]), ("2026-11-30 07:59", [], ["A"]),
            ("2026-11-30 08:00", [], []), ("2026-01-05 17:00", ["A"], []),
        ])
    func coverage(_ due: String, _ overdue: [String], _ expected: [String]) throws {
        let digest = try digest(
            DigestMaterial(deadlines: [ExampleOffice.deadline(due: due)]))
        #expect(names(digest.overdue) == overdue)
        #expect(names(digest.due) == expected)
        #expect(digest.isSilent == (overdue + expected).isEmpty)
    }

    @Test(
        "Each reader has what belongs to their scope",
        arguments: [
            (DigestScope.wholeOffice, ["A", "B", "O1", "O2", "O3", "7", "8"]),
            (.owners([Code("S"), Code("jkt")]), ["A", "O1", "O3", "7"]),
            (.owners([Code("mks")]), ["B"]),
            (.owners([]), []),
        ])
    func scopes(_ scope: DigestScope, _ expected: [String]) throws {
        let line = try ExampleOffice.line(promised: "2026-11-20")
        let material = DigestMaterial(
            deadlines: [
                try ExampleOffice.deadline("A", owner: "S", due: "2026-11-26 15:00"),
                try ExampleOffice.deadline("B", owner: "MKS", due: "2026-11-27 15:00"),
            ],
            ahead: [],
            orders: [
                order("O1", line), order("O2", by: [], line), order("O3", by: ["X", "S"], line),
            ],
            letters: [
                try letter(7, since: "2026-11-26 10:00"),
                try letter(8, by: [], since: "2026-11-26 10:00"),
            ])
        let digest = try digest(material, for: scope)
        #expect(
            names(digest.overdue + digest.due + digest.orders + digest.letters) == expected)
    }

    @Test(
        "An order is at risk when it is late, dateless, or ships before the next morning",
        arguments: [
            ("2026-11-26", nil, nil, "dateless 2026-11-26"),
            ("2026-12-10", "2026-11-20", nil, "dateless 2026-11-20"),
            ("2026-12-10", "2026-12-18", nil, "late 2026-12-10 2026-12-18"),
            ("2026-12-10", "2026-12-18", "2026-12-18", nil),
            ("2026-12-10", "2026-12-21", "2026-12-18", "late 2026-12-18 2026-12-21"),
            ("2026-11-27", nil, nil, "imminent 2026-11-27"),
            ("2026-11-29", nil, nil, "imminent 2026-11-29"), ("2026-11-30", nil, nil, nil),
            ("2026-12-10", "2026-11-28", nil, "imminent 2026-11-28"),
        ])
    func risks(
        _ promised: String, _ expected: String?, _ told: String?, _ risk: String?
    ) throws {
        func words(_ line: OrderLine) throws -> String? {
            let today = try ExampleOffice.date("2026-11-27")
            let end = try ExampleOffice.date("2026-11-30")
            return switch OrderRisk(lines: [line], today: today, before: end) {
            case .dateless(let date): "dateless \(date)"
            case .late(let told, let expected): "late \(told) \(expected)"
            case .imminent(let date): "imminent \(date)"
            case nil: nil
            }
        }
        var line = try ExampleOffice.line(promised: promised, expected: expected, told: told)
        #expect(try words(line) == risk)
        line.delivered = line.quantity
        #expect(try words(line) == nil)
        line.delivered = 0
        line.isCancelled = true
        #expect(try words(line) == nil)
    }

    @Test func theLongestOverdueComesFirstAndTheNearestLast() throws {
        let material = DigestMaterial(
            deadlines: [
                try ExampleOffice.deadline("SOON", due: "2026-11-27 09:00"),
                try ExampleOffice.deadline("OLD", due: "2026-11-03 09:00"),
                try ExampleOffice.deadline("LATER", due: "2026-11-29 09:00"),
                try ExampleOffice.deadline("FRESH", due: "2026-11-26 17:00"),
            ],
            orders: [
                order("SHIPS", try ExampleOffice.line(promised: "2026-11-27")),
                order("LOST", try ExampleOffice.line(promised: "2026-11-20")),
            ],
            letters: [try letter(7, about: ["ELSE"], since: "2026-11-25 10:00")])
        let digest = try digest(material)
        #expect(
            names(digest.matters) == ["OLD", "LOST", "7", "FRESH", "SOON", "SHIPS", "LATER"])
        #expect(names(digest.due) == ["SOON", "LATER"])
        #expect(names(digest.dateless) == ["LOST"] && names(digest.risks) == ["SHIPS"])
    }

    @Test func onOneMomentWhatIsBrokenComesBeforeWhatIsNot() throws {
        // The end of 26 November, for all of them.
        let midnight = "2026-11-27 00:00"
        let material = DigestMaterial(
            deadlines: [
                try ExampleOffice.deadline("B", due: midnight),
                try ExampleOffice.deadline("A", due: midnight),
            ],
            orders: [order("O", try ExampleOffice.line(promised: "2026-11-26"))],
            letters: [
                try letter(12, about: ["P"], since: midnight),
                try letter(7, about: ["P"], since: midnight),
            ])
        #expect(names(try digest(material).matters) == ["A", "B", "O", "7", "12"])
    }

    @Test func anOrderAndItsLetterAreOneMatter() throws {
        let late = try ExampleOffice.line(promised: "2026-12-10", expected: "2026-12-18")
        let material = DigestMaterial(
            deadlines: [try ExampleOffice.deadline("A", due: "2026-11-29 09:00")],
            orders: [order("O1", late), order("O2", late)],
            letters: [
                try letter(7, about: ["o1"], since: "2026-11-25 10:00"),
                try letter(8, about: ["O1", "O2"], since: "2026-11-25 11:00"),
            ])
        let digest = try digest(material)
        #expect(names(digest.matters) == ["7", "8", "A", "O1", "O2"])
        #expect(digest.risks.isEmpty)
    }

    @Test func aClientsDayEndsWhereTheClientIs() throws {
        let client = Client(code: "C", name: "PT Timur", contact: "Maya", zone: "WIT")
        let office = try ExampleOffice.office(clients: [client])
        let material = DigestMaterial(orders: [
            order("O", try ExampleOffice.line(promised: "2026-11-27"))
        ])
        let matter = try #require(try digest(material, office: office).orders.first)
        #expect(try matter.tooLateAt == ExampleOffice.instant("2026-11-27 22:00"))
    }
}
