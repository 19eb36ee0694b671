using System.Text.Json;

namespace LossDsl.Mpi.Tests.Checks;

/// <summary>A check that every rank of a job runs. A job runs many checks, because processes start slowly.</summary>
/// <param name="Name">The unique name.</param>
/// <param name="Body">The check.</param>
/// <param name="World">The required number of ranks; null for any number.</param>
internal sealed record Check(string Name, Action<MpiGroup> Body, int? World = null)
{
    /// <summary>A chunk size so small that tensors of some kilobytes are sent in several chunks.</summary>
    public const int MaxChunkBytes = 1000;

    public static IReadOnlyList<Check> All { get; } =
    [
        .. CollectiveChecks.All, .. CollectiveErrorChecks.All, .. ShardedChecks.All, .. SplitChecks.All, .. CrossRankValidationChecks.All,
    ];

    public bool Fits(int world) => World is null || World == world;

    /// <summary>Runs the check and returns its result on one line.</summary>
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

    /// <summary>Reads the results of <see cref="Run"/>: the names of checks and their errors.</summary>
    public static Dictionary<string, string> Read(string file) => File.ReadLines(file)
        .Select(line => JsonSerializer.Deserialize<string[]>(line)!).ToDictionary(line => line[0], line => line[1]);

    private static string Line(string name, string failure) => JsonSerializer.Serialize<string[]>([name, failure]);
}
