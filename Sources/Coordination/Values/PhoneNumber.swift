/// What a telephone number is that can be dialled.
package enum PhoneNumber {
    /// How many digits it has with its country: fifteen are the most (ITU-T E.164, 6.1); fewer than eight reach nobody
    /// from abroad.
    package static let digits = 8...15

    /// Whether a number that somebody entered, in whatever form, has as many digits as one that reaches somebody.
    package static func canBeDialled(_ text: String) -> Bool {
        digits.contains(text.count(where: \.isNumber))
    }
}
