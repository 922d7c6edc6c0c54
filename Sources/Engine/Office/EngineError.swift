package import Coordination

/// Why the engine cannot do what was asked, in words for whoever asked.
package struct EngineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of refusal it is; the control socket turns each into an error of its own.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// Something that was given is malformed or not known.
        case invalid
        /// What was asked for is not there.
        case notFound = "not-found"
        /// It is there, but in a state that does not allow what was asked.
        case conflict
        /// Who asks may not.
        case notAllowed = "not-allowed"
        /// A letter could not be composed.
        case notComposed = "not-composed"
    }

    package var code: Code
    /// What is wrong, where, and what to do.
    package var message: String
    /// Which parameter is at fault, by its name in the call; nil when it is none of them.
    package var field: String?
    /// The rule that was not kept, which a sheet has a finding of; nil where it is none of a sheet's.
    package var violation: Violation?
    /// The same for whoever reads Indonesian and decides by sheet; nil where only commands bring it about.
    package var indonesian: String?

    package init(
        _ code: Code, _ message: String, field: String? = nil, violation: Violation? = nil,
        indonesian: String? = nil
    ) {
        self.code = code
        self.message = message
        self.field = field
        self.violation = violation
        self.indonesian = indonesian
    }

    /// As whoever decides by sheet reads it.
    package var words: BilingualText {
        violation?.expected ?? BilingualText(en: message, id: indonesian ?? code.indonesian)
    }

    /// - Parameter field: as the call names what the sheet has a column for; nil where the names are the
    ///   same.
    package init(_ violation: Violation, field: String? = nil) {
        var named = violation
        named.field = field ?? violation.field
        let code: Code =
            switch violation.code {
            case .notAllowed: .notAllowed
            case .notPossible: .conflict
            default: .invalid
            }
        self.init(code, named.message, field: named.field, violation: violation)
    }

    package var description: String { message }
}

extension EngineError.Code {
    /// What can be said of any refusal of its kind.
    fileprivate var indonesian: String {
        switch self {
        case .invalid: "isian tidak sesuai"
        case .notFound: "yang dimaksud tidak ditemukan"
        case .conflict: "keadaan saat ini tidak memungkinkannya"
        case .notAllowed: "pengirim tidak berhak melakukannya"
        case .notComposed: "surat tidak dapat disusun"
        }
    }
}
