using System.Buffers.Binary;
using System.Text;

namespace LossDsl.Cli.Doctor;

/// <summary>
/// Reads the symbol versions that a native library needs from other libraries, from the section <c>.gnu.version_r</c> of its ELF
/// file. The loader rejects a library if a version that is not weak is missing.
/// </summary>
internal static class ElfVersionRequirements
{
    private const uint GnuVerneed = 0x6ffffffe;
    private const int Weak = 2;

    /// <summary>Reads the versions.</summary>
    /// <param name="path">The library.</param>
    /// <exception cref="InvalidDataException">The file is not a 64-bit little-endian ELF file, or is damaged.</exception>
    public static IReadOnlyList<(string Name, bool IsWeak)> Read(string path)
    {
        var file = File.ReadAllBytes(path);
        if (!file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
            throw new InvalidDataException($"{path} is not a 64-bit little-endian ELF file");
        try
        {
            return Read(file);
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"{path} is a damaged ELF file", error);
        }
    }

    private static List<(string Name, bool IsWeak)> Read(ReadOnlySpan<byte> file)
    {
        var versions = new List<(string Name, bool IsWeak)>();
        var (headers, size, count) = (Long(file[40..]), Short(file[58..]), Short(file[60..]));
        for (var i = 0; i < count; i++)
        {
            var section = file[(headers + i * size)..];
            if (Int(section[4..]) == GnuVerneed)
            {
                var names = file[(headers + (int)Int(section[40..]) * size)..];
                Read(file[Long(section[24..])..], (int)Int(section[44..]), file[Long(names[24..])..], versions);
            }
        }

        return versions;
    }

    // A record per library, followed by an entry per version. Both hold the distance to the next one.
    private static void Read(ReadOnlySpan<byte> record, int libraries, ReadOnlySpan<byte> names, List<(string Name, bool IsWeak)> versions)
    {
        for (var library = 0; library < libraries; library++)
        {
            var entry = record[(int)Int(record[8..])..];
            for (var count = Short(record[2..]); count > 0; count--)
            {
                var name = names[(int)Int(entry[8..])..];
                versions.Add((Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]), (Short(entry[4..]) & Weak) != 0));
                entry = entry[(int)Int(entry[12..])..];
            }

            record = record[(int)Int(record[12..])..];
        }
    }

    private static int Short(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint Int(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static int Long(ReadOnlySpan<byte> bytes) => checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes));
}
