using System.Reflection;
using LossDsl.Analyzers.ConfigFiles;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tests.ConfigFiles;

/// <summary>The README shows the exact diagnostics of its config file.</summary>
public sealed class ReadmeFileTests
{
    private static readonly DiagnosticAnalyzer[] Analyzers = [new ConfigFilesMustFitTheirConfigs()];

    [Fact]
    public async Task Its_file_is_refused_in_its_words()
    {
        var root = typeof(ReadmeFileTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;
        var blocks = File.ReadAllText(Path.Combine(root, "README.md")).ReplaceLineEndings("\n").Split("```");
        var yaml = blocks.First(block => block.StartsWith("yaml\n", StringComparison.Ordinal))["yaml\n".Length..];
        var shown = blocks.First(block => block.Contains("error LDSL4", StringComparison.Ordinal)).Trim();

        var said = await new ConfigFile("grpo.yaml", yaml) { Listed = "ClippedPGLossConfig@loss_fn" }.Analyze(Analyzers);

        Assert.Equal(shown, string.Join('\n', said.Select(diagnostic =>
        {
            var place = diagnostic.Location.GetLineSpan();
            return $"{place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): error {diagnostic.Id}: {diagnostic.GetMessage()}";
        })));
    }
}
