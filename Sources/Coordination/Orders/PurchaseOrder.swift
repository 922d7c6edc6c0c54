/// A client's own order number in letters.
package enum PurchaseOrder {
    /// The facts that name it: `po` as the client writes it, `po_named` as a sentence says it.
    package static func facts(_ number: String?) -> Facts {
        guard let number else { return [:] }
        return ["po": .text(number), "po_named": .text(named(number))]
    }

    /// `PO 4500123`; one that begins with the word already is not given it twice: `PO-88/XI/2026`.
    package static func named(_ number: String) -> String {
        for word in ["PO", "P.O."] where number.uppercased().hasPrefix(word) {
            // `POLY-7` begins with another word.
            if number.dropFirst(word.count).first?.isLetter != true { return number }
        }
        return "PO \(number)"
    }
}
