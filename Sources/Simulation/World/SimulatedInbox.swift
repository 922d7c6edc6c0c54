import Almanac
import Foundation
import Glibc
import Host
import Synchronization

/// The drop folder as the people see it who put files into it: real files, which belong to made-up users and are as
/// old as the simulated clock says.
final class SimulatedInbox: Sendable {
    let folder: URL
    private let clock: SimulatedClock
    private let power: PowerSwitch
    private let state = Mutex(State())

    private struct State {
        var drops: [Drop] = []
        /// By the file's number: when it changed, in nanoseconds, and whose it is.
        var known: [UInt64: (changed: Int64, owner: UInt32)] = [:]
        var isDiskFull = false
    }

    /// A file that was dropped.
    struct Drop: Sendable {
        var file: DroppedFile
        /// Its number, which stays whatever it is called and wherever it lies.
        var inode: UInt64
        /// Who has it open still.
        var writer: FileHandle?
        /// When it was whole; nil while somebody writes it.
        var finishedAt: Instant?
        /// When it was first seen to lie there no more.
        var goneAt: Instant?
        var isPutAway = false
    }

    init(folder: URL, clock: SimulatedClock, power: PowerSwitch) {
        self.folder = folder
        self.clock = clock
        self.power = power
    }

    /// What files are to the service.
    var world: FileWorld {
        FileWorld(
            change: { [self] change throws(HostError) in
                guard power.noteFileCall() else { throw HostError(.file, "the power is off") }
                guard change == .write, state.withLock({ $0.isDiskFull }) else { return }
                throw HostError(.file, "it cannot be written", error: ENOSPC)
            },
            look: { [self] entry in
                var entry = entry
                if let known = state.withLock({ $0.known[entry.inode] }) {
                    entry.changed = known.changed
                    entry.owner = known.owner
                }
                return entry
            })
    }

    var drops: [Drop] { state.withLock { $0.drops } }

    /// Whether a file lies where it was dropped, or was put away so lately that somebody may still write to it.
    var isWaiting: Bool {
        let now = clock.truth
        return state.withLock { state in
            for index in state.drops.indices where !state.drops[index].isPutAway {
                let drop = state.drops[index]
                guard !FileManager.default.fileExists(atPath: url(of: drop.file).path) else {
                    return true
                }
                guard drop.goneAt.map({ now - $0 > Self.watched }) ?? false else {
                    state.drops[index].goneAt = drop.goneAt ?? now
                    return true
                }
                state.drops[index].isPutAway = true
            }
            return false
        }
    }

    /// For how long the service compares a file that it put away with what it took.
    private static let watched = Duration.seconds(120)

    func setDisk(isFull: Bool) { state.withLock { $0.isDiskFull = isFull } }

    // MARK: What people do

    /// Puts a file there, whole or half.
    ///
    /// - Parameter name: as it is called first; nil is its own.
    func put(_ file: DroppedFile, as name: String? = nil) throws {
        let place = url(of: file, named: name)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        let bytes = file.content.bytes
        let isSlow = file.manner == .slowly
        let part = isSlow ? Array(bytes.prefix(bytes.count / 2)) : bytes
        try Data(part).write(to: place)
        let writer = isSlow ? try FileHandle(forWritingTo: place) : nil
        try writer?.seekToEnd()
        let inode = try touch(place, owner: file.owner.user)
        let drop = Drop(
            file: file, inode: inode, writer: writer, finishedAt: isSlow ? nil : clock.truth)
        state.withLock { $0.drops.append(drop) }
    }

    /// Gives a file its own name.
    func rename(_ file: DroppedFile, from name: String) throws {
        try FileManager.default.moveItem(at: url(of: file, named: name), to: url(of: file))
        _ = try touch(url(of: file), owner: file.owner.user, isWritten: false)
    }

    /// Writes the rest of a file.
    ///
    /// - Returns: nil where nobody writes one of that name.
    func finish(_ name: String) throws -> DroppedFile? {
        let index = drops.firstIndex { $0.file.name == name && $0.writer != nil }
        guard let index else { return nil }
        let drop = drops[index]
        let bytes = drop.file.content.bytes
        try drop.writer?.write(contentsOf: bytes.dropFirst(bytes.count / 2))
        // Wherever it lies by now: it may have been put away meanwhile.
        var times = [time, time]
        if let writer = drop.writer, unsafe futimens(writer.fileDescriptor, &times) != 0 {
            throw HostError(.file, "it has no date", error: errno)
        }
        try drop.writer?.close()
        let now = clock.truth
        let changed = clock.now.microseconds * 1_000
        state.withLock { state in
            state.known[drop.inode] = (changed, drop.file.owner.user)
            state.drops[index].writer = nil
            state.drops[index].finishedAt = now
        }
        return drop.file
    }

    /// What the kernel says of a name.
    func arrival(of file: DroppedFile, named name: String? = nil, _ event: FolderWatch.Event)
        -> FolderWatch.Arrival
    {
        FolderWatch.Arrival(
            folder: url(of: file).deletingLastPathComponent().path,
            name: Array((name ?? file.name).utf8), event: event)
    }

    private func url(of file: DroppedFile, named name: String? = nil) -> URL {
        let place = file.folder.map { folder.appending(path: $0) } ?? folder
        return place.appending(path: name ?? file.name)
    }

    /// Now, by the clock of the machine.
    private var time: timespec {
        let now = clock.now.microseconds
        return timespec(tv_sec: Int(now / 1_000_000), tv_nsec: Int(now % 1_000_000) * 1_000)
    }

    /// Has it changed now, by the clock of the machine.
    private func touch(_ place: URL, owner: UInt32, isWritten: Bool = true) throws -> UInt64 {
        let now = clock.now.microseconds
        if isWritten {
            let result = unsafe utimensat(AT_FDCWD, place.path, [time, time], 0)
            guard result == 0 else { throw HostError(.file, "it has no date", error: errno) }
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: place.path)
        let inode = (attributes[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0
        state.withLock { $0.known[inode] = (now * 1_000, owner) }
        return inode
    }

    // MARK: Where it lies

    /// Where a file is by now.
    struct Place {
        /// `accepted`, `rejected`, or where it was dropped.
        var folder: String
        var url: URL
    }

    /// By the numbers of the files.
    func places() throws -> [UInt64: Place] {
        var places: [UInt64: Place] = [:]
        let manager = FileManager.default
        for folder in Set(["", Self.accepted, Self.rejected] + drops.compactMap(\.file.folder)) {
            let url = folder.isEmpty ? self.folder : self.folder.appending(path: folder)
            guard manager.fileExists(atPath: url.path) else { continue }
            for name in try manager.contentsOfDirectory(atPath: url.path) {
                let file = url.appending(path: name)
                let attributes = try manager.attributesOfItem(atPath: file.path)
                guard let number = (attributes[.systemFileNumber] as? NSNumber)?.uint64Value
                else { continue }
                places[number] = Place(folder: folder, url: file)
            }
        }
        return places
    }

    static let accepted = "accepted"
    static let rejected = "rejected"
}

extension DroppedFile.Content {
    var bytes: [UInt8] {
        switch self {
        case .rows(let rows): rows.content
        case .figures(let team, let period, let faults):
            [UInt8](
                SubmittedFigures(team: team, period: period, faults: faults, isNil: false).content)
        }
    }
}
