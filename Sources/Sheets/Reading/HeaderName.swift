/// Header names match without regard to case, spaces, `_`, `-` and `.`.
enum HeaderName {
    static func normalised(_ text: String) -> String {
        text.lowercased().filter { !$0.isWhitespace && !"_-.\u{A0}*".contains($0) }
    }
}
