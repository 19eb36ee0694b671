namespace LossDsl.Tests.Configs;

/// <summary>The rules between settings, validated for configs that are created in code.</summary>
public sealed class RuleTests
{
    private static readonly SampleConfig Valid = new() { Beta = 0.5 };

    [Fact]
    public void Both_settings_are_named_with_their_values() => Assert.Equal(
        """
        SampleConfig is not valid (5 violations)
          Steps is 0; it must be between 1 and 1000
          DualClip is true; that requires Clip not to be null, but it is null
          PlainRatio is true; that conflicts with DualClip, which is true
          RewardKey is null; it must not be null when Weighting is by_reward
          Reference is ""; it must not be empty when Beta is not 0, and that is 0.5
        """,
        Message(Valid with
        {
            DualClip = true, PlainRatio = true, Weighting = Weighting.ByReward, Reference = "", Steps = 0,
        }));

    [Theory]
    [InlineData(FieldRuleKind.ForbiddenWhenIs, "x is 2; it must be null when y is 3")]
    [InlineData(FieldRuleKind.ForbiddenWhenIsNot, null)]
    public void A_setting_can_be_forbidden_with_a_value(FieldRuleKind kind, string? problem)
    {
        var rule = new FieldRule(kind, "Y") { Value = 3.0 };
        var (set, unset) = (new Setting("x", 2.0, SetWhen.NotNull), new Setting("x", null, SetWhen.NotNull));
        var (same, other, none) = (new Setting("y", 3.0, SetWhen.NotNull), new Setting("y", 4.0, SetWhen.NotNull), new Setting("y", null, SetWhen.NotNull));

        Assert.Equal(problem, rule.Validate(set, same) is { } words ? $"x {words}" : null);
        Assert.Equal(problem is null ? "is 2; it must be null when y is not 3, and that is 4" : null, rule.Validate(set, other));
        Assert.Null(rule.Validate(set, none));
        Assert.Null(rule.Validate(unset, same));
        Assert.Null(rule.Validate(unset, other));
    }

    [Theory]
    [InlineData(2.0, 1.0, "is 2; it must be at most y, which is 1")]
    [InlineData(1.0, 1.0, null)]
    [InlineData(double.NegativeInfinity, 0.0, null)]
    [InlineData(null, 1.0, null)]
    [InlineData(2.0, null, null)]
    [InlineData(2, 1L, "is 2; it must be at most y, which is 1")]
    [InlineData(1, 2.0f, null)]
    [InlineData(0.1f, 0.1, null)]
    [InlineData(0.1, 0.1f, null)]
    [InlineData(0.2, 0.1f, "is 0.2; it must be at most y, which is 0.1")]
    [InlineData(true, 0, null)]
    public void A_lower_bound_is_at_most_the_upper_one(object? low, object? high, string? problem) => Assert.Equal(
        problem, new FieldRule(FieldRuleKind.AtMost, "Y").Validate(new Setting("x", low, SetWhen.NotNull), new Setting("y", high, SetWhen.NotNull)));

    [Fact]
    public void The_bounds_of_a_correction_are_in_order()
    {
        var error = Assert.Throws<LossConfigException>(() => new PolicyGradientLossConfig
        {
            CorrectionLevel = CorrectionLevel.Token, CorrectionLowerBound = 2, CorrectionUpperBound = 1.5,
            RejectionStatistic = RejectionStatistic.K1, RejectionLowerBound = 0.5, RejectionUpperBound = -0.5,
            VetoLowerBound = 1e4, VetoUpperBound = 1e-4,
        }.Validate());
        Assert.Contains("CorrectionLowerBound is 2; it must be at most CorrectionUpperBound, which is 1.5", error.Message);
        Assert.Contains("RejectionLowerBound is 0.5; it must be at most RejectionUpperBound, which is -0.5", error.Message);
        Assert.Contains("VetoLowerBound is 10000; it must be at most VetoUpperBound, which is 0.0001", error.Message);
        error = Assert.Throws<LossConfigException>(() => PolicyGradientLossConfig.FromJson(
            """{"correction_level": "token", "correction_lower_bound": 2, "correction_upper_bound": 1}"""));
        Assert.Contains("correction_lower_bound is 2; it must be at most correction_upper_bound, which is 1", error.Message);
    }

