/// The colours by which a faulty cell shows, and by which it is known again when the copy comes back: each one
/// shade beside Excel's own for what is bad and what is doubtful, which people use themselves.
enum FindingShade: Int, Hashable, CaseIterable {
    case blocker, warning

    /// As a workbook writes a colour: its opacity first.
    var fill: String {
        switch self {
        case .blocker: "FFFFC7CF"
        case .warning: "FFFFEB9D"
        }
    }

    var font: String {
        switch self {
        case .blocker: "FF9C0006"
        case .warning: "FF7F6000"
        }
    }

    /// Of a colour as another program may have written it.
    static func of(_ colour: String) -> FindingShade? {
        let colour = colour.uppercased()
        return allCases.first { colour == $0.fill || "FF\(colour)" == $0.fill }
    }
}
