import Almanac
import Coordination
import Ledger
import Logging

extension Stages {
    /// A letter for whoever reads it, remembered where they may decide about it part by part.
    func show(
        letter id: Int, at now: Instant
    ) async throws -> (notice: NoticeRecord, letter: LetterRecord?) {
        let shown = try await store.read { [writer] view, office in
            try writer.shown(view.requiredNotice(id), view: view, office: office, now: now)
        }
        guard let letter = shown.letter, shown.notice.isUndecided,
            shown.notice.liveItems.count > 1
        else { return shown }
        do {
            try await store.change(at: now) { [writer] work in
                try work.transaction.noteShown(
                    letter, of: shown.notice, writer: writer, office: work.office)
            }
        } catch {
            // It is shown all the same; approving it asks for it as it is then.
            outbox.logger.debug("what was shown is not remembered, ignoring: \(error)")
        }
        return shown
    }
}
