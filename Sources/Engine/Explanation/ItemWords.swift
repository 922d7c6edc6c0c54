import Coordination
import Ledger

extension ExplanationWords {
    /// What a message says, in two or three words: `reminder WD-3 09:00`, `letter on a delay`.
    func what(_ item: Item) -> BilingualText {
        guard let step = step(ofCause: item.cause) else { return MessageKind.words(of: item.kind) }
        return .sentence(
            "{1} {2}", "{1} {2}", MessageKind.words(of: item.kind), self.step(named: step))
    }

    /// A ladder's step as people say it: `WD-3 09:00` is the same in both languages, `due` is a word.
    func step(named text: String) -> BilingualText {
        text == "due" ? BilingualText(en: text, id: "saat jatuh tempo") : .plain(text)
    }

    /// The step that an item tells, by its cause: `WD-3 09:00`; nil of what no step tells.
    func step(ofCause cause: String) -> String? {
        let words = cause.split(separator: " ")
        guard words.first == "deadline", let mark = words.firstIndex(where: { $0.first == "#" }),
            let revision = words[..<mark].lastIndex(where: {
                $0.first == "r" && Int($0.dropFirst()) != nil
            })
        else { return nil }
        return words[(revision + 1)..<mark].joined(separator: " ")
    }

    /// The rule that a kind of message is made by.
    static func rule(of item: Item) -> String {
        if item.facts["was_due"] != nil { return "correction" }
        switch item.kind {
        case "reminder": return "ladder"
        case "escalation": return "escalation"
        default: return item.kind
        }
    }
}
