import Almanac
import Coordination
import Post

/// How explanations word dates, moments and people, in both languages side by side.
struct ExplanationWords: Sendable {
    let office: Office
    private let english: Wording
    private let indonesian: Wording

    init(_ office: Office) {
        self.office = office
        let (zone, style) = (office.profile.zone, office.profile.style)
        english = Wording(language: .english, zone: zone, style: style)
        indonesian = Wording(language: .indonesian, zone: zone, style: style)
    }

    /// `Friday, 4 December 2026, 15:00 WIB`, where the office is.
    func moment(_ instant: Instant) -> BilingualText {
        let zone = office.profile.zone
        return BilingualText(
            en: english.moment(instant, in: zone), id: indonesian.moment(instant, in: zone))
    }

    /// `Friday, 4 December 2026`.
    func date(_ date: CivilDate) -> BilingualText {
        BilingualText(en: english.date(date), id: indonesian.date(date))
    }

    /// A due moment as somebody meant it: `Friday, 4 December 2026, 15:00 WIB`.
    func due(_ due: CivilDateTime, zone: String) -> BilingualText {
        let zone = office.zone(zone)
        let instant = zone.instant(due)
        return BilingualText(
            en: english.moment(instant, in: zone), id: indonesian.moment(instant, in: zone))
    }

    /// `Sari (S)`; a code that no register knows stands alone.
    func who(_ key: String) -> BilingualText {
        let name =
            office.directory.person(key)?.name ?? office.directory.team(key)?.name
            ?? office.directory.client(key)?.name
        return .plain(name.map { $0 == key ? key : "\($0) (\(key))" } ?? key)
    }

    /// Who did something: a person, or whoever the text names.
    func by(_ actor: String?) -> BilingualText {
        guard let actor = actor.map({ Actor($0) }) else {
            return BilingualText(en: "the service", id: "layanan ini")
        }
        let named = { (code: String) in
            office.directory.person(code) == nil ? BilingualText.plain(code) : who(code)
        }
        guard let enterer = actor.enteredBy else { return named(actor.name) }
        return .sentence(
            "{1} (entered by {2})", "{1} (dimasukkan oleh {2})", named(actor.name), named(enterer))
    }
}

extension BilingualText {
    /// The same in both languages: a code, a name, somebody's own words.
    static func plain(_ text: String) -> BilingualText { BilingualText(en: text, id: text) }

    /// A sentence with parts in the places of `{1}`, `{2}`, ….
    static func sentence(
        _ english: String, _ indonesian: String, _ parts: BilingualText...
    ) -> BilingualText {
        var text = BilingualText(en: english, id: indonesian)
        for (index, part) in parts.enumerated() {
            let mark = "{\(index + 1)}"
            text.english.replace(mark, with: part.english)
            text.indonesian.replace(mark, with: part.indonesian)
        }
        return text
    }

    /// The same with a capital letter in Indonesian, where it begins the sentence.
    var beginningIndonesian: BilingualText {
        BilingualText(en: english, id: indonesian.prefix(1).uppercased() + indonesian.dropFirst())
    }

    /// The same as the end of a sentence, if there is any: `: because of this`.
    static func afterColon(_ text: String?) -> BilingualText {
        guard let text, !text.isEmpty else { return .plain("") }
        return .plain(": ").followed(by: OwnReasons.words(of: text))
    }
}
