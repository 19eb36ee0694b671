using System.Text.Json;

namespace LossDsl.Mpi.Tests.Checks;

/// <summary>Something that every rank of a job looks into. Many run in one job, because processes start slowly.</summary>
/// <param name="Name">Its name among all.</param>
/// <param name="Body">What a rank does.</param>
/// <param name="World">For how many ranks it is; null for any number.</param>
internal sealed record Check(string Name, Action<MpiGroup> Body, int? World = null)
{
    /// <summary>So small that tensors of some kilobytes travel in several pieces.</summary>
    public const int MaxChunkBytes = 1000;

    public static IReadOnlyList<Check> All { get; } =
    [
        .. CollectiveChecks.All, .. CollectiveErrorChecks.All, .. ShardedChecks.All, .. SplitChecks.All, .. CrossRankValidationChecks.All,
    ];

    public bool Fits(int world) => World is null || World == world;

    /// <summary>What came of it, on one line.</summary>
    public string Run(MpiGroup world)
    {
        using var scope = NewDisposeScope();
        try
        {
            Body(world);
            return Line(Name, "");
        }
        catch (Exception failure)
        {
            return Line(Name, failure.ToString());
        }
    }

    /// <summary>Reads what <see cref="Run"/> wrote: the names of checks, and what failed in them.</summary>
    public static Dictionary<string, string> Read(string file) => File.ReadLines(file)
        .Select(line => JsonSerializer.Deserialize<string[]>(line)!).ToDictionary(line => line[0], line => line[1]);

    private static string Line(string name, string failure) => JsonSerializer.Serialize<string[]>([name, failure]);
}
