using System.Runtime.CompilerServices;
using LossDsl.Analyzers.Configs;
using LossDsl.Analyzers.Keys;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>What the README shows is what the compiler says, word for word.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task Its_mistakes_are_refused_in_its_words()
    {
        var blocks = Readme().Split("```");
        var code = blocks.First(block => block.StartsWith("csharp\n", StringComparison.Ordinal))["csharp\n".Length..];
        var shown = blocks.First(block => block.Contains("error LDSL", StringComparison.Ordinal)).Trim();

        Assert.Equal(shown, string.Join('\n', await Said(code)));
    }

    private static async Task<IEnumerable<string>> Said(string code)
    {
        const string before = "using LossDsl; using TorchSharp; var ids = torch.zeros(1); var mask = torch.zeros(1);\n";
        var document = Workbench.Document(before + code);
        var said = new List<Diagnostic>();
        said.AddRange(await Workbench.Analyze(document, new OutOfRangeAnalyzer()));
        said.AddRange(await Workbench.Analyze(document, new MissingKeyAnalyzer()));
        said.AddRange(await Workbench.Analyze(document, new UnknownKeyAnalyzer()));
        return said
            .Select(diagnostic => (Place: diagnostic.Location.GetLineSpan().StartLinePosition, diagnostic))
            .OrderBy(pair => pair.Place)
            .Select(pair => $"Train.cs({pair.Place.Line},{pair.Place.Character + 1}): error {pair.diagnostic.Id}: {pair.diagnostic.GetMessage()}");
    }

    private static string Readme([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../../README.md")).ReplaceLineEndings("\n");
}
