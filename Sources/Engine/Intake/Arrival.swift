import Almanac
import Coordination
import Ledger
import Post
import Sheets

/// A file as it is taken, with what a reader made of it. In place of a mapping sheet that somebody filled in
/// stands the file that it is about.
struct Arrival: Sendable {
    var file: Intake.File
    var reading: SheetReading
    /// What somebody says of the file's columns.
    var mapping: SheetMapping?
    /// Which file of the import it came from: a starter workbook has a sheet of each kind, and is taken
    /// whole or not at all.
    var source = 0
}

/// Reads files by the office's own names of columns, and by what was said of other programs' lists.
struct ArrivalReader: Sendable {
    let reader: SheetReader
    private let known: [SheetMapping]
    private let ledger: Ledger

    /// - Parameter reader: the office's own.
    init(_ reader: SheetReader, _ ledger: Ledger) async throws {
        known = try await ledger.read { try $0.mappings() }.filter { $0.removedAt == nil }
            .map(\.mapping)
        self.reader = reader.following(known)
        self.ledger = ledger
    }

    /// What came with a file: one sheet, or all that are filled in of a starter workbook.
    func arrivals(
        of file: Intake.File, as kind: SheetKind?, today: CivilDate, source: Int,
        progress: ((Int) -> Void)? = nil
    ) async throws -> [Arrival] {
        if kind == nil, file.content.count <= Self.largestStarter,
            let readings = reader.readStarter(file.content, fileName: file.name, today: today)
        {
            return readings.map { Arrival(file: file, reading: $0, source: source) }
        }
        var arrival = try await arrival(of: file, as: kind, today: today, progress: progress)
        arrival.source = source
        return [arrival]
    }

    /// More than a person fills in; a larger file is not opened twice.
    private static let largestStarter = 8 << 20

    private func arrival(
        of file: Intake.File, as kind: SheetKind?, today: CivilDate,
        progress: ((Int) -> Void)?
    ) async throws -> Arrival {
        let reading = reader.read(
            file.content, fileName: file.name, as: kind, today: today, progress: progress)
        guard reading.kind == nil || reading.isForeign,
            let filled = reader.filledMapping(in: file.content, fileName: file.name)
        else {
            guard reading.kind == nil, reader.isOnlyToBeRead(file.content, fileName: file.name)
            else { return Arrival(file: file, reading: reading) }
            return Arrival(
                file: file, reading: SheetReading(file: reading.file, remarks: [.onlyToBeRead]))
        }
        guard let mapping = filled.mapping else {
            return Arrival(
                file: file,
                reading: SheetReading(
                    file: reading.file, worksheet: filled.worksheet, findings: filled.findings))
        }
        let kept = try await ledger.read { view in
            try view.keptFile(filled.mark.hash).map {
                Intake.File(
                    name: try view.keptFileName(filled.mark.hash) ?? file.name, content: $0)
            }
        }
        guard let kept else {
            return Arrival(
                file: file,
                reading: SheetReading(file: reading.file, remarks: [.fileNoLongerKept]),
                mapping: mapping)
        }
        let explained = reader.following(known + [mapping])
        return Arrival(
            file: kept,
            reading: explained.read(
                kept.content, fileName: kept.name, as: mapping.kind, today: today),
            mapping: mapping)
    }
}

extension BilingualText {
    fileprivate static let onlyToBeRead = BilingualText(
        en: "this list of ours is only to be read: nothing of it was taken",
        id: "daftar ini hanya untuk dibaca: tidak ada isinya yang diambil")

    fileprivate static let fileNoLongerKept = BilingualText(
        en: "the file that this is about is not kept here any more: hand it in again",
        id: "berkas yang dimaksud tidak lagi tersimpan: masukkan sekali lagi")

    /// Of a file whose columns somebody has explained.
    ///
    /// - Parameter isDryRun: what a dry run takes is remembered by nobody.
    static func remark(
        onMapping number: Int64, of kind: SheetKind, isDryRun: Bool
    ) -> BilingualText {
        guard !isDryRun else {
            return BilingualText(
                en: "would be remembered as a mapping: files with such a header would be taken as "
                    + "\(kind.rawValue) from then on",
                id: "akan disimpan sebagai pemetaan: berkas dengan judul kolom seperti ini akan "
                    + "diterima sebagai \(kind.words.indonesian)")
        }
        return BilingualText(
            en: "remembered as mapping \(number): files with such a header are taken as "
                + "\(kind.rawValue) from now on",
            id: "disimpan sebagai pemetaan \(number): berkas dengan judul kolom seperti ini "
                + "selanjutnya diterima sebagai \(kind.words.indonesian)")
    }
}

extension Intake {
    /// Keeps a list of another program and makes a sheet that asks what its columns are, whatever we make
    /// of them.
    ///
    /// - Throws: `EngineError` `.invalid` where the file has no table.
    func askForColumns(
        of file: File, as kind: SheetKind?, at now: Instant
    ) async throws -> MarkedFile {
        let arrivals = try await ArrivalReader(reader, store.ledger)
        let copies = markedCopies(arrivals.reader)
        let asked: MarkedFile? = try await store.change(at: now) { work in
            let transaction = work.transaction
            var reading = SheetReading(file: file.name)
            reading.isForeign = true
            let sheet = copies.mapping(
                of: file.content, reading, as: kind, ledger: try transaction.view.identity(),
                at: now)
            if sheet != nil {
                try transaction.keep(
                    file: file.name, content: file.content, hash: Checksum.sha256(file.content))
            }
            return sheet
        }
        guard let asked else {
            throw EngineError(
                .invalid,
                "\(file.name) holds no table with a row of columns' names and rows below: nothing can be "
                    + "asked about it", field: "file")
        }
        return asked
    }
}
