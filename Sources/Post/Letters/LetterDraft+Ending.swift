import Coordination

extension LetterDraft {
    /// The same letter, whose entries know who reads them: how something ends depends on where its reader
    /// is. What no template of their kind asks for is left out.
    var knowingItsReader: LetterDraft {
        var draft = self
        for index in draft.entries.indices {
            let declared = TemplateKind.named(draft.entries[index].kind)?.facts ?? []
            for (name, isSo) in [
                ("is_coordinator", reader.isCoordinator), ("by_chat", reader.isReachedByChat),
            ] where isSo && declared.contains(where: { $0.name == name }) {
                draft.entries[index].facts[name] = .flag(true)
            }
        }
        return draft
    }
}
