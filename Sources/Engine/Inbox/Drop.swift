import Coordination
import Host
import Ledger
import Post
import Settings

/// A dropped file as it was opened, with what is known of whoever dropped it.
struct Drop: Sendable {
    var place: DropPlace
    var entry: FolderEntry
    /// Empty where it may not be read.
    var content: [UInt8]
    var owner: UnixUser
    var role: ControlSettings.Role?
    /// For whom its cells may say that the owner acts.
    var authority: Authority
    /// Why it is no file to take; nil where it is one.
    var fault: Finding?
    /// SHA-256 of the content in hexadecimal.
    let hash: String

    init(
        place: DropPlace, entry: FolderEntry, content: [UInt8], owner: UnixUser,
        role: ControlSettings.Role?, authority: Authority, fault: BilingualText? = nil
    ) {
        self.place = place
        self.entry = entry
        self.content = content
        self.owner = owner
        self.role = role
        self.authority = authority
        self.fault = fault.map { Finding(file: place.shown, code: .notAFile, expected: $0) }
        hash = Checksum.sha256(content)
    }

    /// What tells it from every other: a copy that somebody drops later is another one, even with the
    /// same bytes; moved or renamed it stays the same.
    var key: String { "\(entry.inode).\(entry.modified).\(hash)" }

    /// The person that its owner is, where the settings tie one to them, else the user, as history names whoever
    /// gives commands.
    var sender: Sender { Sender(by: authority.name, authority: authority) }

    /// What people call whoever dropped it: of a user whom no person is tied to, the machine's own name.
    func senderName(in office: Office) -> String {
        sender.person(in: office)?.name ?? authority.person ?? owner.label
    }

    var file: Intake.File { Intake.File(name: place.shown, content: content) }

    /// Why its owner may not have it taken at all.
    var refusal: Finding? {
        if let fault { return fault }
        guard role == nil else { return nil }
        return Finding(
            file: place.shown, code: .notAllowed, value: owner.label,
            expected: BilingualText(
                en: "a file of somebody who may change the office's data: the administrator "
                    + "names them under `control` in the settings",
                id: "berkas milik orang yang boleh mengubah data kantor: administrator "
                    + "mendaftarkannya di bagian `control` pada pengaturan"))
    }

    /// Why its owner may not say how lists of other programs are read, which holds for everybody; nil where
    /// they may.
    var refusalOfMapping: Finding? {
        guard role == .viewer else { return nil }
        return Finding(
            file: place.shown, code: .notAllowed, value: owner.label,
            expected: BilingualText(
                en:
                    "a mapping sheet that an operator drops: it says how everybody's files are read",
                id: "lembar pemetaan yang dimasukkan operator: isinya menentukan cara membaca "
                    + "berkas semua orang"))
    }

    /// Why its owner may not change what this kind of sheet changes; nil where they may.
    func refusal(of kind: SheetKind) -> Finding? {
        guard role == .viewer, !kind.isSubmission else { return nil }
        let submissions = SheetKind.allCases.filter(\.isSubmission).map(\.words)
        return Finding(
            file: place.shown, code: .notAllowed, value: kind.rawValue,
            expected: BilingualText(
                en: "a submission (", id: "laporan ("
            )
            .followed(by: submissions.joined(by: ", "))
            .followed(
                en: "): \(owner.label) may hand in those only; an operator may drop this sheet",
                id: "): hanya itu yang boleh dimasukkan \(owner.label); lembar ini boleh "
                    + "dimasukkan oleh operator"))
    }
}
