import ArgumentParser

/// How documents are read into a store.
struct ReadingOptions: ParsableArguments {
  @Flag(
    help: .say(
      "Garder une copie de chaque document à côté de la base, pour « calls rebuild ».",
      "Keep a copy of each document beside the store, for “calls rebuild”."))
  var keepOriginals = false

  @Flag(
    help: .say(
      "Refuser de lire si le noyau ne sait pas isoler les lecteurs.",
      "Refuse to read where the kernel lacks a wall around readers."))
  var requireSandbox = false

  @Flag(
    help: .say(
      "Prendre les noms des sous-dossiers pour étiquettes, que « calls list --tag » "
        + "demande.",
      "Take the names of sub-folders for tags, which “calls list --tag” asks for."))
  var folderTags = false

  @OptionGroup var limits: LimitOptions
}
