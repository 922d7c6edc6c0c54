package import Coordination
package import Ledger

/// What one file came to: the answer to whoever sent it.
package struct ImportReport: Sendable {
    package var reading: SheetReading
    package var isDryRun: Bool
    /// Whether the file was taken: whole, or, where that was asked for, without its faulty rows.
    package let isTaken: Bool
    package var difference = Difference()
    /// What its cells say that was not taken, or was taken over what people changed since.
    var notes: [MergedSheet.Note] = [] {
        didSet {
            // What was not taken was taken over nothing.
            if !isTaken { notes.removeAll { $0.kind == .overridden } }
            guard let sheet = reading.kind else { return }
            let kinds: [MergedSheet.Note.Kind] = [.overridden, .kept]
            reading.remarks += kinds.compactMap {
                BilingualText.remark(on: notes, $0, in: sheet)
            }
        }
    }
    /// What the import sets in motion.
    var effects = Effects()
    /// Numbers of rows that were left out with their faults while the others were taken.
    package var left: [Int] = []
    package var team: String?
    /// Whose submission it would have been, by its name or rows, of one that could not even be judged.
    var refusedTeam: String?
    package var period: String?
    package var version: Int?
    /// Under which number it can be undone; nil of what changed nothing, or cannot be.
    package var number: Int64?
    /// Whether it takes the place of a file that was right, though it is not.
    var replacesAccepted = false
    /// What it counts on: somebody's word that has not been given. Nil where it counts as it is.
    var condition: BilingualText?

    init(_ reading: SheetReading, isDryRun: Bool) {
        self.reading = reading
        self.isDryRun = isDryRun
        isTaken = !reading.isBlocked
    }

    /// Answers the rows that were left out with their faults.
    mutating func answerRowsLeftOut(of whole: SheetReading) {
        let faults = Dictionary(
            grouping: reading.findings.filter { $0.severity == .blocker }, by: { $0.row ?? 0 })
        for row in whole.rows where left.contains(row.number) {
            // One of several rows about the same has the fault of another.
            let expected =
                faults[row.number].map { $0.map(\.expected).joined(by: "; ") }
                ?? BilingualText(
                    en: "one row about this", id: "satu baris saja tentang hal ini")
            difference.answers.append(
                Difference.Answer(
                    row: row.number, code: row.text("code") ?? "",
                    decision: row.text("decision").flatMap(DecisionWord.init(rawValue:))?.words,
                    said: faults[row.number]?.first { $0.cell == row.address(of: "decision") }?
                        .value,
                    by: row.text("by"), details: row.decisionDetails, isDone: false,
                    text: BilingualText(
                        en: "not carried out: expected \(expected.english)",
                        id: "belum dilaksanakan: seharusnya \(expected.indonesian)")))
        }
        difference.answers.sort { $0.row < $1.row }
    }

    /// Adds what was found about the rows beside what an earlier file of the import made so.
    mutating func add(_ findings: [Finding]) {
        let known = Set(reading.findings)
        let further = findings.filter { !known.contains($0) }
        guard !further.isEmpty else { return }
        reading.findings = (reading.findings + further).sorted(by: Finding.isBefore)
    }

    /// Lists as many warnings of a kind in one column as anybody will read, and counts the rest: a first
    /// import of years of orders has tens of thousands.
    mutating func boundWarnings() {
        guard reading.findings.count > Self.mostWarnings else { return }
        var counts: [String: (count: Int, first: Finding)] = [:]
        reading.findings = reading.findings.filter { finding in
            guard finding.severity == .warning else { return true }
            let column = finding.cell.prefix { $0.isLetter }
            let known = counts["\(column) \(finding.code.rawValue)"]
            let count = (known?.count ?? 0) + 1
            counts["\(column) \(finding.code.rawValue)"] = (count, known?.first ?? finding)
            return count <= Self.mostWarnings
        }
        for (_, (count, first)) in counts.sorted(by: { $0.key < $1.key })
        where count > Self.mostWarnings {
            let column = first.cell.prefix { $0.isLetter }
            let more = count - Self.mostWarnings
            reading.remarks.append(
                BilingualText(
                    en:
                        "\(more) more warnings “\(first.code.rawValue)” in column \(column) are not "
                        + "listed",
                    id: "\(more) peringatan “\(first.code.rawValue)” lagi di kolom \(column) tidak "
                        + "dicantumkan"))
        }
    }

    /// Of one kind in one column.
    private static let mostWarnings = 1_000

    /// How many rows were taken: all or none, or all but those left out.
    package var accepted: Int { isTaken ? reading.rows.count : 0 }

    /// What it sets in motion, as sentences.
    package var effectWords: [BilingualText] {
        [condition].compactMap(\.self) + difference.handovers.map(\.words) + effects.words
            + (replacesAccepted
                ? [
                    BilingualText(
                        en: "the file that was accepted before counts no more",
                        id: "berkas yang diterima sebelumnya tidak berlaku lagi")
                ] : [])
    }
}

