import Almanac
import Coordination

extension BilingualText {
    /// Of a cell that should say how something comes back.
    ///
    /// - Parameter error: what is wrong with what it says.
    static func expectedRecurrence(_ error: any Error) -> BilingualText {
        BilingualText(
            en:
                "daily, weekly, monthly, quarterly, yearly, or a calendar expression such as *-*-20, "
                + "an hour apart at least (\(error))",
            id: "harian, mingguan, bulanan, triwulanan, tahunan, atau ekspresi kalender seperti "
                + "*-*-20, paling rapat sejam sekali (\(error))")
    }

    /// Of a cell that only says more of a decision, where there is none.
    static let decidesNothing = BilingualText(
        en: "a status beside it: by itself it decides nothing, and was not taken",
        id: "status di sebelahnya: sel ini sendiri tidak memutuskan apa pun, jadi tidak diterapkan")

    /// Of a day on which something happened that is to come.
    static func byToday(_ today: CivilDate) -> BilingualText {
        BilingualText(
            en: "a day up to \(today): what happened happened by today; is the year right?",
            id:
                "tanggal sampai \(today): yang sudah terjadi tidak bertanggal nanti; apakah tahunnya "
                + "benar?")
    }
}
