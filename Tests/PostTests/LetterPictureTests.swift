import Coordination
import Foundation
import Testing

@testable import Post

/// Every kind as it looks, and as a filter for junk sees it; `scripts/test --full` has both.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TENGGAT_FULL"] == "1"))
struct LetterPictureTests {
    /// Where the pictures are put for a look.
    private static let folder = URL(filePath: Example.shipped)
        .appending(path: "../../.build/letter-pictures").standardized

    private static func letter(_ kind: TemplateKind, _ language: String) throws -> Letter {
        var facts = kind.facts.examples
        // Not each sentence belongs to each letter.
        for name in ["was_due", "told_on", "late", "findings"] where kind.name == "reminder" {
            facts[name] = nil
        }
        for name in ["mistaken", "spoken"] where kind.isForClients { facts[name] = nil }
        let letterhead = Letterhead(
            logo: try Letterhead.Logo(content: [UInt8](Data(base64Encoded: logo) ?? Data())),
            address: ["Jalan Jenderal Sudirman 1, Jakarta 10220", "Telepon +62 21 555 0100"],
            footer: [
                "id": "Jam kerja: Senin–Jumat, 08.00–17.00 WIB",
                "en": "Open Monday to Friday, 08:00–17:00 WIB",
            ])
        var draft = Example.draft(
            [kind], for: try Example.reader(language: language, isClient: kind.isForClients))
        draft.entries[0].facts = facts
        return try Example.composer(letterhead: letterhead).compose(draft)
    }

    /// A page that shows a letter as wide as a telephone and as a window.
    private static func page(_ letter: Letter) -> String {
        let source = letter.html
            .replacing(/cid:[^"]*/, with: "data:image/png;base64,\(logo)")
            .replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
        let frames = [360, 800].map {
            "<iframe width=\"\($0)\" height=\"1600\" style=\"border:1px solid #888\" srcdoc=\"\(source)\"></iframe>"
        }
        return "<!DOCTYPE html><meta charset=\"utf-8\"><body style=\"margin:0\">\(frames.joined())"
    }

    @Test("Each kind has its picture", arguments: TemplateKind.all, ["id", "en"])
    func pictures(_ kind: TemplateKind, _ language: String) async throws {
        try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
        let profile = try TemporaryDirectory()
        let name = "\(kind.name).\(language)"
        let page = Self.folder.appending(path: "\(name).html")
        try Self.page(Self.letter(kind, language)).write(
            to: page, atomically: true, encoding: .utf8)
        for (scheme, number) in [("light", 1), ("dark", 0)] {
            let picture = Self.folder.appending(path: "\(name).\(scheme).png")
            _ = try Program.run(
                "/usr/bin/chromium",
                [
                    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                    "--user-data-dir=\(profile.path)", "--window-size=1180,1610",
                    "--blink-settings=preferredColorScheme=\(number)",
                    "--host-resolver-rules=MAP * ~NOTFOUND", "--screenshot=\(picture.path)",
                    page.path,
                ])
            let size = try FileManager.default.attributesOfItem(atPath: picture.path)[.size] as? Int
            #expect(size ?? 0 > 10_000)
        }
    }

    @Test("No kind is wider than a telephone", arguments: ["id", "en"])
    func widths(_ language: String) throws {
        let profile = try TemporaryDirectory()
        for kind in TemplateKind.all {
            let letter = try Self.letter(kind, language)
            let measuring = """
                <script>onload = () => { const d = document.querySelector("iframe").contentDocument;
                document.body.textContent = "WIDTH " + d.documentElement.scrollWidth; }</script>
                """
            try profile.write(Self.page(letter) + measuring, to: "\(kind.name).html")
            let output = try Program.run(
                "/usr/bin/chromium",
                [
                    "--headless", "--no-sandbox", "--disable-gpu",
                    "--user-data-dir=\(profile.path)/profile",
                    "--dump-dom", "\(profile.path)/\(kind.name).html",
                ])
            let text = String(decoding: output, as: UTF8.self)
            let width = text.firstMatch(of: /WIDTH (\d+)/).flatMap { Int($0.1) }
            #expect(width ?? .max <= 362, "\(kind.name).\(language)")
        }
    }

    @Test(
        "A filter for junk lets every kind pass (SpamAssassin, local rules)",
        arguments: TemplateKind.all, ["id", "en"])
    func filter(_ kind: TemplateKind, _ language: String) throws {
        let letter = try Self.letter(kind, language)
        let output = String(
            decoding: try Program.run(
                "/usr/bin/spamassassin", ["--local", "--test-mode", "--prefspath=/dev/null"],
                input: Data(letter.bytes)),
            as: UTF8.self)
        let found = output.firstMatch(
            of: /X-Spam-Status: \w+, score=(-?[0-9.]+) .*?tests=([\w,\s]*?)autolearn/)
        let status = try #require(found, "\(output.prefix(500))")
        #expect(Double(status.1) ?? .infinity < 2, "\(status.2)")
        print(
            "SpamAssassin | \(kind.name).\(language) | \(status.1) | \(status.2.filter { !$0.isWhitespace })"
        )
    }

    /// 400 × 80 pixels, a dark blue field with a lighter bar.
    private static let logo =
        "iVBORw0KGgoAAAANSUhEUgAAAZAAAABQCAIAAAC4QrSbAAABM0lEQVR42u3dwQ0AEAxAUZMYxIiuZjKW"
        + "YAOXJkhe8yYo+demXCrAF5IVAIIFIFiAYAEIFoBgAYIFIFgAggUIFoBgAQgWIFgAggUgWIBgbfOx8YQg"
        + "WIIFCJZgAYIFCJZgAYIlWIBgAYIlWIBgCRYgWIBgCRYgWIIFCBYgWIIFCNa9YLU+gCPBEiwQLMESLBAs"
        + "wQLBEizBAsESLMECwRIsECzBEiwQLMESLBAswQLBEizBAsESLMECwRIsECzBEiwQLMESLBAswQLBEizB"
        + "AsESLH8RBEuwQLAES7BAsByhAByhECxAsADBEixAsAQLECxAsAQLECzBAgQLECzBAgRLsADBAgRLsADB"
        + "EiwgJlgAggUgWIBgAQgWgGABggUgWACCBQgWgGABCBYgWACCBQgWgGABBFqzz+ga04G++gAAAABJRU5E"
        + "rkJggg=="
}
