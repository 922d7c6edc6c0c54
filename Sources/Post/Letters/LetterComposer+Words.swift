import Almanac
import Coordination

extension LetterComposer {
    /// What one entry states, each fact worded for its reader, with the names that follow from it; lists
    /// and flags are left out.
    package func wordedFacts(
        of entry: LetterDraft.Entry, for reader: LetterDraft.Reader
    ) throws(PostError) -> [String: String] {
        let context = try context(
            of: LetterDraft(
                messageID: "", date: Instant(seconds: 0), reader: reader, entries: [entry]))
        let scope = WordedFacts(facts: entry.facts, context: context, row: nil)
        let names = TemplateKind.named(entry.kind)?.facts.wordedNames ?? []
        var words: [String: String] = [:]
        for name in names {
            if let text = scope.child(named: name) as? WordedText { words[name] = text.renderText }
        }
        return words
    }
}

extension [FactDeclaration] {
    /// Names of facts that are shown as they are, with those that follow from them.
    var wordedNames: [String] {
        templateNames.compactMap { name, role in role == .value ? name : nil }.sorted()
    }
}
