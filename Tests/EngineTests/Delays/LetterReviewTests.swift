import Almanac
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// A letter that waits for what the administrator mends goes once it is mended and the service started
/// again.
@Suite final class LetterReviewTests {
    private var folders: [URL] = []

    deinit {
        for folder in folders {
            // What is left behind lies in the system's temporary folder, ignoring.
            try? FileManager.default.removeItem(at: folder)
        }
    }

    /// The office, on what it left at its last start.
    private func start(
        at moment: String = "2026-11-30 10:00", with settings: String...
    ) async throws -> TestOffice {
        let first = try await TestOffice()
        if folders.isEmpty {
            // C3 has no language of their own.
            try await first.take(
                "clients.csv", "code;name;contact;email;time_zone;notices",
                "C3;PT Tiga;Hendra;c3@tiga.test;WIB;automatic")
            try await first.take(
                "reasons.csv", "code;id;en;client_safe", "TRUK;truk mogok;;yes")
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.copyItem(at: folders.last ?? first.folder, to: folder)
        folders.append(folder)
        try (["inbox: false", "backup: false", "housekeeping: false"] + settings).joined(
            separator: "\n"
        ).write(
            to: folder.appending(path: "tenggat.d/test.yaml"), atomically: true, encoding: .utf8)
        return try await TestOffice(resuming: folder, at: first.instant(moment))
    }

    private func slip(in work: TestOffice, reason: String = "TRUK") async throws -> NoticeRecord {
        let columns = "order;line;client;promised;expected;reason;item;quantity"
        try await work.take("orders.csv", columns, "O1;1;C3;2026-12-10;;;Meja;5")
        try await work.take("orders.csv", columns, "O1;1;C3;2026-12-10;2026-12-18;\(reason);Meja;5")
        try await work.settle()
        return try #require(try await work.notices().last { $0.audience == .client })
    }

    /// What becomes of it once the service is started with other settings.
    private func fate(_ id: Int64, in work: TestOffice) async throws -> NoticeRecord {
        try await work.settle()
        return try await work.notice(id)
    }

    @Test func aCourierThatIsSetUp() async throws {
        let before = try await start(
            with: "mail: {courier: journal}", "office: {language: id}")
        let letter = try await slip(in: before)
        #expect(letter.state == .held && letter.holdReasons == [.noCourier])
        // Nothing has changed: it waits.
        let same = try await start(
            at: "2026-11-30 11:00", with: "mail: {courier: journal}", "office: {language: id}")
        #expect(try await fate(letter.id, in: same).state == .held)
        let after = try await start(at: "2026-11-30 12:00", with: "office: {language: id}")
        let gone = try await fate(letter.id, in: after)
        #expect(gone.state == .sent && gone.holdReasons == [])
        #expect(after.courier.parcels.count(where: \.isClient) == 1)
    }

    @Test func aLanguageThatHasTheReason() async throws {
        let before = try await start(with: "office: {language: en}")
        let letter = try await slip(in: before)
        #expect(letter.state == .held && letter.holdReasons == [.reasonNotClientSafe])
        let after = try await start(at: "2026-11-30 12:00", with: "office: {language: id}")
        #expect(try await fate(letter.id, in: after).state == .sent)
    }

    @Test func aTemplateThatIsRepaired() async throws {
        let before = try await start(with: "office: {language: id}", "automatic_limit: 0")
        let letter = try await slip(in: before)
        #expect(letter.state == .held)
        // Only what composes a letter can say that it could not be composed.
        try await before.stages.ledger.write(at: before.clock.now) { transaction in
            var notice = try #require(try transaction.view.notice(letter.id))
            notice.hold(for: [.notComposed])
            try transaction.update(notice)
        }
        let same = try await start(
            at: "2026-11-30 11:00", with: "office: {language: id}", "automatic_limit: 0")
        #expect(try await fate(letter.id, in: same).holdReasons == [.notComposed])
        let templates = try #require(folders.last).appending(path: "templates/id")
        try FileManager.default.createDirectory(
            at: templates, withIntermediateDirectories: true)
        try "Kabar pesanan {{order}}".write(
            to: templates.appending(path: "slip.subject.mustache"), atomically: true,
            encoding: .utf8)
        let after = try await start(
            at: "2026-11-30 12:00", with: "office: {language: id}", "automatic_limit: 0")
        // What one start lets go meets the breaker as ever.
        #expect(try await fate(letter.id, in: after).holdReasons == [.breaker])
    }
}
