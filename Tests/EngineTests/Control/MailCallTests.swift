import Coordination
import Foundation
import Post
import Testing

@testable import Control
@testable import Engine

/// Trying the way out, and looking at templates.
@Suite struct MailCallTests {
    @Test func aTestLetterGoesAtOnceAndTellsWhatWasAnswered() async throws {
        let work = try await TestOffice()
        let reply = try await work.call(TestMail(to: "uji@lain.test", courier: nil))
        #expect(reply.courier == "fake" && reply.steps.map(\.isGood) == [true])
        #expect(work.courier.parcels.last?.recipients == ["uji@lain.test"])
        // Nothing of it stays: it is no notice.
        #expect(try await work.notices().isEmpty)
        work.courier.answer(
            .deferred(DeliveryFault("connection refused", concern: .destination)))
        let failed = try await work.call(TestMail(to: "uji@lain.test", courier: "fake"))
        #expect(failed.steps.map(\.isGood) == [false])
        #expect(failed.steps[0].said == "connection refused" && failed.steps[0].remedy != nil)
    }

    @Test func whatCannotBeTriedIsRefused() async throws {
        let work = try await TestOffice()
        for (call, code) in [
            (TestMail(to: "nobody", courier: nil), ControlError.Code.invalidArgument),
            (TestMail(to: "a@b.test", courier: "burung"), .notFound),
        ] {
            let error = await #expect(throws: ControlError.self) { try await work.call(call) }
            #expect(error?.code == code)
        }
        #expect(work.courier.parcels.isEmpty)
    }

    @Test("Every kind can be looked at", arguments: TemplateKind.all, ["id", "en"])
    func previews(_ kind: TemplateKind, _ language: String) async throws {
        let work = try await TestOffice(registers: [])
        let reply = try await work.call(PreviewTemplate(kind: kind.name, language: language))
        #expect(!reply.subject.isEmpty && reply.html.contains("lang=\"\(language)\""))
    }

    @Test func templatesOfOnesOwnAreNamedAndThoseThatAreOlderThanWhatTheyReplace() async throws {
        let work = try await TestOffice()
        let folder = work.folder.appending(path: "templates/id")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await work.reload()
        let (fresh, old) = ("slip.subject.mustache", "reminder.subject.mustache")
        for name in [fresh, old] {
            try "Kabar {{code}}{{order}}".replacingOccurrences(
                of: name == fresh ? "{{code}}" : "{{order}}", with: ""
            ).write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1)],
            ofItemAtPath: folder.appending(path: old).path)
        let templates = try await work.call(ListTemplates()).templates
        #expect(templates.count > 100)
        let own = templates.filter(\.isOverride)
        #expect(own.map(\.name) == ["reminder", "slip"] && own.map(\.isOutdated) == [true, false])
        let check = try await work.call(CheckTemplates())
        #expect(check.faults.isEmpty && check.outdated.map { $0.hasSuffix(old) } == [true])
        // A preview shows what is on the disk, not what the service started with.
        let preview = try await work.call(PreviewTemplate(kind: "slip", language: "id"))
        #expect(preview.subject == "Kabar SO-1187")
        try "{{tekst}}".write(
            to: folder.appending(path: fresh), atomically: true, encoding: .utf8)
        let faults = try await work.call(CheckTemplates()).faults
        #expect(faults.count == 1 && faults[0].contains("unknown name “tekst”"))
        await #expect(throws: ControlError.self) {
            try await work.call(PreviewTemplate(kind: "slip", language: nil))
        }
        await #expect(throws: ControlError.self) {
            try await work.call(PreviewTemplate(kind: "slips", language: nil))
        }
    }

    @Test("What is never read is named, and what is faulty is not told as the office's own")
    func useless() async throws {
        let work = try await TestOffice()
        let folder = work.folder.appending(path: "templates")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await work.reload()
        let unread = [
            "slip.text.mustache", "de/slip.text.mustache", "EN/slip.text.mustache",
            "en/slip.text.mustache.txt", "en/slip.html.MUSTACHE", "en/reminder.txt",
            "id/further-slip.htm", "en/remindr.text", "en/notes.txt",
        ]
        let leftAlone = [
            "README", "en/slip.text.mustache~", "en/slip.text.mustache.dpkg-old",
            "en/slip.text.mustache.bak", "en/.slip.text.mustache.swp", "de/README",
        ]
        for path in unread + leftAlone + ["en/slip.txt.mustache", "en/reminder.text.mustache"] {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try "x {{\(path.hasPrefix("en/reminder") ? "tekst" : "")}}".write(
                to: file, atomically: true, encoding: .utf8)
        }
        let check = try await work.call(CheckTemplates())
        #expect(check.unread.count == unread.count, "\(check.unread)")
        for path in unread {
            #expect(check.unread.contains { $0.contains("/\(path): is never read") }, "\(path)")
        }
        for (path, name) in [
            ("en/reminder.txt", "reminder.text"), ("id/further-slip.htm", "further-slip.html"),
            ("en/remindr.text", "reminder.text"), ("en/slip.html.MUSTACHE", "slip.html"),
        ] {
            let said = check.unread.first { $0.contains("/\(path):") }
            #expect(said?.hasSuffix("; \(name).mustache would be") == true, "\(said ?? path)")
        }
        #expect(check.faults.contains { $0.contains("slip.text.mustache would be") })
        let own = try await work.call(ListTemplates()).templates.filter(\.isOverride)
        let faulty = Set(own.filter { $0.fault != nil }.map(\.path))
        for path in unread + ["en/slip.txt.mustache", "en/reminder.text.mustache"] {
            #expect(faulty.contains { $0.hasSuffix("/templates/\(path)") }, "\(path)")
        }
        #expect(faulty.count == unread.count + 2 && own.count == faulty.count, "\(own)")
    }

    @Test("A frame is shown round several things of its kind", arguments: ["notice", "letter"])
    func frames(_ name: String) async throws {
        let work = try await TestOffice(registers: [])
        let reply = try await work.call(PreviewTemplate(kind: name, language: "en"))
        #expect(reply.text.contains("1. ") && reply.text.contains("2. "), "\(reply.text)")
    }

    @Test func aPersonsChannelAndUrgencyGoWithTheirLetter() async throws {
        let work = try await TestOffice()
        try await work.take(
            "people.csv", "kode;nama;peran;surel;telepon;kanal",
            "Z;Zaki;sales;z@uji.test;08112223344;wa")
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "T-1;Laporan;Z;2026-11-26")
        try await work.advance(to: work.instant("2026-11-26 16:30"))
        let parcels = work.courier.parcels.filter { $0.recipients == ["z@uji.test"] }
        #expect(parcels.allSatisfy { $0.channel == "wa" } && parcels.count >= 2)
        #expect(Set(parcels.map(\.isUrgent)) == [false, true])
        let message = try #require(parcels.first).message.short
        #expect(message.kind == "reminder" && message.readerPhone == "+628112223344")
        #expect(
            message.facts["title"] == "Laporan"
                && message.facts["due_short"]?.contains("26 Nov 2026") == true)
    }
}
