import Almanac
import Control
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Engine

/// Whatever keeps mail from leaving is said of every subject that it touches, and where somebody lets a letter go.
@Suite struct MailStopTests {
    private static let aboutClient = ["O1", "O1/1", "client:C2"]
    private static let aboutOffice = [
        "A", "person:S", "period:2026-11", "report:achievements JKT 2026-11",
    ]

    /// What keeps mail, by its rule, with those that are asked about it.
    private struct Reason: CustomTestStringConvertible, Sendable {
        var rule: String
        /// Subjects beside the letter itself.
        var subjects: [String]
        /// Whether the letter that waits is one of them.
        var isOfLetter = true
        var settings: [String] = []
        var isSynchronised = true
        var begin: @Sendable (TestOffice) async throws -> Void = { _ in }

        var testDescription: String { rule }
    }

    private static let reasons: [Reason] = [
        Reason(rule: "letters-rest", subjects: aboutClient, isOfLetter: false) { work in
            _ = try await work.call(
                MuteLetters(code: "C2", until: "2026-12-15", reason: "Kami menelepon"))
        },
        Reason(rule: "letters-rest", subjects: aboutClient, isOfLetter: false) { work in
            _ = try await work.call(
                MuteLetters(code: "O1", until: "2026-12-15", reason: "Kami menelepon"))
        },
        Reason(rule: "client-mail-held", subjects: aboutClient) { work in
            _ = try await work.call(HoldClientMail(reason: "Periksa harga"))
        },
        Reason(rule: "clock-not-trusted", subjects: aboutClient, isSynchronised: false),
        Reason(
            rule: "trial", subjects: aboutClient + aboutOffice,
            settings: ["mail: {redirect_all_to: uji@garis.test}"]),
        Reason(rule: "sending-paused", subjects: aboutClient + aboutOffice) { work in
            try await work.stages.paused.pause(
                JobName.outbox, JobPause(at: work.clock.now, by: "K", reason: "Perbaikan"),
                in: work.stages.store)
        },
        Reason(rule: "no-way-out", subjects: aboutClient + aboutOffice) { work in
            let now = work.clock.now
            try await work.stages.ledger.write(at: now) {
                try $0.put(
                    OutageRecord(
                        destination: "fake", since: now, reason: "no answer", failures: 1,
                        probeAt: now + .seconds(600)))
            }
        },
        Reason(rule: "hold-address-refused", subjects: aboutClient) { work in
            try await work.stages.ledger.write(at: work.clock.now) {
                try $0.flag(address: "c2@cahaya.test", of: "C2", because: "550")
            }
        },
        Reason(rule: "address-refused", subjects: ["A", "person:S"], isOfLetter: false) { work in
            try await work.stages.ledger.write(at: work.clock.now) {
                try $0.flag(address: "s@garis.test", of: "S", because: "550")
            }
        },
        Reason(rule: "policy-none", subjects: aboutClient, isOfLetter: false) { work in
            try await work.take(
                "clients.csv", "code;name;contact;email;language;time_zone;notices",
                "C2;PT Cahaya;Maya Sari;c2@cahaya.test;id;WIB;none")
        },
    ]

    private func office(_ reason: Reason) async throws -> (TestOffice, Int64) {
        let work = try await TestOffice(
            settings: ["close: {first: 2026-11}"] + reason.settings,
            isSynchronised: reason.isSynchronised)
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-18;15:00;standard")
        return (work, try await work.slippedOrder().id)
    }

    private func rules(_ work: TestOffice, _ subject: String) async throws -> Set<String> {
        Set(try await work.call(Why(subject: subject, language: "id")).lines.flatMap(\.rules))
    }

    @Test(
        "What keeps mail is said of each subject that it touches, and of no other",
        arguments: reasons)
    private func subjects(_ reason: Reason) async throws {
        let (work, letter) = try await office(reason)
        let all = Self.aboutClient + Self.aboutOffice + ["letter:\(letter)"]
        let expected = Set(reason.subjects + (reason.isOfLetter ? ["letter:\(letter)"] : []))
        if reason.settings.isEmpty, reason.isSynchronised {
            for subject in all {
                #expect(try await !rules(work, subject).contains(reason.rule), "\(subject)")
            }
        }
        try await reason.begin(work)
        for subject in all {
            let isSaid = try await rules(work, subject).contains(reason.rule)
            #expect(isSaid == expected.contains(subject), "\(subject): \(isSaid)")
        }
    }

