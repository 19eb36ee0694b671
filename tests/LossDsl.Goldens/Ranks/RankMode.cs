namespace LossDsl.Goldens.Ranks;

/// <summary>The kind of ranks that the user requests.</summary>
internal enum RankMode
{
    /// <summary>Processes if mpirun is available, otherwise threads.</summary>
    Auto,

    /// <summary>Processes; an error if mpirun is not available.</summary>
    Processes,

    /// <summary>Threads.</summary>
    Threads,
}
