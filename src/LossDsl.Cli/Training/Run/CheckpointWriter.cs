using System.IO.Compression;

namespace LossDsl.Cli.Training;

/// <summary>Fills a checkpoint.</summary>
/// <param name="archive">
/// The archive that it is; null on a rank that only brings its part of the weights to the one that writes.
/// </param>
internal sealed class CheckpointWriter(ZipArchive? archive)
{
    /// <summary>Adds a part.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="write">Writes its content.</param>
    public void Add(string name, Action<BinaryWriter> write)
    {
        // Weights do not compress.
        using var stream = archive?.CreateEntry(name, CompressionLevel.NoCompression).Open() ?? Stream.Null;
        using var writer = new BinaryWriter(stream);
        write(writer);
    }
}
