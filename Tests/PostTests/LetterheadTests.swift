import Almanac
import Coordination
import Foundation
import Testing

@testable import Post

/// What stands around every letter, and what mail programs tell conversations by.
@Suite struct LetterheadTests {
    private func compose(
        _ kind: String, letterhead: Letterhead = Letterhead(), language: String = "id",
        _ change: (inout LetterDraft) -> Void = { _ in }
    ) throws -> Letter {
        let kind = try #require(TemplateKind.named(kind))
        let reader = try Example.reader(language: language, isClient: kind.isForClients)
        var draft = Example.draft([kind], for: reader)
        draft.calendarEntry = CalendarFeed.identifier(of: "t-1", ledger: "ledger")
        change(&draft)
        return try Example.composer(letterhead: letterhead).compose(draft)
    }

    @Test func aLogoTravelsWithinTheLetter() throws {
        let logo = try Letterhead.Logo(content: Example.logo)
        #expect(logo.width == 260 && logo.height == 26)
        let letterhead = Letterhead(
            logo: logo, address: ["Jl. Contoh 1", "Jakarta <10110>"],
            footer: ["id": "NPWP & NIB", "en": "Tax"],
            colour: "#aa0011")
        let letter = try compose("slip", letterhead: letterhead)
        let reading = try MailReading.of(letter)
        #expect(reading.defects.isEmpty, "\(reading.defects)")
        #expect(
            reading.all == [
                "multipart/alternative", "text/plain", "multipart/related", "text/html",
                "image/png",
            ])
        let identifier = try #require(reading.pictures.first).dropFirst().dropLast()
        #expect(letter.html.contains("src=\"cid:\(identifier)\" width=\"260\" height=\"26\""))
        #expect(
            letter.html.contains("Jakarta &lt;10110&gt;") && letter.html.contains("NPWP &amp; NIB"))
        #expect(letter.html.contains("border-top:4px solid #aa0011"))
        #expect(
            letter.text.hasSuffix(
                "--\nPT Kantor Contoh\nJl. Contoh 1\nJakarta <10110>\nNPWP & NIB\n"))
        #expect(try compose("slip", letterhead: letterhead, language: "en").text.hasSuffix("Tax\n"))
        // Another picture is another letter to approve.
        #expect(try letter.contentHash != compose("slip").contentHash)
        #expect(try !compose("slip").text.contains("--"))
    }

    @Test(
        "A file that mail programs do not show is no logo",
        arguments: [Array("<svg/>".utf8), [], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8)])
    func noLogo(_ content: [UInt8]) {
        #expect(throws: PostError.self) { try Letterhead.Logo(content: content) }
    }

    @Test func aLogoMustBeSmall() {
        #expect(throws: PostError.self) {
            try Letterhead.Logo(content: Example.logo + [UInt8](repeating: 0, count: 64 << 10))
        }
    }

    @Test(
        "Nothing in a letter is fetched from elsewhere", arguments: TemplateKind.all, ["id", "en"])
    func noRemoteContent(_ kind: TemplateKind, _ language: String) throws {
        let html = try compose(kind.name, language: language).html
        for tag in [
            "src=\"http", "src='http", "url(", "@import", "<link", "<script", "<iframe",
            "href=\"http",
        ] {
            #expect(!html.contains(tag), "\(kind): \(tag)")
        }
        #expect(
            html.contains("prefers-color-scheme: dark") && html.contains("lang=\"\(language)\""))
    }

    @Test("What is said of one order or one deadline falls together", arguments: ["id", "en"])
    func conversations(_ language: String) throws {
        for kinds in [
            ["slip", "further-slip", "improved", "recovery"], ["reminder", "escalation"],
        ] {
            let letters = try kinds.map { kind in
                try compose(kind, language: language) { draft in
                    draft.thread = "ledger deadline X > sari"
                    draft.references = ["1@kantor.example", "2@kantor.example"]
                    draft.entries[0].facts["was_due"] = nil
                }
            }
            #expect(Set(letters.map(\.subject)).count == 1, "\(letters.map(\.subject))")
            let indexes = letters.map { header("Thread-Index", of: $0) }
            let data = try indexes.map { try #require(Data(base64Encoded: $0)) }
            #expect(data.allSatisfy { $0.count == 22 && $0[0] == 1 })
            #expect(Set(data.map { $0.suffix(16) }).count == 1)
            #expect(letters.allSatisfy { header("In-Reply-To", of: $0) == "<2@kantor.example>" })
            #expect(
                letters.allSatisfy {
                    header("References", of: $0) == "<1@kantor.example> <2@kantor.example>"
                })
        }
        let other = try compose("reminder") { $0.thread = "ledger deadline Y > sari" }
        let same = try compose("reminder") { $0.thread = "ledger deadline X > sari" }
        #expect(header("Thread-Index", of: other) != header("Thread-Index", of: same))
    }

    private func header(_ name: String, of letter: Letter) -> String {
        let head = String(decoding: letter.bytes, as: UTF8.self).components(
            separatedBy: "\r\n\r\n")[0]
        let lines = head.replacingOccurrences(of: "\r\n ", with: " ").replacingOccurrences(
            of: "\r\n\t", with: " "
        ).components(
            separatedBy: "\r\n")
        return lines.first { $0.hasPrefix("\(name): ") }.map {
            String($0.dropFirst(name.count + 2))
        } ?? ""
    }

    @Test func urgencyStandsInAHeader() throws {
        let urgent = try compose("reminder") { $0.isUrgent = true }
        #expect(header("Importance", of: urgent) == "high")
        #expect(try header("Importance", of: compose("reminder")).isEmpty)
    }

    @Test func theFirstReminderHasItsMomentForACalendar() throws {
        let first = try compose("reminder") { $0.entries[0].facts["was_due"] = nil }
        let reading = try MailReading.of(first)
        #expect(reading.defects.isEmpty, "\(reading.defects)")
        let part = try #require(reading.attachments.first)
        #expect(part[0] == "tenggat.ics" && part[1] == "text/calendar")
        let bytes = stride(from: 0, to: part[3].count, by: 2).compactMap { start in
            UInt8(part[3].dropFirst(start).prefix(2), radix: 16)
        }
        let calendar = String(decoding: bytes, as: UTF8.self)
        #expect(calendar.contains("DTSTART:20261204T080000Z") && calendar.contains("UID:"))
        // Without an organiser it publishes nothing (RFC 5546, 3.2.1); it is UTF-8 and says so.
        #expect(!calendar.contains("METHOD"))
        #expect(
            String(decoding: first.bytes, as: UTF8.self).contains(
                "Content-Type: text/calendar; charset=utf-8"))
        for (what, change) in [
            (
                "later",
                {
                    $0.references = ["1@x.test"]
                    $0.entries[0].facts["was_due"] = nil
                }
            ),
            ("over", { $0.date = Instant(seconds: 1_800_000_000) }),
            ("several", { $0.entries += $0.entries }),
        ] as [(String, (inout LetterDraft) -> Void)] {
            #expect(try MailReading.of(compose("reminder", change)).attachments.isEmpty, "\(what)")
        }
        let moved = try compose("reminder") { $0.references = ["1@x.test"] }
        #expect(try MailReading.of(moved).attachments.count == 1)
    }

    @Test("Each reader hears how to end it from where they are", arguments: ["id", "en"])
    func endings(_ language: String) throws {
        for kind in ["reminder", "escalation"] {
            let usual = try compose(kind, language: language)
            let chat = try compose(kind, language: language) { $0.reader.isReachedByChat = true }
            let own = try compose(kind, language: language) { $0.reader.isCoordinator = true }
            let reply =
                language == "id" ? "dengan membalas surel ini" : "by replying to this message"
            let sheet =
                language == "id" ? "lembar tenggat (kolom kode," : "deadlines sheet (columns code,"
            for body in [\Letter.text, \.html] {
                #expect(
                    usual[keyPath: body].contains(reply) && !usual[keyPath: body].contains(sheet))
                #expect(
                    !chat[keyPath: body].contains(reply)
                        && chat[keyPath: body].contains("Ibu Kartika"))
                #expect(
                    own[keyPath: body].contains(sheet) && own[keyPath: body].contains("TND-014"))
                // Nobody is asked to tell themselves, or signs a letter to themselves.
                #expect(!own[keyPath: body].contains("Ibu Kartika"), "\(own[keyPath: body])")
            }
        }
    }
}
