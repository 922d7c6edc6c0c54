import Coordination

/// Why somebody may not act for whom they name.
extension Violation {
    static func mayNotAct(_ own: String, for person: String) -> Violation {
        Violation(
            of: "by", .notAllowed, value: person,
            expected: BilingualText(
                en: "\(own), who sends this, or somebody whom they stand in for: a delegation from "
                    + "\(person) to \(own) allows it, or the settings' `control.administrators`; "
                    + "`control.logins` says which person a Unix user is",
                id: "\(own) sebagai pengirim, atau orang yang digantikannya: delegasi dari "
                    + "\(person) kepada \(own) mengizinkannya, atau `control.administrators` pada "
                    + "pengaturan; `control.logins` menyebut pengguna Unix ini siapa"))
    }

    /// Of a stand-in who entered it.
    static func givesOwnRight(toActFor person: String) -> Violation {
        Violation(
            of: "stand_in", .notAllowed,
            expected: BilingualText(
                en: "another stand-in, or an administrator who enters it: nobody gives themselves "
                    + "the right to act for \(person); \(person) may do so",
                id: "pengganti lain, atau administrator yang memasukkannya: tidak ada yang memberi "
                    + "dirinya sendiri hak bertindak untuk \(person); \(person) dapat melakukannya")
        )
    }
}
