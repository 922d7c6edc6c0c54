package import Almanac
package import Coordination
import Ledger
import Sheets

extension Stages {
    /// Makes a workbook to begin with.
    ///
    /// - Parameters:
    ///   - kinds: its sheets; nil is what an office begins with.
    ///   - language: `id` or `en`; nil is the office's.
    /// - Throws: `EngineError` `.invalid` for no sheet, or for decisions, which come with what is to be decided.
    package func starter(
        of kinds: [SheetKind]?, in language: String? = nil, at now: Instant
    ) async throws -> ExportedFile {
        let kinds = kinds ?? StarterWorkbook.usual
        guard !kinds.isEmpty, !kinds.contains(.decisions), Set(kinds).count == kinds.count else {
            throw EngineError(
                .invalid,
                "name sheets once each, and not decisions: those come with what is to be decided",
                field: "kinds")
        }
        let office = store.office
        let (profile, directory) = (office.profile, office.directory)
        let language = language ?? profile.language
        // What the office asks of itself by, no sheet names.
        let own = Set(TaskKind.ladders.map(\.name))
        let starter = StarterWorkbook(
            kinds: kinds, language: language,
            lists: [
                .people: directory.people.values.filter { !$0.hasLeft }.map(\.code).sorted(),
                .teams: directory.teams.values.map(\.code).sorted(),
                .clients: directory.clients.values.map(\.code).sorted(),
                .reasons: directory.reasons.values.map(\.code).sorted(),
                .kinds: profile.kinds.keys.filter { TaskKind(rawValue: $0) == nil }.sorted(),
                .ladders: profile.ladders.keys.filter { !own.contains($0) }.sorted(),
                .calendars: profile.calendars.keys.sorted(),
            ], today: office.workingTime.zone.civil(now).date)
        let name = BilingualText(en: "starter", id: "lembar awal").text(in: language)
        return ExportedFile(
            name: "\(name).xlsx", content: try starter.write(createdAt: now))
    }
}
