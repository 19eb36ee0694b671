using System.IO.Compression;

namespace LossDsl.Cli.Training;

/// <summary>Reads the entries of a checkpoint.</summary>
/// <param name="archive">The checkpoint's archive.</param>
internal sealed class CheckpointReader(ZipArchive archive)
{
    /// <summary>Reads an entry.</summary>
    /// <param name="name">The name of the entry.</param>
    /// <param name="read">Reads the content.</param>
    /// <exception cref="InvalidDataException">The entry does not exist.</exception>
    public void Read(string name, Action<BinaryReader> read)
    {
        var entry = archive.GetEntry(name) ?? throw new InvalidDataException($"it has no part '{name}'");
        using var stream = entry.Open();
        // Copied to memory, since the stream of an archive entry does not support Position.
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        memory.Position = 0;
        using var reader = new BinaryReader(memory);
        read(reader);
    }
}
