/// What the service calls something that it asks of somebody. A deadline keeps it in the office's language; whoever reads
/// another one reads it in theirs.
package enum TaskTitle: CaseIterable, Sendable {
    case date, clearedDate
    case refusedLetter, undeliveredLetter, unsentLetter, refusedAddress, undeliverableMail,
        refusedCopy
    /// Of a client about whose an order is, about its delay or its earlier date, and of one for whom somebody wrote
    /// something, which may be anything.
    case formerClient, returnedClient, delayCall, earlierCall, messageCall
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
        case .returnedClient:
            BilingualText(
                en: "Tell {1} that order {2} is theirs again",
                id: "Beri tahu {1} bahwa pesanan {2} kembali menjadi milik mereka")
        case .delayCall:
            BilingualText(
                en: "Call {1} of {2} about the delay of order {3}",
                id: "Telepon {1} dari {2} tentang keterlambatan pesanan {3}")
        case .earlierCall:
            BilingualText(
                en: "Call {1} of {2} about the earlier date of order {3}",
                id: "Telepon {1} dari {2} tentang tanggal lebih awal pesanan {3}")
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
        case .unsentLetter:
            BilingualText(
                en: "Tell {1} what our letter could not: our mail does not leave",
                id: "Sampaikan kepada {1} isi surat kami: surel kami tidak dapat keluar")
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
    /// What stands between a title's parts may stand in a name as well (`Bank of Java`), and a title may read like another
    /// one: the reading counts in which most parts are names that it is known to be about, and of several the first.
    ///
    /// - Parameters:
    ///   - known: what may stand in it and is worded, too: a report, a day.
    ///   - names: what it is about: its client's name, their contact's, its order's code.
    package static func words(
        ofKept title: String, containing known: [BilingualText], naming names: Set<String> = []
    ) -> BilingualText? {
        let known = Dictionary(
            known.flatMap { [($0.english, $0), ($0.indonesian, $0)] },
            uniquingKeysWith: { first, _ in first })
        var best: (words: BilingualText, found: Int)?
        for one in allCases {
            for pattern in [one.pattern.english, one.pattern.indonesian] {
                for parts in readings(of: title, by: pattern) {
                    let found = parts.count { known[$0] != nil || names.contains($0) }
                    guard found > best?.found ?? -1 else { continue }
                    let words = parts.map { known[$0] ?? BilingualText(en: $0, id: $0) }
                    best = (one.words(words), found)
                }
            }
        }
        return best?.words
    }

    /// Whether a title that is kept is one of these.
    package func isTitle(_ kept: String) -> Bool {
        [pattern.english, pattern.indonesian].contains { !Self.readings(of: kept, by: $0).isEmpty }
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

    /// What may stand in the places of the marks, in each way in which a title can be read by a pattern; none where the
    /// rest is another.
    private static func readings(of title: String, by pattern: String) -> [[String]] {
        let pieces = pieces(of: pattern)
        guard let first = pieces.first, let last = pieces.last, title.hasPrefix(first) else {
            return []
        }
        guard pieces.count > 1 else { return title == pattern ? [[]] : [] }
        let rest = title.dropFirst(first.count)
        guard rest.hasSuffix(last), rest.count > last.count else { return [] }
        return readings(of: rest.dropLast(last.count), between: pieces.dropFirst().dropLast())
    }

    /// The parts that stand between pieces, none of which is empty.
    private static func readings(
        of text: Substring, between pieces: ArraySlice<Substring>
    ) -> [[String]] {
        guard let piece = pieces.first else { return text.isEmpty ? [] : [[String(text)]] }
        return text.ranges(of: piece).filter { $0.lowerBound > text.startIndex }
            .flatMap { range in
                readings(of: text[range.upperBound...], between: pieces.dropFirst())
                    .map { [String(text[..<range.lowerBound])] + $0 }
            }
    }
}