    [Fact]
    public void A_flag_that_is_forbidden_must_not_be_true() => Assert.Equal(
        "is true; it must not be true when y is 1",
        new FieldRule(FieldRuleKind.ForbiddenWhenIs, "Y") { Value = 1 }.Validate(
            new Setting("x", true, SetWhen.True), new Setting("y", 1, SetWhen.NotZero)));

    [Fact]
    public void A_value_that_is_wrong_by_itself_breaks_no_rule_besides() => Assert.Equal(
        """
        SampleConfig is not valid (2 violations)
          Beta is NaN; it must be a number
          Clip is 1; it must be greater than 1
        """,
        Message(Valid with { Beta = double.NaN, Clip = 1, DualClip = true, Reference = "" }));

    [Fact]
    public void A_text_of_code_can_be_null_in_spite_of_its_type() => Assert.Equal(
        """
        SampleConfig is not valid (1 violation)
          Reference is null; a value is required
        """,
        Message(Valid with { Reference = null! }));

    [Theory]
    [InlineData(typeof(bool), false, SetWhen.True, true, false)]
    [InlineData(typeof(bool), true, SetWhen.True, true, null)]
    [InlineData(typeof(bool), true, SetWhen.True, true, false)]
    [InlineData(typeof(double), true, SetWhen.NotNull, 0.0, null)]
    [InlineData(typeof(int), true, SetWhen.NotNull, 0, null)]
    [InlineData(typeof(string), true, SetWhen.NotNull, "", null)]
    [InlineData(typeof(Weighting), true, SetWhen.NotNull, Weighting.Uniform, null)]
    [InlineData(typeof(double), false, SetWhen.NotZero, 1e-300, -0.0)]
    [InlineData(typeof(float), false, SetWhen.NotZero, -1f, 0f)]
    [InlineData(typeof(int), false, SetWhen.NotZero, 1, 0)]
    [InlineData(typeof(long), false, SetWhen.NotZero, -1L, 0L)]
    [InlineData(typeof(string), false, SetWhen.NotEmpty, " ", "")]
    public void What_set_means(Type type, bool nullable, SetWhen expected, object set, object? notSet)
    {
        var when = new ConfigField("X", "x", type) { IsNullable = nullable }.SetWhen;

        Assert.Equal(expected, when);
        Assert.True(new Setting("x", set, when).IsSet);
        Assert.False(new Setting("x", notSet, when).IsSet);
    }

    [Fact]
    public void An_enum_without_null_is_always_set()
    {
        var when = new ConfigField("X", "x", typeof(Weighting)).SetWhen;

        Assert.Equal(SetWhen.Always, when);
        Assert.True(new Setting("x", Weighting.Uniform, when).IsSet);
    }

    [Fact]
    public void The_rules_are_data()
    {
        var rules = SampleConfig.Schema.Fields.SelectMany(field => field.Rules.Select(rule => (field.Property, rule)));

        Assert.Equal(
            [
                ("DualClip", new FieldRule(FieldRuleKind.Requires, "Clip")),
                ("PlainRatio", new FieldRule(FieldRuleKind.ConflictsWith, "DualClip")),
                ("RewardKey", new FieldRule(FieldRuleKind.RequiredWhenIs, "Weighting") { Value = Weighting.ByReward }),
                ("Reference", new FieldRule(FieldRuleKind.RequiredWhenIsNot, "Beta") { Value = 0.0 }),
                ("WarmUp", new FieldRule(FieldRuleKind.Requires, "Decay")),
                ("Interval", new FieldRule(FieldRuleKind.RequiredWhenIs, "Verbose") { Value = true }),
                ("Interval", new FieldRule(FieldRuleKind.RequiredWhenIsNot, "Patience") { Value = 0 }),
            ],
            rules);
    }

    private static string Message(SampleConfig config) =>
        Assert.Throws<LossConfigException>(config.Validate).Message;
}
