/// How the office's people write: what a cell's text cannot say by itself.
struct SheetConventions: Sendable {
    /// Whether `04/12/2026` is the fourth of December.
    var isDayFirst = true
    /// What may stand beside an amount, without regard to case.
    var currencyMarks = ["Rp.", "Rp", "IDR"]
    /// The country that numbers without one belong to.
    var callingCode = "62"
    /// Whether the system knows a time zone of this name.
    var knowsZone: @Sendable (String) -> Bool = { _ in true }
}
