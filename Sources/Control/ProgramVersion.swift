/// The program's version, as both programs' `--version`, `status`, introspection and the package say it.
package enum ProgramVersion {
    package static let text = "0.1.0"
}
