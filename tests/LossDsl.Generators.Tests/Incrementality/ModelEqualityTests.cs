using LossDsl.Generators.Configs;
using LossDsl.Generators.DataDicts;
using LossDsl.Generators.Metrics;
using LossDsl.Generators.Tests.Harness;
using LossDsl.Roslyn;
using LossDsl.Roslyn.Configs;
using LossDsl.Roslyn.DataDicts;
using LossDsl.Roslyn.Declarations;
using LossDsl.Roslyn.Metrics;

namespace LossDsl.Generators.Tests.Incrementality;

/// <summary>Equal declarations have equal models; whatever changes the generated source changes the model.</summary>
public sealed class ModelEqualityTests
{
    private const string Declarations = """
        [DataDict] partial record Batch
        {
            [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V", Key = "ids")] public required Tensor InputIds { get; init; }
            [Tensor("B")] public Tensor? Mask { get; init; }
            [Tensor("B"), RequiredWhen<Config>("Mode", IsNot = Mode.A)] public Tensor? Bonus { get; init; }
            [Extra] public IReadOnlyDictionary<string, object?>? Extra { get; init; }
        }

        enum Mode { A, B }

        [LossConfig] partial record Config
        {
            [Range(0, 1, MinimumIsExclusive = true)] public required double? Beta { get; init; }
            [ConfigKey("m"), AllowedValues("a")] public string Text { get; init; } = "a";
            [Requires(nameof(Beta)), RequiredWhen(nameof(Text), Is = "a")] public Mode Mode { get; init; }
        }

        [LossMetrics] partial record Metrics
        {
            /// <summary>The loss.</summary>
            [Metric(MetricNormalizer.Tokens, MetricReduction.Sum, Key = "loss")] public required Tensor Loss { get; init; }
        }
        """;

    [Fact]
    public void Equal_declarations_give_equal_models()
    {
        var (first, second) = (Models(Declarations), Models("// A comment.\n" + Declarations));

        Assert.Equal(3, first.Count);
        Assert.Equal(first, second);
        Assert.Equal(first.Select(model => model.GetHashCode()), second.Select(model => model.GetHashCode()));
    }

    [Theory]
    [InlineData("B S", "B  S")]
    [InlineData("DType.Integer", "DType.Int64")]
    [InlineData("TokenAlignment.Current", "TokenAlignment.Next")]
    [InlineData("UpperBound = \"V\"", "UpperBound = \"W\"")]
    [InlineData("Key = \"ids\"", "Key = \"tokens\"")]
    [InlineData("InputIds", "Ids")]
    [InlineData("Tensor? Mask", "Tensor Mask")]
    [InlineData("[Extra] public IReadOnlyDictionary<string, object?>? Extra", "[Extra] public IReadOnlyDictionary<string, object?>? Rest")]
    [InlineData("IsNot = Mode.A", "Is = Mode.A")]
    [InlineData("IsNot = Mode.A", "IsNot = Mode.B")]
    [InlineData("(\"Mode\", IsNot = Mode.A)", "(\"Text\", IsNot = Mode.A)")]
    [InlineData("RequiredWhen<Config>(\"Mode\"", "RequiredWhen<Metrics>(\"Loss\"")]
    [InlineData("record Batch", "record Batches")]
    [InlineData("[DataDict] partial", "[DataDict] sealed partial")]
    [InlineData("public required Tensor InputIds", "internal required Tensor InputIds")]
    [InlineData("Range(0, 1", "Range(0, 2")]
    [InlineData("MinimumIsExclusive", "MaximumIsExclusive")]
    [InlineData("double?", "float?")]
    [InlineData("required double?", "double?")]
    [InlineData("double?", "double")]
    [InlineData("ConfigKey(\"m\")", "ConfigKey(\"n\")")]
    [InlineData("AllowedValues(\"a\")", "AllowedValues(\"a\", \"b\")")]
    [InlineData("Mode Mode", "Mode? Mode")]
    [InlineData("Requires(nameof(Beta))", "ConflictsWith(nameof(Beta))")]
    [InlineData("Requires(nameof(Beta))", "Requires(nameof(Text))")]
    [InlineData("Is = \"a\"", "Is = \"b\"")]
    [InlineData("Is = \"a\"", "IsNot = \"a\"")]
    [InlineData("[LossConfig]", "/// <summary>A config.</summary>\n[LossConfig]")]
    [InlineData("enum Mode { A, B }", "namespace Other { enum Mode { A, B } }")]
    [InlineData("MetricNormalizer.Tokens", "MetricNormalizer.Sequences")]
    [InlineData("MetricReduction.Sum", "MetricReduction.Max")]
    [InlineData("Key = \"loss\"", "Key = \"cost\"")]
    [InlineData("The loss.", "The cost.")]
    [InlineData("record Metrics", "record Metrics<T>")]
    public void Different_declarations_give_different_models(string old, string now)
    {
        var changed = Declarations.Replace(old, now);
        if (now.StartsWith("namespace", StringComparison.Ordinal))
            changed = "using Other;\n" + changed;

        Assert.NotEqual(Declarations, changed);
        Assert.NotEqual(Sources(Models(Declarations)), Sources(Models(changed)));
        Assert.NotEqual(Models(Declarations), Models(changed));
    }

    [Fact]
    public void Arrays_are_equal_where_their_elements_are()
    {
        var (array, same, other) = (Array("a", "b"), Array("a", "b"), Array("b", "a"));

        Assert.True(array.Equals(same) && array.Equals((object)same));
        Assert.Equal(array.GetHashCode(), same.GetHashCode());
        Assert.False(array.Equals(other) || array.Equals(Array("a")) || array.Equals((object)"a"));
        Assert.True(default(EquatableArray<string>).Equals(Array()));
        Assert.Equal(default(EquatableArray<string>).GetHashCode(), Array().GetHashCode());
    }

    private static EquatableArray<string> Array(params string[] items) => items.ToEquatableArray();

    private static List<IDeclarationModel> Models(string source)
    {
        var compilation = TestCompilation.Compile(source);
        var symbols = KnownSymbols.GetOrCreate(compilation)!;
        var models = new List<IDeclarationModel>();
        foreach (var type in compilation.GlobalNamespace.GetTypeMembers())
        {
            IDeclarationModel? model = type.Name switch
            {
                "Config" => LossConfigReader.Read(type, symbols, default).Model,
                "Metrics" => MetricsReader.Read(type, symbols, default).Model,
                "Batch" or "Batches" => DataDictReader.Read(type, symbols, default).Model,
                _ => null,
            };
            if (model is not null)
                models.Add(model);
        }

        return models;
    }

    private static string Sources(IEnumerable<IDeclarationModel> models) => string.Concat(models.Select(model => model switch
    {
        DataDictModel data => DataDictWriter.Write(data),
        ConfigModel config => ConfigWriter.Write(config),
        _ => MetricsWriter.Write((MetricsModel)model),
    }));
}
