namespace LossDsl.Tests.DataDicts;

public sealed class BindingTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_batch_that_satisfies_its_data_dict_becomes_the_record()
    {
        var batch = Batch.ClippedPG(4, 6);
        batch["idx"] = new List<int> { 1, 2, 3, 4 };

        var data = batch.Bind();

        Assert.Same(batch["advantages"], data.Advantages);
        Assert.Equal(4, data.Rows);
        Assert.Equal(["idx"], data.Extra.Keys);
    }

    [Fact]
    public void Every_violation_is_in_one_exception_with_the_dimensions_and_who_set_them()
    {
        var batch = Batch.ClippedPG(8, 128);
        batch["prev_logprob"] = batch["prev_logprobs"];
        batch.Remove("prev_logprobs");
        batch["token_mask"] = ones(8, 127);
        batch["sample_mask"] = ones(8, 1);

        var exception = Assert.Throws<BatchValidationException>(() => batch.Bind());

        Assert.Equal(
            """
            Batch does not satisfy ClippedPGLossDataDict (3 violations)
              prev_logprobs   missing; the batch has 'prev_logprob'
              token_mask      expected [B, S] = [8, 128], got [8, 127]
              sample_mask     expected [B] = [8], got [8, 1]
              dimensions      B = 8 (input_ids), S = 128 (input_ids)
            """,
            exception.Message);
        Assert.Equal(3, exception.Violations.Count);
    }

    [Fact]
    public void TryBind_gives_the_violations_without_throwing()
    {
        var batch = Batch.Nll(2, 5);
        batch.Remove("sample_mask");

        Assert.False(NLLLossDataDict.TryBind(batch, out var data, out var violations));
        Assert.Null(data);
        Assert.Equal("sample_mask", Assert.Single(violations).Key);
    }

    [Theory]
    [InlineData("input_ids", "expected an integer type, got float32")]
    [InlineData("advantages", "expected a floating-point type, got int64")]
    public void A_wrong_element_type_is_named(string key, string problem)
    {
        var batch = Batch.ClippedPG(2, 5);
        batch[key] = zeros([2, 5], dtype: key == "input_ids" ? float32 : int64);

        var violation = Assert.Single(Assert.Throws<BatchValidationException>(() => batch.Bind()).Violations);

        Assert.Equal((key, problem), (violation.Key, violation.Problem));
    }

    [Fact]
    public void A_value_that_is_no_tensor_is_named()
    {
        var batch = Batch.Nll(2, 5);
        batch["token_mask"] = new List<float> { 1 };

        var violation = Assert.Single(Assert.Throws<BatchValidationException>(() => batch.Bind()).Violations);

        Assert.StartsWith("expected a tensor, got List", violation.Problem);
    }

    [Fact]
    public void A_disposed_tensor_is_named()
    {
        var batch = Batch.Nll(2, 5);
        batch.GetTensor("token_mask").Dispose();

        var violation = Assert.Single(Assert.Throws<BatchValidationException>(() => batch.Bind()).Violations);

        Assert.Equal("the tensor has been disposed", violation.Problem);
    }

    [Fact]
    public void An_odd_number_of_rows_is_no_set_of_pairs()
    {
        var batch = Batch.Preference(7, 5);

        var exception = Assert.Throws<BatchValidationException>(() => batch.Bind());

        Assert.Contains("input_ids", exception.Message);
        Assert.Contains("expected [2*P, S], got [7, 5]; it must be even", exception.Message);
    }

    [Fact]
    public void Logits_must_agree_with_the_batch()
    {
        var batch = Batch.Nll(2, 5);
        var totals = GlobalNormalization.FromBatch(batch);

        var exception = Assert.Throws<BatchValidationException>(
            () => new NLLLoss().Compute(Batch.Logits(2, 6), batch, totals));

        Assert.Equal(
            ("next_token_logits", "expected [B, S, V] = [2, 5, V], got [2, 6, 7]"),
            (exception.Violations[0].Key, exception.Violations[0].Problem));
    }

    [Theory]
    [InlineData(7, "expected ids in [0, V) = [0, 7), got 7")]
    [InlineData(-100, "expected ids in [0, V) = [0, 7), got -100; a position without a token takes any valid id and a token_mask of 0")]
    public void Token_ids_must_lie_in_the_vocabulary(long id, string problem)
    {
        var batch = Batch.Nll(2, 5);
        var ids = batch.GetTensor("input_ids");
        ids[1, 3] = tensor(id);

        var exception = Assert.Throws<BatchValidationException>(
            () => new NLLLoss().Compute(Batch.Logits(2, 5), batch, new GlobalNormalization(null, ones([]))));

        Assert.Equal(problem, Assert.Single(exception.Violations).Problem);
    }

    [Fact]
    public void The_first_token_is_never_a_target_and_may_hold_any_id()
    {
        var batch = Batch.Nll(2, 5);
        batch.GetTensor("input_ids")[0, 0] = tensor(-1L);

        using var result = new NLLLoss().Compute(Batch.Logits(2, 5), batch, GlobalNormalization.FromBatch(batch));

        Assert.True(result.Loss.isfinite().item<bool>());
    }

    [Fact]
    public void A_record_made_by_hand_is_checked_too()
    {
        var data = Batch.Nll(2, 5).Bind() with { SampleMask = ones(2, 1) };

        Assert.Throws<BatchValidationException>(
            () => new NLLLoss().Compute(Batch.Logits(2, 5), data, new GlobalNormalization(null, ones([]))));
    }

    [Fact]
    public void Next_token_views_follow_the_declared_alignment()
    {
        var ids = arange(10, dtype: int64).view(2, 5);
        var data = Batch.Dpo(2, 5).Bind() with { InputIds = ids, ReferencePolicyLogprobs = ids.to(float32) };

        Assert.Equal([1, 2, 3, 4, 6, 7, 8, 9], data.NextToken.InputIds.ToArray<long>());
        Assert.Equal([0, 1, 2, 3, 5, 6, 7, 8], data.NextToken.ReferencePolicyLogprobs.ToArray<float>());
    }

    [Fact]
    public void Microbatches_cover_the_rows_in_order()
    {
        var data = Batch.ClippedPG(5, 4).Bind();

        var parts = data.Microbatches(2).ToList();

        Assert.Equal([2L, 2L, 1L], parts.Select(part => part.Rows));
        Assert.True(cat([.. parts.Select(part => part.Advantages)]).eq(data.Advantages).all().item<bool>());
    }

    [Fact]
    public void A_missing_key_of_a_batch_suggests_the_nearest()
    {
        var exception = Assert.Throws<KeyNotFoundException>(() => Batch.Nll(2, 5)["token_masks"]);

        Assert.Equal("the batch has no key 'token_masks'; did you mean 'token_mask'?", exception.Message);
    }
}
