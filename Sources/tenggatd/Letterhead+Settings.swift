import FoundationEssentials
import Post
import Settings

extension Letterhead {
    /// As the settings describe it, with the logo read.
    ///
    /// - Parameter fault: why the logo is left out: letters go without it.
    init(_ settings: LetterheadSettings, fault: inout String?) {
        var logo: Logo?
        if let path = settings.logo {
            if let content = FileManager.default.contents(atPath: path) {
                do throws(PostError) {
                    logo = try Logo(content: [UInt8](content))
                } catch {
                    fault = "`mail.letterhead.logo`: \(path): \(error)"
                }
            } else {
                fault = "`mail.letterhead.logo`: \(path) cannot be read by the service's user"
            }
        }
        self.init(
            logo: logo, address: settings.address, footer: settings.footer,
            colour: settings.colour,
            signatories: settings.signatories.map {
                Signatory(person: $0.person, title: $0.title, team: $0.team, kind: $0.kind)
            }, number: settings.number)
    }
}
