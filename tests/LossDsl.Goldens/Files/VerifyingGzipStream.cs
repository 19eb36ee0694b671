using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace LossDsl.Goldens.Files;

/// <summary>Decompresses a gzip file (RFC 1952) of one or more members. Any damage of the file is an error.</summary>
/// <remarks>
/// <see cref="GZipStream"/> does not report a file that was truncated between two blocks, and ignores data after the last
/// member, so it would read half a file without an error.
/// </remarks>
/// <param name="file">The file, which is disposed with this stream.</param>
internal sealed class VerifyingGzipStream(Stream file) : ReadOnlyStream
{
    private readonly GzipByteStream _bytes = new(file);
    private readonly Crc32 _crc = new();
    private DeflateStream? _member;
    private uint _length;

    /// <summary>Whether the file can be read again; a pipe cannot.</summary>
    public bool IsRepeatable => _bytes.IsRepeatable;

    /// <inheritdoc/>
    /// <exception cref="CorruptFileException">The file is damaged at this position. The data before it has been read.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        while (count > 0 && (_member ??= Begin()) is { } member)
        {
            if (Inflate(member, buffer.AsSpan(offset, count)) is > 0 and var read)
                return read;
            End();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
            _bytes.Dispose();
        }

        base.Dispose(disposing);
    }

    private DeflateStream? Begin()
    {
        if (_bytes.ReadNextByte() is not { } first)
            return _bytes.BytesRead > 0 ? null : throw new CorruptFileException("it is empty, which a gzip file is not");
        new GzipHeader(_bytes).Read(first);
        _crc.Reset();
        _length = 0;
        return new DeflateStream(_bytes, CompressionMode.Decompress, leaveOpen: true);
    }

    private int Inflate(DeflateStream member, Span<byte> buffer)
    {
        int read;
        try
        {
            read = member.Read(buffer);
        }
        catch (InvalidDataException error) when (!_bytes.IsAtEnd)
        {
            throw new CorruptFileException($"the compressed data is invalid at byte {_bytes.BytesRead}", error);
        }
        catch (InvalidDataException)
        {
            read = 0;
        }

        // Complete deflate data marks its end, so a read beyond the end of the file means that the file is truncated.
        if (read == 0 && _bytes.IsAtEnd)
            throw new CorruptFileException($"the file breaks off at byte {_bytes.BytesRead}, in the compressed data");
        _crc.Append(buffer[..read]);
        _length += (uint)read;
        return read;
    }

    private void End()
    {
        _member!.Dispose();
        _member = null;
        Compare("CRC-32", _crc.GetCurrentHashAsUInt32());
        Compare("length", _length);
    }

    private void Compare(string what, uint computed)
    {
        var start = _bytes.BytesRead;
        Span<byte> trailer = stackalloc byte[sizeof(uint)];
        foreach (ref var value in trailer)
            value = _bytes.ReadNextByte() ?? throw new CorruptFileException($"the file breaks off at byte {_bytes.BytesRead}, in a gzip trailer");
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) is var recorded && recorded != computed)
            throw new CorruptFileException(
                $"the {what} of the content is {computed:X8}, but the gzip trailer at byte {start} records {recorded:X8}");
    }
}