/// What a sheet says differently from the ledger.
package struct Difference: Sendable {
    package var added: [String] = []
    package var changed: [Change] = []
    package var unchanged = 0
    /// Known keys that the sheet does not name: nothing happens to them.
    package var absent: [String] = []
    /// What became of each row that decides something.
    package var answers: [Answer] = []
    /// The rows that decided nothing.
    package var refused: [Answer] { answers.filter { !$0.isDone } }
    /// What went from those who left to their successors.
    package var handovers: [ImportRecord.Handover] = []

    /// What became of one row.
    package struct Answer: Sendable, Hashable {
        package var row: Int
        /// As the row names it.
        package var code: String
        /// What it goes by; nil of what nobody knows.
        package var about: BilingualText?
        package var decision: BilingualText?
        /// What its cell says, where that is no decision that anybody knows.
        package var said: String?
        /// Who decided, as the row names them.
        package var by: String?
        /// The date, the amount and the reason that the row gives beside its decision.
        package var details: BilingualText?
        /// Whether it was carried out, or said what was so already.
        package var isDone: Bool
        package var text: BilingualText
    }

    /// One value of one entry that is different now.
    package struct Change: Sendable, Hashable {
        package var key: String
        package var column: String
        package var old: String?
        package var new: String?
    }

    /// How many entries changed, whatever the number of their values.
    package var changedCount: Int { Set(changed.map(\.key)).count }

    package var isEmpty: Bool { size == 0 }

    /// Entries added and values changed so far.
    var size: Int { added.count + changed.count }

    /// Counts one entry by what it was and what it is.
    ///
    /// - Parameter new: looked at only where there was something: most entries of a first import are new.
    mutating func compare(
        _ key: String, old: [String: String]?, new: @autoclosure () throws -> [String: String]
    ) rethrows {
        guard let old else {
            added.append(key)
            return
        }
        let new = try new()
        let columns = Set(old.keys).union(new.keys).sorted()
        let changes = columns.filter { old[$0] != new[$0] }.map { column in
            Change(key: key, column: column, old: old[column], new: new[column])
        }
        if changes.isEmpty { unchanged += 1 } else { changed += changes }
    }
}

extension SheetRow {
    /// What a row says of its decision beside the word, as its answer repeats it: `4 December 2026, reason “…”`.
    var decisionDetails: BilingualText? {
        var parts: [BilingualText] = []
        if let date = date("date") { parts.append(date.words) }
        if let amount = cell("amount")?.raw, number("amount") != nil {
            parts.append(BilingualText(en: amount, id: amount))
        }
        if let reason = text("reason") {
            let words = reason.excerpt
            parts.append(BilingualText(en: "reason “\(words)”", id: "alasan “\(words)”"))
        }
        if let proof = text("proof") {
            let words = proof.excerpt
            parts.append(BilingualText(en: "proof “\(words)”", id: "bukti “\(words)”"))
        }
        return parts.isEmpty ? nil : parts.joined(by: ", ")
    }
}
