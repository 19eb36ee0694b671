namespace LossDsl.Tests.DataDicts;

/// <summary>Tensors that a config requires.</summary>
public sealed class RequiredWhenTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_message_says_which_setting_requires_the_tensor()
    {
        var exception = Assert.Throws<BatchValidationException>(
            () => Conditional.Bind(Rows(), new ConditionalConfig { ReferencePolicyKlPenalty = 0.1 }));

        Assert.Equal(
            ("reference", "missing; required because reference_policy_kl_penalty is 0.1; the batch has 'referense'"),
            (exception.Violations[0].Key, exception.Violations[0].Problem));
    }

    [Theory]
    [InlineData(0.0, true)]
    [InlineData(0.5, false)]
    public void A_batch_may_lack_what_the_configuration_does_not_use(double penalty, bool holds)
    {
        var config = new ConditionalConfig { ReferencePolicyKlPenalty = penalty };

        Assert.Equal(holds, Conditional.TryBind(Rows(), config, out var data, out var violations));
        Assert.Equal(holds, data is not null);
        Assert.Equal(holds ? 0 : 1, violations.Count);
        Assert.Equal(holds, DataDict.TryBind<Conditional>(Rows(), out _, out _, config));
    }

    [Fact]
    public void Without_a_configuration_an_optional_tensor_is_optional()
    {
        Assert.Null(Conditional.Bind(Rows()).Reference);
        Assert.Null(DataDict.Bind<Conditional>(Rows(), config: "another one").Reference);
    }

    [Fact]
    public void What_is_there_satisfies_every_configuration()
    {
        var batch = Rows();
        batch["reference"] = ones(2, 3);
        batch["bonus"] = ones(2);
        batch["scale"] = ones(2);

        var config = new ConditionalConfig { ReferencePolicyKlPenalty = 0.1, UseBonus = true, Estimator = Estimator.Scaled };
        Assert.NotNull(Conditional.Bind(batch, config).Bonus);
    }

    [Theory]
    [InlineData(false, Estimator.Plain, null, "")]
    [InlineData(true, Estimator.Plain, null, "bonus: missing; required because use_bonus is true")]
    [InlineData(false, Estimator.Scaled, null, "scale: missing; required because kind is Scaled")]
    [InlineData(false, Estimator.Plain, "x", "named: missing; required because name is 'x'")]
    public void Flags_and_enums_and_texts_decide_too(bool bonus, Estimator estimator, string? name, string expected)
    {
        var config = new ConditionalConfig { UseBonus = bonus, Estimator = estimator, Name = name };

        Conditional.TryBind(Rows(), config, out _, out var violations);

        Assert.Equal(expected, string.Join("; ", violations));
    }

    [Fact]
    public void A_setting_that_is_null_has_no_value() =>
        Assert.True(Conditional.TryBind(Rows(), new ConditionalConfig { ReferencePolicyKlPenalty = null }, out _, out _));

    [Fact]
    public void A_loss_hands_its_configuration_to_the_check()
    {
        var loss = new ConditionalLoss(new ConditionalConfig { ReferencePolicyKlPenalty = 0.1 });
        var totals = new GlobalNormalization(null, null);
        var data = Conditional.Bind(Rows());

        Assert.Equal(
            "missing; required because reference_policy_kl_penalty is 0.1; it is null",
            Assert.Throws<BatchValidationException>(() => loss.Compute(ones(2), data, totals)).Violations[0].Problem);
        Assert.Throws<BatchValidationException>(
            () => loss.Compute(ones(2), new BatchedDataDict<Conditional>(Rows()), totals));
        loss.Compute(ones(2), data with { Reference = ones(2, 3) }, totals);
        new ConditionalLoss(new ConditionalConfig()).Compute(ones(2), data, totals);
    }

    private static BatchedDataDict Rows() => new() { ["input_ids"] = ones([2, 3], dtype: int64), ["referense"] = ones(2, 3) };
}

public enum Estimator
{
    Plain,
    Scaled,
}

[LossConfig]
internal sealed partial record ConditionalConfig
{
    public double? ReferencePolicyKlPenalty { get; init; }

    public bool UseBonus { get; init; }

    [ConfigKey("kind")]
    public Estimator Estimator { get; init; }

    public string? Name { get; init; }
}

[DataDict]
internal sealed partial record Conditional
{
    [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current)]
    public required Tensor InputIds { get; init; }

    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    [RequiredWhen<ConditionalConfig>(nameof(ConditionalConfig.ReferencePolicyKlPenalty), IsNot = 0)]
    public Tensor? Reference { get; init; }

    [Tensor("B", DType.Float)]
    [RequiredWhen<ConditionalConfig>(nameof(ConditionalConfig.UseBonus))]
    public Tensor? Bonus { get; init; }

    [Tensor("B", DType.Float)]
    [RequiredWhen<ConditionalConfig>(nameof(ConditionalConfig.Estimator), Is = Estimator.Scaled)]
    public Tensor? Scale { get; init; }

    [Tensor("B", DType.Float)]
    [RequiredWhen<ConditionalConfig>(nameof(ConditionalConfig.Name), IsNot = null)]
    public Tensor? Named { get; init; }
}

[LossMetrics]
internal sealed partial record ConditionalMetrics
{
    [Metric(MetricNormalizer.None)]
    public required Tensor Loss { get; init; }
}

internal sealed class ConditionalLoss(ConditionalConfig config)
    : LossFunction<Conditional, ConditionalMetrics>(TensorField.CreateInput("scores", "B", DType.Float))
{
    protected override object? Config => config;

    protected override (Tensor Loss, ConditionalMetrics Metrics) ComputeLoss(
        ModelOutput output, Conditional data, GlobalNormalization totals) =>
        (output.GetRewards().sum(), new ConditionalMetrics { Loss = output.GetRewards().sum() });
}
