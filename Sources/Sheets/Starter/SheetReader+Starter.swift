package import Almanac
package import Coordination

extension SheetReader {
    /// Reads every sheet of the starter workbook that somebody has filled in; nil of any other file.
    ///
    /// - Returns: one reading where nothing is filled in, which says so.
    package func readStarter(
        _ bytes: [UInt8], fileName: String, today: CivilDate? = nil
    ) -> [SheetReading]? {
        guard bytes.count <= SheetLimits.bytes, FileForm(bytes, name: fileName) == .package else {
            return nil
        }
        let name = fileName.split(separator: "/").last.map(String.init) ?? fileName
        var readings: [SheetReading] = []
        var isStarter = false
        do throws(WorkbookFault) {
            guard let book = try Self.book(of: bytes, name: name) else { return nil }
            for index in book.sheets.indices {
                // A worksheet's rows come but once.
                guard let kind = Self.starterKind(of: try book.head(of: index)) else { continue }
                isStarter = true
                let recognition = candidates(for: kind).recognise(try book.head(of: index))
                var rows = try book.rows(of: index)
                var reading = SheetReading(file: name)
                read(&rows, as: recognition, today: today, into: &reading)
                if reading.saysSomething { readings.append(reading) }
            }
        } catch {
            // Read as any other file, it says what is damaged.
            return nil
        }
        guard isStarter else { return nil }
        if readings.isEmpty {
            readings = [
                SheetReading(
                    file: name,
                    remarks: [
                        BilingualText(
                            en: "nothing is filled in: below the example of each sheet is room",
                            id: "belum ada yang diisi: tersedia tempat di bawah contoh tiap lembar")
                    ])
            ]
        }
        return readings
    }

    private static func starterKind(of head: any GridRows) -> SheetKind? {
        var rows = head
        var row = GridRow()
        var depth = 0
        while depth < SheetLimits.headerDepth, rows.next(&row) {
            depth += 1
            if let mark = row.cells.lazy.compactMap({ StarterMark($0.text) }).first {
                return mark.kind
            }
        }
        return nil
    }
}

extension SheetReading {
    /// Whether anything is filled in, or wrong with what is.
    fileprivate var saysSomething: Bool {
        guard shortSheets.isEmpty else { return shortSheets.contains { $0.saysSomething } }
        return !rows.isEmpty || isBlocked || isNilReport
    }
}
