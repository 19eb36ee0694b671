namespace LossDsl.Goldens.Files;

/// <summary>The bytes of a gzip file, one at a time and counted.</summary>
/// <remarks>
/// As a stream it gives one byte a read: a <see cref="System.IO.Compression.DeflateStream"/> then takes the compressed data and
/// nothing of what follows, so that the trailer can be read.
/// </remarks>
/// <param name="file">The file.</param>
internal sealed class GzipByteStream(Stream file) : ReadOnlyStream
{
    private readonly BufferedStream _file = new(file, 1 << 16);

    /// <summary>How many bytes have been taken.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Whether a byte was asked for beyond the last one.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Whether the file can be read again: a pipe cannot.</summary>
    public bool IsRepeatable => _file.CanSeek;

    /// <summary>The next byte; nothing at the end of the file.</summary>
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
