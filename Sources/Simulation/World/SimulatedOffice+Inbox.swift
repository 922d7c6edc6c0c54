import Almanac
import Engine
import Host

/// What people put into the drop folder.
extension SimulatedOffice {
    func drop(_ file: DroppedFile) async throws {
        count(file.isAllowed ? "dropped by whoever may" : "dropped by whoever may not")
        switch file.manner {
        case .whole:
            try inbox.put(file)
            tell(file, [.created, .modified, .whole])
            count("dropped whole")
        case .slowly:
            try inbox.put(file)
            tell(file, [.created, .modified])
            count("dropped half")
        case .renamed:
            let name = "\(file.name).part"
            try inbox.put(file, as: name)
            tell(file, named: name, [.created, .modified, .whole])
            try await settle()
            try inbox.rename(file, from: name)
            tell(file, [.whole])
            count("dropped by renaming")
        case .whileDown(let minutes):
            try await restInOrder(minutes: minutes) { try self.inbox.put(file) }
            count("dropped while down")
        }
    }

    func writeRest(of name: String) throws {
        guard let file = try inbox.finish(name) else { return }
        tell(file, [.modified, .whole])
        count("dropped to the end")
    }

    private func tell(
        _ file: DroppedFile, named name: String? = nil, _ events: [FolderWatch.Event]
    ) {
        guard let intake = stages.inbox else { return }
        for event in events {
            let arrival = inbox.arrival(of: file, named: name, event)
            if intake.note(arrival, at: clock.now) { stages.wakes.note([.droppedFile]) }
        }
    }
}
