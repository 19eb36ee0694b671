using FsCheck;

namespace LossDsl.Tests.Losses;

/// <summary>
/// The number of draws of a property test. The draws are the same in every run, so that failures are reproducible.
/// </summary>
internal static class Draws
{
    public static Config Some { get; } = Config.QuickThrowOnFailure.WithMaxTest(25).WithQuietOnSuccess(true).WithReplay(20250729, 1);
}
