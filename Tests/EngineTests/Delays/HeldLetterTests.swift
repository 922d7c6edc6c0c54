import Coordination
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// What somebody asked to wait waits until somebody decides, whatever letter tells it.
@Suite struct HeldLetterTests {
    private static let orders = "order;line;client;promised;expected;reason;item;quantity;unit"
    private static let decisions = "kode;keputusan;tanggal;alasan;oleh"
    private static let clients = "code;name;contact;email;language;time_zone;notices"
    private static let promised = "O1;1;C8;2026-12-10;;;Meja;5;unit"
    private static let slipped = "O1;1;C8;2026-12-10;2026-12-18;KAPAL;Meja;5;unit"

    /// By what a letter is taken back, and what has it written anew.
    enum Way: CaseIterable {
        case muted, mutedClient, policy, client, back, undone

        func takeBack(_ work: TestOffice, file: Int) async throws {
            switch self {
            case .muted: try await HeldLetterTests.decide(work, "O1;senyap;2026-12-04;sengketa;K")
            case .mutedClient:
                try await HeldLetterTests.decide(work, "C8;senyap;2026-12-04;sengketa;K")
            case .policy: try await rule(work, "none")
            case .client:
                try await work.take(
                    "orders.csv", HeldLetterTests.orders,
                    "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
            case .back: try await expect(work, "2026-12-10")
            case .undone: _ = try await work.call(UndoImport(number: file, by: "K"))
            }
        }

        func writeAnew(_ work: TestOffice) async throws {
            switch self {
            case .muted: try await HeldLetterTests.decide(work, "O1;buka lagi;;;K")
            case .mutedClient: try await HeldLetterTests.decide(work, "C8;buka lagi;;;K")
            case .policy: try await rule(work, "automatic")
            // It is written to the other client at once.
            case .client: break
            case .back: try await expect(work, "2026-12-21")
            case .undone: try await expect(work, "2026-12-21")
            }
        }

        private func rule(_ work: TestOffice, _ policy: String) async throws {
            try await work.take(
                "clients.csv", HeldLetterTests.clients,
                "C8;PT Delapan;Tuti;c8@delapan.test;id;WIB;\(policy)")
        }

        private func expect(_ work: TestOffice, _ date: String) async throws {
            try await work.take(
                "orders.csv", HeldLetterTests.orders,
                "O1;1;C8;2026-12-10;\(date);KAPAL;Meja;5;unit")
        }
    }

    fileprivate static func decide(_ work: TestOffice, _ row: String) async throws {
        let report = try await work.take("keputusan.csv", decisions, row)
        #expect(report.difference.answers.map(\.isDone) == [true], "\(report.reading.findings)")
    }

