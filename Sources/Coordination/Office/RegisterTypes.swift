import Almanac

/// Every register that the office keeps: a new one is a type that conforms, a line here, and its
/// sheet's columns.
package enum RegisterTypes {
    package static let all: [any RegisterEntry.Type] = [
        Person.self, Team.self, Client.self, Reason.self, Delegation.self, Holiday.self,
        Target.self,
    ]

    /// The register that a sheet carries, nil for a sheet of another sort.
    package static func type(of sheet: SheetKind) -> (any RegisterEntry.Type)? {
        all.first { $0.sheet == sheet }
    }
}
