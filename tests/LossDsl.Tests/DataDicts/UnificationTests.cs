namespace LossDsl.Tests.DataDicts;

/// <summary>A dimension name has one length in all tensors of a batch and in the other inputs of a loss.</summary>
public sealed class UnificationTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("B S", "2 3", "B S", "2 3", null)]
    [InlineData("B S", "2 3", "B S", "2 4", "expected [B, S] = [2, 3], got [2, 4]")]
    [InlineData("B S", "2 3", "S B", "3 2", null)]
    [InlineData("B S", "2 3", "B S-1", "2 2", null)]
    [InlineData("B S", "2 3", "B S-1", "2 3", "expected [B, S-1] = [2, 2], got [2, 3]")]
    [InlineData("B S-1", "2 2", "B S", "2 3", null)]
    [InlineData("2*P", "6", "P", "3", null)]
    [InlineData("2*P", "6", "P", "4", "expected [P] = [3], got [4]")]
    [InlineData("P", "3", "2*P S", "7 5", "expected [2*P, S] = [6, S], got [7, 5]; it must be even")]
    [InlineData("P", "3", "2*P S", "8 5", "expected [2*P, S] = [6, S], got [8, 5]")]
    [InlineData("B", "2", "3*P", "7", "expected [3*P], got [7]; 3*P needs a multiple of 3")]
    [InlineData("B", "2", "2*P+1", "4", "expected [2*P+1], got [4]; 2*P+1 needs a multiple of 2 plus 1")]
    [InlineData("B", "2", "2*P+1", "5", null)]
    [InlineData("B", "2", "2*P-1", "4", "expected [2*P-1], got [4]; 2*P-1 needs a multiple of 2 minus 1")]
    [InlineData("B", "2", "... 2*P", "4 3", "expected [..., 2*P], got [4, 3]; it must be even")]
    [InlineData("B", "2", "B+1", "3", null)]
    [InlineData("B", "2", "B S-1", "2 0", null)]
    [InlineData("B", "2", "B S+1", "2 0", "expected [B, S+1] = [2, S+1], got [2, 0]")]
    [InlineData("B S S", "2 3 4", "B S", "5 6", null, "expected [B, S, S], got [2, 3, 4]")]
    [InlineData("B", "2", "B _", "2 9", null)]
    [InlineData("B", "2", "B _", "3 9", "expected [B, _] = [2, _], got [3, 9]")]
    [InlineData("B", "2", "... B", "5 4 2", null)]
    [InlineData("B", "2", "... B", "2", null)]
    [InlineData("B", "2", "... B", "5 3", "expected [..., B] = [..., 2], got [5, 3]")]
    [InlineData("B", "2", "... B S", "2", "expected [..., B, S] = [..., 2, S], got [2]")]
    [InlineData("B", "2", "", "", null)]
    [InlineData("B", "2", "", "1", "expected [], got [1]")]
    [InlineData("B", "2", "B 4", "2 4", null)]
    [InlineData("B", "2", "B 4", "2 5", "expected [B, 4] = [2, 4], got [2, 5]")]
    [InlineData("B", "2", "B heads=4 S", "2 4 9", null)]
    [InlineData("B", "2", "B heads=4 S", "2 3 9", "expected [B, heads=4, S] = [2, heads=4, S], got [2, 3, 9]")]
    [InlineData("B", "2", "heads=4", "3", "expected [heads=4], got [3]")]
    [InlineData("B B", "2 3", "B", "2", null, "expected [B, B], got [2, 3]")]
    public void Two_tensors(string first, string firstSize, string second, string secondSize, string? problem, string? before = null)
    {
        var schema = new DataDictSchema("Test", [new("First", "first", first), new("Second", "second", second)]);
        var check = new DataDictValidator(schema, batch: null, config: null);

        check.CheckTensor(0, Of(firstSize));
        check.CheckTensor(1, Of(secondSize));

        string?[] problems = [before, problem];
        Assert.Equal(problems.Where(text => text is not null), check.Finish().Select(violation => violation.Problem));
    }

    [Fact]
    public void Inputs_of_a_loss_unify_with_the_batch_and_each_other()
    {
        var schema = Rollout.With(
            TensorField.CreateInput("hidden", "B S H", DType.Float), TensorField.CreateInput("weight", "V H", DType.Float));

        Assert.Empty(Check(schema, zeros(2, 3, 8), zeros(50, 8)));
        Assert.Equal(
            ["weight: expected [V, H] = [V, 8], got [50, 7]"], Check(schema, zeros(2, 3, 8), zeros(50, 7)));
        Assert.Equal(
            ["hidden: expected [B, S, H] = [2, 3, H], got [2, 4, 8]"], Check(schema, zeros(2, 4, 8), zeros(50, 8)));
        Assert.Equal(["input_ids: expected ids in [0, V) = [0, 4), got 5"], Check(schema, zeros(2, 3, 8), zeros(4, 8)));
    }

    [Fact]
    public void The_dimensions_of_a_message_name_who_set_them()
    {
        var exception = Assert.Throws<BatchValidationException>(() => new DPOLossFn(new DPOLossConfig
        {
            ReferencePolicyKlPenalty = 0.1, PreferenceLossWeight = 1, SftLossWeight = 0,
            PreferenceAverageLogProbs = false, SftAverageLogProbs = false,
        }).Compute(zeros(6, 5, 9), Batch.Dpo(8, 5), new GlobalNormalization(ones([]), ones([]))));

        Assert.Equal(
            """
            Batch does not satisfy DPOLossDataDict (1 violation)
              next_token_logits   expected [2*P, S, V] = [8, 5, V], got [6, 5, 9]
              dimensions          P = 4 (input_ids), S = 5 (input_ids)
            """,
            exception.Message);
    }

    [Fact]
    public void A_mask_has_any_numeric_type()
    {
        foreach (var type in new[] { ScalarType.Bool, ScalarType.Byte, ScalarType.Int64, ScalarType.BFloat16, ScalarType.Float64 })
        {
            var batch = Batch.Nll(2, 4);
            batch["token_mask"] = ones([2, 4], dtype: type);
            batch.Bind();
        }

        var complex = Batch.Nll(2, 4);
        complex["token_mask"] = ones([2, 4], dtype: ScalarType.ComplexFloat32);
        Assert.Throws<BatchValidationException>(() => complex.Bind());
    }

    [Fact]
    public void Tensors_live_on_one_device()
    {
        var batch = Batch.Nll(2, 4);
        batch["sample_mask"] = ones([2], device: new Device(DeviceType.META));

        Assert.Equal(
            "expected on cpu like input_ids, got meta",
            Assert.Single(Assert.Throws<BatchValidationException>(() => batch.Bind()).Violations).Problem);

        batch["input_ids"] = zeros([2, 4], dtype: int64, device: new Device(DeviceType.META));
        Assert.Equal(
            ["token_mask: expected on meta like input_ids, got cpu"],
            Assert.Throws<BatchValidationException>(() => batch.Bind()).Violations.Select(violation => violation.ToString()));
        batch["token_mask"] = ones([2, 4], device: new Device(DeviceType.META));
        Assert.NotNull(batch.Bind());
    }

    private static DataDictSchema Rollout => new(
        "Rollout",
        [new("InputIds", "input_ids", "B S", DType.Integer) { UpperBound = "V" }, new("Rewards", "rewards", "B", DType.Float)]);

    private static IEnumerable<string> Check(DataDictSchema schema, params Tensor[] inputs)
    {
        var check = new DataDictValidator(schema, batch: null, config: null);
        check.CheckTensor(0, arange(6, dtype: int64).view(2, 3));
        check.CheckTensor(1, zeros(2));
        check.CheckInputs(inputs);
        return check.Finish().Select(violation => violation.ToString());
    }

    private static Tensor Of(string size) =>
        zeros([.. size.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)]);
}