    /// A letter to a client whose letters go by themselves, which somebody asked to wait.
    private func held(
        _ work: TestOffice, policy: String = "automatic"
    ) async throws -> (letter: NoticeRecord, file: Int) {
        try await addClient(work, policy: policy)
        try await work.take("orders.csv", Self.orders, Self.promised)
        // On a Saturday: it would leave on Monday.
        try await work.advance(to: work.instant("2026-11-28 10:00"))
        let report = try await work.take("orders.csv", Self.orders, Self.slipped)
        try await work.settle()
        let letter = try #require(try await letters(work).last)
        #expect(letter.state == (policy == "automatic" ? .waiting : .held))
        _ = try await work.call(
            HoldClientMail(ids: [Int(letter.id)], reason: "tunggu direktur", by: "K"))
        return (letter, Int(try #require(report.number)))
    }

    private func addClient(_ work: TestOffice, policy: String = "automatic") async throws {
        try await work.take(
            "clients.csv", Self.clients, "C8;PT Delapan;Tuti;c8@delapan.test;id;WIB;\(policy)")
    }

    private func letters(_ work: TestOffice) async throws -> [NoticeRecord] {
        try await work.notices().filter { $0.audience == .client }
    }

    @Test("A letter in the place of one that waits on request waits, too", arguments: Way.allCases)
    func waits(_ way: Way) async throws {
        let work = try await TestOffice()
        // What a sheet said before it does not say anew.
        let (former, file) = try await held(work, policy: way == .policy ? "approval" : "automatic")
        try await way.takeBack(work, file: file)
        try await work.settle()
        #expect(try await work.notice(former.id).state == .withdrawn)
        try await way.writeAnew(work)
        try await work.advance(to: work.instant("2026-12-02 12:00"))
        #expect(work.courier.parcels.filter(\.isClient).isEmpty)
        let letter = try #require(try await letters(work).last)
        #expect(letter.id != former.id && letter.state == .held)
        #expect(letter.holdReasons.contains(.byRequest))
        let office = work.stages.store.office
        let words = try await work.stages.ledger.read {
            try $0.holdWords(of: letter, office: office)
        }
        #expect(
            words.contains {
                $0.english.contains("Citra Halim asked that it wait: tunggu direktur")
            },
            "\(words)")
        // Also after the second time; and it goes once somebody says so.
        try await Self.decide(work, "O1;senyap;2026-12-04;lagi;K")
        try await work.settle()
        try await Self.decide(work, "O1;buka lagi;;sudah;K")
        try await work.advance(to: work.instant("2026-12-03 12:00"))
        #expect(work.courier.parcels.filter(\.isClient).isEmpty)
        let last = try #require(try await letters(work).last)
        let hash = try await work.letter(last).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(last.id), hash: hash)], by: "K"))
        try await work.settle()
        #expect(work.courier.parcels.filter(\.isClient).count == 1)
    }

    @Test func whatSomebodyDecidedAboutHoldsNoLaterLetter() async throws {
        for isTold in [true, false] {
            let work = try await TestOffice()
            let (letter, _) = try await held(work)
            if isTold {
                try await Way.muted.takeBack(work, file: 0)
                try await work.advance(to: work.instant("2026-11-28 11:00"))
                try await Self.decide(work, "O1;klien tahu;;;K")
                try await Way.muted.writeAnew(work)
            } else {
                try await Self.decide(work, "LETTER-\(letter.id);klien tahu;;;K")
            }
            try await work.settle()
            try await work.take(
                "orders.csv", Self.orders, "O1;1;C8;2026-12-10;2026-12-22;KAPAL;Meja;5;unit")
            try await work.advance(to: work.instant("2026-12-02 12:00"))
            #expect(work.courier.parcels.filter(\.isClient).count == 1, "told: \(isTold)")
        }
    }

    @Test func anOrderThatLeavesALetterThatWaitsTakesTheRequestAlong() async throws {
        let work = try await TestOffice()
        try await addClient(work)
        try await work.take(
            "orders.csv", Self.orders, Self.promised, "O2;1;C8;2026-12-10;;;Kursi;5;unit")
        try await work.advance(to: work.instant("2026-11-28 10:00"))
        try await work.take(
            "orders.csv", Self.orders, Self.slipped,
            "O2;1;C8;2026-12-10;2026-12-18;KAPAL;Kursi;5;unit")
        try await work.settle()
        let both = try #require(try await letters(work).last)
        #expect(both.liveItems.count == 2)
        _ = try await work.call(
            HoldClientMail(ids: [Int(both.id)], reason: "tunggu direktur", by: "K"))
        try await Way.muted.takeBack(work, file: 0)
        try await work.settle()
        #expect(try await work.notice(both.id).liveItems.map(\.item.subject.id) == ["O2"])
        try await Way.muted.writeAnew(work)
        try await work.advance(to: work.instant("2026-12-02 12:00"))
        #expect(work.courier.parcels.filter(\.isClient).isEmpty)
        #expect(try await letters(work).allSatisfy { $0.holdReasons.contains(.byRequest) })
    }
}
