import Synchronization

/// The office as the settings in force describe it, at work. Never changed: a reload makes another.
package final class ServedOffice: Sendable {
    package let stages: Stages
    package let loops: [JobLoop]
    package let permissions: Permissions
    package let about: ControlHandlers.About

    package init(
        stages: Stages, loops: [JobLoop], permissions: Permissions, about: ControlHandlers.About
    ) {
        self.stages = stages
        self.loops = loops
        self.permissions = permissions
        self.about = about
    }
}

/// Which office is served now, for whoever outlives a reload.
package final class CurrentOffice: Sendable {
    private struct State {
        var office: ServedOffice
        var refusal: String?
    }

    private let state: Mutex<State>
    /// Commands and jobs work in it; an office is put in another's place while nobody does.
    package let gate: WorkGate

    /// - Parameter gate: what the loops of every office that is served work in.
    package init(_ office: ServedOffice, gate: WorkGate = WorkGate()) {
        state = Mutex(State(office: office))
        self.gate = gate
    }

    package var office: ServedOffice { state.withLock { $0.office } }

    /// Why the settings as they stand in the files are not those in force; nil where they are.
    package var refusal: String? { state.withLock { $0.refusal } }

    /// Serves another one from now on. The gate must be held.
    package func serve(_ office: ServedOffice) {
        state.withLock { state in
            state.office = office
            state.refusal = nil
        }
    }

    /// Remembers why a reload changed nothing.
    package func note(refusal: String) { state.withLock { $0.refusal = refusal } }
}
