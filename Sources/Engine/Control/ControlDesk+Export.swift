import Almanac
import Control
import Coordination
import FoundationEssentials
import Host
import Ledger

extension ControlDesk {
    @Sendable func exportSheet(_ call: ExportSheet, by: String) async throws -> ExportSheet.Reply {
        guard let kind = SheetKind(rawValue: call.kind) else {
            let known = SheetKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw EngineError(
                .invalid, "“\(call.kind)” is no sheet; there are \(known)", field: "kind")
        }
        let word = call.format ?? ExportFormat.csv.rawValue
        guard let format = ExportFormat(rawValue: word) else {
            let known = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw EngineError(
                .invalid, "“\(word)” is no format of a sheet; there are \(known)",
                field: "format")
        }
        let period = try call.period.map { text in
            guard let period = Period(text) else {
                throw EngineError(
                    .invalid, "“\(text)” is no period: write 2026-11 or 2026-Q4", field: "period")
            }
            return period
        }
        let file = try await stages.export(
            kind, as: format, team: call.team, period: period, at: clock.now)
        return ExportSheet.Reply(file: Control.File(name: file.name, content: Data(file.content)))
    }

    @Sendable func exportCalendar(
        _ call: ExportCalendar, by: String
    ) async throws -> ExportCalendar.Reply {
        let office = stages.store.office
        if let owner = call.owner, office.directory.person(owner) == nil,
            office.directory.team(owner) == nil
        {
            throw EngineError(
                .notFound, "“\(owner)” is neither a person's nor a team's code", field: "owner")
        }
        let calendar = OfficeCalendar(office: office)
        let bytes = try await stages.ledger.read { try calendar.bytes(from: $0, owner: call.owner) }
        let name = call.owner.map { "tenggat-\($0).ics" } ?? "tenggat.ics"
        return ExportCalendar.Reply(file: Control.File(name: name, content: Data(bytes)))
    }
}
