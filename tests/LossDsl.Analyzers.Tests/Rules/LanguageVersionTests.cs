using System.Reflection;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>The code in the documentation compiles with older language versions as well.</summary>
public sealed class LanguageVersionTests
{
    private static readonly string Root = Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    public async Task A_loss_of_ones_own(LanguageVersion version)
    {
        var blocks = (await File.ReadAllTextAsync(Path.Combine(Root, "docs", "custom-loss.md"))).Split("```csharp\n").Skip(1)
            .Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]).ToList();
        var use = $$"""
            static class Use
            {
                static void Of(Tensor logits, BatchedDataDict<AWRDataDict> batch)
                {
                    {{blocks[1]}}
                    var rows = batch.Select(0, 2).Bind().Select(0);
                }
            }
            """;

        Assert.Equal(5, blocks.Count);
        await Compiles(blocks[0] + use, version);
    }

    private static async Task Compiles(string source, LanguageVersion version)
    {
        var document = Workbench.Document(source);
        document = document.Project.WithParseOptions(new CSharpParseOptions(version)).GetDocument(document.Id)!;
        Assert.Empty((await Workbench.Errors(document)).Select(error => error.ToString()));
    }
}
