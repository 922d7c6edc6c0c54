package import Coordination
import FoundationEssentials
import Yams

extension Settings {
    /// Reads `path`, then `tenggat.d/*.yaml` beside it in the order of their names; a later file adds
    /// to an earlier one's maps and takes the place of its values.
    ///
    /// - Parameters:
    ///   - further: files that are read after those, for whoever tries what they change.
    ///   - zones: the system's zones by name.
    /// - Throws: `SettingsError` with every fault of every file.
    package static func load(
        path: String, further: [String] = [], zones: @escaping ZoneCatalog
    ) throws(SettingsError) -> Settings {
        let faults = FaultList()
        let reader = SettingsReader(folder: folder(of: path), zones: zones)
        for file in [path] + dropIns(beside: path, faults: faults) + further {
            if let root = document(file, faults: faults) { reader.read(root) }
        }
        let read = reader.settings(mainFile: path, faults: faults)
        guard faults.faults.isEmpty, var settings = read else {
            throw SettingsError(faults: faults.faults)
        }
        settings.path = path
        return settings
    }

    private static func folder(of path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return parts.isEmpty
            ? "."
            : parts.count == 1 && parts[0].isEmpty
                ? "/" : parts.joined(separator: "/")
    }

    private static func dropIns(beside path: String, faults: FaultList) -> [String] {
        let folder = "\(folder(of: path))/tenggat.d"
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
                .map { "\(folder)/\($0)" }
        } catch {
            faults.add(
                .init(
                    file: folder, line: 0, column: 0,
                    message: "cannot be read: check that the daemon's user may read it"))
            return []
        }
    }

    private static func document(_ file: String, faults: FaultList) -> Cursor? {
        do {
            let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
            guard let node = try Yams.compose(yaml: text) else { return nil }
            return Cursor(node: node, file: file, path: "", faults: faults)
        } catch let error as YamlError {
            faults.add(fault(of: error, in: file))
        } catch {
            let reason =
                FileManager.default.fileExists(atPath: file)
                ? "cannot be read: check that it is UTF-8 text and that the daemon's user may read it"
                : "is not there: give the settings file with --settings"
            faults.add(.init(file: file, line: 0, column: 0, message: reason))
        }
        return nil
    }

    private static func fault(of error: YamlError, in file: String) -> SettingsError.Fault {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return .init(
                file: file, line: mark.line, column: mark.column,
                message: "is no YAML here: \(problem)")
        case .duplicatedKeysInMapping(let names, let context):
            return .init(
                file: file, line: context.mark.line, column: context.mark.column,
                message: "`\(names.joined(separator: "`, `"))` stands here twice")
        default:
            return .init(file: file, line: 0, column: 0, message: "is no YAML: \(error)")
        }
    }
}
