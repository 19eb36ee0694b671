namespace LossDsl.Build;

/// <summary>A version of another library's symbols that a library asks for, such as <c>GLIBCXX_3.4.32</c>.</summary>
internal sealed class NeededVersion(string name, uint index, ElfField flags)
{
    public string Name { get; } = name;

    /// <summary>The number by which symbols refer to this version.</summary>
    public uint Index { get; } = index;

    public ElfField Flags { get; } = flags;
}
