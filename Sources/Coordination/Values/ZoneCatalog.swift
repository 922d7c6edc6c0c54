package import Almanac

/// Finds a zone by its IANA name; nil when the system does not know it.
///
/// A closure, since the rules may not read the disk where zone data lives.
package typealias ZoneCatalog = @Sendable (String) -> Zone?
