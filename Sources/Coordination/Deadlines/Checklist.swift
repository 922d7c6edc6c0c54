/// What a deadline asks to be shown when it is done, thing by thing: `tanda terima; foto barang`.
package struct Checklist: Hashable, Sendable {
    package let items: [String]

    /// - Parameter evidence: as the deadline has it, things separated by semicolons.
    package init(_ evidence: String) { items = Self.parts(of: evidence) }

    /// Whether it is shown piece by piece; a single thing is shown by whatever is given for it.
    package var hasSeveral: Bool { items.count > 1 }

    /// What is still to be shown. Something shown begins with its thing's name (`foto barang: IMG_1`); what is
    /// named otherwise stands for the things that are left, where there is as much of it as of those.
    ///
    /// - Parameter proof: what was shown so far, separated by semicolons; nil is nothing.
    package func missing(after proof: String?) -> [String] {
        let given = proof.map { Self.parts(of: $0) } ?? []
        guard hasSeveral else { return given.isEmpty ? items : [] }
        let missing = items.filter { item in
            !given.contains { $0.isShowing(item) }
        }
        let others = given.count { part in !items.contains(where: part.isShowing) }
        return others == missing.count ? [] : missing
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

    private static func parts(of text: String) -> [String] {
        text.split(whereSeparator: { $0 == ";" || $0.isNewline }).map { part in
            String(
                part.trimmingPrefix(while: \.isWhitespace).reversed()
                    .drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }
}

extension String {
    /// Whether it names a thing and says no other word of the same beginning: `foto` is no `fotokopi`.
    fileprivate func isShowing(_ item: String) -> Bool {
        let (own, wanted) = (foldedCode, item.foldedCode)
        guard own.hasPrefix(wanted) else { return false }
        guard let next = own.dropFirst(wanted.count).first else { return true }
        return !next.isLetter && !next.isNumber
    }
}

extension Deadline {
    /// What is still to be shown of what it asks for; nil where it asks for nothing more.
    package var missingEvidence: String? {
        let missing = evidence.map { Checklist($0).missing(after: proof) } ?? []
        return missing.isEmpty ? nil : missing.joined(separator: "; ")
    }
}
