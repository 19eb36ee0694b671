namespace LossDsl.Build;

/// <summary>
/// Patches a library that was compiled with GCC 13 so that it loads with the C++ library of GCC 12 (Debian 12, Ubuntu 22.04).
/// Since GCC 13, a library that uses <c>&lt;iostream&gt;</c> imports <c>std::ios_base_library_init()</c> in version
/// <c>GLIBCXX_3.4.32</c>. The function only initializes the standard streams; with an older C++ library, the code in libtorch
/// that uses the streams initializes them itself. The patch redirects the import to a function that the older library has, that
/// takes no argument and has no side effect, <c>std::chrono::steady_clock::now()</c>, and marks the version as weak, so that
/// the loader does not require it.
/// </summary>
internal static class LibstdcxxPatch
{
    public const string Version = "GLIBCXX_3.4.32";

    private const string Symbol = "_ZSt21ios_base_library_initv";
    private const string Replacement = "_ZNSt6chrono3_V212steady_clock3nowEv";
    private const uint Weak = 2;

    /// <summary>Whether the loader requires <see cref="Version"/> for a library. For a patched library it does not.</summary>
    /// <exception cref="InvalidDataException">The file is not a 64-bit little-endian ELF library.</exception>
    public static bool IsNeededBy(Stream library) =>
        ElfVersionTables.Read(library).NeededVersions().Any(version => version.Name == Version && (version.Flags.Value & Weak) == 0);

    /// <summary>Finds the bytes to change.</summary>
    /// <exception cref="InvalidDataException">The library is not as expected; the message says what differs.</exception>
    public static IReadOnlyList<BytePatch> Find(Stream library)
    {
        var tables = ElfVersionTables.Read(library);
        var versions = tables.NeededVersions().Where(version => version.Name == Version).ToList();
        if (versions.Count != 1)
        {
            throw new InvalidDataException($"it names {Version} {versions.Count} times, not once");
        }

        var symbol = tables.FindUndefined(Symbol);
        var replacement = tables.FindUndefined(Replacement);
        var version = versions[0];
        if ((tables.GetVersionField(symbol).Value & 0x7fff) != version.Index)
        {
            throw new InvalidDataException($"{Symbol} is not imported in version {Version}");
        }

        RequireNoOtherSymbol(tables, version, symbol);
        return
        [
            .. tables.GetNameField(symbol).PatchTo(tables.GetNameField(replacement).Value),
            .. tables.GetVersionField(symbol).PatchTo(tables.GetVersionField(replacement).Value),
            .. version.Flags.PatchTo(version.Flags.Value | Weak),
        ];
    }

    // Another symbol of that version would fail to resolve when it is first called.
    private static void RequireNoOtherSymbol(ElfVersionTables tables, NeededVersion version, int symbol)
    {
        for (var i = 0; i < tables.SymbolCount; i++)
        {
            if (i != symbol && (tables.GetVersionField(i).Value & 0x7fff) == version.Index)
            {
                throw new InvalidDataException($"it imports more than {Symbol} in version {Version}");
            }
        }
    }
}
