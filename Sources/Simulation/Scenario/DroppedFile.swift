/// A file that somebody puts into the drop folder.
package struct DroppedFile: Sendable, Hashable {
    /// Unlike every other's.
    package var name: String
    /// The folder of a kind of sheet within the drop folder; nil is the drop folder itself.
    package var folder: String?
    package var owner: Login
    package var content: Content
    package var manner: Manner
    /// The cell that is wrong, as Excel names it; nil where none is known to be.
    package var faultyCell: String?

    /// What it holds.
    package enum Content: Sendable, Hashable {
        case rows(SheetRows)
        case figures(team: String, period: String, faults: Int)
    }

    /// How it comes to lie there.
    package enum Manner: Sendable, Hashable {
        /// Copied, and closed at once.
        case whole
        /// Written slowly: half of it now, the rest when ``Operation/finishDrop(_:)`` says.
        case slowly
        /// Written under a name that programs use for what is not finished, then renamed.
        case renamed
        /// While the service is down for so many minutes.
        case whileDown(minutes: Int)
    }

    /// Its place within the drop folder.
    var path: String { folder.map { "\($0)/\(name)" } ?? name }

    /// Whether its owner's login may have it taken at all.
    var isAllowed: Bool {
        if case .figures = content { owner.mayLook } else { owner.mayOperate }
    }

    var words: String {
        let manner =
            switch manner {
            case .whole: "whole"
            case .slowly: "half"
            case .renamed: "by renaming it"
            case .whileDown(let minutes): "while the service is down for \(minutes) minutes"
            }
        let lines =
            switch content {
            case .rows(let rows): rows.words
            case .figures(let team, let period, let faults):
                ["submit achievements \(team) \(period) faults=\(faults)"]
            }
        return
            (["# the login of \(owner.rawValue) drops \(path) \(manner)"]
            + lines.map { "#   \($0)" }).joined(separator: "\n")
    }
}
