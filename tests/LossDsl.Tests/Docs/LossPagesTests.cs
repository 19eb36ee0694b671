using System.Runtime.CompilerServices;

namespace LossDsl.Tests.Docs;

/// <summary>The pages about losses are up to date: their tables match the schemas, and their code is compiled and run.</summary>
public sealed class LossPagesTests
{
    private static readonly LossPage[] Pages =
    [
        new("clipped-pg", ["Losses/ClippedPG"], LossPage.Of(ClippedPGLossConfig.Schema),
            Schema<ClippedPGLossDataDict>(), ClippedPGMetrics.Schema),
        new("policy-gradient", ["Losses/PolicyGradient"], LossPage.Of(PolicyGradientLossConfig.Schema),
            Schema<PolicyGradientLossDataDict>(), PolicyGradientMetrics.Schema),
        new("value", ["Losses/Value"], LossPage.Of(ValueLossConfig.Schema), Schema<ValueLossDataDict>(), ValueMetrics.Schema),
        new("nll", ["Losses/NLL"], LossPage.Of(typeof(NLLLoss)), Schema<NLLLossDataDict>(), NLLMetrics.Schema),
        new("preference", ["Losses/Preference"], LossPage.Of(typeof(PreferenceLoss)),
            Schema<PreferenceLossDataDict>(), PreferenceMetrics.Schema),
        new("dpo", ["Losses/DPO"], LossPage.Of(DPOLossConfig.Schema), Schema<DPOLossDataDict>(), DPOMetrics.Schema),
        new("sequence-packing", ["Packing"], LossPage.Of(typeof(SequencePackingLossWrapper<NLLLossDataDict, NLLMetrics>)), null, null),
    ];

    public static TheoryData<string> Names() => [.. Pages.Select(page => page.Name)];

    [Fact]
    public void Every_page_is_held_against_a_loss_and_every_loss_has_one()
    {
        Assert.Equal(Pages.Select(page => page.Name).Append("README").Order(), LossPage.Files.Order());
        Assert.All(Pages, page => Assert.Contains($"]({page.Name}.md)", LossPage.Index));

        var losses = typeof(NLLLoss).Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && type.GetInterfaces().Any(
                face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ILossFunction<,>)));
        Assert.Equal(Pages.Length, losses.Count());
        Assert.All(losses, loss => Assert.Contains($"`{loss.Name.Split('`')[0]}`", LossPage.Index));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Options(string name)
    {
        var page = Page(name);
        var written = page.Table("Options");

        Assert.Equal(page.Options.Select(option => option[0]), written.Select(row => row[0]));
        Assert.All(page.Options.Zip(written), option =>
        {
            Assert.Equal(option.First[1] ?? option.Second[1], option.Second[1]);
            Assert.Equal(option.First[2], option.Second[2]);
        });
        Explained(written, cells: 4);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Batch(string name)
    {
        var page = Page(name);
        if (page.Batch is not { } schema)
            return;
        var written = page.Table("Batch");

        Assert.Equal(
            schema.Fields.Select(field => $"{field.Key}, {field.Shape}, {Entry(field.Alignment)}").Order(),
            written.Select(row => $"{row[0]}, {row[1]}, {row[2]}").Order());
        Explained(written, cells: 4);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Metrics(string name)
    {
        var page = Page(name);
        if (page.Metrics is not { } schema)
            return;
        var written = page.Table("Metrics");

        Assert.Equal(
            schema.Fields.Select(field => $"{field.Key}, {Divided(field.Normalizer)}"),
            written.Select(row => $"{row[0]}, {row[1]}"));
        // The first page says that metrics of microbatches are added; the other pages say which are minima or maxima.
        Assert.All(schema.Fields.Zip(written).Where(metric => metric.First.Reduction != MetricReduction.Sum), metric => Assert.Matches("[Ll]east|[Gg]reatest", metric.Second[2]));
        Explained(written, cells: 3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Papers_and_sections(string name)
    {
        var page = Page(name);

        Assert.All(page.Papers(), paper => Assert.Contains(paper, page.Text.Split("\n## Papers\n")[1]));
        foreach (var section in new[] { "Equation", "Options", "Batch", "Metrics", "Example", "Papers" })
            Assert.Contains($"\n## {section}\n", page.Text);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Examples_are_compiled(string name)
    {
        var compiled = Lines(File.ReadAllText(Beside("LossExamples.cs")));

        Assert.NotEmpty(Page(name).Examples);
        Assert.All(Page(name).Examples, example => Assert.Contains(Lines(example), compiled));
    }

    private static LossPage Page(string name) => Pages.Single(page => page.Name == name);

    private static DataDictSchema Schema<T>()
        where T : class, IDataDict<T> => T.Schema;

    private static string Entry(TokenAlignment aligned) => aligned switch
    {
        TokenAlignment.Current => "token t",
        TokenAlignment.Next => "token t+1",
        _ => "",
    };

    private static string Divided(MetricNormalizer normalizer) => normalizer switch
    {
        MetricNormalizer.Tokens => "tokens",
        MetricNormalizer.Sequences => "sequences",
        MetricNormalizer.Pairs => "pairs",
        MetricNormalizer.Loss => "as the loss",
        _ => "nothing",
    };

    private static void Explained(IReadOnlyList<string[]> rows, int cells) => Assert.All(rows, row =>
    {
        Assert.Equal(cells, row.Length);
        Assert.EndsWith(".", row[^1]);
    });

    private static string Lines(string code) =>
        string.Join("\n", code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string Beside(string path, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, path);
}
