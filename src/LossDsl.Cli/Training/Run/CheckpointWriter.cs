using System.IO.Compression;

namespace LossDsl.Cli.Training;

/// <summary>Writes the entries of a checkpoint.</summary>
/// <param name="archive">
/// The checkpoint's archive; null on a rank that does not write the file, but takes part in gathering the weights.
/// </param>
internal sealed class CheckpointWriter(ZipArchive? archive)
{
    /// <summary>Adds an entry.</summary>
    /// <param name="name">The name of the entry.</param>
    /// <param name="write">Writes the content.</param>
    public void Add(string name, Action<BinaryWriter> write)
    {
        // Weights do not compress well.
        using var stream = archive?.CreateEntry(name, CompressionLevel.NoCompression).Open() ?? Stream.Null;
        using var writer = new BinaryWriter(stream);
        write(writer);
    }
}
