using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>A project's <c>.editorconfig</c> sets the severity of a rule, and can disable it.</summary>
public sealed class SeverityTests
{
    private static readonly Task<IReadOnlyDictionary<string, int>> ByDefault = Counts(null);

    [Theory]
    [InlineData("none", null)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    [InlineData("warning", DiagnosticSeverity.Warning)]
    [InlineData("error", DiagnosticSeverity.Error)]
    public async Task Every_rule_obeys(string given, DiagnosticSeverity? expected)
    {
        var ids = (await ByDefault).Keys.ToList();
        Assert.True(ids.Count > 20);
        var said = await Said(string.Join('\n', ids.Select(id => $"dotnet_diagnostic.{id}.severity = {given}")));
        Assert.Equal(expected is null ? [] : ids.Order(), said.Select(diagnostic => diagnostic.Id).Distinct().Order());
        Assert.All(said, diagnostic => Assert.Equal(expected, diagnostic.Severity));
    }

    [Fact]
    public async Task One_rule_does_not_speak_for_the_others()
    {
        var counts = await Counts("dotnet_diagnostic.LDSL2002.severity = none");
        Assert.Equal((await ByDefault).Where(pair => pair.Key != "LDSL2002"), counts);
    }

    [Fact]
    public async Task A_category_can_be_silenced_as_well() =>
        Assert.DoesNotContain(await Said("dotnet_analyzer_diagnostic.category-LossDsl.Tensors.severity = none"), said => said.Id.StartsWith("LDSL5", StringComparison.Ordinal));

    private static async Task<IReadOnlyDictionary<string, int>> Counts(string? options) =>
        new SortedDictionary<string, int>((await Said(options)).GroupBy(said => said.Id).ToDictionary(same => same.Key, same => same.Count()));

    private static async Task<IReadOnlyList<Diagnostic>> Said(string? options)
    {
        var document = Workbench.Document(EveryMistake.Source);
        if (options is not null)
            document = document.Project.AddAnalyzerConfigDocument(
                ".editorconfig", Microsoft.CodeAnalysis.Text.SourceText.From("root = true\n[*.cs]\n" + options), filePath: "/.editorconfig")
                .Project.GetDocument(document.Id)!;
        return await Workbench.Analyze(document, Scratchpad.Analyzers);
    }
}
