import Almanac
import Control
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// A step that was not sent is told with the moment that its ladder gave it, and on that day; one end a story.
@Suite struct StepDayTests {
    private func lines(
        _ work: TestOffice, on day: String, about rule: String
    ) async throws -> [WhyLine] {
        try await work.call(Why(subject: "S", on: day)).lines.filter { $0.rules.contains(rule) }
    }

    @Test("What was over when a sheet brought it was planned by the ladder, and entered only later")
    func imported() async throws {
        let work = try await TestOffice()
        try await work.advance(to: work.instant("2026-12-02 10:00"))
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-04;15:00;standard")
        try await work.advance(to: work.instant("2026-12-02 16:00"))
        let rule = "past-when-imported"
        let step = try #require(
            try await work.call(Why(subject: "A")).lines.first { $0.rules.contains(rule) })
        #expect(step.text.contains("planned on Tuesday, 1 December 2026, 09:00"), "\(step.text)")
        #expect(step.text.contains("entered only on Wednesday, 2 December 2026, 10:00"))
        #expect(try await lines(work, on: "2026-12-01", about: rule).count == 1)
        #expect(try await lines(work, on: "2026-12-02", about: rule).isEmpty)
    }

    @Test("What a move put into the past was planned by the ladder as well")
    func moved() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-18;15:00;standard")
        try await work.advance(to: work.instant("2026-12-02 10:00"))
        _ = try await work.call(
            MoveDeadline(code: "A", due: "2026-12-04 15:00", reason: "Lebih cepat"))
        try await work.advance(to: work.instant("2026-12-02 16:00"))
        let past = try await work.call(Why(subject: "A")).lines.filter { line in
            line.rules.contains { $0.hasPrefix("past-when-") }
        }
        for step in past {
            #expect(step.text.contains("1 December 2026"), "\(step.text)")
            #expect(step.text.contains("only on Wednesday, 2 December 2026"), "\(step.text)")
        }
        #expect(!past.isEmpty)
    }

    @Test("What was missed stands on the day that it was planned for, and on that of the start")
    func missed() async throws {
        let work = try await TestOffice(settings: ["mode: trial"])
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-04;15:00;standard")
        try await work.advance(to: work.instant("2026-12-02 10:00"))
        _ = try await work.goLive()
        try await work.advance(to: work.instant("2026-12-02 11:00"))
        let told = try await work.call(Why(subject: "A")).lines
        let kept = told.filter { $0.text.contains("trial's address: ") }
        #expect(!kept.isEmpty && kept.allSatisfy { !$0.text.contains("went late") }, "\(kept)")
        #expect(told.contains { $0.kind == "sent" && $0.text.contains("went late") }, "\(told)")
    }

    @Test("Of codes that begin like others the longest that there is is meant")
    func longest() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder;repeat",
            "A;Satu;S;2026-12-04;15:00;standard;weekly",
            "A 1;Dua;S;2026-12-07;15:00;standard;weekly",
            "A 1/2;Tiga;S;2026-12-09;15:00;standard;weekly")
        for (name, code) in [
            ("A 2026-12-04", "A"), ("A 1 2026-12-07", "A 1"), ("A 1/2026-12-07", "A 1"),
            ("A 1/2 2026-12-09", "A 1/2"), ("A 1/2/2026-12-09", "A 1/2"),
        ] {
            let subject = try await work.call(Why(subject: name)).subject
            #expect(subject.hasPrefix("deadline \(code) 2026-12-"), "\(name): \(subject)")
        }
    }

    @Test("Whoever entered something for another is named in the reader's language")
    func enteredFor() async throws {
        let words = ExplanationWords(try await TestOffice().stages.store.office)
        let by = words.by("K (entered by uid:0)")
        #expect(by.english == "Citra Halim (K) (entered by uid:0)")
        #expect(by.indonesian == "Citra Halim (K) (dimasukkan oleh uid:0)")
    }
}
