using System.Security.Cryptography;
using System.Text;

namespace LossDsl.Cli.Training;

/// <summary>Starts and resumes runs, in one process or as one of several ranks.</summary>
/// <param name="machine">The options of the machine.</param>
/// <param name="split">How the run is split over ranks.</param>
/// <param name="ranks">The ranks.</param>
internal sealed class Trainer(MachineOptions machine, Split split, Ranks ranks)
{
    private const int Width = 96;
    private const int Layers = 3;
    private const int Heads = 4;

    /// <summary>Starts a run.</summary>
    /// <param name="options">The options that determine the results.</param>
    /// <param name="folder">The output folder.</param>
    /// <returns>The exit code.</returns>
    public int Start(TrainOptions options, string folder)
    {
        var corpus = AllRanksOrNone.Run(ranks, () => Corpus(options));
        AllRanksOrNone.Run(ranks, () =>
        {
            if (ranks.IsLeader)
                RunFolder.Create(folder);
        });
        var state = new RunState
        {
            Options = options,
            Examples = Digest(corpus),
            PhasesDone = 0,
            StepsDone = 0,
            MetricLines = 0,
            Samples = [],
        };
        return Run(state, checkpoint: null, corpus, folder);
    }

    /// <summary>Resumes a run.</summary>
    /// <param name="path">The folder or the checkpoint of the run.</param>
    /// <returns>The exit code.</returns>
    public int Resume(string path)
    {
        using var checkpoint = AllRanksOrNone.Run(ranks, () => Checkpoint.Open(path));
        var state = checkpoint.State;
        var corpus = AllRanksOrNone.Run(ranks, () =>
        {
            var examples = Corpus(state.Options);
            return Digest(examples) == state.Examples
                ? examples
                : throw new UsageException($"{state.Options.Data} is no longer what {checkpoint.Path} was trained on");
        });
        return Run(state, checkpoint, corpus, Path.GetDirectoryName(Path.GetFullPath(checkpoint.Path))!);
    }

    private int Run(RunState state, Checkpoint? checkpoint, WordCorpus corpus, string folder)
    {
        var device = AllRanksOrNone.Run(ranks, machine.Apply);
        using var stop = new StopSignal();
        using var model = Model(state.Options, corpus, out var weights);
        model.to(device);
        checkpoint?.LoadModel(model);

        var display = TrainingDisplay.Create(ranks);
        display.WriteLine($"{corpus.TrainingExamples.Count:N0} examples to train on, {corpus.HeldOutCount:N0} held out; "
            + $"{weights:N0} weights on {device}, {get_num_threads()} threads{(split.Ranks > 1 ? $", {split.Ranks} ranks: {split}" : "")}");
        var context = new PhaseContext(state.Options, corpus, model, device);
        var end = new TrainingRun(context, folder, display, stop).Run(state, checkpoint);
        // The exit of an interrupted rank ends the job, so all ranks must be done first.
        ranks.World?.Barrier();

        if (TrainingRun.IsComplete(end))
        {
            display.WriteLine($"chart, log and checkpoint are in {folder}");
            return ExitCode.Ok;
        }

        display.WriteLine($"Stopped. Resume with `lossdsl train --resume {folder}`");
        return ExitCode.Interrupted;
    }

    private WordCorpus Corpus(TrainOptions options)
    {
        var corpus = new WordCorpus(CorpusFile.Read(options.Data, options.MaxLength, options.Pattern), options.Seed);
        SplitValidator.Validate(split, Shape(options, corpus), options.Phases);
        return corpus;
    }

    // Every rank draws the weights of the whole model, so that they do not depend on the split, and then takes its part.
    private CharTransformer Model(TrainOptions options, WordCorpus corpus, out long weights)
    {
        manual_seed(StepSeed.Derive(options.Seed, "model", 0));
        var whole = new CharTransformer(Shape(options, corpus));
        weights = whole.parameters().Sum(parameter => parameter.numel());
        if (split.Ranks == 1)
            return whole;
        using (whole)
            return WeightSharding.CreateShard(whole, ranks);
    }

    private static ModelShape Shape(TrainOptions options, WordCorpus corpus) =>
        new(corpus.Tokenizer.VocabularySize, corpus.RowLength, Width, Layers, Heads) { Type = options.Float32 ? float32 : float64 };

    // The order of the training examples is determined by the set of examples and the seed, so the digest ignores it.
    private static string Digest(WordCorpus corpus) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', corpus.TrainingExamples))));
}
