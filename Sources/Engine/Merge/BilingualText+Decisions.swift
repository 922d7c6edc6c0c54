import Almanac
import Coordination

extension BilingualText {
    /// Of a cell that only says more of a decision, where there is none.
    static let decidesNothing = BilingualText(
        en: "a status beside it: by itself it decides nothing, and was not taken",
        id: "status di sebelahnya: sel ini sendiri tidak memutuskan apa pun, jadi tidak diterapkan")
}
