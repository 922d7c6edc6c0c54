extension LetterDraft.Banner {
    /// A page with the banner as the first thing in it, whatever template made the page.
    func over(_ html: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
        let line =
            "<p style=\"margin:0;padding:12px 24px;background-color:#92400e;color:#ffffff;"
            + "font-family:'Segoe UI',Arial,sans-serif;font-size:14px;font-weight:bold\">"
            + "\(escaped)</p>"
        guard let body = html.firstRange(of: "<body"),
            let end = html[body.upperBound...].firstIndex(of: ">")
        else { return line + html }
        let place = html.index(after: end)
        return html[..<place] + line + html[place...]
    }
}
