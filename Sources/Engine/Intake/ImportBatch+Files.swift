import Almanac
import Coordination
import Ledger
import Post

/// What holds of the files of an import as files: those of other programs, and those with several sheets.
extension ImportBatch {
    /// What was said of a list's columns holds whatever becomes of the list.
    mutating func rememberMappings(in transaction: LedgerTransaction) throws {
        for (index, mapping) in mappings.enumerated() {
            guard let mapping else { continue }
            let file = files[index].name
            let number = try transaction.remember(mapping, of: file, by: sender(index))
            try transaction.record(
                "mapped", of: Subject(.sheet, mapping.kind.rawValue), by: sender(index),
                detail: "\(file) \(number)")
            readings[index].remarks.append(
                .remark(onMapping: number, of: mapping.kind, isDryRun: isDryRun))
        }
    }

    /// Keeps lists of other programs: they are taken once somebody has said what their columns are.
    func keepForeign(_ reports: [ImportReport], in transaction: LedgerTransaction) throws {
        for (file, report) in zip(files, reports) where report.reading.isForeign {
            try transaction.keep(
                file: file.name, content: file.content, hash: Checksum.sha256(file.content))
        }
    }

    /// With the other sheets of their files: a file is taken whole or not at all.
    func withWholeFiles(_ blocked: [Int]) -> Set<Int> {
        let files = Set(blocked.map { sources[$0] })
        return Set(sources.indices.filter { files.contains(sources[$0]) })
    }

    /// Says of each sheet without faults, whose file falls, which sheet it is that has them.
    func blockSheets(besideFaulty blocked: Set<Int>, of candidates: inout [Candidate]) {
        let faulty = blocked.filter { candidates[$0].reading.isBlocked }
        for index in blocked.subtracting(faulty) {
            let reading = candidates[index].reading
            let names = faulty.sorted().filter { sources[$0] == sources[index] }
                .compactMap { candidates[$0].reading.worksheet }.map { "“\($0)”" }
                .joined(separator: ", ")
            candidates[index].reading.isHeldBack = true
            candidates[index].reading.findings.append(
                Finding(
                    file: reading.file, worksheet: reading.worksheet, code: .notPossible,
                    expected: BilingualText(
                        en:
                            "no fault in the file's other sheets, as it is taken whole or not at all: "
                            + names,
                        id:
                            "lembar lain dalam berkas ini tanpa kesalahan, karena berkas diambil utuh "
                            + "atau tidak sama sekali: \(names)")))
        }
    }

    /// Says of a file that brings something again what the same one was undone for: a copy may have come by itself.
    func warn(
        ofUndone kind: SheetKind, _ index: Int, in reports: inout [ImportReport], view: LedgerView,
        _ office: Office
    ) throws {
        let report = reports[index]
        guard kind != .decisions, !report.difference.isEmpty,
            let undone = try view.undoneImport(
                of: kind, hash: Checksum.sha256(files[index].content)),
            let moment = undone.undoneAt
        else { return }
        let day = office.profile.zone.civil(moment).date.words
        let by = undone.undoneBy.map { Actor($0).name }
        let name = by.map { office.directory.person($0)?.name ?? $0 }
        let who = BilingualText(
            en: name.map { " by \($0)" } ?? "", id: name.map { " oleh \($0)" } ?? "")
        reports[index].add([
            Finding(
                file: report.reading.file, worksheet: report.reading.worksheet, code: .stale,
                severity: .warning,
                expected: BilingualText(
                    en:
                        "another file: this very one was taken as IMPORT-\(undone.number) and undone on "
                        + "\(day.english)\(who.english), and was taken again; if it only came once more by itself, undo "
                        + "it again and take its copy away",
                    id:
                        "berkas lain: berkas yang persis sama pernah diambil sebagai IMPORT-\(undone.number) "
                        + "dan diurungkan pada \(day.indonesian)\(who.indonesian), lalu kini diambil lagi; bila hanya "
                        + "terkirim ulang dengan sendirinya, urungkan lagi dan singkirkan salinannya"
                ))
        ])
    }
}
