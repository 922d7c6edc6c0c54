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

    @Test("A title whose parts hold what stands between them is read by what it is about")
    func names() throws {
        let call = TaskTitle.delayCall.words("Head of Sales", "Bank of Java", "O-1")
        let names: Set = ["Head of Sales", "Bank of Java", "O-1"]
        for kept in [call.english, call.indonesian] {
            #expect(TaskTitle.words(ofKept: kept, containing: [], naming: names) == call)
        }
        let indonesian = TaskTitle.delayCall.words("Toko dari Java", "Kopi dari Gayo", "O-1")
        #expect(
            TaskTitle.words(
                ofKept: indonesian.indonesian, containing: [],
                naming: ["Toko dari Java", "Kopi dari Gayo"]) == indonesian)
        // What somebody wrote may read like a title of ours.
        let message = TaskTitle.messageCall.words(
            "Maya", "PT Cahaya", "News about the delay of order O-1")
        #expect(
            TaskTitle.words(
                ofKept: message.english, containing: [], naming: ["Maya", "PT Cahaya"]) == message)
    }

    @Test("A call that has good news to tell does not speak of a delay")
    func earlier() async throws {
        let work = try await TestOffice()
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "C7;Bank of Java;Head of Sales;c2@java.test;id;WIB;none")
        try await work.slipOrder("O1", client: "C7")
        let title = { (language: String) in
            try await work.call(Why(subject: "CALL-O1", language: language)).title
        }
        #expect(
            try await title("en").contains("Call Head of Sales of Bank of Java about the delay"))
        #expect(try await title("id").contains("Telepon Head of Sales dari Bank of Java tentang"))
        _ = try await work.call(FinishDeadline(code: "CALL-O1", by: "K"))
        try await work.settle()
        _ = try await work.call(
            ChangeOrder(order: "O1", change: "recover", date: "2026-12-14", by: "K"))
        try await work.settle()
        let calls = try await work.deadlines().filter { $0.code == "CALL-O1" && $0.state == .open }
        #expect(
            calls.map(\.title) == [
                "Call Head of Sales of Bank of Java about the earlier date of order O1"
            ])
        #expect(try await title("id").contains("tentang tanggal lebih awal pesanan O1"))
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
