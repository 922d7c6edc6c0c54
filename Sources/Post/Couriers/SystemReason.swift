import FoundationEssentials

/// Why the system did not do something, in words for whoever runs it: Foundation's own quote its insides.
package enum SystemReason {
    /// `permission denied` of a failed read or write; an error of ours as it describes itself.
    package static func of(_ error: any Error) -> String {
        guard let error = error as? CocoaError else { return "\(error)" }
        return switch error.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: "there is no such file"
        case .fileReadNoPermission, .fileWriteNoPermission: "permission denied"
        case .fileWriteOutOfSpace: "the disk is full"
        case .fileWriteVolumeReadOnly: "the disk is read-only"
        case .fileWriteFileExists: "something else of that name is there"
        case .fileReadTooLarge: "it is too large"
        case .fileReadInapplicableStringEncoding, .fileReadUnknownStringEncoding,
            .fileReadCorruptFile:
            "it is no UTF-8 text"
        default: "the system's error \(error.code.rawValue)"
        }
    }
}
