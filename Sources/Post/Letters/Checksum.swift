import CGMime

/// Checksums by GLib.
package enum Checksum {
    /// SHA-256 (FIPS 180-4) in lower-case hexadecimal.
    package static func sha256(_ bytes: [UInt8]) -> String {
        unsafe bytes.withUnsafeBytes { buffer in
            guard let text = unsafe cgmime_sha256(buffer.baseAddress, buffer.count) else {
                return ""
            }
            defer { unsafe cgmime_free_bytes(text) }
            return unsafe String(cString: text)
        }
    }

    /// HMAC with SHA-256 (RFC 2104) in lower-case hexadecimal.
    static func hmac(_ bytes: [UInt8], key: [UInt8]) -> String {
        unsafe key.withUnsafeBytes { key in
            unsafe bytes.withUnsafeBytes { buffer in
                guard
                    let text = unsafe cgmime_hmac_sha256(
                        key.baseAddress, key.count, buffer.baseAddress, buffer.count)
                else { return "" }
                defer { unsafe cgmime_free_bytes(text) }
                return unsafe String(cString: text)
            }
        }
    }
}
