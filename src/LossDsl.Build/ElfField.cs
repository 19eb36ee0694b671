namespace LossDsl.Build;

/// <summary>A little-endian integer of 2 or 4 bytes in a section of an ELF file.</summary>
internal readonly struct ElfField
{
    private readonly int _size;

    /// <exception cref="InvalidDataException">The field is beyond the end of the section.</exception>
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

    /// <summary>The offset of the field in the file.</summary>
    public long Offset { get; }

    public uint Value { get; }

    /// <summary>The bytes to change so that the field holds <paramref name="value"/>.</summary>
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
