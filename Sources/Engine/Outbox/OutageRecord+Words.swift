import Coordination
import Ledger
import Post

extension OutageRecord {
    /// Why nothing leaves, for its readers: a server's own words as they are, what the service found out
    /// itself in both languages.
    var words: BilingualText {
        var (english, indonesian) = (reason, reason)
        for (found, translation) in Self.own where reason.hasPrefix(found) {
            english = found
            indonesian = translation
        }
        return BilingualText(
            en: english,
            id: indonesian.replacing(DeliveryFault.ofLimit, with: "(batas dari penyedia)"))
    }

    /// Of ``DeliveryFault/ofConnections``, and of a program of the machine.
    private static let own: [String: String] = [
        "the server's name could not be looked up": "nama server tidak dapat ditemukan",
        "the server could not be reached": "server tidak dapat dihubungi",
        "the server did not answer in time": "server tidak menjawab tepat waktu",
        "the server closed the connection": "server memutus sambungan",
        "no encrypted connection with the server came about":
            "sambungan terenkripsi dengan server tidak terbentuk",
        "the server's certificate is not trusted": "sertifikat server tidak dipercaya",
        "sendmail did not end in time": "program sendmail tidak selesai tepat waktu",
        "sendmail may not write its queue": "program sendmail tidak boleh menulis antreannya",
    ]

    /// What connections fail by that has no Indonesian; a test looks that there is none.
    static var untranslated: [String] { DeliveryFault.ofConnections.filter { own[$0] == nil } }
}
