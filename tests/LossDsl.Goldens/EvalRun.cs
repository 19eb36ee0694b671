using LossDsl.Goldens.Files;
using LossDsl.Goldens.Kinds;

namespace LossDsl.Goldens;

/// <summary>The cases that were asked for.</summary>
/// <param name="Files">The files, in the order in which they are read.</param>
/// <param name="Families">The families; empty for all.</param>
internal sealed record EvalRun(string[] Files, HashSet<string> Families)
{
    /// <summary>Looks for the files and for damage: what is wrong with the last file should show before the first one has run.</summary>
    /// <exception cref="UsageException">One is not there, or is damaged.</exception>
    public void Validate()
    {
        foreach (var file in Files)
        {
            if (!Path.Exists(file))
                throw new UsageException($"{file}: there is no such file");
        }

        foreach (var file in Files)
            GoldenFile.VerifyIntegrity(file);
    }

    /// <summary>The cases; each is disposed before the next one is read.</summary>
    public IEnumerable<GoldenCase> ReadCases() =>
        Files.SelectMany(GoldenFile.Read).Where(golden => Families.Count == 0 || Families.Contains(golden.Family));

    /// <summary>The cases that have several ranks.</summary>
    public IEnumerable<GoldenCase> ReadParallelCases() => ReadCases().Where(golden => golden.Kind == "parallel");

    /// <summary>How many ranks the largest case has that this library can run; 0 where none has several.</summary>
    public int GetMaxRankCount() => ReadParallelCases().Where(golden => ReferenceCatalog.FindLoss(golden) is not null)
        .Select(ParallelCase.GetRankCount).DefaultIfEmpty().Max();

    /// <summary>Whether the files can be read again, and by others: a pipe cannot.</summary>
    public bool IsRepeatable() => Files.All(file =>
    {
        if (Directory.Exists(file))
            return false;
        using var stream = File.OpenRead(file);
        return stream.CanSeek;
    });

    /// <summary>What names these cases on a command line.</summary>
    public IEnumerable<string> ToArguments() =>
        [.. Files.Select(Path.GetFullPath), .. Families.SelectMany(family => new[] { "--family", family })];
}
