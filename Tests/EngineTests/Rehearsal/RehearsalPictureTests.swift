import Foundation
import Testing

@testable import Engine

/// A rehearsal's page as it looks on a telephone, in a window and on paper; `scripts/test --full` has the pictures.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TENGGAT_FULL"] == "1"))
struct RehearsalPictureTests {
    /// Where the pictures are put for a look.
    private static let folder = TestOffice.checkout.appending(path: ".build/rehearsal-pictures")

    private func page(in language: String) async throws -> String {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder;repeat",
            "A;Laporan;S;2026-12-04;15:00;standard;", "F;Tender;S;2026-12-25;;standard;",
            "W;Mingguan;S;2026-12-11;15:00;standard;weekly")
        _ = try await work.slippedOrder("O1", client: "C2")
        let sheet = Intake.File(
            name: "holidays.csv",
            content: Array("date;name;kind\r\n2026-12-03;Libur Kantor;office\r\n".utf8))
        let rehearsal = try Rehearsal(
            work.stages, from: work.clock.now, until: work.instant("2027-01-15 23:00"))
        let outcome = try await rehearsal.run(
            with: RehearsedChange([sheet], from: TestOffice.sender))
        return RehearsalPage(
            office: work.stages.store.office, language: language, from: rehearsal.from,
            until: rehearsal.until
        ).html(of: outcome)
    }

    @discardableResult
    private func browse(_ arguments: [String]) throws -> String {
        let profile = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        defer {
            // What is left behind lies in the system's temporary folder, ignoring.
            try? FileManager.default.removeItem(at: profile)
        }
        let browser = Process()
        browser.executableURL = URL(filePath: "/usr/bin/chromium")
        browser.arguments =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--user-data-dir=\(profile.path)", "--host-resolver-rules=MAP * ~NOTFOUND",
            ] + arguments
        let output = Pipe()
        browser.standardOutput = output
        browser.standardError = FileHandle.nullDevice
        try browser.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        browser.waitUntilExit()
        #expect(browser.terminationStatus == 0)
        return String(decoding: text, as: UTF8.self)
    }

    @Test("The page has its pictures, and is no wider than a telephone", arguments: ["id", "en"])
    func pictures(_ language: String) async throws {
        let folder = Self.folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let html = try await page(in: language)
        let page = folder.appending(path: "rehearsal.\(language).html")
        try html.write(to: page, atomically: true, encoding: .utf8)
        // A window is never as narrow as a telephone: a frame in it is.
        let source = html.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
        let phone = folder.appending(path: "rehearsal.\(language).phone.html")
        try """
        <!DOCTYPE html><meta charset="utf-8"><body style="margin:0">
        <iframe width="390" height="1600" style="border:0" srcdoc="\(source)"></iframe>
        <script>onload = () => { document.title = "WIDTH " + document.querySelector("iframe")
        .contentDocument.documentElement.scrollWidth; }</script>
        """.write(to: phone, atomically: true, encoding: .utf8)
        let sizes = [("phone", phone, "500,1600"), ("desktop", page, "1280,1600")]
        for (name, file, size) in sizes {
            let picture = folder.appending(path: "rehearsal.\(language).\(name).png")
            try browse(["--window-size=\(size)", "--screenshot=\(picture.path)", file.path])
            let bytes = try FileManager.default.attributesOfItem(atPath: picture.path)[.size]
            #expect(bytes as? Int ?? 0 > 10_000, "\(name)")
        }
        let paper = folder.appending(path: "rehearsal.\(language).a4.pdf")
        try browse(["--print-to-pdf=\(paper.path)", "--no-pdf-header-footer", page.path])
        #expect(FileManager.default.fileExists(atPath: paper.path))
        let width = try browse(["--dump-dom", phone.path])
            .firstMatch(of: /WIDTH (\d+)/).flatMap { Int($0.1) }
        #expect(width ?? .max <= 390)
    }
}
