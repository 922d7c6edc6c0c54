import FoundationEssentials

/// A secret that the unit passes (systemd.exec(5), LoadCredential=).
package enum Credential {
    /// - Parameter directory: `CREDENTIALS_DIRECTORY` of the environment.
    /// - Throws: `SystemdError`, without the secret.
    package static func read(_ name: String, directory: String?) throws(SystemdError) -> String {
        guard let directory, !name.contains("/") else {
            throw SystemdError(
                .credential,
                "the unit passes no credential “\(name)”: add LoadCredential=\(name):"
                    + "/path/of/the/secret to tenggatd.service")
        }
        do {
            return try String(
                contentsOf: URL(filePath: "\(directory)/\(name)"), encoding: .utf8
            ).trimmingLineEnd
        } catch {
            throw SystemdError(
                .credential,
                "the credential “\(name)” cannot be read: check LoadCredential= in "
                    + "tenggatd.service")
        }
    }
}

extension String {
    /// Without the line end that editors put behind a secret.
    package var trimmingLineEnd: String {
        String(reversed().drop { $0.isNewline }.reversed())
    }
}
