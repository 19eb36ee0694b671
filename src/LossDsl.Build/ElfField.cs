namespace LossDsl.Build;

/// <summary>A little-endian number of 2 or 4 bytes in a section of an ELF file.</summary>
internal readonly struct ElfField
{
    private readonly int _size;

    /// <exception cref="InvalidDataException">The section ends before it.</exception>
    public ElfField(ElfSection table, int offset, int size)
    {
        if (offset < 0 || offset > table.Contents.Length - size)
        {
            throw new InvalidDataException($"section {table.Name} is too short");
        }

        _size = size;
        Offset = table.Offset + offset;
        Value = size == 2 ? BitConverter.ToUInt16(table.Contents, offset) : BitConverter.ToUInt32(table.Contents, offset);
    }

    /// <summary>Where it begins in the file.</summary>
    public long Offset { get; }

    public uint Value { get; }

    /// <summary>The bytes that differ when it holds <paramref name="value"/>.</summary>
    public IEnumerable<BytePatch> PatchTo(uint value)
    {
        for (var i = 0; i < _size; i++)
        {
            var wanted = (byte)(value >> (8 * i));
            if (wanted != (byte)(Value >> (8 * i)))
            {
                yield return new BytePatch(Offset + i, wanted);
            }
        }
    }
}
