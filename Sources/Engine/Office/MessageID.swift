/// The journal's names for what happens here (sd-messages(3)): systemd/tenggat.catalog explains each.
package enum MessageID: String, CaseIterable, CustomStringConvertible, Sendable {
    case serviceReady = "b6791a30d8db4edca7302ef4b21235d6"
    case noticeSent = "521c59e68d1741fda135a2419dd31259"
    case noticeRefused = "e6f9dab414db404d8e4de7145333ab9f"
    case noticeUncertain = "02796fe7df444c2aac32a877bff95c29"
    case noticeHeld = "b2c191cc6b854d2197162393c84fc1e1"
    case mailOutage = "0f6c5b8e3d574b41a6f0c2d9e8b17a35"
    case mailOutageOver = "c9d1e27b64f04a0f8b3a5d70f2e96c18"
    case mailRefusal = "7ab35d0c91e84f6e92d4c6b1a0f8e253"
    case clientMailHeld = "5b1dfac457394f6eb99f12da72017b84"
    case importTaken = "96cf2a12b0444ff280f12fe6a4a0cb16"
    case submissionRejected = "0512b43a07094ff49d5ae66fc107b964"
    case jobFailed = "3b50d6567fa24969a799c0e2fc11cd70"
    case ledgerDamaged = "376b9114151c4b20977756484f8b47ab"
    case clockDoubted = "4144de83c30249dca4db486e36d91fea"
    case clockUnsynchronised = "533e11c0e6364e03b2ce818e8d24a16c"
    case settingsReloaded = "2a0f5d7c1b6e4f93a8d1c4e70b92f615"
    case settingsRefused = "d84c19e3f70a4b5e9c26a15f83e7d042"
    case jobPaused = "6c1e8fa4d2b94707b35f0d96e81ac27b"
    case historyHead = "e1c7a64f0d3b4c5a9f28b6d07135ce94"
    case clockTrusted = "9e1531b8b8454de9979a86357fd23746"

    package var description: String { rawValue }
}
