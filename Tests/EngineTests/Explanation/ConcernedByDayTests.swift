import Almanac
import Control
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// Whoever a step of a day is meant for finds it on that day: the owner, whoever is above, whoever stands in, and in
/// whose place, whenever on that day they came to be so.
@Suite struct ConcernedByDayTests {
    private static let ladder =
        "ladders: {day: [{when: -1h, tell: owner}, {when: +30min, tell: manager}, {when: +1h, tell: director}]}"

    /// People of a new team that a sheet brings in the afternoon, and what one of them owes on that day.
    private func office() async throws -> TestOffice {
        let work = try await TestOffice(settings: [Self.ladder])
        try await work.advance(to: work.instant("2026-11-30 13:30"))
        try await work.take(
            "people.csv", "code;name;email;team;role;reports_to",
            "M9;Mira;m9@contoh.test;T9;manager;",
            "S9;Sari;s9@contoh.test;T9;sales;M9", "P9;Pengganti;p9@contoh.test;;sales;")
        try await work.take("teams.csv", "code;name;manager", "T9;Tim Sembilan;M9")
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S9;2026-11-30;15:30;day")
        return work
    }

    private func lines(_ work: TestOffice, _ person: String) async throws -> [WhyLine] {
        try await work.call(Why(subject: person, on: "2026-11-30")).lines
    }

    @Test func whatIsStillToComeOnTheDay() async throws {
        let work = try await office()
        for (person, step) in [("S9", "-1h"), ("M9", "+30min"), ("D", "+1h")] {
            let found = try await lines(work, person)
            #expect(
                found.contains { $0.kind == "planned" && $0.text.contains("step \(step)") },
                "\(person): \(found)")
            #expect(
                !found.contains { $0.text.contains("nothing is planned") }, "\(person): \(found)")
        }
        #expect(try await lines(work, "SJ").contains { $0.rules.contains("nothing-sent") })
    }

    @Test func whatWentToAStandIn() async throws {
        let work = try await office()
        try await work.take(
            "delegations.csv", "person;from;until;stand_in", "M9;2026-11-30;2026-12-02;P9")
        let ahead = try await lines(work, "M9")
        #expect(
            ahead.contains { $0.rules.contains("stand-in") && $0.kind == "planned" }, "\(ahead)")
        let standIn = try await lines(work, "P9")
        #expect(standIn.contains { $0.text.contains("step +30min") }, "\(standIn)")
        try await work.advance(to: work.instant("2026-11-30 16:15"))
        let gone = try await lines(work, "M9")
        #expect(
            gone.contains {
                $0.rules.contains("stand-in") && $0.kind == "sent" && $0.person == "P9"
            },
            "\(gone)")
        // The next day tells it in the same way.
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        #expect(try await lines(work, "M9").contains { $0.rules.contains("stand-in") })
    }

    @Test func whatATrialBroughtToTheCoordinatorsMailbox() async throws {
        let work = try await TestOffice(settings: ["mode: trial", Self.ladder])
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-11-30;15:30;day")
        try await work.advance(to: work.instant("2026-11-30 15:00"))
        let found = try await lines(work, "K")
        #expect(
            found.contains { $0.rules == ["redirected"] && $0.text.contains(" came to ") },
            "\(found)")
        #expect(!found.contains { $0.rules.contains("nothing-sent") })
        #expect(try await !lines(work, "D").contains { $0.rules == ["redirected"] })
    }
}
