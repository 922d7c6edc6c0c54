import Almanac
import Coordination

extension LetterComposer {
    /// The due moment for its reader's own calendar: with the first message about it, and when it has
    /// moved. The same deadline is the same entry there.
    func calendarPart(of draft: LetterDraft) -> LetterDraft.AttachedFile? {
        guard let identifier = draft.calendarEntry, draft.entries.count == 1,
            let entry = draft.entries.first, entry.kind == "reminder",
            !draft.reader.isReachedByChat,
            draft.references.isEmpty || entry.facts["was_due"] != nil,
            case .moment(let due, _)? = entry.facts["due"], due > draft.date,
            let title = title(of: entry, in: draft.reader.language),
            case .text(let code)? = entry.facts["code"]
        else { return nil }
        let event = CalendarFeed.Event(
            identifier: identifier, changedAt: draft.date, due: due, title: title,
            details: [code], category: "deadline", isTentative: false)
        return LetterDraft.AttachedFile(
            name: "tenggat.ics", mediaType: "text/calendar", charset: "utf-8",
            content: CalendarFeed(name: office.officeName, isPublished: false).bytes(of: [event]))
    }

    private func title(of entry: LetterDraft.Entry, in language: String) -> String? {
        switch entry.facts["title"] {
        case .text(let title): title
        case .texts(let titles): titles[language] ?? titles["en"]
        default: nil
        }
    }
}
