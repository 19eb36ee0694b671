using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace LossDsl.Hostile.Tests.Draws;

/// <summary>Which draws the tests make: always the same ones, unless the environment says otherwise.</summary>
internal static class Seeds
{
    /// <summary>The variable that names another seed.</summary>
    public const string Variable = "LOSSDSL_HOSTILE_SEED";

    /// <summary>The variable that says how many draws are made, in percent of the usual number.</summary>
    public const string PercentVariable = "LOSSDSL_HOSTILE_PERCENT";

    /// <summary>The variable that names a file for each draw before it is made: the last one is what ended the process.</summary>
    public const string TraceVariable = "LOSSDSL_HOSTILE_TRACE";

    /// <summary>The seed.</summary>
    public static ulong Seed { get; } = (ulong)Number(Variable, 20261128);

    /// <summary>The file; nothing where it was not asked for.</summary>
    public static string? Trace { get; } = Environment.GetEnvironmentVariable(TraceVariable);

    /// <summary>How often to draw.</summary>
    /// <param name="usually">How often where nothing else is asked for.</param>
    public static int Count(int usually) => checked((int)Math.Max(100, usually * Number(PercentVariable, 100) / 100));

    /// <summary>How FsCheck is to draw.</summary>
    /// <param name="draws">How often.</param>
    public static Config Config(int draws) => FsCheck.Config.QuickThrowOnFailure.WithMaxTest(draws).WithReplay(Seed, 1);

    /// <summary>The calls of a loss.</summary>
    public static Arbitrary<LossCase> Draws(LossKind loss) =>
        Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => new LossCaseGenerator(loss, new Random(seed)).Next()), LossCaseShrinker.Shrink);

    private static long Number(string variable, long otherwise) => Environment.GetEnvironmentVariable(variable) switch
    {
        null or "" => otherwise,
        { } text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        { } text => throw new InvalidOperationException($"{variable} is '{text}'; expected a whole number greater than 0"),
    };
}
