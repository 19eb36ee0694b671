using FsCheck;

namespace LossDsl.Tests.Losses;

/// <summary>How many cases a property draws. They are the same in every run, so that a failure comes back.</summary>
internal static class Draws
{
    public static Config Some { get; } = Config.QuickThrowOnFailure.WithMaxTest(25).WithQuietOnSuccess(true).WithReplay(20250729, 1);
}
