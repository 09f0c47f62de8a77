// swift-tools-version: 6.2
import PackageDescription

/// Every module is compiled as Swift 6 with the same strictness; a warning is an error.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "marsad",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "marsad", targets: ["marsad"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        // C libraries from Debian packages; see `make setup`.
        .systemLibrary(name: "CIDN2", pkgConfig: "libidn2"),
        .systemLibrary(name: "CPSL", pkgConfig: "libpsl"),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive"),

        // Pure modules: no Foundation, no input or output beyond memory-mapped files.
        .target(name: "Addresses", dependencies: ["CIDN2", "CPSL"], swiftSettings: strict),
        .target(name: "Reports", dependencies: ["Addresses"], swiftSettings: strict),
        .target(name: "CTokenScan"),
        .target(
            name: "Watchlists", dependencies: ["Addresses", "Reports", "CTokenScan"], exclude: ["README.md"],
            swiftSettings: strict),
        .executableTarget(
            name: "marsad",
            dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict),

        .testTarget(
            name: "AddressesTests", dependencies: ["Addresses", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "WatchlistsTests", dependencies: ["Watchlists", "Addresses", "Reports", "TestSupport"],
            swiftSettings: strict),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    ]
)
