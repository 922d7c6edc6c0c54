/// A Varlink interface as its definition declares it (varlink.org/Interface-Definition).
struct InterfaceDefinition {
    /// What stands in the definition before `interface`, a line each.
    var comment: [String]
    var name: String
    var types: [Structure] = []
    var methods: [Method] = []
    var errors: [Structure] = []

    /// A named list of fields: a type, or an error.
    struct Structure: Equatable {
        var comment: [String]
        var name: String
        var fields: [Field]
    }

    struct Method {
        var comment: [String]
        var name: String
        var parameters: [Field]
        var reply: [Field]
    }

    struct Field: Equatable {
        var comment: [String]
        /// As on the wire: `time_zone`.
        var name: String
        var type: FieldType
    }

    indirect enum FieldType: Equatable {
        case bool, int, float, string
        /// A type of the same interface.
        case named(String)
        case array(FieldType)
        /// By strings.
        case dictionary(FieldType)
        case optional(FieldType)
    }
}
