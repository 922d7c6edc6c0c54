/// What the service calls something that it asks of somebody. A deadline keeps it in the office's language; whoever reads
/// another one reads it in theirs.
package enum TaskTitle: CaseIterable, Sendable {
    case date, clearedDate
    case refusedLetter, undeliveredLetter, refusedAddress, undeliverableMail, refusedCopy
    /// Of a client about an order's delay, and of one for whom somebody wrote something. A title is read as the first
    /// that it may be: the last has room for anything.
    case formerClient, delayCall, messageCall
    case letterDecision, clientAnswer
    case release, unsentMail, backup, disk, nextYear
    case changedFigures, signOff, payment

    /// With `{1}`, `{2}`, … where something of its own stands.
    private var pattern: BilingualText {
        switch self {
        case .date:
            BilingualText(
                en: "New date for order {1} of {2}", id: "Tanggal baru untuk pesanan {1} dari {2}")
        case .clearedDate:
            BilingualText(
                en: "The expected date of order {1} was cleared: back on the promise, or no date?",
                id:
                    "Tanggal perkiraan pesanan {1} dikosongkan: kembali ke tanggal janji, atau belum ada "
                    + "tanggal?")
        case .formerClient:
            BilingualText(
                en: "Tell {1} that order {2} is not theirs any more",
                id: "Beri tahu {1} bahwa pesanan {2} bukan milik mereka lagi")
        case .delayCall:
            BilingualText(
                en: "Call {1} of {2} about the delay of order {3}",
                id: "Telepon {1} dari {2} tentang keterlambatan pesanan {3}")
        case .messageCall:
            BilingualText(en: "Call {1} of {2}: {3}", id: "Telepon {1} dari {2}: {3}")
        case .refusedLetter:
            BilingualText(
                en: "Call {1}: the letter to them was refused",
                id: "Telepon {1}: surat kepada mereka ditolak")
        case .undeliveredLetter:
            BilingualText(
                en: "Call {1}: the letter to them could not be delivered",
                id: "Telepon {1}: surat kepada mereka tidak dapat disampaikan")
        case .refusedAddress:
            BilingualText(
                en: "Mend the mail address of {1}: it was refused",
                id: "Perbaiki alamat surel {1}: alamatnya ditolak")
        case .undeliverableMail:
            BilingualText(
                en: "Find out why mail to {1} cannot be delivered",
                id: "Cari tahu mengapa surel kepada {1} tidak dapat disampaikan")
        case .refusedCopy:
            BilingualText(
                en: "Mend the copies' addresses of {1}: one was refused",
                id: "Perbaiki alamat tembusan {1}: ada yang ditolak")
        case .letterDecision:
            BilingualText(en: "Decide about letter {1} to {2}", id: "Putuskan surat {1} kepada {2}")
        case .clientAnswer:
            BilingualText(
                en: "Answer of {1} on the new date of order {2}",
                id: "Jawaban {1} atas tanggal baru pesanan {2}")
        case .release:
            BilingualText(
                en: "Release of mail to clients, after a check",
                id: "Pelepasan surat kepada klien setelah diperiksa")
        case .unsentMail:
            BilingualText(
                en: "Tell people what could not be mailed to them in time",
                id: "Sampaikan kepada rekan pengingat yang tidak terkirim tepat waktu")
        case .backup: BilingualText(en: "The backup failed", id: "Cadangan data gagal dibuat")
        case .disk: BilingualText(en: "The disk is nearly full", id: "Diska hampir penuh")
        case .nextYear: BilingualText(en: "What {1} lacks", id: "Yang kurang untuk {1}")
        case .changedFigures:
            BilingualText(
                en: "Say why the {1} changed so much", id: "Jelaskan perubahan besar pada {1}")
        case .signOff: BilingualText(en: "Sign the {1}", id: "Sahkan {1}")
        case .payment:
            BilingualText(
                en: "Follow up invoice {1} of {2}: payment was promised for {3}",
                id: "Tindak lanjuti faktur {1} dari {2}: pembayaran dijanjikan {3}")
        }
    }

    /// - Parameter parts: the same in both languages.
    package func words(_ parts: String...) -> BilingualText {
        words(parts.map { BilingualText(en: $0, id: $0) })
    }

    /// - Parameter parts: each in both languages.
    package func words(_ parts: [BilingualText]) -> BilingualText {
        BilingualText(
            en: Self.text(pattern.english, parts.map(\.english)),
            id: Self.text(pattern.indonesian, parts.map(\.indonesian)))
    }

    /// The two wordings of a title that is kept in one of them; nil of one that is nobody's of these.
    ///
    /// - Parameter known: what may stand in it and is worded, too: a report, a day.
    package static func words(
        ofKept title: String, containing known: [BilingualText]
    ) -> BilingualText? {
        for one in allCases {
            for pattern in [one.pattern.english, one.pattern.indonesian] {
                guard let parts = parts(of: title, in: pattern) else { continue }
                return one.words(
                    parts.map { part in
                        known.first { [$0.english, $0.indonesian].contains(part) }
                            ?? BilingualText(en: part, id: part)
                    })
            }
        }
        return nil
    }

    /// Whether a title that is kept is one of these.
    package func isTitle(_ kept: String) -> Bool {
        [pattern.english, pattern.indonesian].contains { Self.parts(of: kept, in: $0) != nil }
    }

    private static func text(_ pattern: String, _ parts: [String]) -> String {
        pieces(of: pattern).enumerated().reduce("") { text, piece in
            text + (piece.offset == 0 ? "" : parts[piece.offset - 1]) + piece.element
        }
    }

    /// What stands between the marks, which are in their order in both languages.
    private static func pieces(of pattern: String) -> [Substring] { allPieces[pattern] ?? [] }

    /// Of every pattern, taken apart once: lists ask of each of their rows.
    private static let allPieces: [String: [Substring]] = Dictionary(
        allCases.flatMap { [$0.pattern.english, $0.pattern.indonesian] }.map { pattern in
            (pattern, pattern.split(separator: #/\{[0-9]\}/#, omittingEmptySubsequences: false))
        }, uniquingKeysWith: { first, _ in first })

    /// What stands in the places of the marks; nil where the rest is another.
    private static func parts(of title: String, in pattern: String) -> [String]? {
        let pieces = pieces(of: pattern)
        guard let first = pieces.first, let last = pieces.last, title.hasPrefix(first) else {
            return nil
        }
        guard pieces.count > 1 else { return title == pattern ? [] : nil }
        var rest = title.dropFirst(first.count)
        var parts: [String] = []
        for piece in pieces.dropFirst().dropLast() {
            guard let range = rest.firstRange(of: piece) else { return nil }
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        guard rest.hasSuffix(last), rest.count > last.count else { return nil }
        parts.append(String(rest.dropLast(last.count)))
        return parts.contains("") ? nil : parts
    }
}
