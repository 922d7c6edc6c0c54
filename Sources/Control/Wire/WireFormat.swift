import FoundationEssentials

/// JSON as Varlink carries it: one object a message, names in snake case, ended by NUL.
enum WireFormat {
    /// What one message may hold: a sheet of a hundred thousand rows in Base64, and no more.
    static let messageLimit = 64 << 20

    static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: data)
    }
}

/// A call as it stands on the wire.
struct CallEnvelope<Parameters: Codable & Sendable>: Codable, Sendable {
    var method: String
    var parameters: Parameters?
    var oneway: Bool?
    var more: Bool?
    var upgrade: Bool?
}

/// A reply as it stands on the wire.
struct ReplyEnvelope<Parameters: Codable & Sendable>: Codable, Sendable {
    var parameters: Parameters?
    var error: String?
    var continues: Bool?
}

/// What an error carries: each uses some of these.
struct ErrorParameters: Codable, Sendable {
    var message: String?
    var field: String?
    var parameter: String?
    var method: String?
    var interface: String?
}
