namespace LossDsl.Cli.Training;

/// <summary>Validates a split against the model and the batches, before training.</summary>
internal static class SplitValidator
{
    /// <summary>Throws if a split is uneven.</summary>
    /// <param name="split">The split.</param>
    /// <param name="shape">The dimensions of the model.</param>
    /// <param name="phases">The phases of the run.</param>
    /// <exception cref="UsageException">A number is not divisible by the number of ranks that split it.</exception>
    public static void Validate(Split split, ModelShape shape, IEnumerable<string> phases)
    {
        var tensor = $"--tensor-parallel {split.Tensor}";
        RequireDivisible(split.Tensor, shape.Heads, tensor, $"the {shape.Heads} attention heads of a block");
        RequireDivisible(split.Tensor, shape.MlpWidth, tensor, $"the {shape.MlpWidth} inner numbers of a block's network");
        if (shape.Vocabulary < split.Tensor)
            throw new UsageException($"{tensor}: the vocabulary has {shape.Vocabulary} tokens, fewer than there are ranks");
        foreach (var phase in phases)
        {
            var (count, name) = PhaseCatalog.GetShardableUnits(phase);
            RequireDivisible(split.Data, count, $"{split.Data} data-parallel ranks", $"the {count} {name} of an update of {phase}");
        }
    }

    private static void RequireDivisible(int ranks, int count, string who, string what)
    {
        if (count % ranks != 0)
            throw new UsageException($"{who}: {what} cannot be shared evenly; {Fits(count)} ranks can");
    }

    private static string Fits(int count)
    {
        int[] fits = [.. Enumerable.Range(2, 31).Where(ranks => count % ranks == 0)];
        return fits.Length == 0 ? "no number of" : $"{string.Join(", ", fits.SkipLast(1))}{(fits.Length > 1 ? " or " : "")}{fits[^1]}";
    }
}
