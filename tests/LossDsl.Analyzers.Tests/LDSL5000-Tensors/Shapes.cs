namespace LossDsl.Analyzers.Tests.Tensors;

/// <summary>Source for tests of shapes.</summary>
internal static class Shapes
{
    /// <summary>A method of a trainer with statements that use declared tensors.</summary>
    public static string In(string body, string members = "") => $$"""
        [DataDict]
        public sealed partial record Rollout
        {
            [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")] public required Tensor InputIds { get; init; }
            [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)] public required Tensor TokenMask { get; init; }
            [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)] public required Tensor Advantages { get; init; }
            [Tensor("B", DType.Mask)] public required Tensor SampleMask { get; init; }
            [Tensor("B", DType.Float)] public required Tensor Rewards { get; init; }
            [Tensor("B S", DType.Bool)] public Tensor? Padding { get; init; }
        }

        class Trainer
        {
            {{members}}
            static object? Step(
                Rollout data, BatchedDataDict<Rollout> carried, ModelOutput output, Tensor any, int n, bool flag,
                [Tensor("B S V", DType.Float)] Tensor logits, [Tensor("B S H", DType.Float)] Tensor hidden, [Tensor("V H", DType.Float)] Tensor weight)
            {
                {{body}}
                return null;
            }
        }
        """;
}
