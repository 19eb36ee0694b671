using System.Security.Cryptography;
using System.Text;

namespace LossDsl.Cli.Training;

/// <summary>Starts runs and goes on with them.</summary>
internal static class Trainer
{
    private const int Width = 96;
    private const int Layers = 3;
    private const int Heads = 4;

    /// <summary>Starts a run.</summary>
    /// <param name="options">What decides its numbers.</param>
    /// <param name="folder">Where it leaves its files.</param>
    /// <param name="machine">On what it runs.</param>
    /// <returns>The exit code.</returns>
    public static int Start(TrainOptions options, string folder, MachineOptions machine)
    {
        var corpus = Corpus(options);
        RunFolder.Create(folder);
        var state = new RunState
        {
            Options = options,
            Examples = Digest(corpus),
            PhasesDone = 0,
            StepsDone = 0,
            MetricLines = 0,
            Samples = [],
        };
        return Run(state, checkpoint: null, corpus, folder, machine);
    }

    /// <summary>Goes on with a run.</summary>
    /// <param name="path">Its folder, or its checkpoint.</param>
    /// <param name="machine">On what it runs.</param>
    /// <returns>The exit code.</returns>
    public static int Resume(string path, MachineOptions machine)
    {
        using var checkpoint = Checkpoint.Open(path);
        var state = checkpoint.State;
        var corpus = Corpus(state.Options);
        if (Digest(corpus) != state.Examples)
            throw new UsageException($"{state.Options.Data} is no longer what {checkpoint.Path} was trained on");
        return Run(state, checkpoint, corpus, Path.GetDirectoryName(Path.GetFullPath(checkpoint.Path))!, machine);
    }

    private static int Run(
        RunState state, Checkpoint? checkpoint, WordCorpus corpus, string folder, MachineOptions machine)
    {
        var device = machine.Apply();
        using var stop = new StopSignal();
        using var model = Model(state.Options, corpus, device);
        checkpoint?.LoadModel(model);

        var display = TrainingDisplay.ForOutput();
        display.Note($"{corpus.Training.Count:N0} examples to train on, {corpus.HeldOutCount:N0} held out; "
            + $"{model.parameters().Sum(weights => weights.numel()):N0} weights on {device}, {get_num_threads()} threads");
        var context = new PhaseContext(state.Options, corpus, model, device);
        var end = new TrainingRun(context, folder, display, stop).Go(state, checkpoint);

        if (TrainingRun.IsComplete(end))
        {
            display.Note($"chart, log and checkpoint are in {folder}");
            return ExitCode.Ok;
        }

        display.Note($"stopped; `lossdsl train --resume {folder}` goes on from here");
        return ExitCode.Interrupted;
    }

    private static WordCorpus Corpus(TrainOptions options) =>
        new(CorpusFile.Read(options.Data, options.MaxLength, options.Pattern), options.Seed);

    private static CharTransformer Model(TrainOptions options, WordCorpus corpus, Device device)
    {
        manual_seed(StepSeed.Of(options.Seed, "model", 0));
        var model = new CharTransformer(new ModelShape(corpus.Tokenizer.Size, corpus.RowLength, Width, Layers, Heads));
        model.to(device);
        return model;
    }

    // The order of training examples follows from the set of all examples and the seed.
    private static string Digest(WordCorpus corpus) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', corpus.Training))));
}
