using System.IO.Hashing;

namespace LossDsl.Goldens.Files;

/// <summary>Parses the header of a gzip member (RFC 1952, section 2.3).</summary>
/// <param name="bytes">The file, positioned at the header.</param>
internal sealed class GzipHeader(GzipByteStream bytes)
{
    private const int Deflate = 8, HasHeaderCrc = 2, HasExtra = 4, HasName = 8, HasComment = 16, Reserved = 0xE0;
    private readonly Crc32 _crc = new();

    /// <summary>Parses the header.</summary>
    /// <param name="first">The first byte, which has been read already.</param>
    /// <exception cref="CorruptFileException">The header is invalid or truncated.</exception>
    public void Read(byte first)
    {
        var start = bytes.BytesRead - 1;
        _crc.Append([first]);
        var second = Byte();
        if ((first, second) is not (0x1F, 0x8B))
            throw new CorruptFileException(start == 0
                ? $"it is not a gzip file, which begins with 1F 8B, not with {first:X2} {second:X2}"
                : $"after the gzip data, at byte {start}, stands something else: {first:X2} {second:X2}");

        if (Byte() is not Deflate and var method)
            throw new CorruptFileException($"the gzip header at byte {start} names the compression method {method}; only {Deflate} is defined");
        var flags = Byte();
        if ((flags & Reserved) != 0)
            throw new CorruptFileException($"the gzip header at byte {start} has the flags {flags:X2}, of which some are reserved");

        // Time, extra flags, operating system.
        Skip(6);
        if ((flags & HasExtra) != 0)
            Skip(Byte() | Byte() << 8);
        if ((flags & HasName) != 0)
            SkipText();
        if ((flags & HasComment) != 0)
            SkipText();
        if ((flags & HasHeaderCrc) == 0)
            return;

        var computed = _crc.GetCurrentHashAsUInt32() & 0xFFFF;
        var recorded = Byte() | Byte() << 8;
        if (computed != recorded)
            throw new CorruptFileException($"the gzip header at byte {start} has the checksum {computed:X4}, but records {recorded:X4}");
    }

    private byte Byte()
    {
        var value = bytes.ReadNextByte() ?? throw new CorruptFileException($"the file breaks off at byte {bytes.BytesRead}, in a gzip header");
        _crc.Append([value]);
        return value;
    }

    private void Skip(int count)
    {
        for (var i = 0; i < count; i++)
            Byte();
    }

    private void SkipText()
    {
        while (Byte() != 0)
        {
        }
    }
}
