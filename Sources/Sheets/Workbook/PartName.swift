/// How parts of a package are named (ECMA-376 part 2, 6.2 and 6.5).
enum PartName {
    /// The name of the part that says what another part refers to: `xl/_rels/workbook.xml.rels` of
    /// `xl/workbook.xml`, `_rels/.rels` of the package itself.
    static func relations(of part: String) -> String {
        let steps = part.split(separator: "/")
        let folder = steps.dropLast() + ["_rels"]
        return (folder + ["\(steps.last ?? "").rels"]).joined(separator: "/")
    }

    /// The part that a target means.
    ///
    /// - Parameter base: the part that refers to it.
    static func resolved(_ target: String, from base: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var steps = base.split(separator: "/").dropLast()
        for step in target.split(separator: "/") {
            switch step {
            case ".": break
            case "..": _ = steps.popLast()
            default: steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }
}
