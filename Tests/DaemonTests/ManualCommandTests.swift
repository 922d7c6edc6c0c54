import Foundation
import Testing

/// What README and the manual have people type is what the programs take.
@Suite(.timeLimit(.minutes(10))) struct ManualCommandTests {
    private static let pages: [String] = {
        let manual = Daemon.checkout.appending(path: "etc/manual").path
        // A folder that is not there leaves two pages; the tests count what they find.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: manual)) ?? []
        return ["README.md", "README.id.md"]
            + names.filter { $0.hasSuffix(".md") }.sorted().map { "etc/manual/\($0)" }
    }()

    private static func text(_ page: String) throws -> String {
        try String(contentsOf: Daemon.checkout.appending(path: page), encoding: .utf8)
    }

    /// The blocks of a language, without their fences.
    private static func blocks(_ language: String, of page: String) throws -> [String] {
        try text(page).components(separatedBy: "```\(language)\n").dropFirst().map { rest in
            String(rest[..<(rest.range(of: "```")?.lowerBound ?? rest.endIndex)])
        }
    }

    /// Everything in a page that begins with the command's name, up to the end of its line or its code.
    private static func commands(of page: String) throws -> [String] {
        let text = try text(page)
        var found: [String] = []
        for line in text.split(separator: "\n") {
            let pieces = line.split(separator: "`", omittingEmptySubsequences: false)
            if pieces.count == 1 { found.append(line.trimmingCharacters(in: .whitespaces)) }
            for index in stride(from: 1, to: pieces.count, by: 2) {
                found.append(String(pieces[index]))
            }
        }
        return found.filter { $0.hasPrefix("tenggatctl ") }
    }

    /// The names below `SUBCOMMANDS:` of a help text.
    private static func subcommands(_ help: String) -> Set<String> {
        guard let start = help.range(of: "SUBCOMMANDS:\n") else { return [] }
        let names = help[start.upperBound...].split(separator: "\n").compactMap { line -> String? in
            guard line.hasPrefix("  "), line.dropFirst(2).first?.isLetter == true else {
                return nil
            }
            // `letter, outbox`: what stands behind the comma is a former name.
            return line.split { $0 == " " || $0 == "," }.first.map(String.init)
        }
        return Set(names).subtracting(["See"])
    }

    @Test("Every command and option that is written about exists", arguments: pages)
    func commandsExist(_ page: String) throws {
        var helps: [[String]: String] = [:]
        func help(_ path: [String]) throws -> String {
            if let known = helps[path] { return known }
            let outcome = try Daemon.ctl(path + ["--help"])
            #expect(outcome.status == 0, "\(page): tenggatctl \(path.joined(separator: " "))")
            helps[path] = outcome.output
            return outcome.output
        }
        for command in try Self.commands(of: page) {
            let words = command.split(separator: " ").dropFirst().map(String.init)
            var path: [String] = []
            for word in words {
                let names = Self.subcommands(try help(path))
                guard !names.isEmpty else { break }
                // `tenggatctl clock` alone, or a remark behind the command.
                if !path.isEmpty, word.hasPrefix("-") { break }
                try #require(names.contains(word), "\(page): \(command)")
                path.append(word)
            }
            let options = words.filter { $0.hasPrefix("--") }.map {
                String($0.prefix { $0.isLetter || $0 == "-" })
            }
            let text = try help(path)
            for option in options {
                #expect(text.contains("\(option)"), "\(page): \(command): no \(option)")
            }
        }
    }

    @Test("The settings that are shown are good", arguments: pages)
    func settingsAreGood(_ page: String) throws {
        for block in try Self.blocks("yaml", of: page) {
            let daemon = try Daemon()
            let folder = daemon.folder.appending(path: "tenggat.d")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            // Lines of the office's own are shown as they stand there.
            let whole = block.hasPrefix("  ") ? "office:\n\(block)" : block
            _ = try daemon.file(
                "germany.ics", "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT",
                "DTSTART;VALUE=DATE:20261225", "SUMMARY:Christmas Day", "CATEGORIES:national",
                "END:VEVENT", "END:VCALENDAR")
            try whole.write(
                to: folder.appending(path: "shown.yaml"), atomically: true, encoding: .utf8)
            let outcome = try daemon.runToEnd("--check")
            // 69 is about the machine on which this runs: a credential that no unit passes.
            #expect(outcome.status != 78, "\(page): \(block)\(outcome.error)")
        }
    }

    /// Whoever waits for what a line needs: the daemon's first answer, the first mail.
    private static let patience = """
        set -euo pipefail
        trap 'kill ${!:-} 2>/dev/null; wait' EXIT
        tenggatctl() {
            for _ in $(seq 150); do command tenggatctl status >/dev/null 2>&1 && break; sleep 0.1; done
            command tenggatctl "$@"
        }
        cat() {
            for _ in $(seq 150); do command cat $@ 2>/dev/null && return; sleep 0.1; done
            return 1
        }

        """

    @Test(
        "The first office of README is there in its own words",
        arguments: [
            ("README.md", "Monthly sales report is due", "Filing cabinet, 20 pcs: promised for"),
            ("README.id.md", "Laporan penjualan bulanan", "Lemari arsip, 20 unit: semula"),
        ])
    func firstOffice(_ page: String, _ reminder: String, _ letter: String) throws {
        let script = try Self.blocks("sh", of: page).joined()
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "r-\(UUID().uuidString.prefix(8))")
        let files = FileManager.default
        try files.createDirectory(
            at: folder.appending(path: ".build"), withIntermediateDirectories: true)
        // What is left behind lies in the system's temporary folder, ignoring.
        defer { try? files.removeItem(at: folder) }
        try files.createSymbolicLink(
            at: folder.appending(path: "etc"),
            withDestinationURL: Daemon.checkout.appending(path: "etc"))
        try files.createSymbolicLink(
            at: folder.appending(path: ".build/debug"), withDestinationURL: Daemon.programs)
        let outcome = try Daemon.run(
            URL(filePath: "/usr/bin/timeout"),
            ["18", "bash", "-c", "cd \(folder.path)\n\(Self.patience)\(script)"])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
        #expect(outcome.output.contains(reminder), "\(outcome.output)")
        #expect(outcome.output.contains(letter), "\(outcome.output)")
    }
}
