using LossDsl.Generators.Tests.Harness;

namespace LossDsl.Generators.Tests.Execution;

/// <summary>Generated data dicts, compiled and run.</summary>
public sealed class BindTests
{
    private const string Declaration = """
        [DataDict]
        public partial record Batch
        {
            [Tensor("2*P S", DType.Integer, Alignment = TokenAlignment.Current)] public required Tensor InputIds { get; init; }
            [Tensor("2*P S", Alignment = TokenAlignment.Next)] public Tensor? Bonus { get; init; }
            [Tensor("P")] public required Tensor Margin { get; init; }
            [Tensor("P+1")] public required Tensor Starts { get; init; }
            [Tensor("")] public required Tensor Temperature { get; init; }
            [Extra] public required IReadOnlyDictionary<string, object?> Extra { get; init; }
        }

        [DataDict]
        public sealed partial record Scored : Batch
        {
            [Tensor("P", Key = "scores", Alignment = TokenAlignment.None)] public required Tensor Rewards { get; init; }
        }

        public static class Data
        {
            public static BatchedDataDict Good() => new()
            {
                ["input_ids"] = arange(12).reshape(4, 3),
                ["margin"] = arange(2),
                ["starts"] = arange(3),
                ["temperature"] = ones([]),
                ["scores"] = arange(2),
                ["name"] = "a batch",
            };

            public static string Text(Tensor? tensor) =>
                tensor is null ? "null" : string.Join(" ", tensor.to_type(ScalarType.Int64).contiguous().data<long>().ToArray());
        }
        """;

    [Fact]
    public void Tensors_land_in_their_properties_and_the_rest_in_extra() => Assert.Equal(
        "0 1 2 3 4 5 6 7 8 9 10 11 | null | 0 1 | scores name | 2",
        Run("""
            var batch = Batch.Bind(Data.Good());
            return string.Join(" | ", Data.Text(batch.InputIds), Data.Text(batch.Bonus), Data.Text(batch.Margin),
                string.Join(" ", batch.Extra.Keys), batch.Rows);
            """));

    [Fact]
    public void Slices_cut_every_tensor_in_the_measure_of_its_shape() => Assert.Equal(
        "6 7 8 9 10 11 | 1 | 1 2 | 1 | 1",
        Run("""
            var rows = Batch.Bind(Data.Good()).Slice(1, 2);
            return string.Join(" | ", Data.Text(rows.InputIds), Data.Text(rows.Margin), Data.Text(rows.Starts),
                Data.Text(rows.Temperature), rows.Rows);
            """));

    [Fact]
    public void The_next_token_view_drops_the_end_that_has_no_prediction() => Assert.Equal(
        "1 2 4 5 7 8 10 11 | 0 1 3 4 6 7 9 10 | null",
        Run("""
            var batch = Batch.Bind(Data.Good());
            var with = batch with { Bonus = batch.InputIds };
            return string.Join(" | ", Data.Text(with.NextToken.InputIds), Data.Text(with.NextToken.Bonus), Data.Text(batch.NextToken.Bonus));
            """));

    [Fact]
    public void All_violations_are_reported_at_once() => Assert.Equal(
        "False True | input_ids, margin, starts",
        Run("""
            var batch = Data.Good();
            batch["input_ids"] = ones(4, 3);
            batch["margin"] = arange(3);
            batch.Remove("starts");
            var bound = Batch.TryBind(batch, out var data, out var violations);
            return $"{bound} {data is null} | {string.Join(", ", violations.Select(violation => violation.Key))}";
            """));

    [Fact]
    public void A_derived_record_is_cut_whole_even_on_a_variable_of_the_base() => Assert.Equal(
        "Scored | 1 | 6 7 8 9 10 11 | scores",
        Run("""
            Batch batch = Scored.Bind(Data.Good());
            var rows = batch.Slice(1, 2);
            return string.Join(" | ", rows.GetType().Name, Data.Text(((Scored)rows).Rewards), Data.Text(rows.InputIds), Scored.Keys.Rewards);
            """));

    [Fact]
    public void The_schema_says_what_was_declared() => Assert.Equal(
        "Scored: input_ids[2*P S] bonus[2*P S]? margin[P] starts[P+1] temperature[] scores[P]",
        Run("""
            return $"{Scored.Schema.Name}: " + string.Join(" ", Scored.Schema.Fields.Select(field =>
                $"{field.Key}[{field.Shape}]{(field.IsOptional ? "?" : "")}"));
            """));

    private static string Run(string body) => Program.Run(
        Declaration,
        $$"""
        using System.Linq;

        public static class Scenario
        {
            public static string Run()
            {
                using var scope = NewDisposeScope();
                {{body}}
            }
        }
        """);
}
