import Almanac
import Coordination
import Sheets

/// What is written beside a file that was dropped: for whoever dropped it, in the office's language.
struct DropReport {
    let report: ImportReport
    let sender: String
    /// The name of the sheet that asks for the file's columns, where one lies beside it.
    var mapping: String?
    /// Whether other sheets of the file were taken with it: they are taken back together.
    var isOneOfSeveral = false
    let office: Office
    let now: Instant

    /// As many changes and keys as somebody reads through; the rest is counted.
    private static let shown = 200
    /// As many keys as make out what a file leaves out.
    private static let shownAbsent = 10

    private var language: String { office.profile.language }

    /// Lines end as every editor of Windows knows them.
    var text: String {
        (head + unfinished + (report.isTaken ? outcome : []) + findings + remarks)
            .joined(separator: "\r\n") + "\r\n"
    }

    private func line(en english: String, id indonesian: String) -> String {
        BilingualText(en: english, id: indonesian).text(in: language)
    }

    private var head: [String] {
        let reading = report.reading
        let zone = office.profile.zone
        let civil = zone.civil(now)
        let moment = "\(words(of: civil)) \(zone.localType(at: now).abbreviation)"
        var lines = [
            line(en: "File: \(reading.file)", id: "Berkas: \(reading.file)"),
            line(en: "From: \(sender)", id: "Dari: \(sender)"),
            line(en: "Read: \(moment)", id: "Dibaca: \(moment)"),
        ]
        if let kind = reading.kind {
            let word = kind.words.text(in: language)
            lines.append(line(en: "Sheet: \(word)", id: "Lembar: \(word)"))
        }
        if let team = report.team, let period = report.period {
            let version = report.version.map { ", \($0)" } ?? ""
            lines.append(
                line(
                    en: "Team, period, version: \(team), \(period)\(version)",
                    id: "Tim, periode, versi: \(team), \(period)\(version)"))
        }
        return lines + [""]
    }

    /// What of a file that was taken was not: it is what asks for something, and so comes first.
    private var unfinished: [String] {
        guard report.isTaken else { return [] }
        let answers = report.difference.answers
        if answers.isEmpty {
            let (left, all) = (report.left.count, report.left.count + report.accepted)
            guard left > 0 else { return [] }
            return [
                line(
                    en: "NOT TAKEN: \(left) of \(all) rows, for what is to be corrected below.",
                    id: "DITOLAK: \(left) dari \(all) baris, karena hal-hal di bawah ini.")
            ]
        }
        let failed = answers.filter { !$0.isDone }
        guard !failed.isEmpty else { return [] }
        return [
            line(
                en: "NOT CARRIED OUT: \(failed.count) of \(answers.count) decisions.",
                id: "BELUM DILAKSANAKAN: \(failed.count) dari \(answers.count) keputusan.")
        ] + lines(of: failed) + [""]
    }

    private var outcome: [String] {
        let difference = report.difference
        let (added, changed) = (difference.added.count, difference.changedCount)
        // Rows that were not carried out are counted as that, and not as what is as before.
        let done = difference.answers.filter(\.isDone)
        let isAnswered = !difference.answers.isEmpty
        let rows = isAnswered ? done.count : report.accepted
        let same = isAnswered ? done.count - changed : difference.unchanged
        if report.reading.isNilReport {
            return [
                line(
                    en: "TAKEN: nothing to report (NIHIL).",
                    id: "DITERIMA: laporan nihil, tidak ada yang dilaporkan.")
            ] + effects
        }
        if rows == 0, same == 0, difference.isEmpty, !isAnswered {
            return [
                line(
                    en:
                        "NOTHING IN IT: no row below the header says anything; nothing has changed.",
                    id: "TIDAK ADA ISINYA: tidak ada baris terisi di bawah judul kolom; tidak ada "
                        + "yang berubah.")
            ] + effects
        }
        if isAnswered, done.isEmpty { return effects }
        var lines = [
            difference.isEmpty && done.count == difference.answers.count
                ? line(
                    en:
                        "TAKEN. It says what was known already: nothing has changed (\(rows) rows).",
                    id: "DITERIMA. Isinya sama dengan data yang ada: tidak ada yang berubah "
                        + "(\(rows) baris).")
                : line(
                    en: "TAKEN: \(rows) rows; \(added) new, \(changed) changed, \(same) as before.",
                    id: "DITERIMA: \(rows) baris; \(added) baru, \(changed) berubah, "
                        + "\(same) tetap.")
        ]
        if !done.isEmpty { return lines + self.lines(of: done) + effects }
        lines += difference.changed.prefix(Self.shown).map { change in
            let column =
                report.reading.kind?.words(forColumn: change.column).text(in: language)
                ?? change.column
            let (old, new) = (
                shown(change.old, in: change.column), shown(change.new, in: change.column)
            )
            return "- \(change.key), \(column): \(old) → \(new)"
        }
        lines += more(difference.changed.count)
        if !difference.absent.isEmpty {
            let hidden = difference.absent.count - Self.shownAbsent
            let keys =
                difference.absent.prefix(Self.shownAbsent).joined(separator: ", ")
                + (hidden > 0 ? ", … (+\(hidden))" : "")
            lines.append(
                line(
                    en:
                        "Not in the file, and left as they are (\(difference.absent.count)): \(keys)",
                    id: "Tidak ada dalam berkas, dan dibiarkan (\(difference.absent.count)): "
                        + "\(keys)"))
        }
        if let number = report.number {
            let all = line(
                en: isOneOfSeveral ? "the whole file, this sheet and the others," : "all of it",
                id: isOneOfSeveral ? "seluruh berkas, lembar ini dan yang lain," : "semuanya")
            lines.append(
                line(
                    en: "To take \(all) back: “undo” about IMPORT-\(number) in a decisions sheet.",
                    id:
                        "Untuk menarik \(all) kembali: “urungkan” untuk IMPORT-\(number) pada lembar "
                        + "keputusan."))
        }
        return lines + effects
    }

