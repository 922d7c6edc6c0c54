import Almanac
import Control
import Coordination
import FoundationEssentials
import Host
import Ledger

extension ControlHandlers {
    @Sendable func askColumns(_ call: AskColumns, by: String) async throws -> AskColumns.Reply {
        let kind: SheetKind? = try call.kind.map {
            try CallWords.word($0, "sheet", field: "kind")
        }
        let file = try uploads.files([call.file], of: Actor(by).enterer, at: clock.elapsed)[0]
        let sheet = try await stages.intake.askForColumns(of: file, as: kind, at: clock.now)
        return AskColumns.Reply(
            file: Control.File(name: sheet.name, content: Data(sheet.content)))
    }

    @Sendable func listMappings(
        _ call: ListMappings, by: String
    ) async throws -> ListMappings.Reply {
        let records = try await stages.ledger.read { try $0.mappings() }
        return ListMappings.Reply(
            mappings: records.filter { $0.removedAt == nil }.map { record in
                Control.Mapping(
                    number: Int(record.number), at: record.at.rfc3339, by: record.by,
                    sheet: record.mapping.kind.rawValue, file: record.file,
                    columns: record.mapping.columns.mapValues(\.name),
                    constants: record.mapping.constants)
            })
    }

    @Sendable func removeMapping(
        _ call: RemoveMapping, by: String
    ) async throws -> RemoveMapping.Reply {
        try await stages.store.change(at: clock.now) { work in
            let transaction = work.transaction
            let known = try transaction.view.mappings().filter { $0.removedAt == nil }
            guard let record = known.first(where: { $0.number == Int64(call.number) }) else {
                throw EngineError(
                    .notFound,
                    "there is no mapping \(call.number): tenggatctl mapping list names them",
                    field: "number")
            }
            try transaction.removeMapping(record.number, by: by)
            try transaction.record(
                "mapping removed", of: Subject(.sheet, record.mapping.kind.rawValue), by: by,
                detail: "\(record.file) \(record.number)")
        }
        return RemoveMapping.Reply()
    }
}
