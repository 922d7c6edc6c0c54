import FoundationEssentials
import Glibc
import Host
import Post
import Settings
import Systemd

/// What a start needs of the machine beside good settings: tried without making or changing anything,
/// as the user whom the service runs as.
struct StartCheck {
    /// What keeps the service from starting.
    private(set) var faults: [String] = []
    /// What does not, and is not as the settings mean it.
    private(set) var warnings: [String] = []
    private let settings: Settings
    private let environment: [String: String]

    init(_ settings: Settings, environment: [String: String]) {
        self.settings = settings
        self.environment = environment
    }

    /// Refuses to run as root on the state of another user: what it makes there could not be opened by
    /// the service any more.
    func refuseOtherUser() throws {
        guard geteuid() == 0, let owner = owner(of: settings.state), owner != 0 else { return }
        let user = UnixUser(id: owner).label
        throw OtherUser(
            description: "\(settings.state) belongs to \(user), and root would leave files there "
                + "that the service cannot open: systemctl start tenggatd, or by hand: "
                + "runuser -u \(user) -- \(CommandLine.arguments.joined(separator: " "))")
    }

    private struct OtherUser: Error, CustomStringConvertible {
        let description: String
    }

    private func owner(of path: String) -> UInt32? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status.st_uid : nil
    }

    private static func parent(of path: String) -> String {
        URL(filePath: path).deletingLastPathComponent().path
    }

    mutating func warn(_ warning: String) { warnings.append(warning) }

    // MARK: What is tried

    mutating func run() {
        becomeOwner()
        warnings += PrincipalNames(settings.control).warnings
        tryFolder(settings.state, as: "`state`")
        tryFolder(
            Self.parent(of: settings.control.socket), as: "`control.socket`",
            isMadeByUnit: settings.control.socket.hasPrefix("/run/tenggat/"))
        if let inbox = settings.inbox {
            tryFolder(inbox.folder ?? "\(settings.state)/inbox", as: "`inbox`")
            trySandbox(inbox.folder, as: "`inbox.folder`")
        }
        if let lists = settings.lists { tryLists(lists) }
        if let heartbeat = settings.heartbeat {
            trySecret(heartbeat.url, as: "`heartbeat`, url", fault: Self.faultOfAddress)
            if let file = heartbeat.authorityFile {
                tryAuthority(file, as: "`heartbeat`, ca_file")
            }
        }
        if let backup = settings.backup { tryBackup(backup) }
        tryMail()
    }

    private mutating func tryLists(_ lists: ListsSettings) {
        tryFolder(lists.folder ?? "\(settings.state)/lists", as: "`lists`")
        trySandbox(lists.folder, as: "`lists.folder`")
        for name in lists.groups {
            guard let group = UnixGroup(named: name) else {
                warnings.append(
                    "`lists` names the group “\(name)”, which this machine does not know: add it "
                        + "(groupadd \(name)), or take it out")
                continue
            }
            let own = "\(lists.folder ?? "\(settings.state)/lists")/\(name)"
            guard !group.isOwn, !Self.gives(own, to: group) else { continue }
            warnings.append(
                "`lists`: the group “\(name)” has no folder from which its lists take their group: "
                    + "install -d -o tenggat -g \(name) -m 2750 \(own)")
        }
    }

    /// Whether what is put into a folder becomes a group's by itself (inode(7), the set-group-ID bit).
    private static func gives(_ folder: String, to group: UnixGroup) -> Bool {
        var status = stat()
        guard unsafe stat(folder, &status) == 0 else { return false }
        return status.st_gid == group.id && status.st_mode & S_ISGID != 0
    }

    private mutating func tryBackup(_ backup: BackupSettings) {
        let folder = backup.folder ?? "\(settings.state)/backups"
        tryFolder(folder, as: "`backup.folder`")
        guard let second = backup.second else { return }
        tryFolder(second, as: "`backup.second`")
        guard URL(filePath: second).standardized == URL(filePath: folder).standardized else {
            return
        }
        faults.append(
            "`backup.second`: \(second) is `backup.folder` itself: give a folder on another disk")
    }

    /// Root may open what the service may not.
    private mutating func becomeOwner() {
        guard geteuid() == 0, let owner = owner(of: settings.state), owner != 0,
            let entry = unsafe getpwuid(owner)
        else { return }
        let (name, group) = unsafe (String(cString: entry.pointee.pw_name), entry.pointee.pw_gid)
        guard unsafe initgroups(name, group) == 0, setgid(group) == 0, setuid(owner) == 0 else {
            warnings.append("this could not be tried as \(name), but as root only")
            return
        }
    }

    /// A folder that is there can be written; one that is not can be made.
    private mutating func tryFolder(_ path: String, as what: String, isMadeByUnit: Bool = false) {
        if unsafe access(path, W_OK | X_OK) == 0 { return }
        let reason = errno
        if reason == ENOENT {
            if isMadeByUnit { return }
            let parent = Self.parent(of: path)
            if parent != path, unsafe access(parent, W_OK | X_OK) == 0 { return }
        }
        faults.append(
            "\(what): \(path) cannot be written (\(unsafe String(cString: strerror(reason)))): it, or "
                + "the folder that is to hold it, must be there and belong to the service's user")
    }

    /// The unit lets the service write where it says so only (systemd.exec(5), ProtectSystem=).
    private mutating func trySandbox(_ folder: String?, as what: String) {
        guard let folder, !folder.hasPrefix(settings.state + "/"), folder != settings.state,
            let places = UnitProperties.read("ReadWritePaths", of: "tenggatd.service")
        else { return }
        let isInside = places.split(separator: " ").contains { place in
            let place = place.drop { "-+".contains($0) }
            return folder == place || folder.hasPrefix(place + "/")
        }
        guard !isInside else { return }
        faults.append(
            "\(what): the unit does not let the service write to \(folder): systemctl edit "
                + "tenggatd, with [Service] and ReadWritePaths=\(folder)")
    }

    private mutating func tryMail() {
        let mail = settings.mail
        for (name, courier) in mail.couriers.sorted(by: { $0.key < $1.key }) {
            let place = "`\(mail.place(ofCourier: name))`"
            switch courier {
            case .journal: break
            case .maildir(let path): tryFolder(path, as: place)
            case .sendmail(let program): trySendmail(program, as: place)
            case .smtp(let smtp): tryServer(smtp, as: place)
            case .webhook(let webhook): tryWebhook(webhook, as: place)
            }
        }
    }

    private mutating func tryServer(_ smtp: MailSettings.SMTP, as place: String) {
        if let file = smtp.authorityFile { tryAuthority(file, as: "\(place), ca_file") }
        trySecret(smtp.password, as: "\(place), password")
        guard let oauth2 = smtp.oauth2 else { return }
        if let file = oauth2.authorityFile { tryAuthority(file, as: "\(place), oauth2.ca_file") }
        trySecret(oauth2.clientSecret, as: "\(place), oauth2.client_secret")
        trySecret(oauth2.refreshToken, as: "\(place), oauth2.refresh_token")
    }

    private mutating func tryWebhook(_ webhook: MailSettings.Webhook, as place: String) {
        if let file = webhook.authorityFile { tryAuthority(file, as: "\(place), ca_file") }
        trySecret(webhook.url, as: "\(place), url", fault: Self.faultOfAddress)
        trySecret(webhook.key, as: "\(place), key")
        trySecret(webhook.bearer, as: "\(place), bearer")
    }

    /// Postfix's sendmail hands letters to a program that is setgid, and Exim's is one itself, which the unit's
    /// NoNewPrivileges= makes an ordinary one that may not write the queue. Programs of others need no such right.
    private mutating func trySendmail(_ program: String, as place: String) {
        guard unsafe access(program, X_OK) == 0 else {
            faults.append(
                "\(place): \(program) cannot be run (\(unsafe String(cString: strerror(errno))))")
            return
        }
        // One that cannot be read is taken for one that needs none.
        let content =
            (try? Data(contentsOf: URL(filePath: program), options: .mappedIfSafe)) ?? Data()
        let isPostfix = content.firstRange(of: Data("postdrop".utf8)) != nil
        let helper = ([program] + (isPostfix ? ["/usr/sbin/postdrop"] : [])).first { path in
            var status = stat()
            return unsafe stat(path, &status) == 0 && status.st_mode & (S_ISUID | S_ISGID) != 0
        }
        guard let helper,
            UnitProperties.read("NoNewPrivileges", of: "tenggatd.service") ?? "yes" == "yes"
        else { return }
        warnings.append(
            "\(place): \(helper) needs rights that the unit takes from it (NoNewPrivileges=), so that "
                + "letters would wait for ever: set `smtp: {host: localhost, port: 25, security: "
                + "none}` instead, which hands them to the same mail server")
    }

    private static func faultOfAddress(_ url: String) -> String? {
        WebhookSettings.isAllowed(url) ? nil : "is no https:// address"
    }

    /// - Parameter fault: what is wrong with a secret that is one line; nil where nothing is.
    private mutating func trySecret(
        _ secret: MailSettings.Secret?, as place: String, fault: (String) -> String? = { _ in nil }
    ) {
        var found: (where: String, text: String)?
        switch secret {
        case .file(let path)?:
            guard let content = content(of: path, as: "\(place)_file") else { return }
            found = ("\(place)_file: \(path)", content)
        case .credential(let name)?:
            guard let content = credential(name, as: "\(place)_credential") else { return }
            found = ("\(place)_credential: \(name)", content)
        case nil: break
        }
        guard let found else { return }
        let isLine = !found.text.isEmpty && found.text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        guard let fault = isLine ? fault(found.text) : "is not one line that says something" else {
            return
        }
        faults.append("\(found.where) \(fault)")
    }

    /// PEM (RFC 7468), or DER where it begins as ASN.1 does.
    private mutating func tryAuthority(_ path: String, as what: String) {
        guard let content = content(of: path, as: what),
            !content.contains("-----BEGIN CERTIFICATE-----"),
            !content.contains("-----BEGIN TRUSTED CERTIFICATE-----")
        else { return }
        faults.append("\(what): \(path) holds no certificate (-----BEGIN CERTIFICATE-----)")
    }

    /// A file's text without the end of its last line; nil, and a fault, where it cannot be read.
    private mutating func content(of path: String, as what: String) -> String? {
        do {
            return try CourierFactory.text(ofFile: path)
        } catch {
            faults.append("\(what): \(error) by the service's user")
            return nil
        }
    }

    /// Within the unit the credential itself, else what the unit says of it; nil where its text is not known.
    private mutating func credential(_ name: String, as place: String) -> String? {
        if let directory = environment["CREDENTIALS_DIRECTORY"] {
            do {
                return try Credential.read(name, directory: directory)
            } catch {
                faults.append("\(error)")
                return nil
            }
        }
        guard let passed = UnitProperties.read("LoadCredential", of: "tenggatd.service") else {
            return nil
        }
        guard !passed.contains("\(name):"), !passed.contains("\(name) ") else { return nil }
        faults.append(
            "\(place): the unit passes no credential “\(name)”: systemctl edit "
                + "tenggatd, with [Service] and LoadCredential=\(name):/path/of/the/secret")
        return nil
    }
}
