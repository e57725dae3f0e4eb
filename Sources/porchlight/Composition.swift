import Glibc

/// The client. `configuration` is nil when there is no file at the usual place.
@MainActor
func runClient(configuration: Configuration?, file: ConfigurationFile) -> Never {
    print("\(file.path): \(configuration?.accounts.count ?? 0) accounts")
    exit(70)
}

/// The client against servers of its own.
@MainActor
func runDemo(_ plan: DemoPlan) -> Never {
    print("\(plan.manners.count) services, \(plan.contacts) contacts")
    exit(70)
}

/// Tries each account and says what is wrong.
@MainActor
func runCheck(configuration: Configuration?, file: ConfigurationFile) -> Never {
    print("\(file.path): \(configuration?.accounts.count ?? 0) accounts")
    exit(70)
}
