import Coordination
import Ledger

/// What goes by an entry of a register: without it somebody would hear of nothing any more, or a letter would
/// have no words.
struct RegisterUse {
    private let office: Office
    private let view: LedgerView
    /// Keys of entries that go themselves, by their register.
    private var going: [SheetKind: Set<Code>]
    /// Of what is open, by owner and by client: one deadline that is theirs.
    private let owners: [Code: String]
    private let clients: [Code: String]

    /// - Parameter going: keys of entries that are removed together, by their register.
    init(office: Office, view: LedgerView, without going: [SheetKind: [String]]) throws {
        self.office = office
        self.view = view
        self.going = going.mapValues { Set($0.map(Code.init)) }
        let open = try view.deadlines(in: .open).map(\.deadline)
        owners = Dictionary(
            open.map { (Code($0.owner), $0.code) }, uniquingKeysWith: { first, _ in first })
        clients = Dictionary(
            open.compactMap { deadline in deadline.client.map { (Code($0), deadline.code) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// Those of the entries that go by which something goes that stays, and what that is: once they stay,
    /// what goes by others may stay, too.
    mutating func stays() throws -> [SheetKind: [Code: BilingualText]] {
        var stays: [SheetKind: [Code: BilingualText]] = [:]
        while true {
            var hasFound = false
            for (kind, codes) in going {
                let found = try codes.compactMap { code in
                    try why(code.spelling, in: kind).map { (code, $0) }
                }
                guard !found.isEmpty else { continue }
                hasFound = true
                stays[kind, default: [:]].merge(found) { $1 }
                going[kind]?.subtract(found.map(\.0))
            }
            guard hasFound else { return stays }
        }
    }

    /// - Returns: what goes by an entry, in words; nil where nothing does.
    private func why(_ key: String, in kind: SheetKind) throws -> BilingualText? {
        if let entry = entry(namingA: key, of: kind) {
            return Self.used(
                by: entry.sheet.words.followed(en: " \(entry.key)", id: " \(entry.key)"))
        }
        let code = Code(key)
        switch kind {
        case .clients:
            return try deadline(clients[code]) ?? order(view.orders(of: key).first?.code)
        case .teams: return deadline(owners[code])
        case .people:
            let posts = [office.coordinator?.code, office.director?.code].compactMap(\.self)
            if posts.contains(where: { $0.isCode(key) }) {
                return Self.used(by: BilingualText(en: "the settings", id: "pengaturan"))
            }
            return try deadline(owners[code])
                ?? order(view.openLines(by: .salesperson).first { $0.word.isCode(key) }?.order)
        case .reasons:
            // A line names a reason by its code or its words; what is done about it by its code.
            let isThis = { (word: String) in
                (office.listedReason(word)?.code ?? word).isCode(key)
            }
            return try order(view.openLines(by: .reason).first { isThis($0.word) }?.order)
                ?? order(view.openLines(by: .action).first { $0.word.isCode(key) }?.order)
        default: return nil
        }
    }

    /// Another entry that names one.
    private func entry(namingA key: String, of kind: SheetKind) -> (sheet: SheetKind, key: String)?
    {
        let directory = office.directory
        return Self.first(of: directory.people.values, naming: key, in: kind, besides: going)
            ?? Self.first(of: directory.teams.values, naming: key, in: kind, besides: going)
            ?? Self.first(of: directory.delegations, naming: key, in: kind, besides: going)
            ?? Self.first(of: directory.holidays, naming: key, in: kind, besides: going)
            ?? Self.first(of: directory.targets, naming: key, in: kind, besides: going)
    }

    private static func first<Entries: Sequence>(
        of entries: Entries, naming key: String, in kind: SheetKind,
        besides going: [SheetKind: Set<Code>]
    ) -> (sheet: SheetKind, key: String)? where Entries.Element: RegisterEntry {
        let naming = entries.filter { entry in
            entry.references.contains { $0.targets.contains(kind) && $0.code.isCode(key) }
        }
        return naming.map { (Entries.Element.sheet, $0.key) }
            .filter { going[$0.0]?.contains(Code($0.1)) != true }.min { $0.1 < $1.1 }
    }

    private func deadline(_ code: String?) -> BilingualText? {
        code.map { Self.used(by: BilingualText(en: "deadline \($0)", id: "tenggat \($0)")) }
    }

    private func order(_ code: String?) -> BilingualText? {
        code.map { Self.used(by: BilingualText(en: "order \($0)", id: "pesanan \($0)")) }
    }

    private static func used(by what: BilingualText) -> BilingualText {
        BilingualText(en: "in use: \(what.english)", id: "masih dipakai: \(what.indonesian)")
    }
}
