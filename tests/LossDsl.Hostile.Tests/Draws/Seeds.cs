using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace LossDsl.Hostile.Tests.Draws;

/// <summary>The random draws of the tests: always the same, unless environment variables change them.</summary>
internal static class Seeds
{
    /// <summary>The environment variable for another seed.</summary>
    public const string Variable = "LOSSDSL_HOSTILE_SEED";

    /// <summary>The environment variable for the number of draws, in percent of the default.</summary>
    public const string PercentVariable = "LOSSDSL_HOSTILE_PERCENT";

    /// <summary>
    /// The environment variable for a file that each draw is written to before it is run, in case it ends the process.
    /// </summary>
    public const string TraceVariable = "LOSSDSL_HOSTILE_TRACE";

    public static ulong Seed { get; } = (ulong)Number(Variable, 20261128);

    /// <summary>The file for draws; null if the variable is not set.</summary>
    public static string? Trace { get; } = Environment.GetEnvironmentVariable(TraceVariable);

    /// <summary>The number of draws.</summary>
    /// <param name="usually">The default number.</param>
    public static int Count(int usually) => checked((int)Math.Max(100, usually * Number(PercentVariable, 100) / 100));

    /// <summary>The config of FsCheck.</summary>
    /// <param name="draws">The number of draws.</param>
    public static Config Config(int draws) => FsCheck.Config.QuickThrowOnFailure.WithMaxTest(draws).WithReplay(Seed, 1);

    /// <summary>The generator of calls of a loss.</summary>
    public static Arbitrary<LossCase> Draws(LossKind loss) =>
        Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => new LossCaseGenerator(loss, new Random(seed)).Next()), LossCaseShrinker.Shrink);

    private static long Number(string variable, long otherwise) => Environment.GetEnvironmentVariable(variable) switch
    {
        null or "" => otherwise,
        { } text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        { } text => throw new InvalidOperationException($"{variable} is '{text}'; expected a whole number greater than 0"),
    };
}
