import Almanac
import Oracle
import Testing

/// The oracle without a timeline's words: typed entries in, mails and what no client may know out.
@Suite struct OracleTests {
    private let jakarta = Zone(fixed: "Asia/Jakarta", seconds: 7 * 3600)

    private func office() throws -> Office {
        let hours = try #require(OpenHours("08:00-17:00"))
        let days = try #require(Weekday.range("mon-fri")).map { ($0, [hours]) }
        var office = Office(
            zone: jakarta, zones: [:], calendar: "five-day",
            weeks: ["five-day": WorkWeek(hours: Dictionary(uniqueKeysWithValues: days))],
            ladders: ["standard": [Rung(when: try Offset("WD-1 09:00"), tell: ["owner"])]])
        office.coordinator = "K"
        return office
    }

    private var registers: [Sheet] {
        [
            Sheet(
                .people,
                rows: [
                    ["code": "K", "email": "k@uji.test", "role": "coordinator"],
                    ["code": "S", "email": "s@uji.test", "role": "sales"],
                ]),
            Sheet(
                .clients,
                rows: [
                    [
                        "code": "C", "email": "c@klien.test", "language": "id",
                        "notices": "automatic",
                    ]
                ]),
            Sheet(.reasons, rows: [["code": "KAPAL", "id": "kapal", "client_safe": "yes"]]),
        ]
    }

    private func at(_ text: String) throws -> Instant {
        jakarta.instant(try #require(CivilDateTime(text)))
    }

    private func order(expected: String, reason: String) -> Sheet {
        Sheet(
            .orders,
            rows: [
                [
                    "order": "O1", "line": "1", "client": "C", "item": "Meja", "quantity": "5",
                    "promised": "2026-12-10", "expected": expected, "reason": reason,
                ]
            ])
    }

    @Test func aReminderGoesToItsOwner() throws {
        let due = CivilMoment(
            date: try #require(CivilDate("2026-12-04")), time: CivilTime("15:00"))
        let oracle = Oracle(
            office: try office(), registers: registers,
            history: [
                DatedEntry(
                    at: try at("2026-11-23 08:00"), .add(Promise(code: "A", owner: "S", due: due)))
            ])
        let mail = try #require(oracle.mails(until: try at("2026-12-05 12:00")).first)
        #expect(mail.at == (try at("2026-12-03 09:00")))
        #expect(mail.to == "S")
        let id = OccurrenceID(code: "A", key: nil)
        #expect(
            mail.items == [.step(id, label: "WD-1", time: 1, isLate: false, correction: nil)])
        #expect(oracle.mails(until: try at("2026-12-03 08:59")).isEmpty)
    }

    @Test func whatNoClientMayKnow() throws {
        let oracle = Oracle(
            office: try office(), registers: registers,
            history: [
                DatedEntry(
                    at: try at("2026-11-23 09:00"), .sheet(order(expected: "", reason: ""))),
                DatedEntry(
                    at: try at("2026-11-30 10:00"),
                    .sheet(order(expected: "2026-12-18", reason: "KAPAL"))),
                DatedEntry(
                    at: try at("2026-12-01 10:00"),
                    .sheet(order(expected: "2026-12-21", reason: "RAHASIA"))),
            ])
        let account = oracle.account(until: try at("2026-12-02 12:00"))
        let letters = account.mails.filter { $0.to == "C" }
        #expect(letters.map(\.at) == [try at("2026-11-30 10:00")])
        #expect(account.held.map(\.client) == ["C"])
        #expect(account.held.first?.reasons == [.reasonNotClientSafe])
        let secret = try #require(CivilDate("2026-12-21"))
        #expect(
            account.keptFromClients == [.init(client: "C", order: "O1", line: "1", date: secret)])
    }
}
