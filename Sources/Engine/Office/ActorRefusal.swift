import Control
import Coordination

/// Why somebody may not act for whom they name.
enum ActorRefusal: Error, Hashable {
    /// Nobody has that code.
    case unknown(String, suggestion: String?)
    case notAllowed(String, for: String)
}

extension ControlError {
    /// - Parameter refusal: of the name in the call's `by`.
    init(_ refusal: ActorRefusal) {
        switch refusal {
        case .unknown(let name, let suggestion):
            self.init(
                .invalidArgument,
                "nobody has the code “\(name)”" + (suggestion.map { "; \($0)?" } ?? ""),
                field: "by")
        case .notAllowed(let own, let name):
            self.init(
                .permissionDenied,
                "\(own) may not act for \(name): a delegation from \(name) to \(own) allows it, or "
                    + "the settings' `control.administrators`; `control.logins` says which person a "
                    + "Unix user is", field: "by")
        }
    }
}

extension BilingualText {
    /// Of a cell that names for whom somebody acts that may not.
    static func mayNotActFor(_ name: String, own: String) -> BilingualText {
        BilingualText(
            en: "\(own), who sends this, or somebody whom they stand in for: a delegation from "
                + "\(name) to \(own) allows it, or the settings' `control.administrators`; "
                + "`control.logins` says which person a Unix user is",
            id: "\(own) sebagai pengirim, atau orang yang digantikannya: delegasi dari \(name) "
                + "kepada \(own) mengizinkannya, atau `control.administrators` pada pengaturan; "
                + "`control.logins` menyebut pengguna Unix ini siapa")
    }
}
