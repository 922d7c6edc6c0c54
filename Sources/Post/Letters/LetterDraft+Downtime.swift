import Coordination

extension LetterDraft {
    /// The same letter, in which the first entry that is late says so for all: one line, whatever it
    /// was that made them late.
    var sayingOnceThatItIsLate: LetterDraft {
        var draft = self
        var isSaid = false
        for index in draft.entries.indices where draft.entries[index].facts["late"] == .flag(true) {
            if isSaid {
                for name in ["late", "down_from", "down_until"] {
                    draft.entries[index].facts[name] = nil
                }
            }
            isSaid = true
        }
        return draft
    }
}
