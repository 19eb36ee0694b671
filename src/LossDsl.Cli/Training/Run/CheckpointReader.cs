using System.IO.Compression;

namespace LossDsl.Cli.Training;

/// <summary>Gives back what a <see cref="CheckpointWriter"/> was given.</summary>
/// <param name="archive">The archive that the checkpoint is.</param>
internal sealed class CheckpointReader(ZipArchive archive)
{
    /// <summary>Reads a part.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="read">Reads its content.</param>
    /// <exception cref="InvalidDataException">There is no such part.</exception>
    public void Read(string name, Action<BinaryReader> read)
    {
        var entry = archive.GetEntry(name) ?? throw new InvalidDataException($"it has no part '{name}'");
        using var stream = entry.Open();
        // In memory first: an archive's stream cannot be asked where it stands.
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        memory.Position = 0;
        using var reader = new BinaryReader(memory);
        read(reader);
    }
}
