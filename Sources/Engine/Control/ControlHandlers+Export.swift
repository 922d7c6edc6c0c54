import Almanac
import Control
import Coordination
import FoundationEssentials
import Host
import Ledger

extension ControlHandlers {
    @Sendable func exportSheet(_ call: ExportSheet, by: String) async throws -> ExportSheet.Reply {
        let kind: SheetKind = try CallWords.word(call.kind, "sheet", field: "kind")
        let format: ExportFormat = try CallWords.word(
            call.format ?? ExportFormat.csv.rawValue, "format of a sheet", field: "format")
        let period = try call.period.map(CallWords.period)
        let file = try await stages.export(
            kind, as: format, team: call.team, period: period, at: clock.now)
        return ExportSheet.Reply(file: Control.File(name: file.name, content: Data(file.content)))
    }

    @Sendable func makeStarter(_ call: MakeStarter, by: String) async throws -> MakeStarter.Reply {
        let kinds: [SheetKind]? = try call.kinds.map { names in
            try names.map { try CallWords.word($0, "sheet", field: "kinds") }
        }
        let language = try call.language.map { language in
            guard ["id", "en"].contains(language) else {
                throw EngineError(
                    .invalid, "“\(language)” is no language of sheets: id or en", field: "language")
            }
            return language
        }
        let file = try await stages.starter(of: kinds, in: language, at: clock.now)
        return MakeStarter.Reply(file: Control.File(name: file.name, content: Data(file.content)))
    }

    @Sendable func exportCalendar(
        _ call: ExportCalendar, by: String
    ) async throws -> ExportCalendar.Reply {
        let bytes = try await stages.store.read { view, office in
            try OfficeCalendar(office: office).bytes(from: view, owner: call.owner)
        }
        let name = call.owner.map { "tenggat-\($0).ics" } ?? "tenggat.ics"
        return ExportCalendar.Reply(file: Control.File(name: name, content: Data(bytes)))
    }
}
