namespace LossDsl.Build;

/// <summary>A symbol version that a library needs from another library, such as <c>GLIBCXX_3.4.32</c>.</summary>
internal sealed class NeededVersion(string name, uint index, ElfField flags)
{
    public string Name { get; } = name;

    /// <summary>The index by which symbols refer to the version.</summary>
    public uint Index { get; } = index;

    public ElfField Flags { get; } = flags;
}
