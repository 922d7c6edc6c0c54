package import Almanac
package import Coordination

/// How the office's people write: what a cell's text cannot say by itself.
package struct SheetConventions: Sendable {
    /// Whether `04/12/2026` is the fourth of December.
    package var isDayFirst = true
    package var numbers = NumberStyle.pointComma
    /// Whether the settings say so, and it is not what is usual.
    package var areNumbersStated = false
    package var currency = Currency(code: "IDR")
    /// How telephone numbers that name no country are completed; nil leaves them as they are.
    package var phones: PhonePlan? = PhonePlan(callingCode: "62")
    /// The office's zone, in which a moment with a zone of its own has its day; nil takes the day as
    /// it is written.
    package var zone: Zone?
    /// The zones that a cell may name; nil leaves that to others.
    package var zones: ZoneCatalog?

    /// As an office's settings say.
    package init(_ profile: OfficeProfile) {
        isDayFirst = profile.style.isDayFirst
        numbers = profile.style.cells
        areNumbersStated = profile.style.numbers != nil
        currency = profile.style.currency
        phones = profile.phones
        zone = profile.zone
        zones = profile.zones
    }

    package init(isDayFirst: Bool = true, zones: ZoneCatalog? = nil) {
        self.isDayFirst = isDayFirst
        self.zones = zones
    }

    func knowsZone(_ name: String) -> Bool { zones.map { $0(name) != nil } ?? true }
}
