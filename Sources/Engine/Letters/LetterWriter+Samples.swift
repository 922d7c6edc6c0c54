import Almanac
import Coordination
import Post

extension LetterWriter {
    /// A letter that says nothing but that letters arrive.
    func testLetter(to address: String, office: Office, now: Instant) throws -> Letter {
        let words = [
            "Surat uji dari Tenggat. Bila Anda membacanya, surat dari \(office.profile.name) sampai.",
            "A test letter from Tenggat. If you read it, letters from \(office.profile.name) arrive.",
        ]
        return try sample(
            [
                LetterDraft.Entry(
                    kind: "message",
                    facts: [
                        "subject": .text("Tenggat: surat uji, test letter"),
                        "paragraphs": .list(words.map { ["text": .text($0)] }),
                    ])
            ],
            messageID: "test.\(now.microseconds)@\(messageDomain)", to: address,
            language: office.profile.language, isClient: true, by: templates, office: office,
            now: now)
    }

    /// A letter of kinds with the facts of their examples, by the templates as they are on the disk now.
    ///
    /// - Parameter kinds: those of one mail, all for clients or none.
    func preview(
        _ kinds: [TemplateKind], language: String, office: Office, now: Instant
    ) throws -> Letter {
        let fresh: Templates
        do {
            fresh = try Templates(directories: templates.directories)
        } catch {
            throw EngineError(.invalid, "\(error)")
        }
        return try sample(
            kinds.map { LetterDraft.Entry(kind: $0.name, facts: $0.facts.examples) },
            messageID: "preview@journal.invalid", to: "preview@journal.invalid",
            language: language, isClient: kinds.contains(where: \.isForClients), by: fresh,
            office: office, now: now)
    }

    private func sample(
        _ entries: [LetterDraft.Entry], messageID: String, to address: String, language: String,
        isClient: Bool, by templates: Templates, office: Office, now: Instant
    ) throws -> Letter {
        let composer = LetterComposer(
            office: postOffice(of: office, now: now), templates: templates, zones: zones)
        do {
            return try composer.compose(
                LetterDraft(
                    messageID: messageID, date: now,
                    reader: LetterDraft.Reader(
                        name: nil, address: address, language: language,
                        zone: office.profile.zone, isClient: isClient),
                    entries: entries))
        } catch {
            throw EngineError(.notComposed, "the letter cannot be composed: \(error)")
        }
    }
}
