using LossDsl.Mpi.Tests.Ranks;
using Xunit.Runner.InProc.SystemConsole;

namespace LossDsl.Mpi.Tests;

/// <summary>Runs the tests, or is a rank that a test starts.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) =>
        args is [RankProgram.Verb, .. var rest] ? RankProgram.Run(rest) : await ConsoleRunner.Run(args);
}
