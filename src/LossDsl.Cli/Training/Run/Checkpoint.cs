using System.IO.Compression;
using System.Text.Json;

namespace LossDsl.Cli.Training;

/// <summary>
/// A checkpoint file, from which a run resumes with identical results. The file is replaced atomically: there is always either
/// the previous checkpoint or the new one.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    private const string FileName = "checkpoint.zip";
    private const string StateEntry = "state.json";
    private const string ModelEntry = "model";

    private readonly ZipArchive _archive;

    private Checkpoint(string path, ZipArchive archive)
    {
        (Path, _archive) = (path, archive);
        string? text = null;
        new CheckpointReader(archive).Read(StateEntry, reader => text = reader.ReadString());
        State = TrainingJson.Deserialize<RunState>(text!);
    }

    public string Path { get; }

    /// <summary>The progress of the run.</summary>
    public RunState State { get; }

    /// <summary>The path of the checkpoint in the folder of a run.</summary>
    /// <param name="folder">The folder.</param>
    public static string GetPath(string folder) => System.IO.Path.Combine(folder, FileName);

    /// <summary>Writes a checkpoint. A collective over all ranks; the leader writes the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="state">The progress of the run.</param>
    /// <param name="model">The model.</param>
    /// <param name="phase">The current phase; null between phases.</param>
    public static void Write(string path, RunState state, CharTransformer model, IPhase? phase)
    {
        var ranks = model.Shard.Ranks;
        if (ranks.IsLeader)
            AtomicFile.Write(path, WriteTo);
        else if (ranks.HoldsSavedWeights)
            Fill(new CheckpointWriter(archive: null));

        void WriteTo(Stream stream)
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            Fill(new CheckpointWriter(archive));
        }

        void Fill(CheckpointWriter writer)
        {
            writer.Add(StateEntry, text => text.Write(TrainingJson.Serialize(state)));
            writer.Add(ModelEntry, weights => FullModelState.Save(model, weights));
            phase?.Save(writer);
        }
    }

    /// <summary>Opens a checkpoint.</summary>
    /// <param name="path">The file, or the folder of the run.</param>
    /// <exception cref="UsageException">There is no checkpoint, or it is incomplete.</exception>
    public static Checkpoint Open(string path)
    {
        var file = Directory.Exists(path) ? GetPath(path) : path;
        if (!File.Exists(file))
            throw new UsageException($"{file} does not exist; --resume names the folder of a run, or its {FileName}");
        try
        {
            var checkpoint = new Checkpoint(file, ZipFile.OpenRead(file));
            if (checkpoint.State.Version == RunState.CurrentVersion)
                return checkpoint;
            checkpoint.Dispose();
            throw new UsageException($"{file} was written by another version of this program");
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw new UsageException($"{file} is not a checkpoint: {error.Message}", error);
        }
    }

    public void LoadModel(CharTransformer model) =>
        new CheckpointReader(_archive).Read(ModelEntry, weights => FullModelState.Load(model, weights));

    /// <summary>Loads the state of the phase that was running.</summary>
    /// <param name="phase">The phase.</param>
    public void LoadPhase(IPhase phase) => phase.Load(new CheckpointReader(_archive));

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();
}
