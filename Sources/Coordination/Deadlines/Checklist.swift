/// What a deadline asks to be shown when it is done, thing by thing: `tanda terima; foto barang`.
package struct Checklist: Hashable, Sendable {
    package let items: [String]

    /// - Parameter evidence: as the deadline has it, things separated by semicolons; one that is listed twice is
    ///   one.
    package init(_ evidence: String) {
        var known: Set<String> = []
        items = Self.parts(of: evidence).filter { known.insert($0.bare).inserted }
    }

    /// Whether it is shown piece by piece; a single thing is shown by whatever is given for it.
    package var hasSeveral: Bool { items.count > 1 }

    /// What is still to be shown. A thing is shown by its whole name, with or without what shows it behind a
    /// colon or a number (`foto barang: IMG_1`, `tanda terima 7`); what says other words shows nothing, nor does
    /// a name that announces what shows it and has nothing there (`tanda terima: `).
    ///
    /// - Parameter proof: what was shown so far, separated by semicolons as the things are; nil is nothing.
    package func missing(after proof: String?) -> [String] {
        let given = (proof.map { Self.parts(of: $0) } ?? []).filter(\.saysSomething)
        guard hasSeveral else { return given.isEmpty ? items : [] }
        let names = Set(given.compactMap { item(shownBy: $0)?.bare })
        return items.filter { !names.contains($0.bare) }
    }

    /// What a proof has to be, in words ready to show.
    ///
    /// - Parameter missing: what is still to be shown.
    package static func expectation(of missing: [String]) -> BilingualText {
        let list = missing.joined(separator: "; ")
        guard missing.count > 1 else {
            return BilingualText(en: "what was shown (\(list))", id: "bukti (\(list))")
        }
        return BilingualText(
            en: "what was shown, each by its name with semicolons between (\(list))",
            id: "bukti, masing-masing dengan namanya dan dipisah titik koma (\(list))")
    }

    /// What was shown before and what is shown now.
    package static func joined(_ former: String?, _ proof: String?) -> String? {
        var shown: [String] = []
        for part in [former, proof].compactMap(\.self).flatMap({ Self.parts(of: $0) })
        where !shown.contains(part) {
            shown.append(part)
        }
        return shown.isEmpty ? nil : shown.joined(separator: "; ")
    }

    /// Of all things whose names a part begins with, the one of the longest name: `foto barang` is no `foto`.
    private func item(shownBy part: String) -> String? {
        let shown = part.bare
        return items.filter { shown.isNamed($0.bare) }.max { $0.bare.count < $1.bare.count }
    }

    private static func parts(of text: String) -> [String] {
        text.split(whereSeparator: { $0 == ";" || $0.isNewline }).map { part in
            String(
                part.trimmingPrefix(while: \.isWhitespace).reversed()
                    .drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }
}

extension String {
    /// Without regard to case and spaces.
    fileprivate var bare: String { foldedCode.filter { !$0.isWhitespace } }

    /// Whether there is anything in it that shows something: behind the first colon, where there is one, and not
    /// only a name with a mark that announces more.
    fileprivate var saysSomething: Bool {
        let isTold = { (character: Character) in
            character.isLetter || character.isNumber || character.isSymbol && !character.isASCII
        }
        if let colon = firstIndex(where: { ":：".contains($0) }) {
            return self[index(after: colon)...].contains(where: isTold)
        }
        return contains(where: isTold) && !(last.map { "-–—=#/".contains($0) } ?? true)
    }

    /// Whether it is a name, alone or with what shows the thing behind a colon or a number.
    fileprivate func isNamed(_ name: String) -> Bool {
        guard hasPrefix(name) else { return false }
        let rest = dropFirst(name.count)
        guard let next = rest.first else { return true }
        return next == ":" || rest.drop { "-#/".contains($0) }.first?.isNumber ?? false
    }
}

extension Deadline {
    /// What is still to be shown of what it asks for; nil where it asks for nothing more.
    package var missingEvidence: String? {
        let missing = evidence.map { Checklist($0).missing(after: proof) } ?? []
        return missing.isEmpty ? nil : missing.joined(separator: "; ")
    }
}
