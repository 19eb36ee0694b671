namespace LossDsl.Goldens.Ranks;

/// <summary>What a user wants ranks to be.</summary>
internal enum RankChoice
{
    /// <summary>Processes where mpirun is, else threads.</summary>
    Auto,

    /// <summary>Processes, or an error.</summary>
    Processes,

    /// <summary>Threads.</summary>
    Threads,
}
