/// One wording in both languages that letters are written in, side by side where it is written.
///
/// What a message states can lack neither language, and each reader gets their own.
package struct BilingualText: Hashable, Sendable, Codable {
    package var english: String
    package var indonesian: String

    package init(en english: String, id indonesian: String) {
        self.english = english
        self.indonesian = indonesian
    }

    private enum CodingKeys: String, CodingKey {
        case english = "en"
        case indonesian = "id"
    }

    /// By language code, as ``Fact/texts(_:)`` takes them.
    package var texts: [String: String] { ["en": english, "id": indonesian] }

    /// For what has room for one language only.
    ///
    /// - Parameter language: `id` or `en`; any other is answered in English, as in letters.
    package func text(in language: String) -> String {
        language == "id" ? indonesian : english
    }

    /// The same with more behind it.
    package func followed(en moreEnglish: String, id moreIndonesian: String) -> BilingualText {
        BilingualText(en: english + moreEnglish, id: indonesian + moreIndonesian)
    }

    /// The same with another text behind it.
    package func followed(by more: BilingualText) -> BilingualText {
        followed(en: more.english, id: more.indonesian)
    }
}

extension [BilingualText] {
    /// All in their order, with a word between each two: ` or `, ` atau `.
    package func joined(en english: String, id indonesian: String) -> BilingualText {
        BilingualText(
            en: map(\.english).joined(separator: english),
            id: map(\.indonesian).joined(separator: indonesian))
    }

    /// All in their order, with a mark between each two.
    package func joined(by mark: String) -> BilingualText { joined(en: mark, id: mark) }
}
