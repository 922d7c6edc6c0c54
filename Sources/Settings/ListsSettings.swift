/// The folder of lists that are kept fresh for people to read, edit and drop back.
package struct ListsSettings: Sendable, Hashable {
    /// Nil is `lists` below the ledger's folder.
    package var folder: String?
    /// The Unix group that reads what the whole office may; nil is the service's own.
    package var group: String?
    /// Lists with groups of their own, and those that are not written.
    package var choices: [OfficeList: Choice] = [:]

    package init() {}

    /// What the settings say of one list.
    package enum Choice: Sendable, Hashable {
        case off
        case on(group: String?)
    }

    /// The lists that are written, each with its group; nil is the service's own.
    package var kept: [(list: OfficeList, group: String?)] {
        OfficeList.allCases.compactMap { list in
            switch choices[list] {
            case .off: nil
            case .on(let own): (list, own ?? group)
            case nil: list.isForEverybody ? (list, group) : nil
            }
        }
    }

    /// The groups that are named.
    package var groups: [String] {
        Array(Set(kept.compactMap(\.group))).sorted()
    }
}

/// A list of the lists folder, as the settings name it.
package enum OfficeList: String, Sendable, Hashable, CaseIterable {
    /// What is due.
    case deadlines
    /// What was promised and is not delivered, with what clients were told.
    case orders
    /// Where the periods stand that are not closed.
    case board
    /// What waits for somebody's decision, letters in full.
    case decisions
    /// People and clients without a mail address.
    case addresses
    /// Every letter to a client, of a year.
    case letters

    /// Whether whoever reads the folder may read it; the others hold letters or whole registers, and are
    /// written only for a group that is named for them.
    package var isForEverybody: Bool {
        switch self {
        case .deadlines, .orders, .board: true
        case .decisions, .addresses, .letters: false
        }
    }
}

extension SettingsReader {
    /// `true`, `false`, or `{folder: /srv/share/lists, group: office, letters: {group: coordinators}}`.
    func lists(_ cursor: Cursor) {
        if cursor.isFalse {
            lists = nil
            return
        }
        var settings = lists ?? ListsSettings()
        defer { lists = settings }
        if cursor.isTrue { return }
        var readers: [String: (Cursor) -> Void] = [
            "folder": { settings.folder = self.path($0) ?? settings.folder },
            "group": { settings.group = $0.text(wanted: "a Unix group") ?? settings.group },
        ]
        for list in OfficeList.allCases {
            readers[list.rawValue] = { cursor in
                settings.choices[list] = Self.choice(cursor, of: list) ?? settings.choices[list]
            }
        }
        cursor.read(readers)
    }

    private static func choice(
        _ cursor: Cursor, of list: OfficeList
    ) -> ListsSettings.Choice? {
        if cursor.isFalse { return .off }
        if cursor.isTrue {
            guard !list.isForEverybody else { return .on(group: nil) }
            cursor.fail(
                "this list holds letters or a whole register: name whose it is, {group: …}")
            return nil
        }
        var group: String?
        cursor.read(["group": { group = $0.text(wanted: "a Unix group") }])
        return group.map { .on(group: $0) }
    }
}
