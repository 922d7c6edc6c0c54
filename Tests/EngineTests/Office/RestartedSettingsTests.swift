import Almanac
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// Other settings at a start do to plans what they do at a reload.
@Suite struct RestartedSettingsTests {
    /// What waits when the settings change, and how they do.
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var moment: String
        var people: [String] = []
        var deadlines: [String]
        var change: [String]
        var drops = 0
        var prepare: @Sendable (TestOffice) async throws -> Void = { _ in }

        var testDescription: String { name }
    }

    private static let columns = "code;title;owner;due_date;due_time;ladder"

    static let cases = [
        Case(
            name: "nobody there", moment: "2026-12-08 12:00",
            people: ["S", "M", "K", "D", "SM", "MM"].map { "\($0);\($0);sales;" },
            deadlines: ["A;Laporan;S;2026-12-04;15:00;standard"],
            change: ["office: {coordinator: X}"]),
        Case(
            name: "snoozed", moment: "2026-12-02 10:00",
            deadlines: ["A;Laporan;S;2026-12-04;15:00;standard"],
            change: [
                "ladders: {standard: [{when: WD-2 09:00, tell: owner}, {when: -4wh, tell: owner}]}"
            ]
        ) { work in
            _ = try await work.call(
                SnoozeDeadline(code: "A", until: "2026-12-03 10:00", by: "S"))
        },
        Case(
            name: "closed hours", moment: "2026-12-05 10:00",
            deadlines: ["A;Laporan;S;2026-12-04;16:50;after"],
            change: ["calendars: {other: {mon-sun: \"08:00-20:00\"}}", "office: {calendar: other}"]),
        Case(
            name: "outage", moment: "2026-12-01 09:30",
            deadlines: ["A;Laporan;S;2026-12-04;15:00;standard"],
            change: [
                "ladders: {standard: [{when: WD-4 09:00, tell: owner}, {when: -4wh, tell: owner}]}"
            ], drops: 2),
        Case(
            name: "closing hour", moment: "2026-12-01 12:00",
            deadlines: ["A;Laporan;S;2026-12-04;;standard"],
            change: ["calendars: {other: {mon-fri: \"08:00-15:00\"}}", "office: {calendar: other}"]),
        Case(
            name: "zone", moment: "2026-12-01 08:30",
            deadlines: ["A;Laporan;D;2026-12-04;15:00;standard"],
            change: ["office: {time_zone: Asia/Jayapura}"]),
    ]

    @Test("A start with other settings does to what waits what a reload does", arguments: cases)
    func alike(_ one: Case) async throws {
        let reloaded = try await played(one, isRestart: false)
        let restarted = try await played(one, isRestart: true)
        #expect(restarted == reloaded)
        #expect(!reloaded.mails.isEmpty)
    }

    private struct Outcome: Equatable {
        var mails: [String]
        var steps: [String]
    }

    private func played(_ one: Case, isRestart: Bool) async throws -> Outcome {
        let after = "ladders: {after: [{when: +5min, tell: owner}]}"
        let isOfLadder = one.deadlines.contains { $0.hasSuffix(";after") }
        let first = try await TestOffice(settings: isOfLadder ? [after] : [])
        // What is in force is known from the first look at it on.
        try await first.reload()
        if !one.people.isEmpty {
            try await first.take(
                "people.csv",
                ["code;name;role;email"] + one.people + ["X;Xena;sales;x@garis.test"])
        }
        try await first.take("deadlines.csv", [Self.columns] + one.deadlines)
        for _ in 0..<one.drops {
            first.courier.answer(ScriptedServer(replies: ["connect": "drop"]))
        }
        try await first.advance(to: first.instant(one.moment))
        try await one.prepare(first)
        try await first.settle()
        let text = one.change + (isOfLadder ? [after] : [])
        var work = first
        if isRestart {
            try await first.stages.end(at: first.clock.now)
            let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
            try FileManager.default.copyItem(at: first.folder, to: folder)
            try write(text, to: folder)
            work = try await TestOffice(resuming: folder, at: first.clock.now, ownsFolder: true)
        } else {
            try write(text, to: first.folder)
            try await first.reload()
        }
        try await work.settle()
        let end = try work.instant("2026-12-11 12:00")
        try await work.advance(to: end)
        let zone = work.stages.store.office.profile.zone
        let mails = try await work.notices().flatMap { notice in
            notice.items.map {
                // Pauses between attempts are spread by chance.
                "\(notice.state) \(notice.recipient) \($0.item.cause) "
                    + (notice.finishedAt.map { "\(zone.civil($0).date)" } ?? "")
            }
        }
        let steps = try await work.stages.ledger.read { view in
            try view.deadlines().flatMap { record in
                try view.steps(of: record.id).map {
                    "\(record.deadline.identifier) \($0.step.identity.words) \($0.step.outcome)"
                }
            }
        }
        return Outcome(mails: mails.sorted(), steps: steps.sorted())
    }

    private func write(_ settings: [String], to folder: URL) throws {
        try
            (["state: \(folder.path)", "inbox: false", "backup: false", "housekeeping: false"]
            + settings)
            .joined(separator: "\n").write(
                to: folder.appending(path: "tenggat.d/test.yaml"), atomically: true, encoding: .utf8
            )
    }
}
