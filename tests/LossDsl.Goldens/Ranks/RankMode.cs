namespace LossDsl.Goldens.Ranks;

/// <summary>What a user wants ranks to be.</summary>
internal enum RankMode
{
    /// <summary>Processes where mpirun is, else threads.</summary>
    Auto,

    /// <summary>Processes, or an error.</summary>
    Processes,

    /// <summary>Threads.</summary>
    Threads,
}
