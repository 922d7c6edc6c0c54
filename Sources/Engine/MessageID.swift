/// The journal's names for what happens here (sd-messages(3)): systemd/tenggat.catalog explains each.
package enum MessageID: String, CaseIterable, CustomStringConvertible, Sendable {
    case serviceReady = "5d1c0c5be6e24d0d8c1c2b21c2a59d3f"
    case noticeSent = "0b6f9f64d3a14b0f9ae9f4bd0a0f5c17"
    case noticeRefused = "c2f0e6c1b0b24f35a6b4b2a2cfb0a9d4"
    case noticeUncertain = "8a8f6f52e5594b6d9b7a4f5be7c6d1e0"
    case noticeHeld = "f3b1d1a94e6f4c52b3d9a7c0e8f21b66"
    case importTaken = "27a5a1fd0c4d4f0bb1e0a6d7c9e3f482"
    case submissionRejected = "9e4b7c30d2f84ab8a1f6c5e09d7b3a21"
    case jobFailed = "64d2e8b7a90f4e1c8f3b5a6d7c1e2f90"

    package var description: String { rawValue }
}
