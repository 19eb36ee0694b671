using System.Reflection;
using LossDsl.Analyzers.Declarations;
using LossDsl.CodeFixes.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>Whoever knows one rule knows where the parts of all others are.</summary>
public sealed class RuleBookTests
{
    private static readonly string Root = Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    /// <summary>Every analyzer.</summary>
    public static TheoryData<Type> Analyzers => [.. All<DiagnosticAnalyzer>(typeof(PartialRecordAnalyzer).Assembly)];

    /// <summary>Every fix.</summary>
    public static TheoryData<Type> Fixes => [.. All<CodeFixProvider>(typeof(PartialRecordFix).Assembly)];

    [Fact]
    public void Every_rule_has_its_own_id()
    {
        var ids = All<DiagnosticAnalyzer>(typeof(PartialRecordAnalyzer).Assembly).Select(type => RuleOf(type).Id).ToList();
        Assert.True(ids.Count >= 10);
        Assert.Distinct(ids);
    }

    [Theory, MemberData(nameof(Analyzers))]
    public void A_rule_is_complete(Type analyzer)
    {
        var rule = RuleOf(analyzer);
        Assert.Matches("^LDSL[1-5][0-9]{3}$", rule.Id);
        Assert.True(rule.IsEnabledByDefault);
        Assert.Equal("LossDsl." + Folder(analyzer), rule.Category);
        Assert.Equal($"https://github.com/lossdsl/lossdsl/blob/main/docs/rules/{rule.Id}.md", rule.HelpLinkUri);
    }

    [Theory, MemberData(nameof(Analyzers))]
    public void A_rule_has_its_page(Type analyzer)
    {
        var rule = RuleOf(analyzer);
        var page = File.ReadAllText(Path.Combine(Root, "docs", "rules", rule.Id + ".md"));
        Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", page);
        Assert.Contains($"| Category | `{rule.Category}` |", page);
        Assert.Contains($"| Severity | {rule.DefaultSeverity.ToString().ToLowerInvariant()} |", page);
        Assert.Contains("## Wrong", page);
        Assert.Contains("## Right", page);
    }

    [Theory, MemberData(nameof(Analyzers))]
    public void The_page_says_whether_there_is_a_fix(Type analyzer)
    {
        var rule = RuleOf(analyzer);
        var hasFix = All<CodeFixProvider>(typeof(PartialRecordFix).Assembly).Any(fix => New<CodeFixProvider>(fix).FixableDiagnosticIds.Contains(rule.Id));
        var page = File.ReadAllText(Path.Combine(Root, "docs", "rules", rule.Id + ".md"));
        Assert.Contains($"| Fix | {(hasFix ? "yes" : "no")} |", page);
    }

    [Theory, MemberData(nameof(Analyzers))]
    public void A_rule_is_tracked(Type analyzer)
    {
        var rule = RuleOf(analyzer);
        var tracked = new[] { "Shipped", "Unshipped" }.SelectMany(
            kind => File.ReadLines(Path.Combine(Root, "analyzers", "LossDsl.Analyzers", $"AnalyzerReleases.{kind}.md")));
        Assert.Contains($"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | [{rule.Title}]({rule.HelpLinkUri})", tracked);
    }

    [Theory, MemberData(nameof(Analyzers))]
    public void A_rule_has_its_tests_in_the_folder_of_its_name(Type analyzer)
    {
        var name = analyzer.Name.Replace("Analyzer", "");
        Assert.True(File.Exists(Path.Combine(Root, "analyzers", "LossDsl.Analyzers", Folder(analyzer), analyzer.Name + ".cs")));
        Assert.True(File.Exists(Path.Combine(Root, "tests", "LossDsl.Analyzers.Tests", Folder(analyzer), name + "Tests.cs")));
    }

    [Theory, MemberData(nameof(Fixes))]
    public void A_fix_lies_where_its_rule_lies(Type fix)
    {
        var id = Assert.Single(New<CodeFixProvider>(fix).FixableDiagnosticIds);
        var analyzer = All<DiagnosticAnalyzer>(typeof(PartialRecordAnalyzer).Assembly).Single(type => RuleOf(type).Id == id);
        Assert.Equal((Folder(analyzer), analyzer.Name.Replace("Analyzer", "Fix")), (Folder(fix), fix.Name));
        Assert.NotNull(fix.GetCustomAttribute<ExportCodeFixProviderAttribute>());
        Assert.NotNull(New<CodeFixProvider>(fix).GetFixAllProvider());
    }

    private static IEnumerable<Type> All<T>(Assembly assembly) =>
        assembly.GetTypes().Where(type => !type.IsAbstract && typeof(T).IsAssignableFrom(type)).OrderBy(type => type.FullName);

    private static DiagnosticDescriptor RuleOf(Type analyzer) => Assert.Single(New<DiagnosticAnalyzer>(analyzer).SupportedDiagnostics);

    private static T New<T>(Type type) => (T)Activator.CreateInstance(type)!;

    private static string Folder(Type type) => type.Namespace!.Split('.')[^1];
}
