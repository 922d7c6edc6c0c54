import Almanac
import Coordination
import Foundation
import Testing

@testable import Post

/// What people read about a period and its close.
@Suite struct PeriodLetterTests {
    private func letter(
        _ kind: TemplateKind, _ language: String, _ facts: Facts
    ) throws -> Letter {
        var draft = Example.draft([kind], for: try Example.reader(language: language))
        draft.entries[0].facts = facts
        return try Example.composer().compose(draft)
    }

    private func missing(_ language: String, _ more: Facts) throws -> Letter {
        let kind = TemplateKind.submissionMissing
        return try letter(kind, language, kind.facts.neededExamples.merging(more) { $1 })
    }

    @Test(
        "What is missing is due until the cut-off, and was due after",
        arguments: [
            ("en", false, "It is due Friday, 4 December 2026, 15:00 WIB."),
            ("en", true, "It was due Friday, 4 December 2026, 15:00 WIB."),
            ("id", false, "Batas pengumpulan adalah Jumat, 4 Desember 2026 pukul 15.00 WIB."),
            ("id", true, "telah lewat, yaitu Jumat, 4 Desember 2026 pukul 15.00 WIB."),
        ])
    func cutOff(_ language: String, _ hasPassed: Bool, _ words: String) throws {
        let letter = try missing(language, ["passed": .flag(hasPassed)])
        #expect(letter.text.contains(words) && letter.html.contains(words), "\(letter.text)")
        #expect(
            letter.text.contains(
                language == "en" ? "We have not received the" : "Kami belum menerima"))
    }

    @Test(
        "A file that came is not said to be missing",
        arguments: [
            ("en", 1, "has come in, but cannot be accepted yet: 1 item to correct."),
            ("en", 3, "has come in, but cannot be accepted yet: 3 items to correct."),
            ("id", 1, "sudah masuk, tetapi belum dapat diterima: 1 hal perlu diperbaiki."),
            ("id", 3, "sudah masuk, tetapi belum dapat diterima: 3 hal perlu diperbaiki."),
        ])
    func fileWithFindings(_ language: String, _ count: Int64, _ words: String) throws {
        let letter = try missing(language, ["findings": .number(count)])
        #expect(letter.text.contains(words) && letter.html.contains(words), "\(letter.text)")
        for other in ["not received", "belum menerima", "Not received", "Belum diterima"] {
            #expect(!letter.text.contains(other) && !letter.subject.contains(other))
        }
        #expect(
            letter.subject.hasPrefix(language == "en" ? "To be corrected:" : "Perlu diperbaiki:"))
    }

    /// The rows of a board in each state, teams on both sides of their target.
    private static func board(_ language: String) -> Facts {
        let kind = TemplateKind.closeSummary
        let report = Fact.texts(["id": "laporan capaian", "en": "achievement report"])
        let expenses = Fact.texts(["id": "laporan biaya", "en": "expense report"])
        func cell(_ report: Fact, _ id: String, _ en: String, _ more: Facts = [:]) -> Facts {
            let cell: Facts = ["report": report, "state": .texts(["id": id, "en": en])]
            return cell.merging(more) { $1 }
        }
        func row(_ team: String, _ cells: Facts...) -> Facts {
            ["team": .text(team), "cells": .list(cells)]
        }
        func figures(_ team: String, _ net: Int64, _ target: Int64) -> Facts {
            let percent = net * 100 / target
            return [
                "team": .text(team), "net": .money(net, currency: "IDR"),
                "target": .money(target, currency: "IDR"), "percent": .number(percent),
                "bar": .number(min(max(percent, 0), 100)),
            ]
        }
        let good: Facts = ["good": .flag(true)]
        let left: Facts = ["left": .texts(["id": "7 jam kerja", "en": "7 working hours"])]
        let signed: Facts = ["signed": .texts(["id": "disahkan", "en": "signed"])]
        var facts = kind.facts.examples
        for name in ["urgent", "late", "down_from", "down_until"] { facts[name] = nil }
        for (name, count) in [("accepted", 3), ("expected", 8), ("rejected", 2), ("missing", 1)] {
            facts[name] = .number(Int64(count))
        }
        facts["blockers"] = .list(
            [
                (
                    "Makassar, laporan capaian: ditolak, 1 hal perlu diperbaiki",
                    "Makassar, achievement report: rejected, 1 item to correct"
                ),
                ("Makassar, laporan biaya: belum ada", "Makassar, expense report: missing"),
            ].map { ["what": .texts(["id": $0, "en": $1])] })
        facts["reports"] = .list([["column": report], ["column": expenses]])
        facts["rows"] = .list([
            row(
                "Bandung",
                cell(report, "diterima", "accepted", good.merging(signed) { $1 }),
                cell(expenses, "dikecualikan", "waived", good)),
            row(
                "Jakarta", cell(report, "diterima", "accepted", good),
                cell(expenses, "diterima, nihil", "accepted, nil", good)),
            row(
                "Makassar",
                cell(
                    report, "ditolak", "rejected",
                    left.merging(["findings": .number(1)]) { $1 }),
                cell(expenses, "belum ada", "missing")),
            row(
                "Surabaya",
                cell(
                    report, "ditolak", "rejected",
                    left.merging(["findings": .number(6)]) { $1 }),
                cell(expenses, "ditunggu", "expected", left)),
            // Of whom expenses are not asked.
            row("Timika", cell(report, "ditunggu", "expected", left), ["report": expenses]),
        ])
        facts["teams"] = .list([
            figures("Bandung", 412_500_000, 400_000_000),
            figures("Jakarta", 837_500_000, 950_000_000),
            ["team": .text("Makassar"), "target": .money(500_000_000, currency: "IDR")],
            figures("Surabaya", -1_000_000, 190_000_000), ["team": .text("Medan")],
        ])
        return facts
    }

    @Test(arguments: [
        (
            "en",
            [
                "November 2026: 3 of 8 accepted, 1 provisionally, 2 rejected, 1 missing, 3 awaited, 1 waived.",
                "Achieved Rp1,250,000,000 (Rp1,300,000,000 before returns). That is 92% of the "
                    + "accepted teams’ target of Rp1,350,000,000 and 61% of all teams’ target of "
                    + "Rp2,040,000,000.",
                "NOT READY to close. The period is open; closing is due Friday, 4 December 2026,",
                "What is in the way:\n- Makassar, achievement report: rejected, 1 item to correct\n",
                "- Bandung: Rp412,500,000 of Rp400,000,000 (103%)",
                "- Makassar: no accepted figures, target Rp500,000,000\n",
                "- Surabaya: -Rp1,000,000 of Rp190,000,000\n", "- Medan: no accepted figures\n",
                "- Bandung, achievement report: accepted, signed\n",
                "- Makassar, achievement report: rejected, 1 item to correct, 7 working hours left\n",
                "- Surabaya, achievement report: rejected, 6 items to correct, 7 working hours",
                "- Makassar, expense report: missing\n",
            ]
        ),
        (
            "id",
            [
                "November 2026: 3 dari 8 diterima, 1 diterima sementara, 2 ditolak, 1 belum ada, 3 masih ditunggu, 1 dikecualikan.",
                "Capaian Rp1.250.000.000 (sebelum retur Rp1.300.000.000). Itu 92% dari target tim "
                    + "yang diterima, yaitu Rp1.350.000.000, dan 61% dari target seluruh tim",
                "BELUM SIAP DITUTUP. Periode ini terbuka; batas penutupannya adalah Jumat,",
                "- Bandung: Rp412.500.000 dari Rp400.000.000 (103%)",
                "- Makassar: tanpa angka yang diterima, target Rp500.000.000\n",
                "- Makassar, laporan capaian: ditolak, 1 hal perlu diperbaiki, tersisa 7 jam kerja\n",
            ]
        ),
    ])
    func closeSummaryStatesTheBoard(_ language: String, _ sentences: [String]) throws {
        let letter = try letter(.closeSummary, language, Self.board(language))
        for sentence in sentences { #expect(letter.text.contains(sentence), "\(letter.text)") }
        #expect(letter.html.contains("width=\"88%\"") && letter.html.contains("width=\"100%\""))
        // A column for each report, and an empty cell for what is not owed.
        let heads = language == "en" ? ["achievement report", "expense report"] : ["laporan biaya"]
        for head in heads { #expect(letter.html.contains("\(head)</th>")) }
        #expect(letter.html.components(separatedBy: ">–</span>").count == 2)
        #expect(!letter.text.contains("Timika, expense"))
        // Figures below nought have no bar.
        #expect(!letter.html.contains("width=\"-") && !letter.html.contains("width=\"0%"))
        let colours = letter.html.matches(of: /<b class="\w+" style="color:(#\w{6})/).map(\.1)
        for (colour, count) in [("#166534", 4), ("#b91c1c", 3), ("#92400e", 3)] {
            #expect(colours.count { $0 == colour } == count, "\(colour) in \(colours)")
        }
    }

    @Test func theSumsAreStatedAsFarAsTheyAreKnown() throws {
        var facts = TemplateKind.closeSummary.facts.neededExamples
        facts["ready"] = .flag(true)
        #expect(!(try letter(.closeSummary, "en", facts).text.contains("Achieved")))
        facts["achieved"] = .money(1_250_000_000, currency: "IDR")
        facts["target_of_all"] = .money(500, currency: "IDR")
        var text = try letter(.closeSummary, "en", facts).text
        #expect(text.contains("Achieved Rp1,250,000,000. The target of all teams is Rp500.\n"))
        #expect(text.contains("\nREADY to close.\n") && !text.contains("NOT READY"))
        facts["percent_of_all"] = .number(61)
        facts["due"] = TemplateKind.exampleDue
        text = try letter(.closeSummary, "en", facts).text
        #expect(text.contains("That is 61% of all teams’ target of Rp500.\n"), "\(text)")
        #expect(text.contains("READY to close. Closing is due Friday"), "\(text)")
    }

    @Test(arguments: [
        (
            "en",
            "November 2026 has been reopened by Ibu Kartika. It had been closed on Friday, "
                + "4 December 2026.", "Before that it was closed."
        ),
        (
            "id",
            "November 2026 dibuka kembali oleh Ibu Kartika. Sebelumnya periode ini ditutup "
                + "pada Jumat, 4 Desember 2026.", "Sebelumnya periode ini ditutup."
        ),
    ])
    func aReopenedPeriodSaysSinceWhenItWasClosed(
        _ language: String, _ dated: String, _ undated: String
    ) throws {
        var facts = TemplateKind.periodReopened.facts.examples
        let letter = try letter(.periodReopened, language, facts)
        #expect(letter.text.contains(dated) && !letter.text.contains(undated), "\(letter.text)")
        #expect(letter.text.contains(": Faktur susulan tim Makassar\n"))
        facts["closed_on"] = nil
        #expect(try self.letter(.periodReopened, language, facts).text.contains(undated))
    }

    /// Beside the letters that the office's own tests write: `.build/letters`.
    @Test("They are there to read, in both languages", arguments: ["id", "en"])
    func gallery(_ language: String) throws {
        let folder = URL(filePath: Example.shipped).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: ".build/letters/\(language)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let timing = ["urgent", "late", "down_from", "down_until"]
        for (kind, facts) in [
            (TemplateKind.closeSummary, Self.board(language)),
            (.submissionMissing, TemplateKind.submissionMissing.facts.examples),
            (.submissionInvalid, TemplateKind.submissionInvalid.facts.examples),
            (.periodReopened, TemplateKind.periodReopened.facts.examples),
        ] {
            let letter = try letter(kind, language, facts.filter { !timing.contains($0.key) })
            let name = folder.appending(path: kind.name)
            try "Subject: \(letter.subject)\n\n\(letter.text)".write(
                to: name.appendingPathExtension("txt"), atomically: true, encoding: .utf8)
            try letter.html.write(
                to: name.appendingPathExtension("html"), atomically: true, encoding: .utf8)
            #expect(!letter.text.contains("{{") && !letter.html.contains("{{"))
        }
    }
}
