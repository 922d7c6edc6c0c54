import Coordination
import Host

/// The drop folder on disk: `inbox/` for any sheet, `inbox/KIND/` for what is to be taken as KIND, and
/// where files go afterwards.
package struct DropFolder: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// Opens all its folders, and makes those that are missing: who is in the folder's group may drop
    /// files and read what became of them, and move nobody else's.
    func open() throws(HostError) -> OpenDropFolder {
        let root = try OpenFolder(path, mode: 0o3770)
        var places: [SheetKind?: OpenFolder] = [nil: root]
        for kind in SheetKind.allCases {
            // Something else may have the name: then it is a thing that somebody dropped.
            places[kind] = try? OpenFolder(kind.rawValue, in: root, mode: 0o3770)
        }
        return OpenDropFolder(
            places: places, accepted: try OpenFolder(Self.accepted, in: root, mode: 0o2750),
            rejected: try OpenFolder(Self.rejected, in: root, mode: 0o2750))
    }

    static let accepted = "accepted"
    static let rejected = "rejected"

    /// The place of a name in one of the watched folders; nil when it is none of them.
    func place(folder: String, name: [UInt8]) -> DropPlace? {
        if folder == path { return DropPlace(kind: nil, name: name) }
        return SheetKind.allCases.first { "\(path)/\($0.rawValue)" == folder }
            .map { DropPlace(kind: $0, name: name) }
    }
}

/// The drop folder, open for one look.
struct OpenDropFolder {
    let places: [SheetKind?: OpenFolder]
    let accepted: OpenFolder
    let rejected: OpenFolder

    /// Whether it lies on another machine: nobody tells then who has what open.
    var isElsewhere: Bool { places[nil]?.isOnNetwork ?? false }

    /// Everything that lies there and is to be taken or refused, in the order of its names.
    func contents() throws(HostError) -> [(place: DropPlace, entry: FolderEntry)] {
        let own = Set(
            ([DropFolder.accepted, DropFolder.rejected]
                + places.keys.compactMap { $0?.rawValue }).map { Array($0.utf8) })
        var contents: [(place: DropPlace, entry: FolderEntry)] = []
        for kind in [nil] + SheetKind.allCases.map(Optional.some) {
            guard let folder = places[kind] else { continue }
            for name in try folder.names() {
                let place = DropPlace(kind: kind, name: name)
                if kind == nil, own.contains(name) { continue }
                guard !place.isTemporary, let entry = folder.entry(name) else { continue }
                contents.append((place, entry))
            }
        }
        return contents
    }

    /// What became of a file that was to be moved.
    enum Move: Hashable {
        /// It lies there now, by this name.
        case moved(as: [UInt8])
        /// It is there no more.
        case gone
        /// Another one has its name by now; that one stays and is looked at.
        case replaced
    }

    /// Puts a file where it belongs, with its report and its marked copy beside it; nothing takes the
    /// place of anything, but that the newest marked copy has the plain name. What was dropped is never named as
    /// one (`orders (marked).xlsx` lies there as `orders.xlsx`, or `orders (2).xlsx`). Done again after an interruption, it goes on where it was.
    ///
    /// - Throws: `HostError` when it cannot be moved; what lies beside it is there then.
    func put(
        _ place: DropPlace, _ entry: FolderEntry, isAccepted: Bool, report: [UInt8],
        marked: MarkedFile?
    ) throws(HostError) -> Move {
        guard let source = places[place.kind] else { return .gone }
        guard let present = source.entry(place.name) else { return .gone }
        guard present.isSame(as: entry) else { return .replaced }
        let target = isAccepted ? accepted : rejected
        let ending = Array(".report.txt".utf8)
        for number in 1...9_999 {
            let name = DropPlace.name(
                place.nameWithoutMark, number: number, room: ending.count)
            guard target.entry(name) == nil else { continue }
            guard try lay(report, as: name + ending, in: target) else { continue }
            if let marked { try lay(marked, in: target) }
            guard source.entry(place.name) != nil else { return .gone }
            guard try source.move(place.name, to: target, as: name) else { continue }
            guard let moved = target.entry(name), !moved.isSame(as: entry) else {
                return .moved(as: name)
            }
            try giveBack(name, from: target, to: source, as: place.name)
            return .replaced
        }
        throw HostError(.file, "\(target.path) holds too many files of the name \(place.shown)")
    }

    /// Puts a file that was put away back where it was dropped, where somebody has written to it since.
    ///
    /// - Returns: whether it is to be looked at again.
    func takeBackIfWrittenTo(
        _ name: [UInt8], isAccepted: Bool, _ entry: FolderEntry, to place: DropPlace
    ) throws(HostError) -> Bool {
        let target = isAccepted ? accepted : rejected
        guard let present = target.entry(name), present.inode == entry.inode,
            !present.isSame(as: entry), let source = places[place.kind]
        else { return false }
        try giveBack(name, from: target, to: source, as: place.name)
        return true
    }

    /// - Returns: whether the file lies there now; false when something else has its name.
    private func lay(
        _ content: [UInt8], as name: [UInt8], in folder: OpenFolder
    ) throws(HostError) -> Bool {
        if try folder.write(content, as: name) { return true }
        guard folder.entry(name)?.kind == .file else { return false }
        return try folder.open(name).content(limit: content.count + 1) == content
    }

    /// Lays a marked copy under its plain name, for whoever looks for the copy of what they dropped last; a former
    /// one makes way under the next number.
    private func lay(_ marked: MarkedFile, in folder: OpenFolder) throws(HostError) {
        let name = Array(marked.name.utf8)
        if try lay(marked.content, as: name, in: folder) { return }
        for number in 2...9_999
        where try folder.move(name, to: folder, as: DropPlace.name(name, number: number)) {
            _ = try lay(marked.content, as: name, in: folder)
            return
        }
    }

    private func giveBack(
        _ name: [UInt8], from target: OpenFolder, to source: OpenFolder, as oldName: [UInt8]
    ) throws(HostError) {
        for number in 1...9_999
        where try target.move(
            name, to: source, as: DropPlace.name(oldName, number: number))
        {
            return
        }
    }
}
