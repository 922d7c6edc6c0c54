import Control
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Engine

/// What somebody does about letters that were refused, once what kept them is mended.
@Suite struct RefusedLetterTests {
    @Test("A letter that was refused leaves when somebody has it tried again")
    func retriedAfterRefusal() async throws {
        let server = try FaultyServer(["rcpt=552 5.3.4 message too big"])
        let work = try await TestOffice(through: try SMTPCourier(settings: server.settings()))
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "C1;PT Sinar;Hendra;c1@klien.test;id;WIB;automatic")
        try await work.slipAutomatically()
        let refused = try #require(try await work.notices().first { $0.audience == .client })
        #expect(refused.state == .refused)
        _ = try await work.stages.store.change(at: work.clock.now) { work in
            try work.transaction.tryNow([Int(refused.id)], by: "K")
        }
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        let sent = try #require(try await work.notices().first { $0.id == refused.id })
        #expect(sent.state == .sent && sent.attempts == 2)
        let said = try server.end()
        #expect(said.count { $0.hasPrefix("TAKEN ") && $0.contains("c1@klien.test") } == 1)
    }

    @Test("What was sent is not tried again by name")
    func sentStaysSent() async throws {
        let server = try FaultyServer([])
        let work = try await TestOffice(through: try SMTPCourier(settings: server.settings()))
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "C1;PT Sinar;Hendra;c1@klien.test;id;WIB;automatic")
        try await work.slipAutomatically()
        let sent = try #require(try await work.notices().first { $0.audience == .client })
        await #expect(throws: EngineError.self) {
            _ = try await work.stages.store.change(at: work.clock.now) { work in
                try work.transaction.tryNow([Int(sent.id)], by: "K")
            }
        }
        #expect(try server.end().count { $0.hasPrefix("TAKEN ") } >= 1)
    }

    @Test("What is over by then is not told, whoever asks for it")
    func overBeforeItIsRetried() async throws {
        let server = try FaultyServer(["rcpt=552 5.3.4 message too big"])
        let work = try await TestOffice(through: try SMTPCourier(settings: server.settings()))
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "T-1;Laporan;S;2026-12-04;15:00")
        try await work.advance(to: work.instant("2026-12-04 14:00"))
        let refused = try #require(
            try await work.notices().first { notice in
                notice.state == .refused
                    && notice.items.contains { $0.item.subject.id == "T-1" }
            })
        _ = try await work.call(FinishDeadline(code: "T-1", by: "S"))
        await #expect(throws: EngineError.self) {
            try await work.stages.store.change(at: work.clock.now) { work in
                _ = try work.transaction.tryNow([Int(refused.id)], by: "K")
            }
        }
        #expect(try await work.notice(refused.id).state == .refused)
        _ = try server.end()
    }
}
