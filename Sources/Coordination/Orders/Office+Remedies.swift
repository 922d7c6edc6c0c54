/// What is done about a delay, as its client reads it.
extension Office {
    /// What a line comes to say of it.
    private enum Remedy {
        /// The list's words in the client's language.
        case listed(String)
        /// Somebody's own, which nobody has read for clients.
        case own(String)
        /// There is one that the client cannot read, or none by the code that the line gives.
        case missing
        case none
    }

    /// What is done about the delays, as somebody wrote it for a line, else by the reasons of the lines that
    /// are late: a remedy, and not only an apology. Nothing that the client cannot read, and never a code.
    func action(about lines: [OrderLine], for client: Client) -> String? {
        var sentences: [String] = []
        for line in lines {
            let words: String
            switch remedy(of: line, in: client.language ?? profile.language) {
            case .listed(let text), .own(let text): words = Self.sentence(text)
            case .missing, .none: continue
            }
            if !sentences.contains(words) { sentences.append(words) }
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    /// Whether a line says in somebody's own words what is done about it: nobody has read them for clients.
    package func hasOwnAction(_ line: OrderLine, in language: String) -> Bool {
        if case .own = remedy(of: line, in: language) { return true }
        return false
    }

    /// Whether something is done about a line that its client would not read of: the list has it in another
    /// language only, or does not have what the line's code names.
    package func lacksRemedy(_ line: OrderLine, in language: String) -> Bool {
        if case .missing = remedy(of: line, in: language) { return true }
        return false
    }

    /// What a cell holds that is meant for a code, and by which no remedy is listed in any language; nil of
    /// words and of what is listed.
    package func codeWithoutRemedy(_ action: String) -> Violation? {
        guard Self.isCode(action) || directory.reason(action) != nil else { return nil }
        if let reason = directory.reason(action), reason.isClientSafe, reason.actions != nil {
            return nil
        }
        let listed = directory.reasons.values.filter { $0.isClientSafe && $0.actions != nil }
            .map(\.code).sorted()
        let codes = listed.isEmpty ? "" : " (\(listed.prefix(10).joined(separator: ", ")))"
        return Violation(
            of: "action", .unknownCode, .warning, value: action,
            expected: BilingualText(
                en:
                    "the code of a reason that says what is done\(codes), or a sentence for the client: "
                    + "no letter says this, and it waits",
                id:
                    "kode alasan yang memuat tindakan\(codes), atau kalimat untuk klien: surat tidak "
                    + "memuat ini, dan menunggu"),
            suggestion: CodeSuggestion.nearest(to: action, among: listed))
    }

    private func remedy(of line: OrderLine, in language: String) -> Remedy {
        guard line.isLater else { return .none }
        guard let own = line.action else {
            guard let reason = line.reason.flatMap(listedReason), reason.isClientSafe,
                let actions = reason.actions
            else { return .none }
            return actions[language].map(Remedy.listed) ?? .missing
        }
        if let reason = directory.reason(own) {
            guard reason.isClientSafe, let words = reason.actions?[language] else {
                return .missing
            }
            return .listed(words)
        }
        return Self.isCode(own) ? .missing : .own(own)
    }

    /// Whether a text is one word, as no sentence to a client is.
    private static func isCode(_ text: String) -> Bool { !text.contains(where: \.isWhitespace) }

    /// With a capital and a full stop, whoever wrote it.
    private static func sentence(_ text: String) -> String {
        let words = text.trimmingPrefix(while: \.isWhitespace)
        guard let first = words.first, let last = words.last(where: { !$0.isWhitespace }) else {
            return text
        }
        let isEnded = ".!?…".contains(last) || "”\"’)".contains(last) && words.contains(".")
        return first.uppercased() + words.dropFirst() + (isEnded ? "" : ".")
    }
}
