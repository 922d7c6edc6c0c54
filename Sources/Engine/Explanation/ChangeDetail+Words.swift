import Coordination

extension ChangeDetail {
    /// The same in both languages; nil of what is none of it.
    static func words(of detail: String) -> BilingualText? {
        let isHandover = detail.hasSuffix(": \(handover)")
        let changes = (isHandover ? String(detail.dropLast(handover.count + 2)) : detail)
            .split(separator: "; ").map(String.init)
        var words: [BilingualText] = []
        for change in changes {
            guard
                let field = (fields + [note]).first(where: {
                    change == $0.name || change.hasPrefix("\($0.name) ") && change.contains(" → ")
                })
            else { return nil }
            words.append(
                .sentence(
                    "{1}{2}", "{1}{2}", field.words,
                    .plain(String(change.dropFirst(field.name.count)))))
        }
        guard isHandover else { return words.joined(by: "; ") }
        return words.joined(by: "; ").followed(
            by: BilingualText(en: ": \(handover)", id: ": diserahterimakan karena sudah keluar"))
    }
}
