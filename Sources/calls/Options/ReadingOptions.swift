import ArgumentParser

/// How documents are read into a store.
struct ReadingOptions: ParsableArguments {
  @Flag(help: "Keep a copy of each document beside the store, for “calls rebuild”.")
  var keepOriginals = false

  @Flag(help: "Refuse to read where the kernel lacks a wall around readers.")
  var requireSandbox = false

  @Flag(help: "Take the names of sub-folders for tags, which “calls list --tag” asks for.")
  var folderTags = false

  @OptionGroup var limits: LimitOptions
}
