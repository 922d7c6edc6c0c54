import Foundation
import Testing

@testable import Post

@Suite struct TemplatesTests {
    /// The faults that overriding files bring.
    private func faults(_ files: [String: String]) throws -> [TemplateFault] {
        let folder = try TemporaryDirectory()
        for (name, text) in files { try folder.write(text, to: name) }
        do {
            _ = try Templates(directories: [Example.shipped, folder.path])
            return []
        } catch {
            #expect(error.code == .templates)
            #expect(error.faults.allSatisfy { error.message.contains($0.description) })
            return error.faults
        }
    }

    @Test func theShippedTemplatesAreTaken() throws {
        #expect(try faults([:]).isEmpty)
    }

    @Test func anOverridingFolderMayBeAbsent() throws {
        _ = try Templates(directories: [Example.shipped, "/nonexistent/templates"])
    }

    @Test func oneFileTakesThePlaceOfOne() throws {
        let folder = try TemporaryDirectory()
        try folder.write("Ingat: {{title}}\r\n", to: "id/reminder.subject.mustache")
        let kind = try #require(TemplateKind.named("reminder"))
        let composer = try Example.composer(overriding: [folder.path])
        let indonesian = try composer.compose(Example.draft([kind], for: Example.reader()))
        #expect(indonesian.subject == "Ingat: Penawaran tender RSUD Kota Baru")
        #expect(indonesian.text.contains("berubah dari"))
        let english = try composer.compose(
            Example.draft([kind], for: Example.reader(language: "en")))
        #expect(english.subject.contains("due"))
    }

    @Test(
        "What would be blank in a letter is refused with file, line and name",
        arguments: [
            ("{{title}}\n\n{{tittle}}", 3, "tittle", "unknown name"),
            ("{{#lines}}{{/lines}}", 1, "lines", "unknown name"),
            ("{{! fine }}\n{{>_nowhere.text}}", 2, "_nowhere.text", "no partial"),
            ("{{>_late.html}}", 1, "_late.html", "no partial"),
            ("{{>reminder.text}}", 1, "reminder.text", "no partial"),
            ("{{#note}}\n{{code}}", 1, "note", "not closed"),
            ("{{#note}}{{/code}}", 1, "code", "is open"),
            ("{{/note}}", 1, "note", "closes no section"),
            ("{{urgent}}", 1, "urgent", "only open a section"),
            ("{{.}}", 1, ".", "stands for no text"),
            ("{{title", 1, "", "without its"),
            ("{{=<% %>=}}", 1, "<% %>=", "not supported"),
            ("{{uppercased(title)}}", 1, "uppercased(title)", "unknown name"),
            ("{{\n\ntitle_short}}", 1, "title_short", "unknown name"),
            (
                String(repeating: "{{#note}}", count: 12)
                    + String(repeating: "{{/note}}", count: 12),
                1, "note", "sections stand in each other"
            ),
            (String(repeating: "x", count: 300_000), 0, "", "larger than a letter"),
        ])
    func refused(_ template: String, _ line: Int, _ name: String, _ words: String) throws {
        let faults = try faults(["en/reminder.text.mustache": template])
        let fault = try #require(faults.first)
        #expect(faults.count == 1)
        #expect(fault.file.hasSuffix("/en/reminder.text.mustache"))
        #expect(fault.line == line && fault.name == name)
        #expect(fault.message.contains(words))
    }

    @Test func anUnknownNameComesWithTheKnownOnes() throws {
        let faults = try faults([
            "id/escalation.text.mustache": "{{#reminders_sent}}{{no}}{{/reminders_sent}}"
        ])
        let message = try #require(faults.first).message
        for name in ["days_overdue", "due_short", "on_short", "position", "reminders_sent_count"] {
            #expect(message.contains(name))
        }
    }

    @Test func allFaultsOfAllFilesComeAtOnce() throws {
        let faults = try faults([
            "id/reminder.text.mustache": "{{a}}\n{{b}}", "en/notice.html.mustache": "{{c}}",
            "en/remainder.text.mustache": "x", "id/notes.mustache": "x",
        ])
        #expect(faults.map(\.name) == ["c", "remainder.text", "notes", "a", "b"])
    }

