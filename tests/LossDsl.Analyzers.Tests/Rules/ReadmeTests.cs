using System.Runtime.CompilerServices;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>The README shows the exact diagnostics of its code.</summary>
public sealed class ReadmeTests
{
    private const string Before = "using LossDsl; using TorchSharp; var ids = torch.zeros(1, 1, dtype: torch.int64); var mask = torch.zeros(1, 1);\n";

    [Fact]
    public async Task Its_three_mistakes_are_refused_in_its_words()
    {
        var blocks = Readme().Split("```");
        var code = blocks.First(block => block.StartsWith("csharp\n", StringComparison.Ordinal))["csharp\n".Length..];
        var shown = blocks.First(block => block.Contains("error LDSL", StringComparison.Ordinal)).Trim().Split('\n');

        Assert.Equal(3, shown.Length);
        Assert.Equal(3, shown.Select(line => line.Split(':')[1].Trim()).Distinct().Count());
        Assert.Equal(shown, await Said(code));
    }

    [Fact]
    public async Task Its_mistake_of_shapes_is_refused_in_its_words()
    {
        var blocks = Readme().Split("```").ToList();
        var shown = blocks.FindIndex(block => block.Contains("error LDSL5007", StringComparison.Ordinal));
        var code = blocks[shown - 2]["csharp\n".Length..];

        var said = Assert.Single(await Scratchpad.Analyze("class Losses {" + code + "}"));

        var place = said.Location.GetLineSpan().StartLinePosition;
        Assert.Equal(blocks[shown].Trim(), $"Loss.cs({place.Line + 1},{place.Character + 1}): {Severity(said)} {said.Id}: {said.GetMessage()}");
    }

    // The diagnostics of all rules, so that no other rule reports the code.
    private static async Task<IEnumerable<string>> Said(string code) => (await Scratchpad.Analyze(Before + code))
        .Select(diagnostic => (Place: diagnostic.Location.GetLineSpan().StartLinePosition, diagnostic))
        .OrderBy(pair => pair.Place)
        .Select(pair => $"Train.cs({pair.Place.Line},{pair.Place.Character + 1}): {Severity(pair.diagnostic)} {pair.diagnostic.Id}: {pair.diagnostic.GetMessage()}");

    private static string Severity(Diagnostic diagnostic) => diagnostic.Severity.ToString().ToLowerInvariant();

    private static string Readme([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../../README.md")).ReplaceLineEndings("\n");
}
