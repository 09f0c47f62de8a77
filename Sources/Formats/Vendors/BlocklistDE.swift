import Reports

/// The lists of blocklist.de, which are named by the service that was attacked.
enum BlocklistDE {
    static func category(ofList name: String) -> Category? {
        let file = name.split(whereSeparator: { $0 == "/" || $0 == "!" }).last ?? ""
        switch file.prefix(while: { $0 != "." }).lowercased() {
        case "ssh", "mail", "imap", "ftp", "sip", "bruteforcelogin", "courierimap", "courierpop3", "pop3":
            return .loginAttempt
        case "apache": return .exploitation
        case "bots": return .infectedSystem
        case "email": return .spam
        default: return nil
        }
    }
}
