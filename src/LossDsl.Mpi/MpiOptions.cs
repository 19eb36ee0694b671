using System.Globalization;

namespace LossDsl;

/// <summary>What may differ from the usual when MPI is started.</summary>
public sealed record MpiOptions
{
    private const string TimeoutVariable = "LOSSDSL_MPI_TIMEOUT";
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a rank waits in one collective before it ends the job. The environment variable
    /// <c>LOSSDSL_MPI_TIMEOUT</c> says it in seconds; else it is ten minutes.
    /// </summary>
    public TimeSpan Timeout { get; init; } = FromEnvironment();

    /// <summary>
    /// The library's name or path. The environment variable <c>LOSSDSL_MPI_LIBRARY</c> names it as well; else it is the
    /// one that belongs to the <c>mpirun</c> that started this process, or the first that is found.
    /// </summary>
    public string? Library { get; init; } = Environment.GetEnvironmentVariable("LOSSDSL_MPI_LIBRARY");

    /// <summary>How many bytes go into one call of the library, which counts in 32 bits.</summary>
    internal int MaxChunkBytes { get; init; } = 1 << 30;

    /// <summary>What is asked of the library for several threads: MPI_THREAD_MULTIPLE.</summary>
    internal int Threads { get; init; } = MpiSession.ThreadMultiple;

    private static TimeSpan FromEnvironment() => ParseTimeout(Environment.GetEnvironmentVariable(TimeoutVariable));

    /// <summary>What the variable means.</summary>
    internal static TimeSpan ParseTimeout(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return Usual;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : throw new MpiException($"{TimeoutVariable}: expected a number of seconds above 0, got '{text}'");
    }
}
