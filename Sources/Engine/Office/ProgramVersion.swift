/// The program's version, as `--version`, `status` and introspection say it.
package enum ProgramVersion {
    package static let text = "0.1.0"
}
