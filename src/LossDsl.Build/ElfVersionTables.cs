using System.Text;
using ELFSharp.ELF;
using ELFSharp.ELF.Sections;

namespace LossDsl.Build;

/// <summary>
/// The symbol and version tables of a 64-bit little-endian ELF library: which symbols it imports, and in which versions.
/// Offsets are relative to the file, so that a caller can patch single bytes.
/// </summary>
internal sealed class ElfVersionTables
{
    private const int SymbolSize = 24;

    private readonly ElfSection _symbols;
    private readonly ElfSection _strings;
    private readonly ElfSection _symbolVersions;
    private readonly ElfSection _neededVersions;

    private ElfVersionTables(ELF<ulong> elf)
    {
        _symbols = Table(elf, ".dynsym");
        _strings = Table(elf, ".dynstr");
        _symbolVersions = Table(elf, ".gnu.version");
        _neededVersions = Table(elf, ".gnu.version_r");
    }

    /// <exception cref="InvalidDataException">The file is not a 64-bit little-endian ELF library, or is damaged.</exception>
    public static ElfVersionTables Read(Stream file)
    {
        // For a damaged file, ELFSharp throws various exceptions.
        try
        {
            if (!ELFReader.TryLoad(file, shouldOwnStream: false, out IELF elf) || elf is not ELF<ulong> wide
                || elf.Endianess != ELFSharp.Endianess.LittleEndian)
            {
                throw new InvalidDataException("it is not a 64-bit little-endian ELF file");
            }

            return new ElfVersionTables(wide);
        }
        catch (Exception e) when (e is EndOfStreamException or (not InvalidDataException and not IOException))
        {
            throw new InvalidDataException("it is a damaged ELF file", e);
        }
    }

    public int SymbolCount => _symbols.Contents.Length / SymbolSize;

    /// <summary>The 4-byte field that holds the string table offset of a symbol's name.</summary>
    public ElfField GetNameField(int symbol) => new(_symbols, symbol * SymbolSize, 4);

    /// <summary>The 2-byte field that holds a symbol's version index.</summary>
    public ElfField GetVersionField(int symbol) => new(_symbolVersions, symbol * 2, 2);

    /// <summary>The index of the undefined symbol with a name.</summary>
    /// <exception cref="InvalidDataException">There is no such symbol, or more than one.</exception>
    public int FindUndefined(string name)
    {
        var found = -1;
        var contents = _symbols.Contents;
        for (var symbol = 0; symbol < SymbolCount; symbol++)
        {
            var section = BitConverter.ToUInt16(contents, symbol * SymbolSize + 6);
            if (section != 0 || String((int)GetNameField(symbol).Value) != name)
            {
                continue;
            }

            found = found < 0 ? symbol : throw new InvalidDataException($"it imports {name} more than once");
        }

        return found >= 0 ? found : throw new InvalidDataException($"it does not import {name}");
    }

    /// <summary>The symbol versions that this library needs from other libraries.</summary>
    /// <exception cref="InvalidDataException">The table is damaged.</exception>
    public IEnumerable<NeededVersion> NeededVersions()
    {
        // Verneed: version, count, file, first entry, next record. Vernaux: hash, flags, index, name, next entry.
        for (var record = 0; ;)
        {
            var count = (int)new ElfField(_neededVersions, record + 2, 2).Value;
            var entry = Follow(record, new ElfField(_neededVersions, record + 8, 4));
            for (var i = 0; i < count; i++)
            {
                yield return new NeededVersion(
                    String((int)new ElfField(_neededVersions, entry + 8, 4).Value),
                    new ElfField(_neededVersions, entry + 6, 2).Value,
                    new ElfField(_neededVersions, entry + 4, 2));
                entry = Follow(entry, new ElfField(_neededVersions, entry + 12, 4));
            }

            var next = new ElfField(_neededVersions, record + 12, 4);
            if (next.Value == 0)
            {
                yield break;
            }

            record = Follow(record, next);
        }
    }

    // Offsets are relative and positive, so that a damaged table cannot cause an endless loop.
    private int Follow(int from, ElfField distance) => distance.Value <= _neededVersions.Contents.Length
        ? from + (int)distance.Value
        : throw new InvalidDataException($"section {_neededVersions.Name} is damaged");

    private string String(int offset)
    {
        var contents = _strings.Contents;
        var end = offset >= 0 && offset < contents.Length ? Array.IndexOf(contents, (byte)0, offset) : -1;
        return end >= 0
            ? Encoding.ASCII.GetString(contents, offset, end - offset)
            : throw new InvalidDataException("a name lies outside its string table");
    }

    private static ElfSection Table(ELF<ulong> elf, string name) => elf.TryGetSection(name, out Section<ulong> section)
        ? new ElfSection(name, (long)section.Offset, section.GetContents())
        : throw new InvalidDataException($"it has no section {name}");
}
