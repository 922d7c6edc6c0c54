import Almanac
import Control
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Engine

/// The trial mode: the coordinator reads every letter, and nothing counts as told.
@Suite struct TrialModeTests {
    private func trial(_ further: String...) async throws -> TestOffice {
        try await TestOffice(settings: ["mode: trial"] + further)
    }

    @Test("Every letter goes to the coordinator under a banner, and nobody is told anything")
    func banner() async throws {
        let work = try await trial()
        _ = try await work.slippedOrder("O1", client: "C2")
        try await work.take(
            "orders.csv", "order;line;client;promised;expected;reason;item;quantity;unit",
            "O2;1;C1;2026-12-10;;;Meja;5;unit")
        try await work.settle()
        try await work.take(
            "orders.csv", "order;line;client;promised;expected;reason;item;quantity;unit",
            "O2;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await work.settle()
        let notice = try #require(
            try await work.notices().first { $0.recipient == "C1" && $0.audience == .client })
        #expect(notice.state == .redirected)
        let letter = try #require(
            try await work.stages.ledger.read { try $0.letter(of: notice.id) })
        let office = work.stages.store.office
        let client = try #require(office.directory.client("C1"))
        #expect(letter.recipients == [office.coordinator?.email])
        for text in [letter.text, letter.html] {
            #expect(text.contains(client.name))
            #expect(text.contains("UJI COBA") || text.contains("TRIAL"), "\(text.prefix(400))")
        }
        #expect(letter.subject.contains(client.name))
        let told = try await work.stages.ledger.read { try $0.order("O2") }?.lines[0].told
        #expect(told?.count == 1)
        #expect(work.courier.parcels.allSatisfy { $0.recipients == [office.coordinator?.email] })
    }

    @Test("The coordinator's own mail in a trial is theirs: without a banner, and heard")
    func own() async throws {
        let work = try await trial()
        _ = try await work.slippedOrder("O1", client: "C2")
        try await work.settle()
        let own = try await work.notices().filter { $0.recipient == "K" }
        #expect(!own.isEmpty && own.allSatisfy { $0.state != .redirected })
        for notice in own where notice.state == .sent {
            let letter = try #require(
                try await work.stages.ledger.read { try $0.letter(of: notice.id) })
            // A letter that waits, which it may quote, has its own.
            for text in [letter.subject, letter.text] {
                #expect(!text.hasPrefix("UJI COBA") && !text.hasPrefix("[Uji coba"))
                #expect(!text.hasPrefix("TRIAL") && !text.hasPrefix("[Trial"))
            }
        }
        #expect(own.contains { $0.state == .sent })
    }

    @Test("After a trial the welcome and what is announced of a letter reach whom they are for")
    func unheard() async throws {
        let work = try await trial("welcome: true", "announce_letters: true")
        let header = "order;line;client;promised;expected;reason;item;quantity;unit;salesperson"
        try await work.take("orders.csv", header, "O2;1;C2;2026-12-10;;;Meja;5;unit;S")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", header, "O2;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5;unit;S")
        try await work.settle()
        func kinds(_ state: NoticeState) async throws -> [String] {
            try await work.notices().filter { $0.recipient == "S" && $0.state == state }
                .flatMap(\.liveItems).map(\.item.kind)
        }
        let held = try #require(try await work.notices().last { $0.audience == .client })
        let announced = try await kinds(.redirected)
        #expect(announced.contains("welcome") && announced.count > 1, "\(announced)")
        let letter = try await work.letter(held)
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(held.id), hash: letter.hash)]))
        try await work.settle()
        let effects = try await work.goLive()
        #expect(effects.contains { $0.contains("1 letters") }, "\(effects)")
        try await work.advance(to: work.clock.now + .seconds(600))
        #expect(try await Set(kinds(.sent)) == Set(announced))
        let anew = try #require(try await work.notices().last { $0.audience == .client })
        #expect(anew.state == .held && anew.holdReasons.contains(.afterTrial))
        // Approved once more, it counts as the letter that it was.
        let again = try await work.letter(anew)
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(anew.id), hash: again.hash)]))
        try await work.settle()
        let count = try await work.stages.ledger.read { try $0.lettersApprovedUnchanged(of: "C2") }
        #expect(count == 1)
        let states = try await work.notices().filter { $0.audience == .client }.map(\.state)
        #expect(states == [.redirected, .sent])
    }

    @Test(
        "What waited in a trial waits after it as it did, and is not counted as gone to its address"
    )
    func heldBefore() async throws {
        let work = try await trial()
        let header = "order;line;client;promised;expected;reason;item;quantity;unit"
        // O1 and O2 wait together, for reasons of which one is O2's only; O3 went to the trial's address.
        try await work.take(
            "orders.csv", header, "O1;1;C2;2026-12-10;;;Meja;5;unit",
            "O2;1;C2;2026-12-10;;;Kursi;2;unit", "O3;1;C1;2026-12-10;;;Lampu;2;unit",
            "O4;1;C2;2026-12-11;;;Rak;2;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", header, "O3;1;C1;2026-12-10;2026-12-18;KAPAL;Lampu;2;unit",
            "O4;1;C2;2026-12-11;2026-12-18;KAPAL;Rak;2;unit")
        try await work.settle()
        let shelf = try #require(try await work.notices().last { $0.recipient == "C2" })
        let read = try await work.letter(shelf)
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(shelf.id), hash: read.hash)]))
        try await work.settle()
        try await work.take(
            "orders.csv", header, "O1;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5;unit",
            "O2;1;C2;2026-12-10;2026-12-19;KAPAL;Kursi;2;unit")
        try await work.settle()
        let before = try #require(try await work.notices().last { $0.recipient == "C2" })
        #expect(before.state == .held && before.liveItems.count == 2)
        #expect(before.holdReasons == [.approval, .dateOnNonWorkingDay])
        let effects = try await work.goLive()
        #expect(effects.contains { $0.contains("2 letters that went") }, "\(effects)")
        try await work.settle()
        let after = try #require(try await work.notices().first { $0.id == before.id })
        #expect(after.state == .held && after.holdReasons == before.holdReasons)
        #expect(after.liveItems.map(\.item) == before.liveItems.map(\.item))
        let waiting = try await work.notices().filter { $0.state == .held && $0.id != before.id }
        #expect(waiting.allSatisfy { $0.holdReasons.contains(.afterTrial) })
        #expect(Set(waiting.flatMap(\.liveItems).map(\.item.subject.id)) == ["O3", "O4"])
        let told = try await work.stages.ledger.read { view in
            try ["O3", "O4"].map { try view.order($0)?.lines[0].told.count ?? 0 }
        }
        #expect(told == [1, 1], "what went in the trial counts as told")
    }

    @Test("A letter that goes by itself after a trial goes once its salesperson has heard of it")
    func announcedFirst() async throws {
        let work = try await trial("announce_letters: true", "cooling_off: 30min")
        let header = "order;line;client;promised;expected;reason;item;quantity;unit;salesperson"
        try await work.take("orders.csv", header, "O2;1;C1;2026-12-10;;;Meja;5;unit;S")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", header, "O2;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit;S")
        try await work.settle()
        try await work.advance(to: work.instant("2026-11-30 10:25"))
        #expect(try await work.notices().last { $0.audience == .client }?.state == .waiting)
        _ = try await work.goLive()
        try await work.advance(to: work.instant("2026-11-30 10:50"))
        let heard = try await work.notices().filter { $0.recipient == "S" && $0.state == .sent }
        #expect(heard.flatMap(\.liveItems).contains { $0.item.kind == "letter-announced" })
        #expect(try await work.notices().last { $0.audience == .client }?.state == .waiting)
        try await work.advance(to: work.instant("2026-11-30 11:00"))
        #expect(try await work.notices().last { $0.audience == .client }?.state == .sent)
    }

    @Test("What a person approved waits for no while in which it could be held, trial or not")
    func approvedBefore() async throws {
        let work = try await TestOffice(settings: ["announce_letters: true", "cooling_off: 30min"])
        let header = "order;line;client;promised;expected;reason;item;quantity;unit;salesperson"
        try await work.take("orders.csv", header, "O2;1;C2;2026-12-10;;;Meja;5;unit;S")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", header, "O2;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5;unit;S")
        try await work.advance(to: work.instant("2026-11-30 18:30"))
        let held = try #require(try await work.notices().last { $0.audience == .client })
        let letter = try await work.letter(held)
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(held.id), hash: letter.hash)]))
        try await work.advance(to: work.instant("2026-12-01 07:50"))
        // What was on its way to a trial's address when that ended is seen to a night later.
        let found = try await work.stages.store.change(at: work.clock.now) {
            [writer = work.stages.writer] unit in
            var found = 0
            for var notice in try unit.view.notices(in: [.sent], limit: 1_000)
            where notice.items.contains(where: { $0.item.kind == "letter-announced" }) {
                notice.state = .redirected
                try unit.transaction.update(notice)
                found += 1
            }
            _ = try TrialEnd(office: unit.office, writer: writer).settle(in: unit.transaction)
            return found
        }
        #expect(found == 1)
        try await work.advance(to: work.instant("2026-12-01 08:05"))
        let left = try #require(try await work.notices().last { $0.audience == .client })
        #expect(left.state == .sent, "\(left.state) \(left.holdReasons)")
    }

    @Test("A week of the trial is told in numbers")
    func tally() async throws {
        let work = try await trial()
        try await work.settle()
        let held = try await work.slippedOrder("O1", client: "C2")
        _ = try await work.call(RefuseNotice(id: Int(held.id), reason: "salah"))
        try await work.advance(to: work.instant("2026-12-08 12:00"))
        let tallies = try await work.notices().flatMap(\.items).map(\.item)
            .filter { $0.subject == Subject(.office, "trial") }
        #expect(tallies.count == 2, "the Mondays 30 November and 7 December")
        guard case .texts(let texts)? = tallies.last?.facts["text"] else {
            Issue.record("no text")
            return
        }
        #expect(texts["en"]?.contains("Refused: 1") == true, "\(texts)")
        #expect(texts["id"]?.contains("Ditolak: 1") == true)
    }

    @Test("Going live is an event with a name; what still holds is written anew and held")
    func goLive() async throws {
        let work = try await trial()
        try await work.take(
            "orders.csv", "order;line;client;promised;expected;reason;item;quantity;unit",
            "O2;1;C1;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", "order;line;client;promised;expected;reason;item;quantity;unit",
            "O2;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await work.settle()
        #expect(work.stages.jobs.contains { $0.name == JobName.trial })
        _ = try await work.call(GoLive())
        let events = try await work.stages.ledger.read {
            try $0.events(of: Subject(.office, "mode"))
        }
        #expect(events.map(\.what) == ["live"])
        #expect(events.first?.by != nil)
        await #expect(throws: ControlError.self) { try await work.call(GoLive()) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.copyItem(at: work.folder, to: folder)
        let again = try await TestOffice(
            resuming: folder, at: work.clock.now, ownsFolder: true)
        #expect(!again.stages.jobs.contains { $0.name == JobName.trial })
        try await again.settle()
        let held = try await again.notices().filter {
            $0.audience == .client && $0.state == .held
        }
        #expect(held.map(\.recipient) == ["C1"])
        #expect(held.first?.holdReasons.contains(.afterTrial) == true)
    }

    @Test("Letters go by themselves only after enough were approved unchanged")
    func automatic() async throws {
        let work = try await TestOffice(
            settings: ["automatic_after: 1"],
            registers: ["people", "teams", "reasons"].map {
                "Tests/EngineTests/ExampleOffice/\($0).csv"
            })
        let header = "code;name;contact;email;notices"
        try await work.take("clients.csv", header, "C2;PT Dua;Budi;dua@klien.test;approval")
        let row = "C2;PT Dua;Budi;dua@klien.test;automatic"
        let refused = try await work.take("clients.csv", header, row)
        #expect(refused.reading.isBlocked)
        #expect(
            refused.reading.findings.contains { $0.expected.english.contains("automatic_after") })
        let notice = try await work.slippedOrder("O1", client: "C2")
        let letter = try await work.letter(notice)
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(notice.id), hash: letter.hash)]))
        try await work.settle()
        #expect(try await !work.take("clients.csv", header, row).reading.isBlocked)
        await #expect(throws: ControlError.self) { try await work.call(GoLive()) }
    }

    @Test("Raised later, automatic_after takes from nobody what they have, and names them")
    func raised() async throws {
        let work = try await TestOffice()
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.copyItem(at: work.folder, to: folder)
        let settings = folder.appending(path: "tenggat.d/test.yaml")
        let text = try String(contentsOf: settings, encoding: .utf8)
        try (text + "\nautomatic_after: 2\n").write(to: settings, atomically: true, encoding: .utf8)
        let again = try await TestOffice(resuming: folder, at: work.clock.now, ownsFolder: true)
        let finding = try #require(try await again.stages.unprovenClients().first)
        #expect(finding.words.contains("C1 (0)") && !finding.words.contains("C2"))
        let all = try await again.call(CheckSetup()).findings
        #expect(all.contains { $0.words == finding.words })
        #expect(try await work.stages.unprovenClients().isEmpty)
        let header = "order;line;client;promised;expected;reason;item;quantity;unit"
        try await again.take("orders.csv", header, "O2;1;C1;2026-12-10;;;Meja;5;unit")
        try await again.advance(to: again.instant("2026-11-30 10:00"))
        try await again.take(
            "orders.csv", header, "O2;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await again.settle()
        let letter = try #require(try await again.notices().last { $0.audience == .client })
        #expect(letter.state == .sent)
    }

    @Test("An approved letter counts once, in however many parts it left")
    func approvalsCountOnce() async throws {
        let work = try await TestOffice()
        let notice = try await work.slippedOrder("O1", client: "C2")
        let letter = try await work.letter(notice)
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(notice.id), hash: letter.hash)]))
        try await work.settle()
        try await work.stages.ledger.write(at: work.clock.now) { transaction in
            var known = try #require(try transaction.view.notice(notice.id))
            let id = try transaction.openNotice(to: "C2", audience: .client, leaveAt: nil)
            var part = try #require(try transaction.view.notice(id))
            part.approvedBy = known.approvedBy
            part.approvedHash = known.approvedHash
            part.finish(as: .sent, because: "250 ok", at: transaction.now)
            try transaction.update(part)
            #expect(try transaction.view.lettersApprovedUnchanged(of: "C2") == 1)
            known.approvedHash = "another"
            try transaction.update(known)
            #expect(try transaction.view.lettersApprovedUnchanged(of: "C2") == 2)
        }
    }

    @Test("Once the settings have followed, mode: trial begins another trial")
    func anotherTrial() async throws {
        let work = try await trial()
        try await work.settle()
        _ = try await work.call(GoLive())
        let settings = work.folder.appending(path: "tenggat.d/test.yaml")
        let text = try String(contentsOf: settings, encoding: .utf8)
        func restarted(_ text: String, by office: TestOffice) async throws -> TestOffice {
            let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
            try FileManager.default.copyItem(at: office.folder, to: folder)
            try text.write(
                to: folder.appending(path: "tenggat.d/test.yaml"), atomically: true, encoding: .utf8
            )
            return try await TestOffice(
                resuming: folder, at: work.clock.now, ownsFolder: true)
        }
        let ended = try await restarted(text, by: work)
        #expect(!ended.stages.jobs.contains { $0.name == JobName.trial })
        let live = try await restarted(
            text.replacing("mode: trial", with: "mode: live"), by: ended)
        let again = try await restarted(text, by: live)
        #expect(again.stages.jobs.contains { $0.name == JobName.trial })
        _ = try await again.call(GoLive())
    }
}
