/// Why a letter could not be made, or templates or a courier could not be set up.
///
/// Deliveries do not throw: they end in a ``DeliveryOutcome``.
package struct PostError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is: scripts and tests match it, wordings may change.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// Templates that cannot be taken; `faults` names each place.
        case templates
        /// An entry of a kind that has no template, or no entry at all.
        case unknownKind = "unknown-kind"
        /// A fact that its kind needs is missing or has another shape.
        case facts
        /// A zone that the system does not know.
        case zone
        /// Something that no header may hold: a line break, a malformed address.
        case header
        /// Settings of a courier that contradict each other or would give a secret away.
        case settings
        /// What is elsewhere does not answer, or not as it should.
        case destination
        /// The disk did not let a courier be set up.
        case disk
    }

    package var code: Code
    /// What is wrong, where, and what to do, for a person.
    package var message: String
    /// Every fault in the templates, in the order of files and lines; empty for other codes.
    package var faults: [TemplateFault]

    package init(code: Code, message: String, faults: [TemplateFault] = []) {
        self.code = code
        self.message = message
        self.faults = faults
    }

    package var description: String { message }
}

/// One place in one template that cannot be taken.
package struct TemplateFault: Hashable, Sendable, CustomStringConvertible {
    /// The file's path; for a missing file, where it should be.
    package var file: String
    /// From 1; 0 when the fault is about the whole file.
    package var line: Int
    /// The unknown name, or the tag, or empty.
    package var name: String
    package var message: String

    package init(file: String, line: Int = 0, name: String = "", message: String) {
        self.file = file
        self.line = line
        self.name = name
        self.message = message
    }

    package var description: String {
        line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)"
    }
}
