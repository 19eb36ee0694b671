using LossDsl.Goldens.Files;
using LossDsl.Goldens.Kinds;

namespace LossDsl.Goldens;

/// <summary>The requested cases.</summary>
/// <param name="Files">The files, in the order in which they are read.</param>
/// <param name="Families">The families; empty for all.</param>
internal sealed record EvalRun(string[] Files, HashSet<string> Families)
{
    /// <summary>Checks that all files exist and are undamaged, before the first case runs.</summary>
    /// <exception cref="UsageException">A file does not exist or is damaged.</exception>
    public void Validate()
    {
        foreach (var file in Files)
        {
            if (!Path.Exists(file))
                throw new UsageException($"{file}: file not found");
        }

        foreach (var file in Files)
            GoldenFile.VerifyIntegrity(file);
    }

    /// <summary>The cases; each is disposed before the next one is read.</summary>
    public IEnumerable<GoldenCase> ReadCases() =>
        Files.SelectMany(GoldenFile.Read).Where(golden => Families.Count == 0 || Families.Contains(golden.Family));

    /// <summary>The cases with several ranks.</summary>
    public IEnumerable<GoldenCase> ReadParallelCases() => ReadCases().Where(golden => golden.Kind == "parallel");

    /// <summary>The number of ranks of the largest case that this library supports; 0 if no case has several.</summary>
    public int GetMaxRankCount() => ReadParallelCases().Where(golden => ReferenceCatalog.FindLoss(golden) is not null)
        .Select(ParallelCase.GetRankCount).DefaultIfEmpty().Max();

    /// <summary>Whether the files can be read again, also by other processes; a pipe cannot.</summary>
    public bool IsRepeatable() => Files.All(file =>
    {
        if (Directory.Exists(file))
            return false;
        using var stream = File.OpenRead(file);
        return stream.CanSeek;
    });

    /// <summary>The command line arguments that select these cases.</summary>
    public IEnumerable<string> ToArguments() =>
        [.. Files.Select(Path.GetFullPath), .. Families.SelectMany(family => new[] { "--family", family })];
}
