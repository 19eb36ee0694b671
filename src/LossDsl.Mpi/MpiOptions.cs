using System.Globalization;

namespace LossDsl;

/// <summary>Options for starting MPI.</summary>
public sealed record MpiOptions
{
    private const string TimeoutVariable = "LOSSDSL_MPI_TIMEOUT";
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a rank waits in a collective before it ends the job. The default is the environment variable
    /// <c>LOSSDSL_MPI_TIMEOUT</c> in seconds, otherwise ten minutes.
    /// </summary>
    public TimeSpan Timeout { get; init; } = FromEnvironment();

    /// <summary>
    /// The name or path of the MPI library. The default is the environment variable <c>LOSSDSL_MPI_LIBRARY</c>; if null, it is the
    /// library of the <c>mpirun</c> that started this process, otherwise the first one that is found.
    /// </summary>
    public string? Library { get; init; } = Environment.GetEnvironmentVariable("LOSSDSL_MPI_LIBRARY");

    /// <summary>The maximum number of bytes per call of the library, whose counts are 32-bit integers.</summary>
    internal int MaxChunkBytes { get; init; } = 1 << 30;

    /// <summary>The thread level that is requested from the library.</summary>
    internal int Threads { get; init; } = MpiSession.ThreadMultiple;

    private static TimeSpan FromEnvironment() => ParseTimeout(Environment.GetEnvironmentVariable(TimeoutVariable));

    /// <summary>Parses the environment variable.</summary>
    internal static TimeSpan ParseTimeout(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return Usual;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : throw new MpiException($"{TimeoutVariable}: expected a number of seconds above 0, got '{text}'");
    }
}
