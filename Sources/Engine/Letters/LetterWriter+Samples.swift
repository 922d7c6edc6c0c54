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
            LetterDraft.Entry(
                kind: "message",
                facts: [
                    "subject": .text("Tenggat: surat uji, test letter"),
                    "paragraphs": .list(words.map { ["text": .text($0)] }),
                ]),
            messageID: "test.\(now.microseconds)@\(messageDomain)", to: address,
            language: office.profile.language, isClient: true, by: templates, office: office,
            now: now)
    }

    /// A letter of a kind with the facts of its examples, by the templates as they are on the disk now.
    func preview(
        _ kind: TemplateKind, language: String, office: Office, now: Instant
    ) throws -> Letter {
        let fresh: Templates
        do {
            fresh = try Templates(directories: templates.directories)
        } catch {
            throw EngineError(.invalid, "\(error)")
        }
        return try sample(
            LetterDraft.Entry(kind: kind.name, facts: kind.facts.examples),
            messageID: "preview@journal.invalid", to: "preview@journal.invalid",
            language: language, isClient: kind.isForClients, by: fresh, office: office, now: now)
    }

    private func sample(
        _ entry: LetterDraft.Entry, messageID: String, to address: String, language: String,
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
                    entries: [entry]))
        } catch {
            throw EngineError(.notComposed, "the letter cannot be composed: \(error)")
        }
    }
}