    /// A value as its reader writes it: dates in words, as everywhere else.
    private func shown(_ value: String?, in column: String) -> String {
        guard let value, !value.isEmpty else { return "–" }
        if let date = CivilDate(value) { return date.words.text(in: language) }
        if let moment = CivilDateTime(value) { return words(of: moment) }
        // With the zone behind it.
        if let blank = value.lastIndex(of: " "), let moment = CivilDateTime(String(value[..<blank]))
        {
            return words(of: moment) + value[blank...]
        }
        let kind = report.reading.kind
        return
            (kind.map { SheetDefinition.of($0).wording(of: value, in: column, language: language) }
            ?? value).excerpt
    }

    private func words(of moment: CivilDateTime) -> String {
        let time = String(moment.time.description.prefix(5))
        let written = language == "id" ? time.replacing(":", with: ".") : time
        return "\(moment.date.words.text(in: language)), \(written)"
    }

    private var effects: [String] {
        report.effectWords.map { "- \($0.text(in: language))" }
    }

    /// What became of rows of a decisions sheet, each with what it said.
    private func lines(of answers: [Difference.Answer]) -> [String] {
        answers.prefix(Self.shown).map { answer in
            let what = answer.about?.text(in: language) ?? answer.code
            let said = [answer.decision, answer.details].compactMap { $0?.text(in: language) }
                .joined(separator: ", ")
            let word = said.isEmpty ? "" : " (\(said))"
            let row = line(en: "row", id: "baris")
            return "- \(row) \(answer.row), \(what)\(word): \(answer.text.text(in: language))"
        } + more(answers.count)
    }

    private var change: BilingualText {
        report.replacesAccepted
            ? BilingualText(
                en: "the file that was accepted before counts no more",
                id: "berkas yang diterima sebelumnya tidak berlaku lagi")
            : BilingualText(
                en: "nothing of it was changed", id: "tidak ada data yang diubah")
    }

    private var findings: [String] {
        let findings = report.reading.findings
        guard !findings.isEmpty else { return [] }
        let count = findings.count
        let blocking = findings.count { $0.severity == .blocker }
        let (faults, warnings) = (
            blocking == 0 ? count : blocking, blocking == 0 ? 0 : count - blocking
        )
        let title =
            !report.isTaken
            ? line(
                en: "NOT TAKEN: \(change.english). To be corrected (\(faults))"
                    + (warnings > 0 ? ", to be looked at (\(warnings)):" : ":"),
                id: "DITOLAK: \(change.indonesian). Perlu diperbaiki (\(faults) hal)"
                    + (warnings > 0 ? ", mohon diperiksa (\(warnings) hal):" : ":"))
            : line(en: "Please check (\(count)):", id: "Mohon diperiksa (\(count) hal):")
        let groups = FindingGroup.groups(of: findings)
        return (report.isTaken ? [""] : []) + [title]
            + groups.prefix(Self.shown).enumerated().map { "\($0 + 1)) \(sentence($1))" }
            + more(groups.count) + asked
    }

    /// What to do with a list of another program.
    private var asked: [String] {
        guard let mapping else { return [] }
        return [
            "",
            line(
                en:
                    "If this is a list of another program: fill in “\(mapping)”, which lies beside it, and "
                    + "drop that. The list is taken at once then, and so are later ones like it.",
                id:
                    "Bila ini daftar dari program lain: isi “\(mapping)” yang ada di sebelahnya, lalu "
                    + "masukkan. Daftar ini langsung diambil, begitu pula daftar serupa berikutnya."
            ),
        ]
    }

    private func sentence(_ group: FindingGroup) -> String {
        let finding = group.first
        var text = ""
        if !group.cells.isEmpty {
            text += line(en: "Cell ", id: "Sel ") + group.cells
            if let worksheet = finding.worksheet {
                text += line(en: " of worksheet ", id: " pada lembar ") + worksheet.excerpt
            }
            text += ": "
        }
        // A value may hold what would break the line.
        let value = finding.value.excerpt
        if !value.isEmpty { text += "“\(value)”, " }
        text += line(en: "expected ", id: "seharusnya ") + finding.expected.text(in: language) + "."
        if let suggestion = finding.suggestion {
            text += line(
                en: " Perhaps you meant: \(suggestion).",
                id: " Mungkin maksudnya: \(suggestion).")
        }
        if finding.severity == .warning, !report.isTaken {
            text += line(en: " (a warning only)", id: " (hanya peringatan)")
        }
        return text
    }

    private var remarks: [String] {
        let remarks = report.reading.remarks
        guard !remarks.isEmpty else { return [] }
        return ["", line(en: "Remarks:", id: "Catatan:")]
            + remarks.map { "- \($0.text(in: language))" }
    }

    private func more(_ count: Int) -> [String] {
        guard count > Self.shown else { return [] }
        let rest = count - Self.shown
        return [line(en: "… and \(rest) more", id: "… dan \(rest) lagi")]
    }
}
