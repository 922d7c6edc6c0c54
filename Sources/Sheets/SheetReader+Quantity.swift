package import Coordination

/// A text that cannot be read as what it was given for.
package struct UnreadableText: Error, Sendable {
    package var expected: BilingualText
}

extension SheetReader {
    /// Reads a quantity as a cell of the orders sheet is read, so that `1.250` is as many by command as it
    /// is there.
    package func readQuantity(_ text: String) throws(UnreadableText) -> Quantity {
        do throws(CellFault) {
            let clean = try CellText.cleaned(text, for: .code)
            guard !clean.isEmpty else {
                throw CellFault(code: .required, expected: expectedQuantity)
            }
            return Quantity(
                thousandths: try NumberReader(
                    style: numberStyle, currency: nil, decimals: Quantity.decimals
                ).read(clean))
        } catch {
            throw UnreadableText(expected: error.expected)
        }
    }

    private var expectedQuantity: BilingualText { NumberReader.expectedQuantity(numberStyle) }
}
