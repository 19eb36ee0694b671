using System.Reflection;
using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>Every rule has its page, its tests, its release tracking entry and its fix in the expected place.</summary>
public sealed class RuleBookTests
{
    private static readonly string Root = Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    private static readonly IReadOnlyList<(DiagnosticDescriptor Rule, Type Analyzer)> All =
        [.. Scratchpad.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics.Select(rule => (rule, analyzer.GetType()))).OrderBy(pair => pair.rule.Id)];

    private static readonly IReadOnlyList<Type> AllFixes = [.. typeof(PartialRecordFix).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
        .OrderBy(type => type.FullName)];

    public static TheoryData<string> Rules => [.. All.Select(pair => pair.Rule.Id)];

    public static TheoryData<Type> Fixes => [.. AllFixes];

    [Fact]
    public void Every_rule_has_its_own_id()
    {
        Assert.True(All.Count >= 40);
        Assert.Distinct(All.Select(pair => pair.Rule.Id));
    }

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_is_complete(string id)
    {
        var (rule, analyzer) = Find(id);
        Assert.Matches("^LDSL[1-5][0-9]{3}$", rule.Id);
        Assert.Equal(rule.DefaultSeverity != DiagnosticSeverity.Hidden, rule.IsEnabledByDefault);
        Assert.Equal($"https://github.com/lossdsl/lossdsl/blob/main/docs/rules/{rule.Id}.md", rule.HelpLinkUri);
        Assert.Equal("LossDsl." + Area(analyzer), rule.Category);
    }

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_has_its_page(string id)
    {
        var (rule, page) = (Find(id).Rule, Page(id));
        Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", page);
        Assert.Contains($"| Category | `{rule.Category}` |", page);
        Assert.Contains($"| Severity | {rule.DefaultSeverity.ToString().ToLowerInvariant()} |", page);
        Assert.Contains("## Wrong", page);
        Assert.Contains("## Right", page);
    }

    [Theory, MemberData(nameof(Rules))]
    public void The_page_says_whether_there_is_a_fix(string id)
    {
        var hasFix = AllFixes.Any(fix => New(fix).FixableDiagnosticIds.Contains(id));
        Assert.Contains($"| Fix | {(hasFix ? "yes" : "no")} |", Page(id));
    }

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_is_tracked(string id)
    {
        var rule = Find(id).Rule;
        var tracked = new[] { "analyzers/LossDsl.Analyzers", "generators/LossDsl.Generators" }
            .SelectMany(project => new[] { "Shipped", "Unshipped" }.Select(kind => Path.Combine(Root, project, $"AnalyzerReleases.{kind}.md")))
            .SelectMany(File.ReadLines);
        var severity = rule.IsEnabledByDefault ? rule.DefaultSeverity.ToString() : "Disabled";
        Assert.Contains($"{rule.Id} | {rule.Category} | {severity} | [{rule.Title}]({rule.HelpLinkUri})", tracked);
    }

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_and_its_tests_lie_in_the_folder_of_its_id(string id)
    {
        var (rule, analyzer) = Find(id);
        var area = rule.Category.Split('.')[1];
        Assert.True(File.Exists(Path.Combine(Folder("analyzers/LossDsl.Analyzers", id, area), analyzer.Name + ".cs")));
        // The tests of an analyzer with several rules name the id of their rule.
        var tests = Directory.GetFiles(Folder("tests/LossDsl.Analyzers.Tests", id, area), "*Tests.cs");
        Assert.Contains(tests, test => Path.GetFileName(test) == analyzer.Name.Replace("Analyzer", "") + "Tests.cs" || File.ReadAllText(test).Contains($"(\"{id}\")"));
    }

    [Theory, MemberData(nameof(Fixes))]
    public void A_fix_lies_where_its_rule_lies(Type fix)
    {
        var id = Assert.Single(New(fix).FixableDiagnosticIds);
        var area = Find(id).Rule.Category.Split('.')[1];
        Assert.Equal(area, Area(fix));
        Assert.True(File.Exists(Path.Combine(Folder("analyzers/LossDsl.CodeFixes", id, area), fix.Name + ".cs")));
        Assert.NotNull(fix.GetCustomAttribute<ExportCodeFixProviderAttribute>());
        Assert.NotNull(New(fix).GetFixAllProvider());
    }

    private static (DiagnosticDescriptor Rule, Type Analyzer) Find(string id) => All.Single(pair => pair.Rule.Id == id);

    private static CodeFixProvider New(Type fix) => (CodeFixProvider)Activator.CreateInstance(fix)!;

    private static string Page(string id) => File.ReadAllText(Path.Combine(Root, "docs", "rules", id + ".md"));

    private static string Area(Type type) => type.Namespace!.Split('.')[^1];

    private static string Folder(string project, string id, string area) => Path.Combine(Root, project, $"{id[..5]}000-{area}");
}
