namespace LossDsl.BuildBenchmarks;

/// <summary>The source of a program whose training code uses LossDsl, and whose other code does not.</summary>
internal static class SampleSource
{
    /// <summary>The project file.</summary>
    /// <param name="libraries">The folder of the libraries.</param>
    public static string Project(string libraries) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
          </PropertyGroup>
          <ItemGroup>
            <Compile Include="*.cs" />
            <Compile Include="generated/**/*.cs" Condition="'$(HasRules)' != 'true'" />
            <Reference Include="{libraries}LossDsl.dll" />
            <Reference Include="{libraries}TorchSharp.dll" />
            <Reference Include="{libraries}Microsoft.Extensions.Configuration.Abstractions.dll" />
          </ItemGroup>
          <ItemGroup Condition="'$(HasRules)' == 'true'">
            <Analyzer Include="{libraries}LossDsl.Generators.dll" />
            <Analyzer Include="{libraries}LossDsl.Analyzers.dll" />
            <Analyzer Include="{libraries}LossDsl.CodeFixes.dll" />
            <Analyzer Include="{libraries}LossDsl.Roslyn.dll" />
            <Analyzer Include="{libraries}YamlDotNet.dll" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>The source of a file.</summary>
    public static string File(int i) => (i % 50) switch
    {
        0 => Declarations(i),
        25 => Training(i),
        _ => Ordinary(i),
    };

    private static string Declarations(int i) => $$"""
        using System.ComponentModel.DataAnnotations;
        using LossDsl;
        using static TorchSharp.torch;

        namespace Sample;

        [DataDict]
        public sealed partial record Batch{{i}}
        {
            [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")] public required Tensor InputIds { get; init; }
            [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)] public required Tensor TokenMask { get; init; }
            [Tensor("B", DType.Mask)] public required Tensor SampleMask { get; init; }
            [Tensor("B S", DType.Float, Alignment = TokenAlignment.Next), RequiredWhen<Config{{i}}>(nameof(Config{{i}}.Beta), IsNot = 0)]
            public Tensor? Reference { get; init; }
            [Extra] public IReadOnlyDictionary<string, object?>? Rest { get; init; }
        }

        [LossConfig]
        public sealed partial record Config{{i}}
        {
            [Range(0, 1)] public required double Beta { get; init; }
            [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)] public double? Clip { get; init; }
            [AllowedValues("token", "sequence")] public string Level { get; init; } = "token";
            [Requires(nameof(Clip))] public bool KeepSign { get; init; }
            [Range(1, 1000)] public int Steps { get; init; } = 100;
        }

        [LossMetrics]
        public sealed partial record Metrics{{i}}
        {
            [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; }
            [Metric(MetricNormalizer.Sequences, MetricReduction.Max)] public required Tensor Longest { get; init; }
        }

        """;

    private static string Training(int i) => $$"""
        using LossDsl;
        using static TorchSharp.torch;

        namespace Sample;

        public static class Training{{i}}
        {
            public static double Step(NLLLoss loss, Func<Tensor, Tensor> model, Tensor ids, Tensor mask, Tensor rows, bool weighted)
            {
                using var scope = NewDisposeScope();
                var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids };
                if (weighted)
                    batch["token_mask"] = mask;
                else
                    batch["token_mask"] = ones_like(mask);
                batch["sample_mask"] = rows;
                var totals = GlobalNormalization.FromBatch(batch);
                using var metrics = new MetricsAccumulator<NLLMetrics>();
                foreach (var micro in batch.Microbatches(8))
                {
                    using var inner = NewDisposeScope();
                    var (value, measured) = loss.Compute(model(micro.GetTensor("input_ids")), micro, totals);
                    value.backward();
                    metrics.Add(measured);
                }

                return metrics.Read()["loss"];
            }

            public static Config{{i - 25}} Config(double beta)
            {
                var steps = 10 * 5;
                return new Config{{i - 25}} { Beta = beta, Clip = 3, KeepSign = true, Steps = steps, Level = "sequence" };
            }

            public static Batch{{i - 25}} Typed(Tensor ids, Tensor mask, Tensor rows) =>
                new BatchedDataDict<Batch{{i - 25}}> { ["input_ids"] = ids, ["token_mask"] = mask, ["sample_mask"] = rows }.Bind();
        }

        """;

    private static string Ordinary(int i) => $$"""
        using System.Text;

        namespace Sample;

        public interface IStore{{i}}
        {
            Task<Item{{i}}?> Find(string key, CancellationToken cancellation);
        }

        public sealed record Item{{i}}(string Key, int Count, double Price, IReadOnlyList<string> Tags)
        {
            public double Total => Count * Price;

            public bool Has(string tag) => Tags.Contains(tag, StringComparer.Ordinal);
        }

        public sealed class Store{{i}} : IStore{{i}}
        {
            private readonly Dictionary<string, Item{{i}}> _items = new(StringComparer.Ordinal);
            private int _version;

            public event EventHandler<string>? Changed;

            public int Version => _version;

            public void Add(string key, int count, double price, params string[] tags)
            {
                ArgumentException.ThrowIfNullOrEmpty(key);
                if (_items.TryGetValue(key, out var known))
                    _items[key] = known with { Count = known.Count + count, Price = Math.Max(price, known.Price) };
                else
                    _items.Add(key, new Item{{i}}(key, count, price, tags));
                _version++;
                Changed?.Invoke(this, key);
            }

            public async Task<Item{{i}}?> Find(string key, CancellationToken cancellation)
            {
                await Task.Delay({{i % 7}}, cancellation);
                return _items.GetValueOrDefault(key);
            }

            public IEnumerable<(string Tag, double Total)> ByTag() =>
                from item in _items.Values
                from tag in item.Tags
                group item by tag into same
                orderby same.Key
                select (same.Key, same.Sum(item => item.Total));

            public string Report(int width = {{20 + i % 5}})
            {
                var text = new StringBuilder();
                var total = 0.0;
                for (var line = 0; line < _items.Count; line++)
                {
                    var item = _items.Values.ElementAt(line);
                    total += item.Total;
                    text.Append(item.Key.PadRight(width)).Append(item.Total / {{1 + i % 3}}.0).Append('\n');
                }

                try
                {
                    return text.Append("total ").Append(total).ToString();
                }
                catch (OutOfMemoryException problem) when (text.Length > 1_000_000)
                {
                    throw new InvalidOperationException($"{_items.Count} items", problem);
                }
            }

            public static string Words(object? value) => value switch
            {
                null => "nothing",
                int and > 100 => "many",
                int number => number.ToString(),
                string { Length: 0 } => "empty",
                string text => text,
                IEnumerable<int> list => string.Join(", ", list.Select(Words)),
                _ => value.ToString() ?? "",
            };

            private static string Words(int value) => Words((object)value);
        }

        """;
}
