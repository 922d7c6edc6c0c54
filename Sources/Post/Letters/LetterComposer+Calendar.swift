import Almanac
import Coordination

extension LetterComposer {
    /// The due moment for its reader's own calendar: with the first message about it, and when it has
    /// moved. The same deadline is the same entry there.
    func calendarPart(of draft: LetterDraft) -> LetterDraft.AttachedFile? {
        guard draft.entries.count == 1, let entry = draft.entries.first, entry.kind == "reminder",
            !draft.reader.isReachedByChat,
            draft.references.isEmpty || entry.facts["was_due"] != nil,
            case .moment(let due, _)? = entry.facts["due"], due > draft.date,
            case .text(let title)? = entry.facts["title"],
            case .text(let code)? = entry.facts["code"]
        else { return nil }
        let domain = office.sender.address.split(separator: "@").last ?? "localhost"
        let event = CalendarFeed.Event(
            identifier: "\(Checksum.sha256(Array(code.utf8)).prefix(32))@\(domain)",
            changedAt: draft.date,
            // Rises with time, so that what came last counts (RFC 5545, 3.8.7.4).
            revision: Int(draft.date.seconds / 60), due: due, title: title, details: [code],
            category: "deadline", isTentative: false)
        return LetterDraft.AttachedFile(
            name: "tenggat.ics", mediaType: "text/calendar",
            content: CalendarFeed(name: office.officeName).bytes(of: [event]))
    }
}