    @Test(
        "In HTML nothing but a frame's entries goes unescaped",
        arguments: [
            ("reminder.html", "{{{title}}}"), ("reminder.html", "{{&title}}"),
            ("reminder.html", "{{#note}}{{{.}}}{{/note}}"), ("notice.html", "{{{name}}}"),
            ("notice.html", "{{#entries}}{{body}}{{/entries}}"),
        ])
    func unescaped(_ name: String, _ template: String) throws {
        #expect(try faults(["id/\(name).mustache": template]).count == 1)
    }

    @Test func aListDoesNotStandWithinItself() throws {
        let faults = try faults([
            "id/slip.text.mustache": "{{#lines}}{{#lines}}{{order}}{{/lines}}{{/lines}}"
        ])
        #expect(faults.first?.message == "the list “lines” stands within itself")
    }

    @Test("A folder that cannot be looked into is told, since letters would lose their own words")
    func folderThatIsNone() throws {
        let folder = try TemporaryDirectory()
        try folder.write("x", to: "file")
        do {
            _ = try Templates(directories: [Example.shipped, "\(folder.path)/file"])
            Issue.record("a file was taken for a folder")
        } catch {
            #expect(error.faults.map(\.message) == ["is no folder"])
        }
    }

    @Test(
        "An empty file takes no letter's words away",
        arguments: [("subject", "subject"), ("text", "text"), ("html", "HTML")])
    func saysSomething(_ format: String, _ word: String) throws {
        for (kind, blank) in [("reminder", ""), ("slip", " \n\t"), ("letter", "\u{FEFF}")] {
            let faults = try faults(["id/\(kind).\(format).mustache": blank])
            #expect(
                faults.map(\.message) == [
                    "a \(word) that says nothing: without the file the shipped one is used"
                ], "\(kind)")
        }
        // A partial may be left out of all letters.
        #expect(try faults(["en/_late.text.mustache": ""]).isEmpty)
    }

    @Test("A byte order mark that an editor put there stands in no letter")
    func markedByAnEditor() throws {
        let folder = try TemporaryDirectory()
        try folder.write("\u{FEFF}{{title}}", to: "id/reminder.subject.mustache")
        var faults: [TemplateFault] = []
        let files = TemplateFile.files(in: "\(folder.path)/id", faults: &faults)
        #expect(files["reminder.subject"]?.text == "{{title}}" && faults.isEmpty)
    }

    @Test func aPartialIsCheckedWhereItIsTakenIn() throws {
        let faults = try faults([
            "id/_mine.text.mustache": "{{code}}\n{{order}}",
            "id/reminder.text.mustache": "{{>_mine.text}}",
        ])
        #expect(faults.map(\.name) == ["order"])
        #expect(faults.first?.line == 2)
        #expect(faults.first?.file.hasSuffix("_mine.text.mustache") == true)
    }

    @Test func aPartialThatTakesItselfInIsRefused() throws {
        let faults = try faults([
            "id/_a.text.mustache": "{{>_b.text}}", "id/_b.text.mustache": "{{>_a.text}}",
            "id/reminder.text.mustache": "{{>_a.text}}",
        ])
        #expect(faults.count == 1)
        #expect(faults.first?.message.contains("takes itself in") == true)
    }

    @Test func aFileInAnotherEncodingIsRefused() throws {
        let folder = try TemporaryDirectory()
        try folder.write("", to: "id/x")
        try Data([0x48, 0xE9]).write(to: URL(filePath: "\(folder.path)/id/slip.text.mustache"))
        let error = #expect(throws: PostError.self) {
            try Templates(directories: [Example.shipped, folder.path])
        }
        #expect(error?.message.contains("UTF-8") == true)
    }

    @Test func anIncompleteFirstFolderIsRefused() throws {
        let folder = try TemporaryDirectory()
        let error = #expect(throws: PostError.self) { try Templates(directories: [folder.path]) }
        let missing = error?.faults.count { $0.message == "is missing" }
        #expect(missing == 2 * 3 * (TemplateKind.all.count + 2))
    }

    @Test func blanksThatAbsentSentencesLeaveAreTidied() {
        #expect(CompiledTemplates.tidied("\n\n a \n\n\n\nb\t\n \n") == " a\n\nb")
    }
}
