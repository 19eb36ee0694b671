using System.CommandLine;
using LossDsl.Cli.Commands;

namespace LossDsl.Cli.Tests.Training.PolicyLoss;

/// <summary>Parsing of the options of the policy loss.</summary>
public sealed class TrainPolicyOptionsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<PolicyObjective> Objectives() => [.. Enum.GetValues<PolicyObjective>()];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_command_line_that_names_no_choice_leaves_the_loss_as_it_is() => Assert.Null(Parse());

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Every_objective_can_be_named(PolicyObjective objective)
    {
        var name = PolicyLossTests.NameOf(objective);

        var config = Parse(["--objective", name, .. objective == PolicyObjective.TrustRegion ? ["--trust-region", "symmetric"] : Array.Empty<string>()]);

        Assert.Equal(objective, config!.Objective);
        Assert.Equal(0.1, config.ReferencePolicyKlPenalty);
        Assert.True(config.RatioUpperBound is null or 1.28);
        Assert.Contains(name, Option("--objective").Description);
    }

    [Fact]
    public void Options_are_keys_of_the_configuration()
    {
        var config = Parse(
            "--ratio-level", "sequence", "--ratio-lower-bound", "0.9997", "--ratio-upper-bound", "1.0004", "--correction-level", "token",
            "--correction-upper-bound", "2", "--reduction", "constant", "--reduction-length", "12", "--reference-policy-kl-penalty", "0.02",
            "--reference-policy-kl-type", "k2", "--kl-gradient", "straight_through");

        Assert.Equal(
            new PolicyGradientLossConfig
            {
                RatioLevel = RatioLevel.Sequence, RatioLowerBound = 0.9997, RatioUpperBound = 1.0004, CorrectionLevel = CorrectionLevel.Token,
                CorrectionUpperBound = 2, Reduction = PolicyReduction.Constant, ReductionLength = 12, ReferencePolicyKlPenalty = 0.02,
                ReferencePolicyKlType = KlEstimator.K2, KlGradient = KlGradient.StraightThrough,
            },
            config);
    }

    [Fact]
    public void A_file_stands_in_place_of_the_trainers_settings_and_options_change_single_keys_of_it()
    {
        var file = _folder.With("grpo.yaml", "loss_fn:\n  objective: sapo\n  sapo_temperature_positive: 2\n");

        Assert.Equal(
            new PolicyGradientLossConfig { Objective = PolicyObjective.Sapo, SapoTemperaturePositive = 2, Reduction = PolicyReduction.TokenSum },
            Parse("--loss-config", file, "--loss-section", "loss_fn", "--reduction", "token_sum"));
    }

    [Theory]
    [InlineData("--objective is \"ppo\"; it must be one of ppo_clip, cispo", "--objective", "ppo")]
    [InlineData("--ratio-upper-bound is 0.5; it must be at least 1", "--ratio-upper-bound", "0.5")]
    [InlineData("--ratio-upper-bound is 1.5; it must be null when objective is sapo", "--objective", "sapo", "--ratio-upper-bound", "1.5")]
    [InlineData("trust_region is null", "--objective", "trust_region")]
    [InlineData("--ratio-upper-bound is \"wide\"", "--ratio-upper-bound", "wide")]
    [InlineData("--loss-config names the file", "--loss-section", "loss_fn")]
    [InlineData("file not found", "--loss-config", "absent.yaml")]
    public void What_the_configuration_refuses_is_refused_by_the_name_of_the_option(string message, params string[] arguments) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Parse(arguments)).Message);

    [Fact]
    public void A_file_is_refused_with_its_lines()
    {
        var wrong = _folder.With("wrong.yaml", "objective: cispo\ndual_clip: 3\n");
        var weights = _folder.With("weights.yaml", "use_policy_weights: true\n");
        var text = _folder.With("loss.txt", "");

        Assert.Contains("wrong.yaml(2,", Assert.Throws<LossConfigException>(() => Parse("--loss-config", wrong)).Message);
        Assert.Contains("computes no policy_weights", Assert.Throws<UsageException>(() => Parse("--loss-config", weights)).Message);
        Assert.Contains("unsupported extension", Assert.Throws<UsageException>(() => Parse("--loss-config", text)).Message);
    }

    private static PolicyGradientLossConfig? Parse(params string[] arguments)
    {
        var options = new TrainPolicyOptions();
        var command = new Command("train");
        foreach (var option in options.All)
            command.Options.Add(option);
        return options.GetPolicyLoss(command.Parse(arguments)) is { } json ? PolicyGradientLossConfig.FromJson(json) : null;
    }

    private static Option Option(string name) => new TrainPolicyOptions().All.Single(option => option.Name == name);
}