    @Test("A mute that is over is said no more, and one of an order stands with its client")
    func muteEnds() async throws {
        let (work, _) = try await office(Self.reasons[0])
        _ = try await work.call(
            MuteLetters(code: "O1", until: "2026-12-01", reason: "Kami menelepon"))
        let lines = try await work.call(Why(subject: "O1", language: "en")).lines
        #expect(
            lines.contains { $0.rules == ["letters-rest"] && $0.text.contains("1 December 2026") })
        #expect(lines.contains { $0.rules == ["client-called", "letters-rest"] })
        try await work.advance(to: work.instant("2026-12-03 12:00"))
        for subject in Self.aboutClient {
            #expect(try await !rules(work, subject).contains("letters-rest"), "\(subject)")
        }
    }

    @Test(
        "A letter that waits for its client's hours says so while it waits, asked from either side")
    func hours() async throws {
        let (work, letter) = try await office(Self.reasons[0])
        work.clock.set(try work.instant("2026-11-30 19:00"))
        let shown = try await work.call(ShowNotice(id: Int(letter)))
        let hash = try #require(shown.letter?.hash)
        _ = try await work.call(ApproveNotices(approvals: [Approval(id: Int(letter), hash: hash)]))
        for subject in Self.aboutClient + ["letter:\(letter)"] {
            #expect(try await rules(work, subject).contains("client-hours"), "\(subject)")
        }
    }

    @Test("Whoever approves a letter, or has one tried, is told what it waits for")
    func answers() async throws {
        for (rule, part) in [
            ("client-mail-held", "is held by"), ("sending-paused", "is paused by"),
            ("no-way-out", "fake"), ("trial", "trial"), ("clock-not-trusted", "clock"),
        ] {
            let reason = try #require(Self.reasons.first { $0.rule == rule })
            let (work, letter) = try await office(reason)
            try await reason.begin(work)
            let shown = try await work.call(ShowNotice(id: Int(letter)))
            #expect(shown.notice.waits.contains { $0.contains(part) }, "\(rule)")
            let hash = try #require(shown.letter?.hash)
            let approved = try await work.call(
                ApproveNotices(approvals: [Approval(id: Int(letter), hash: hash)]))
            let waits = approved.notices.flatMap(\.waits)
            #expect(waits.count == 1 && waits.allSatisfy { $0.contains(part) }, "\(waits)")
            // Ways out that did not answer are tried again with it.
            let retried = try await work.call(RetryLetters())
            #expect(retried.waits.isEmpty == (rule == "no-way-out"), "\(retried.waits)")
        }
        let (work, letter) = try await office(Self.reasons[0])
        let hash = try #require(try await work.call(ShowNotice(id: Int(letter))).letter?.hash)
        let approved = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(letter), hash: hash)]))
        #expect(approved.notices.map(\.waits) == [[]])
    }

    @Test(
        "A sheet that approves a letter, and the list of letters, say what keeps it, as the command does"
    )
    func sheetAndList() async throws {
        let held = try #require(Self.reasons.first { $0.rule == "client-mail-held" })
        let (work, letter) = try await office(held)
        let free = try await work.call(ListNotices()).notices.first { $0.id == Int(letter) }
        #expect(free?.stops == [])
        try await held.begin(work)
        let hash = try #require(try await work.call(ShowNotice(id: Int(letter))).letter?.hash)
        let report = try await work.take(
            "keputusan.csv", "id;hash;keputusan;alasan;oleh",
            "\(letter);\(hash.prefix(16));setuju;;K")
        let answer = try #require(report.difference.answers.first)
        #expect(answer.isDone && answer.text.english.contains("approved. All mail"), "\(answer)")
        #expect(answer.text.english.contains("is held by") && !answer.text.english.hasSuffix("."))
        #expect(answer.text.indonesian.contains("ditahan oleh"))
        let listed = try await work.call(ListNotices()).notices.first { $0.id == Int(letter) }
        #expect(listed?.state == "waiting" && listed?.stops == ["client-mail-held"])
        _ = try await work.call(ResumeClientMail())
        let resumed = try await work.call(ListNotices()).notices.first { $0.id == Int(letter) }
        #expect(resumed?.stops == [])
    }

    @Test("An outage, or a quota, of a courier that a notice does not go by is none of its reasons")
    func otherCourier() async throws {
        let (mail, chat) = (FakeCourier(), NamedCourier("chat", FakeCourier()))
        let routes = CourierRoutes(
            [Destination(mail), Destination(chat)],
            choice: { $0.audience == .client ? "fake" : "chat" })
        let work = try await TestOffice(settings: ["close: {first: 2026-11}"], routes: routes)
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-18;15:00;standard")
        let letter = try await work.slippedOrder().id
        func lookFor(_ courier: String) async throws -> [String: Bool] {
            let now = work.clock.now
            try await work.stages.ledger.write(at: now) {
                for outage in try $0.view.outages() { try $0.remove(outage) }
                try $0.put(
                    OutageRecord(
                        destination: courier, since: now, reason: "no answer", failures: 1,
                        probeAt: now + .seconds(600)))
            }
            var found: [String: Bool] = [:]
            for subject in ["letter:\(letter)", "O1", "client:C2", "A", "person:S"] {
                found[subject] = try await rules(work, subject).contains("no-way-out")
            }
            return found
        }
        let client = ["letter:\(letter)", "O1", "client:C2"]
        let ofMail = try await lookFor("fake")
        #expect(ofMail.allSatisfy { $0.value == client.contains($0.key) }, "\(ofMail)")
        let ofChat = try await lookFor("chat")
        #expect(ofChat.allSatisfy { $0.value != client.contains($0.key) }, "\(ofChat)")
    }

    @Test("Of a client whose letters rest, or cannot go, nothing says that they go")
    func oneEnd() async throws {
        let work = try await TestOffice()
        func ends() async throws -> [String] {
            try await work.call(Why(subject: "client:C1")).lines.flatMap(\.rules)
                .filter { $0.hasPrefix("policy-") }
        }
        #expect(try await ends() == ["policy-automatic"])
        _ = try await work.call(
            MuteLetters(code: "C1", until: "2026-12-15", reason: "Kami menelepon"))
        #expect(try await ends().isEmpty)
        _ = try await work.call(MuteLetters(code: "C1"))
        #expect(try await ends() == ["policy-automatic"])
        try await work.stages.ledger.write(at: work.clock.now) {
            try $0.flag(address: "c1@sinar.test", of: "C1", because: "550")
        }
        #expect(try await ends().isEmpty)
    }

    @Test("Whoever lets mail to clients go again is told what else keeps it")
    func resumed() async throws {
        let (work, _) = try await office(Self.reasons[0])
        _ = try await work.call(HoldClientMail(reason: "Periksa harga"))
        try await work.stages.paused.pause(
            JobName.outbox, JobPause(at: work.clock.now, by: "K"), in: work.stages.store)
        let reply = try await work.call(ResumeClientMail())
        #expect(reply.waits.count == 1 && reply.waits.allSatisfy { $0.contains("paused") })
    }
}
