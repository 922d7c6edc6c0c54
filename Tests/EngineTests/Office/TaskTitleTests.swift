import Almanac
import Control
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// What the service asks is kept in the office's language, and read in the reader's.
@Suite struct TaskTitleTests {
    @Test(
        "Each title is known again in both languages, whatever stands in it",
        arguments: TaskTitle.allCases)
    func both(_ title: TaskTitle) throws {
        let words = title.words([
            BilingualText(en: "O-1", id: "O-1"), BilingualText(en: "PT A", id: "PT A"),
            BilingualText(en: "4 December 2026", id: "4 Desember 2026"),
        ])
        let known = [BilingualText(en: "4 December 2026", id: "4 Desember 2026")]
        for kept in [words.english, words.indonesian] {
            #expect(TaskTitle.words(ofKept: kept, containing: known) == words, "\(kept)")
        }
        #expect(TaskTitle.words(ofKept: "Laporan", containing: []) == nil)
    }

    @Test("Why, the sheets and the mails have a call's title in the reader's language")
    func call() async throws {
        let work = try await TestOffice()
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "C2;PT Cahaya;Maya Sari;c2@cahaya.test;id;WIB;none")
        try await work.slipOrder("O1", client: "C2")
        let deadline = try #require(
            try await work.call(ListDeadlines()).deadlines.first { $0.code == "CALL-O1" })
        #expect(deadline.title.hasPrefix("Call "))
        let why = try await work.call(Why(subject: "CALL-O1", language: "id"))
        #expect(why.title.contains("tentang keterlambatan pesanan O1"), "\(why.title)")
        #expect(!why.title.contains("Call "))
        let order = try await work.call(Why(subject: "O1", language: "id")).lines
        #expect(order.contains { $0.text.contains("tentang keterlambatan pesanan O1") })
        let english = try await work.call(Why(subject: "O1", language: "en")).lines
        #expect(english.contains { $0.text.contains("about the delay of order O1") })
    }

    @Test("A sign-off's title has its report in the reader's language, too")
    func signOff() async throws {
        let work = try await TestOffice()
        let office = work.stages.store.office
        let period = try #require(Period("2026-11"))
        let expected = try #require(office.expectedSubmissions(for: period).first)
        let now = work.clock.now
        let due = try #require(CivilDateTime("2026-12-04 15:00"))
        let deadline = Coordination.Deadline(
            code: expected.signOffCode, occurrence: "h1",
            title: TaskTitle.signOff.words([expected.words]).english, owner: "M", due: due,
            zone: "Asia/Jakarta", kind: TaskKind.signOff.rawValue, ladder: "standard",
            armedAt: now, createdAt: now)
        let words = office.wordedTitle(of: deadline)
        #expect(words == TaskTitle.signOff.words([expected.words]))
        #expect(words.indonesian.hasPrefix("Sahkan "))
    }
}
