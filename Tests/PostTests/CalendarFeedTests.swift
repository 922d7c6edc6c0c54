import Almanac
import Foundation
import Testing

@testable import Post

/// The calendar as a reader that we did not write sees it.
@Suite struct CalendarFeedTests {
    private struct Reading: Decodable {
        var name, method: String
        var events: [Event]
    }

    private struct Event: Decodable, Equatable {
        var uid, stamp, start, summary, description, status, category, trigger: String
        var sequence: Int
        var errors: [String]
    }

    private func judge(_ bytes: [UInt8]) throws -> Reading {
        let output = try Program.run(
            "/usr/bin/env", [Program.python, Program.script("Peers/parse_calendar.py")],
            input: Data(bytes))
        return try JSONDecoder().decode(Reading.self, from: output)
    }

    private func event(
        _ title: String = "Laporan", details: [String] = ["Kode: T-1"], isTentative: Bool = false
    ) throws -> CalendarFeed.Event {
        CalendarFeed.Event(
            identifier: "abc@ledger.tenggat",
            changedAt: try #require(Instant(rfc3339: "2026-11-23T08:00:00+07:00")),
            due: try #require(Instant(rfc3339: "2026-12-04T15:00:00+07:00")), title: title,
            details: details, category: "tugas", isTentative: isTentative)
    }

    @Test func icalendarReadsWhatIsDueWithItsAlarm() throws {
        let reading = try judge(CalendarFeed(name: "Kantor, Pusat").bytes(of: [try event()]))
        #expect(reading.name == "Kantor, Pusat")
        #expect(reading.method == "PUBLISH")
        #expect(
            reading.events == [
                Event(
                    uid: "abc@ledger.tenggat", stamp: "2026-11-23T01:00:00+00:00",
                    start: "2026-12-04T08:00:00+00:00", summary: "Laporan",
                    description: "Kode: T-1", status: "CONFIRMED", category: "tugas",
                    trigger: "-1 day, 0:00:00", sequence: 217_558_800, errors: [])
            ])
    }

    @Test(arguments: [
        "koma, titik; dan \\ garis", "日本語の締め切り – é “kutip”", "BEGIN:VEVENT",
        String(repeating: "panjang sekali ", count: 30) + "ujung",
        String(repeating: "締", count: 120),
    ])
    func anyTextSurvivesFoldingAndEscaping(_ text: String) throws {
        let bytes = CalendarFeed(name: "x").bytes(
            of: [try event(text, details: [text, "", "dua\r\ntiga"], isTentative: true)])
        let reading = try judge(bytes)
        #expect(reading.events.map(\.summary) == [text])
        #expect(reading.events.map(\.description) == ["\(text)\ndua\ntiga"])
        #expect(reading.events.map(\.status) == ["TENTATIVE"])
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\r\n") {
            #expect(line.utf8.count <= 75, "\(line)")
        }
    }

    @Test func equalEventsGiveEqualBytes() throws {
        let feed = CalendarFeed(name: "x")
        #expect(feed.bytes(of: [try event()]) == feed.bytes(of: [try event()]))
        #expect(try judge(feed.bytes(of: [])).events.isEmpty)
    }
}
