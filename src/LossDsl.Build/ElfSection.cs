namespace LossDsl.Build;

/// <summary>The content of a section of an ELF file, read once.</summary>
internal sealed class ElfSection(string name, long offset, byte[] contents)
{
    public string Name { get; } = name;

    /// <summary>The offset of the section in the file.</summary>
    public long Offset { get; } = offset;

    public byte[] Contents { get; } = contents;
}
