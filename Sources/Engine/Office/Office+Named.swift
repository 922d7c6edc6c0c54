import Coordination

/// What people mean by a name that they gave.
extension Office {
    /// - Throws: `EngineError` `.invalid` with the teams that are known.
    func team(named name: String) throws -> Team {
        if let team = directory.team(name) { return team }
        throw EngineError(
            .invalid,
            "team “\(name)” is on no register; known: "
                + directory.teams.values.map(\.code).sorted().joined(separator: ", "),
            field: "team")
    }

    /// - Throws: `EngineError` `.invalid` with the submissions that the settings have.
    func submissionType(named name: String) throws -> SubmissionType {
        let types = profile.submissionTypes
        if let type = types.first(where: { $0.name.isCode(name) }) {
            return type
        }
        throw EngineError(
            .invalid,
            "“\(name)” is no submission of the settings; known: "
                + types.map(\.name).joined(separator: ", "), field: "type")
    }
}
