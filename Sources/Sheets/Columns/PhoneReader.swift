import Coordination

/// Brings telephone numbers into one form (E.164): `0812…`, `812…` and `+62 812-…` are one number.
struct PhoneReader {
    /// How numbers that name no country are written; nil leaves them as they are.
    let plan: PhonePlan?

    /// - Throws: a warning that keeps the text as written where nothing better is known: a person may
    ///   still understand it.
    func read(_ text: String) throws(CellFault) -> SheetValue {
        if let number = normalised(text) { return .text(number) }
        throw CellFault(
            code: .notANumber, severity: .warning,
            expected: Self.expectation(plan).followed(
                en: "; kept as written where no number is known",
                id: "; dicatat apa adanya bila belum ada nomor yang tercatat"),
            value: .text(text), isPartial: true)
    }

    static func expectation(_ plan: PhonePlan?) -> BilingualText {
        let example = plan.map { "+\($0.callingCode) 812-3456789" } ?? "+62 812-3456789"
        let number = BilingualText(
            en: "a telephone number, such as \(example)",
            id: "nomor telepon, misalnya \(example)")
        return plan == nil
            ? number.followed(
                en: ", with its country, as the settings name none (office.phone_country)",
                id: ", lengkap dengan kode negara karena pengaturan tidak menyebutnya "
                    + "(office.phone_country)")
            : number
    }

    private func normalised(_ text: String) -> String? {
        guard text.allSatisfy({ Self.isDigit($0) || " +-.()/".contains($0) }),
            text.dropFirst().allSatisfy({ $0 != "+" }), !text.contains("/")
        else { return nil }
        // (0) shows the nought that falls away behind the country.
        let isInternational = text.hasPrefix("+")
        let shown = isInternational ? text.replacing("(0)", with: "") : text
        let digits = shown.filter(Self.isDigit)
        guard let number = isInternational ? digits : Self.withoutExit(digits) ?? national(digits)
        else { return nil }
        let plain = plan.map { Self.withoutInnerTrunk(number, $0) } ?? number
        return PhoneNumber.digits.contains(plain.count) ? "+" + plain : nil
    }

    /// `0062 812…`, as one dials abroad in most countries.
    private static func withoutExit(_ digits: String) -> String? {
        digits.hasPrefix("00") ? String(digits.dropFirst(2)) : nil
    }

    /// The number with its country, from how it is dialled within it.
    private func national(_ digits: String) -> String? {
        guard let plan else { return nil }
        if !plan.trunk.isEmpty, digits.hasPrefix(plan.trunk) {
            return plan.callingCode + (plan.keepsTrunk ? digits[...] : digits.dropFirst())
        }
        // A spreadsheet has taken a mobile number for a number and its nought away.
        if plan.afterLostTrunk.contains(where: digits.hasPrefix) {
            return plan.callingCode + digits
        }
        if digits.hasPrefix(plan.callingCode), digits.count >= 10 + (plan.trunk.isEmpty ? 1 : 0) {
            return digits
        }
        return plan.trunk.isEmpty && digits.count >= 7 ? plan.callingCode + digits : nil
    }

    /// `+62 0812…`: the nought that is not dialled from abroad, written all the same.
    private static func withoutInnerTrunk(_ digits: String, _ plan: PhonePlan) -> String {
        let start = plan.callingCode + "0"
        guard plan.trunk == "0", !plan.keepsTrunk, digits.hasPrefix(start) else { return digits }
        return plan.callingCode + digits.dropFirst(start.count)
    }

    private static func isDigit(_ character: Character) -> Bool {
        character.isASCII && character.isNumber
    }
}
