namespace LossDsl.Goldens.Files;

/// <summary>The bytes of a gzip file, read one at a time and counted.</summary>
/// <remarks>
/// Each read of the stream returns one byte, so that a <see cref="System.IO.Compression.DeflateStream"/> does not read beyond the
/// compressed data, and the trailer can be read afterwards.
/// </remarks>
/// <param name="file">The file.</param>
internal sealed class GzipByteStream(Stream file) : ReadOnlyStream
{
    private readonly BufferedStream _file = new(file, 1 << 16);

    public long BytesRead { get; private set; }

    /// <summary>Whether a read was attempted beyond the end.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Whether the file can be read again; a pipe cannot.</summary>
    public bool IsRepeatable => _file.CanSeek;

    /// <summary>The next byte; null at the end of the file.</summary>
    public byte? ReadNextByte()
    {
        var value = _file.ReadByte();
        IsAtEnd = value < 0;
        if (IsAtEnd)
            return null;
        BytesRead++;
        return (byte)value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (count == 0 || ReadNextByte() is not { } value)
            return 0;
        buffer[offset] = value;
        return 1;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file.Dispose();
        base.Dispose(disposing);
    }
}
