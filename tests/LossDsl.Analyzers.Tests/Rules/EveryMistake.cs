namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>Source that violates every rule, and the corrected source.</summary>
internal static class EveryMistake
{
    public const string Source = """
        [DataDict]
        public sealed partial record Batch
        {
            [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")] public required Tensor InputIds { get; init; }
            [Tensor("B, S", Alignment = TokenAlignment.Next)] public required Tensor Mask { get; }
            [Tensor("B", Alignment = TokenAlignment.Current, Key = "input_ids")] public Tensor? Bonus { get; init; }
            [Tensor("B", (DType)99)] public Tensor? Odd { get; init; }
            [Tensor("B"), RequiredWhen<Clip>("Bta", Is = 1)] public Tensor? Reference { get; init; }
            [Tensor("A C D E F G H I J K L M N O P Q R")] public Tensor? Rows { get; init; }
            [Extra] public Dictionary<string, object?> Extra { get; init; } = new();
            public required int Step { get; init; }
            public Tensor? Forgotten { get; init; }
            [Tensor("b", DType.Float, UpperBound = "V")] public Tensor? Bounded { get; init; }
        }

        public enum Reduction { MeanOf, Mean_Of }

        [LossConfig]
        public partial record Defaults
        {
            [Range(1, 10)] public int Steps { get; init; }
        }

        [LossConfig] public partial record Members { public Reduction Reduction { get; init; } }

        [DataDict]
        public sealed partial record Conditional
        {
            [Tensor("B S")] public required Tensor Ids { get; init; }
            [Tensor("B"), RequiredWhen<Defaults>(nameof(Defaults.Steps), IsNot = 3)] public Tensor? Bonus { get; init; }
        }

        public sealed class Unconfigured() : LossFunction<Conditional, NLLMetrics>(NextTokenLogits)
        {
            protected override (Tensor Loss, NLLMetrics Metrics) ComputeLoss(ModelOutput output, Conditional data, GlobalNormalization totals) => throw null!;
        }

        [DataDict, LossConfig] public partial record Both;

        [LossConfig] public partial class Limits { public int Steps { get; init; } = 10; }

        public class Outer
        {
            [LossConfig]
            public record Config(int Start = 3)
            {
                [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)] public double? C { get; init; } = 0.5;
                [Range(2, 1)] public int Steps { get; init; } = Zero - 1;
                [Range(typeof(decimal), "0.1", "1"), ConfigKey("c")] public decimal Share { get; set; } = 1e28m;
                [AllowedValues("linear", "cosine", null, 3)] public string Decay { get; init; } = "linea";
                [StringLength(3), RegularExpression("[a-z]+"), DeniedValues("x")] public string Name { get; set; } = "X123";
                private const int Zero = 0;
            }
        }

        [LossConfig]
        public partial record Clip
        {
            [Requires("Beta"), ConflictsWith("Beta"), RequiredWhen(nameof(Beta), IsNot = 0)] public double? C { get; init; }
            public double? Beta { get; init; }
        }

        [LossMetrics]
        public partial record Metrics { [Metric(MetricNormalizer.Tokens, MetricReduction.Max, Key = "loss")] public required Tensor Loss { get; init; } }

        [LossMetrics] public partial record Nothing { public int Keys => 1; }

        class Optimizer { public void step() { } }

        static class Trainer
        {
            static Tensor Weigh([Tensor("B S")] Tensor values, NLLLossDataDict data, BatchedDataDict<NLLLossDataDict> batch)
            {
                var weighed = data.TokenMask * data.SampleMask;
                weighed = data.TokenMask.sum(2) + zeros(2, 3).view(4, 2) / (1 - (values > 0));
                batch["sample_mask"] = data.TokenMask.sum(dim: 0, keepdim: true);
                return data.InputIds / 2;
            }

            static void Step(
                NLLLoss loss, Tensor logits, GlobalNormalization totals, Outer.Config config, Tensor tokenMask,
                BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict policy, NLLLossDataDict data)
            {
                var batch = new BatchedDataDict<NLLLossDataDict> { ["input_idz"] = 3, { "token_mask", tokenMask } };
                batch.Add("token_maks", new[] { 1, 2 });
                batch["sample_mask"] = 3;
                if (batch.TryGetValue("x", out var value) || batch.ContainsKey("sample_mask")) batch.Remove("y");
                loss.Compute(logits, batch, totals);
                loss.Compute(logits, new BatchedDataDict<NLLLossDataDict>(), totals);
                Console.WriteLine(new MetricsAccumulator<NLLMetrics>().Read()["los"]);
                for (var i = 0; i < 3; i++)
                {
                    foreach (var micro in batch.Microbatches(8))
                    {
                        var (one, measured) = loss.Compute(logits, micro, GlobalNormalization.FromBatch(micro));
                        (one / 4).backward();
                        one /= 2;
                        Console.WriteLine(one.item<float>());
                    }

                    new Optimizer().step();
                }

                pairs["reference_policy_logprobs"] = policy.PrevLogprobs.detach();
                var counts = GlobalNormalization.FromBatch(data);
                data = data.Slice(0, 2);
                loss.Compute(logits, data, counts);
                var two = 1 + 1;
                _ = new Clip { C = two, Beta = null };
                BatchedDataDict<NLLLossDataDict> other;
                try { other = new() { ["input_ids"] = tokenMask }; other.Clear(); other.Bind(); } catch (BatchValidationException) { }
                Func<int> count = () => batch.Count;
                config = config with { C = config.Steps > 1 ? 0.9 : null, Steps = 1 switch { 1 => -two, _ => default }, Share = -1 };
            }
        }
        """;
}
